"""A sentence on a coloured ground that belongs to what is shown, and goes with it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.layouts import label, mark, row


class Notice(QFrame):
    """Hidden while it has nothing to say; ``beside`` stands at its right end."""

    def __init__(self, theme: Theme, *beside: QWidget) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._theme = theme
        self._kind = "info"
        self._picture = QLabel()
        self._sentence = label(wraps=True)
        # Left to itself a long sentence would hold the window wider than a small screen.
        self._sentence.setMinimumWidth(length("sentence_least"))
        line = row(self._picture, self._sentence, *beside, gap="near", margin="tight")
        line.setStretch(1, 1)
        self.setLayout(line)
        theme.changed.connect(self._draw)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says, or nothing."""
        return "" if self.isHidden() else self._sentence.text()

    def say(self, sentence: str, kind: str = "info") -> None:
        """Show a sentence (``kind`` is bad, warn or info); an empty one takes it away."""
        if not sentence:
            # Dressing it anew for nothing would cost 20 ms at every start.
            self._sentence.clear()
            self.hide()
            return
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        mark(self, "kind", kind)
        for each in (self._sentence, self._picture):
            each.style().unpolish(each)
            each.style().polish(each)
        self._kind = kind
        self._draw()
        self.show()

    @Slot()
    def _draw(self) -> None:
        name = "info" if self._kind == "info" else "warning"
        self._picture.setPixmap(self._theme.icon(name, self._kind).pixmap(length("icon")))
