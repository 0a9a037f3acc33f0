"""The keys that work here, always in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.ui.tokens import space
from app.ui.widgets.layouts import label, row


class KeyStrip(QFrame):
    """Keys with what they do; what does not fit is left out from the end."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("keystrip")
        # What does not fit is hidden, so the strip never holds the window wide.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._line = row(gap="card")
        # It begins where the page above begins.
        self._line.setContentsMargins(space("page"), space("tight"), space("page"), space("tight"))
        self._line.addStretch(1)
        self.setLayout(self._line)
        self._pairs: list[_Pair] = []
        self._keys: tuple[tuple[str, str], ...] = ()

    def show_keys(self, keys: tuple[tuple[str, str], ...]) -> None:
        """Replace the keys; what stays in its place is not drawn anew."""
        self._keys = keys
        for pair, (key, words) in zip(self._pairs, keys, strict=False):
            pair.say(key, words)
        self.setAccessibleName("; ".join(f"{key}: {words}" for key, words in keys))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Another look has other letters: what was measured in the old one would be cut."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """What has no room is not even made: a form has three times the keys that are shown."""
        room, shown = self.width() - self._line.contentsMargins().left() * 2, 0
        for at in range(len(self._keys)):
            pair = self._pair(at)
            room -= pair.sizeHint().width() + self._line.spacing()
            if room <= 0:
                break
            pair.show()
            shown += 1
        for pair in self._pairs[shown:]:
            pair.hide()

    def _pair(self, at: int) -> _Pair:
        if at == len(self._pairs):
            pair = _Pair()
            pair.say(*self._keys[at])
            self._line.insertWidget(at, pair)
            self._pairs.append(pair)
        return self._pairs[at]


class _Pair(QWidget):
    """One key and its words."""

    def __init__(self) -> None:
        super().__init__()
        self._key, self._words = label("", "key"), label("", "small")
        self.setLayout(row(self._key, self._words, gap="tight"))

    def say(self, key: str, words: str) -> None:
        self._key.setText(key)
        self._words.setText(words)
