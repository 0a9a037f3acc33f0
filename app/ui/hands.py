"""Hands at the window: keys as a person presses them and as a scanner sends them.

Each key bears the moment at which it was pressed, as a windowing system stamps it, so that nobody
has to wait for what is typed at a person's pace.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow

TYPED, SCANNED, APART = 150, 5, 400
"""Milliseconds between the keys of a person, between those of a scanner, and before a scan."""

_NO_KEYS = Qt.KeyboardModifier.NoModifier


class Hands:
    """Sends keys to the window that ``window`` names, which hands them on."""

    def __init__(self, window: Callable[[], QWindow]) -> None:
        self._window = window
        self._stamp = 0

    def press(
        self,
        key: Qt.Key | int,
        modifiers: Qt.KeyboardModifier = _NO_KEYS,
        text: str = "",
        after: int = TYPED,
    ) -> None:
        """One key, so many milliseconds after the one before."""
        window = self._window()
        self._stamp += after
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, int(key), modifiers, text)
            event.setTimestamp(self._stamp)
            QCoreApplication.sendEvent(window, event)

    def type_text(self, text: str, pace: int = TYPED) -> None:
        """Letters, each so many milliseconds after the one before."""
        for letter in text:
            key = ord(letter.upper()) if letter.isascii() else 0
            self.press(key, text=letter, after=pace)

    def scan(self, text: str, pace: int = SCANNED) -> None:
        """What a scanner sends: letters, and the Enter that it is set to."""
        self.type_text(text[:1], APART)
        self.type_text(text[1:], pace)
        self.press(Qt.Key.Key_Return, after=pace)
