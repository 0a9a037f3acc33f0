"""What runs beside the work of an open desk: its copies, and the talks with its centre."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from app.ui.desk_at_work import Doors, Keeper, OpenDesk
from app.ui.main_window import MainWindow
from app.ui.workplace import Workplace


class BesideWork(QObject):
    """Loaded and begun in a lane, for both are long to load and nobody waits for them."""

    def __init__(self, doors: Doors, window: MainWindow, workplace: Workplace) -> None:
        super().__init__(window)
        self._doors = doors
        self._window = window
        self._workplace = workplace

    def begin(self, desk: OpenDesk) -> None:
        """From now on."""
        background = self._workplace.background
        if self._doors.keeper is not None:
            background.errand(self._doors.keeper, desk, then=self._keep_copies)
        if self._doors.rounds is not None:
            in_step = partial(self._workplace.in_step.begin, background)
            background.errand(self._doors.rounds, desk, then=in_step)

    def _keep_copies(self, keeper: Keeper) -> None:
        from app.ui.closing import Closing

        keeping = self._workplace.keeping
        self._window.may_close = Closing(self._window, keeping).may_close
        keeping.begin(self._workplace.background, keeper)
