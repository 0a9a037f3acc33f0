"""A sentence on a coloured ground that belongs to what is shown, and goes with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.layouts import Item, label, mark, row, turn


class Notice(QFrame):
    """Hidden while it has nothing to say.

    ``beside`` stands at its right end, and below the sentence where that would lack room.
    """

    def __init__(self, theme: Theme, *beside: QWidget) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._theme = theme
        self._kind = "info"
        self._picture = QLabel()
        self._sentence = label(wraps=True)
        # Left to itself a long sentence would hold the window wider than a small screen.
        self._sentence.setMinimumWidth(length("sentence_least"))
        said = row(self._picture, self._sentence, gap="near")
        said.setStretch(1, 1)
        ways: tuple[Item, ...] = (row(None, *beside, gap="near"),) if beside else ()
        self._line = row(said, *ways, gap="near", margin="tight")
        self._line.setStretch(0, 1)
        self.setLayout(self._line)
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

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What stands beside the sentence gives way, and never holds the window wide."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), length("middle_notice")), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In two rows where it is narrow."""
        super().resizeEvent(event)
        turn(self._line, narrow=event.size().width() < self._whole)

    @property
    def _whole(self) -> int:
        """The width that all of it wants side by side."""
        beside = self._line.itemAt(1)
        return length("middle_notice") + (beside.minimumSize().width() if beside else 0)

    @Slot()
    def _draw(self) -> None:
        name = "info" if self._kind == "info" else "warning"
        self._picture.setPixmap(self._theme.icon(name, self._kind).pixmap(length("icon")))
