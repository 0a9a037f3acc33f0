"""Notices that nobody touches the desk: after some idle minutes it locks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

_LOOK_MILLISECONDS = 5_000
_SIGNS = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)


class IdleWatch(QObject):
    """``idle`` follows the first look after the limit; by the wall clock, so that a computer that
    slept wakes up locked.
    """

    idle = Signal()

    def __init__(self, application: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._now: Callable[[], datetime] | None = None
        self._limit = timedelta(0)
        self._stirred_at: datetime | None = None
        self._window: QWindow | None = None
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_MILLISECONDS)
        self._looks.timeout.connect(self.look)
        application.focusWindowChanged.connect(self._watch)
        self._watch(application.focusWindow())

    def begin(self, now: Callable[[], datetime], limit: timedelta) -> None:
        """Watch from now on; a limit of nothing watches never."""
        self._now, self._limit = now, limit
        self.stir()
        self._looks.start()

    def stop(self) -> None:
        """Watch no more."""
        self._looks.stop()

    @Slot()
    def stir(self) -> None:
        """Somebody is here."""
        self._stirred_at = None if self._now is None else self._now()

    @Slot()
    def look(self) -> None:
        """Whether nobody has been here for too long. A clock set back begins anew."""
        if self._now is None or self._stirred_at is None or not self._limit:
            return
        passed = self._now() - self._stirred_at
        if passed < timedelta(0):
            self.stir()
        elif passed >= self._limit:
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Every touch counts, and reaches whom it was meant for."""
        if event.type() in _SIGNS:
            self.stir()
        return False

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
