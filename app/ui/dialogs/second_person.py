"""A second person agrees: who it is, and their PIN, typed by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.tokens import length
from app.ui.widgets.fields import FieldGrid, choice, line
from app.ui.widgets.layouts import column, label, row


class SecondPersonDialog(QDialog):
    """``agreed`` brings uid and PIN; whoever hears it accepts, or calls ``refuse``."""

    agreed = Signal(str, str)

    def __init__(self, parent: QWidget, words: str, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa · Người thứ hai")
        self.setMinimumWidth(length("dialog"))
        self.fields = FieldGrid()
        self.pin = line("Người thứ hai tự gõ")
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields.add("second", "&Người thứ hai", choice(people))
        self.fields.add("pin", "Mã &PIN", self.pin)
        self.agree = QPushButton("Đồng ý")
        self.agree.setProperty("role", "main")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self._agree)
        back = QPushButton("Quay lại  Esc")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        self.setLayout(
            column(
                label("Việc này cần người thứ hai đồng ý", "heading"),
                label(words, "muted", wraps=True),
                self.fields,
                row(back, None, self.agree),
                gap="cell",
                margin="page",
            )
        )
        self.pin.setFocus()

    def refuse(self, refusal: Refusal) -> None:
        """They did not prove who they are: say why."""
        self.agree.setEnabled(True)
        self.fields.complain("pin", refusal_sentence(refusal))
        self.pin.clear()
        self.pin.setFocus()

    @Slot()
    def _agree(self) -> None:
        self.agree.setEnabled(False)
        self.agreed.emit(self.fields.text("second"), self.pin.text())
