"""What several dialogs are made of: some fields that become one frozen form."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.widgets.fields import FieldGrid
from app.ui.widgets.layouts import column, key_button, label, row


class StatingDialog(QDialog):
    """Fields that become one frozen form; Ctrl+Enter states it, a refusal stays to be read.

    ``under_way`` stands on the button while what was stated is done, where that takes a while.
    """

    stated = Signal(object)
    under_way = ""

    def __init__(self, parent: QWidget, title: str, words: str, agree: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.fields = FieldGrid()
        self.trouble = label("", "error", wraps=True)
        self.trouble.hide()
        self._agree_words = f"{agree}  Ctrl+Enter"
        self.agree = key_button(agree, "Ctrl+Return", "main")
        self.agree.setText(self._agree_words)
        self.agree.clicked.connect(self._state)
        self.back = QPushButton("Quay lại  Esc")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.reject)
        self._buttons = row(None, self.back, self.agree)
        self._whole = column(
            label(title, "heading"),
            label(words, "muted", wraps=True),
            self.fields,
            self.trouble,
            self._buttons,
            gap="cell",
            margin="page",
            wide="dialog",
        )
        self.setLayout(self._whole)

    @Slot(object)
    def complain(self, refusal: Refusal) -> None:
        """Say why it cannot be so, and let it be mended."""
        self.agree.setText(self._agree_words)
        self.agree.setEnabled(True)
        self.trouble.setText(refusal_sentence(refusal))
        self.trouble.show()

    def form(self) -> object:
        """What was stated. Raises ``Refusal`` for what cannot be read."""
        raise NotImplementedError

    @Slot()
    def _state(self) -> None:
        try:
            form = self.form()
        except Refusal as refusal:
            self.complain(refusal)
        else:
            self.trouble.hide()
            if self.under_way:
                self.agree.setText(self.under_way)
                self.agree.setEnabled(False)
            self.stated.emit(form)
