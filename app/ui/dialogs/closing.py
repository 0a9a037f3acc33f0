"""Before the window goes: a backup that is due, or that days off ask for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.ui.widgets.layouts import column, label, row


class ClosingDialog(QDialog):
    """Sao lưu rồi đóng: Enter backs up, Esc goes back to work.

    ``backup_wanted`` is sent once; whoever hears it calls ``accept`` when the backup is made.
    """

    backup_wanted = Signal()

    def __init__(self, parent: QWidget, question: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa · Đóng chương trình")
        self._words = label(question, wraps=True)
        self.back_up = QPushButton("Sao lưu rồi đóng")
        self.back_up.setProperty("role", "main")
        self.back_up.setDefault(True)
        self.leave, back = QPushButton("Đóng, không sao lưu"), QPushButton("Quay lại  Esc")
        for each in (self.leave, back):
            each.setAutoDefault(False)
        self.back_up.clicked.connect(self._begin)
        self.leave.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        buttons = row(None, back, self.leave, self.back_up)
        self.setLayout(column(self._words, buttons, gap="card", margin="page", wide="dialog"))
        self.back_up.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """What came of the backup; the officer decides what to do."""
        self._words.setText(sentence)
        self.back_up.setEnabled(True)
        self.leave.setText("Đóng, không sao lưu")

    def _begin(self) -> None:
        self.back_up.setEnabled(False)
        self.leave.setText("Đóng ngay, không chờ")
        self._words.setText("Đang sao lưu. Xong là chương trình tự đóng…")
        self.backup_wanted.emit()
