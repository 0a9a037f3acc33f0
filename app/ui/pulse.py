"""Notices deeds that another process did on the same data: a command, the sync of another day."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.ui.background import Background

_EVERY = 2_000


class Pulse(QObject):
    """Asks every two seconds how far the journal is; ``moved`` follows what this window missed."""

    moved = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__(background)
        self._background = background
        self._tenant = ""
        self._arrival: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.ask)
        background.recorded.connect(self._forget)

    def begin(self, tenant: str) -> None:
        """The desk is open."""
        self._tenant = tenant
        self._timer.start()

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()

    @Slot()
    def ask(self) -> None:
        """Look at the journal once."""
        from app.services.journal import newest_arrival

        self._background.query(newest_arrival, self._tenant, then=self._heard)

    @Slot(object)
    def _forget(self, _events: object) -> None:
        # The window's own deed refreshed every list already.
        self._arrival = None

    def _heard(self, arrival: int) -> None:
        missed = self._arrival is not None and arrival != self._arrival
        self._arrival = arrival
        if missed:
            self.moved.emit()
