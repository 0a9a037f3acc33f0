"""A lane that holds Python for long lets the window come round between two pieces of its work."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal, Slot

_PATIENCE_SECONDS = 0.2
"""The window may be closing, or busy with something longer than the rest of the lane's work."""


def _nobody_waits() -> None:
    """In the window's own thread, and where there is no window."""


_GIVES_WAY: ContextVar[Callable[[], None]] = ContextVar("gives_way", default=_nobody_waits)


def give_way() -> None:
    """Go on when the window has ended the turn that it is in; at once outside a courteous lane."""
    _GIVES_WAY.get()()


class Courtesy(QObject):
    """Lives in the window's thread; ``begin`` makes the thread that calls it courteous."""

    _asked = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked.connect(self._come_round, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """From now on ``give_way`` waits in this thread."""
        _GIVES_WAY.set(self._wait)

    def _wait(self) -> None:
        came_round = Event()
        self._asked.emit(came_round)
        came_round.wait(_PATIENCE_SECONDS)

    @Slot(object)
    def _come_round(self, came_round: Event) -> None:
        came_round.set()
