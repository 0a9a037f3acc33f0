"""Pieces of work in the GUI thread as they come, one in each turn of the event loop."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

Piece = Callable[[], None]


class OneATurn(QObject):
    """Hands pieces over in the order in which they were added.

    Qt delivers all that is queued before it looks at a key again; a timer lets keys and pictures
    in between.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Piece] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._hand_over)

    def add(self, piece: Piece) -> None:
        """Hand this over after all that waits already."""
        self._waiting.append(piece)
        if not self._timer.isActive():
            self._timer.start()

    def clear(self) -> None:
        """Hand nothing over that still waits."""
        self._waiting.clear()

    @Slot()
    def _hand_over(self) -> None:
        if not self._waiting:
            return
        piece = self._waiting.popleft()
        if self._waiting:
            # Beforehand: the piece may open a dialog, in which the others are waited for.
            self._timer.start()
        piece()
