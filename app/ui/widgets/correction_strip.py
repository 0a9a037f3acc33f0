"""Says across the form which dossier is being corrected, and asks why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel

from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.fields import FieldStrip, line
from app.ui.widgets.layouts import column, key_button, label, row


class CorrectionStrip(QFrame):
    """Hidden unless a dossier is being corrected; ``left`` gives the correction up."""

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("correction")
        self._theme = theme
        self._picture = QLabel()
        self._sentence = label("", "heading", wraps=True)
        self._note = label("", "small", wraps=True)
        self.fields = FieldStrip()
        self.fields.add("reason", "&Lý do sửa *", line("Ví dụ: chọn nhầm thủ tục"), 1)
        self.fields.add("slip_returned", "Đã thu lại giấy cũ", QCheckBox("Đã thu lại giấy cũ"), 0)
        leave = key_button("Thôi sửa", "Ctrl+Shift+R")
        leave.clicked.connect(self.left)
        head = row(self._picture, self._sentence, leave, gap="near")
        head.setStretch(1, 1)
        self.setLayout(column(head, self.fields, self._note, gap="tight", margin="cell"))
        theme.changed.connect(self._draw)
        self.hide()

    @property
    def sentence(self) -> str:
        """Which dossier is being corrected, or nothing."""
        return "" if self.isHidden() else self._sentence.text()

    def begin(self, sentence: str, note: str, *, slip_is_out: bool) -> None:
        """Show for which dossier; the box only where a citizen may hold a slip."""
        self._sentence.setText(sentence)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(sentence)
        self.fields.load({})
        self.fields.show_line("slip_returned", shown=slip_is_out)
        self._draw()
        self.show()

    def end(self) -> None:
        """No dossier is being corrected."""
        self.hide()
        self.fields.load({})

    def _draw(self) -> None:
        self._picture.setPixmap(self._theme.icon("info", "info").pixmap(length("icon")))
