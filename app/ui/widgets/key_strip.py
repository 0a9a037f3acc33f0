"""The keys that work here, always in sight."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.ui.widgets.layouts import label, row


class KeyStrip(QFrame):
    """Keys with what they do; what does not fit is left out from the end."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("keystrip")
        # What does not fit is hidden, so the strip never holds the window wide.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._line = row(gap="card", margin="tight")
        self.setLayout(self._line)
        self._pairs: list[QWidget] = []

    def show_keys(self, keys: tuple[tuple[str, str], ...]) -> None:
        """Replace the keys."""
        while (item := self._line.takeAt(0)) is not None:
            pair = item.widget()
            if pair is not None:
                # It goes with the next turn of the loop, and until then it would show through.
                pair.hide()
                pair.deleteLater()
        self._pairs = [_pair(key, words) for key, words in keys]
        for pair in self._pairs:
            self._line.addWidget(pair)
        self._line.addStretch(1)
        self.setAccessibleName("; ".join(f"{key}: {words}" for key, words in keys))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._line.contentsMargins().left() * 2
        for pair in self._pairs:
            room -= pair.sizeHint().width() + self._line.spacing()
            pair.setVisible(room > 0)


def _pair(key: str, words: str) -> QWidget:
    pair = QWidget()
    pair.setLayout(row(label(key, "key"), label(words, "small"), gap="tight"))
    return pair
