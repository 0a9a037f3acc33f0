"""A machine without a desk gets a lost one back: from backup, sheet and stick."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget

from app.domain.custody import RestoreAnswers
from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.ui.widgets.fields import FieldGrid, line, scannable
from app.ui.widgets.layouts import column, key_button, label, row

_WORDS = (
    "Máy cũ hỏng, mất hoặc cháy: quầy trở lại từ bản sao lưu. Cắm USB, lấy tờ khóa khôi phục "
    "trong két; quét mã trên tờ ấy thay cho gõ. Mở lại rồi chương trình hỏi ai cho cấp số."
)
_START = "Khôi phục  Ctrl+Enter"


class RestoreDialog(QDialog):
    """``answered`` brings ``RestoreAnswers``; whoever hears it accepts, or calls ``refuse``."""

    answered = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa · Khôi phục từ bản sao lưu")
        self.fields = _fields()
        self._trouble = label("", "error", wraps=True)
        self._trouble.hide()
        choose = QPushButton("Chọn &tệp…")
        choose.clicked.connect(self._choose)
        copies = QPushButton("Chọn thư &mục bản chép…")
        copies.clicked.connect(self._choose_copies)
        # A scanner ends with Enter, which must not begin before every field is filled.
        self.start = key_button("Khôi phục", "Ctrl+Return", "main")
        self.start.setText(_START)
        self.start.clicked.connect(self._answer)
        back = QPushButton("Quay lại  Esc")
        back.clicked.connect(self.reject)
        for each in (choose, copies, back):
            each.setAutoDefault(False)
        self.setLayout(
            column(
                label("Khôi phục từ bản sao lưu", "heading"),
                label(_WORDS, "muted", wraps=True),
                self.fields,
                row(choose, copies, None),
                self._trouble,
                row(None, back, self.start),
                gap="cell",
                margin="page",
                wide="dialog",
            )
        )

    def refuse(self, refusal: Refusal) -> None:
        """Nothing was restored: say why at its field, and let it be mended."""
        self._set_busy(busy=False)
        sentence = refusal_sentence(refusal)
        if refusal.reason is Reason.RECOVERY_KEY_WRONG:
            self._complain("recovery", sentence)
        else:
            self._trouble.setText(sentence)
            self._trouble.show()

    @Slot()
    def _choose(self) -> None:
        kinds = "Bản sao lưu (*.db)"
        name, _ = QFileDialog.getOpenFileName(self, "Chọn bản sao lưu", "", kinds)
        if name:
            self.fields.put("backup", name)
            copies = sorted(Path(name).parent.glob("*.goi"))
            if copies and not self.fields.text("copies"):
                self.fields.put("copies", str(Path(name).parent))

    @Slot()
    def _choose_copies(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Thư mục bản chép liên tục")
        if name:
            self.fields.put("copies", name)

    @Slot()
    def _answer(self) -> None:
        self.fields.clear_complaints()
        self._trouble.hide()
        for key in ("backup", "recovery"):
            if not self.fields.text(key):
                self._complain(key, "Hãy điền mục này.")
                return
        self._set_busy(busy=True)
        copies = self.fields.text("copies")
        self.answered.emit(
            RestoreAnswers(
                backup=Path(self.fields.text("backup")),
                recovery=self.fields.text("recovery"),
                copies=Path(copies) if copies else None,
            )
        )

    def _complain(self, key: str, sentence: str) -> None:
        self.fields.complain(key, sentence)
        self.fields[key].setFocus()

    def _set_busy(self, *, busy: bool) -> None:
        for each in (self.start, self.fields):
            each.setEnabled(not busy)
        self.start.setText("Đang khôi phục…" if busy else _START)


def _fields() -> FieldGrid:
    grid = FieldGrid()
    grid.add("backup", "&Bản sao lưu *", line("Tệp .db trên USB hoặc ổ sao lưu"))
    grid.add(
        "recovery",
        "&Khóa khôi phục *",
        scannable(line("Quét mã trên tờ khóa, hoặc gõ các nhóm chữ")),
    )
    grid.add("copies", "Bản &chép liên tục", line("Thư mục trên USB, nếu có: không mất việc nào"))
    return grid
