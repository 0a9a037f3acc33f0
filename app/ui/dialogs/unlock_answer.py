"""Somebody calls from a locked desk: the digits they read out, and the digits to read back."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton, QWidget

from app.domain.errors import Reason, Refusal
from app.domain.unlock_code import in_groups
from app.domain.words import refusal_sentence
from app.ui.widgets.fields import FieldGrid, line
from app.ui.widgets.layouts import column, label, row

_WORDS = (
    "Người gọi bấm “Quên mã PIN?” ở màn hình khóa rồi đọc họ tên và 8 chữ số. Hãy chắc đúng giọng "
    "người ấy trước khi đọc lại mã. Không cần mạng."
)


class UnlockAnswerDialog(QDialog):
    """``asked`` brings challenge, name, and whether the account is a chief's.

    Whoever hears it shows the code or refuses.
    """

    asked = Signal(str, str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa · Trả lời người quên mã PIN")
        self.fields = FieldGrid()
        self.fields.add("name", "&Họ tên người gọi", line("Họ và tên đầy đủ, như trên tài khoản"))
        self.fields.add("challenge", "&Mã hỏi", line("8 chữ số người ấy đọc"))
        self.higher = QCheckBox("Tài khoản &lãnh đạo hoặc quản trị")
        self.higher.setAccessibleName("Tài khoản lãnh đạo hoặc quản trị")
        self.code = label("", "display")
        self.code.setAccessibleName("Mã trả lời")
        self.answer = QPushButton("Lấy mã trả lời")
        self.answer.setProperty("role", "main")
        self.answer.setDefault(True)
        self.answer.clicked.connect(self._ask)
        back = QPushButton("Đóng  Esc")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        self.setLayout(
            column(
                label("Trả lời người quên mã PIN", "heading"),
                label(_WORDS, "muted", wraps=True),
                self.fields,
                self.higher,
                self.code,
                row(None, back, self.answer),
                gap="cell",
                margin="page",
                wide="dialog",
            )
        )

    def refuse(self, refusal: Refusal) -> None:
        """There is no answer: say why at its field."""
        self.answer.setEnabled(True)
        key = "challenge" if refusal.reason is Reason.CHALLENGE_WRONG else "name"
        self.fields.complain(key, refusal_sentence(refusal))
        self.fields[key].setFocus()

    def show_code(self, code: str) -> None:
        """The digits to read back."""
        self.answer.setEnabled(True)
        self.code.setText(in_groups(code))

    @Slot()
    def _ask(self) -> None:
        self.fields.clear_complaints()
        self.code.clear()
        if not self.fields.text("name"):
            self.fields.complain("name", "Hãy điền mục này.")
            self.fields["name"].setFocus()
            return
        self.answer.setEnabled(False)
        self.asked.emit(
            self.fields.text("challenge"), self.fields.text("name"), self.higher.isChecked()
        )
