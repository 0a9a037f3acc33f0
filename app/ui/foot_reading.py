"""Keeps the foot of the window true: read at each deed, each minute and on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot

from app.domain.moments import local_date
from app.ui.desk_at_work import OpenDesk
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.printer import default_and_all
from app.ui.procedure_finder import ProcedureFinder
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.custody import Custody
    from app.services.desk import DeskContext
    from app.services.desk_status import DeskStatus

_MINUTE = 60_000


class FootReading(QObject):
    """Date, line, catalogue, calendar, printer and copies, and which procedures come first."""

    def __init__(
        self,
        window: MainWindow,
        workplace: Workplace,
        preferences: Preferences,
        finder: ProcedureFinder,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._background = workplace.background
        self._preferences = preferences
        self._finder = finder
        self._desk: OpenDesk | None = None
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self.refresh)
        self._background.recorded.connect(self.refresh)
        self._in_step = workplace.in_step
        self._in_step.stood.connect(self.refresh)

    def open_desk(self, desk: OpenDesk) -> None:
        """Read now, and from now on."""
        self._desk = desk
        self._minute.start()
        self.refresh()

    def stop(self) -> None:
        """Read no more: the window goes."""
        self._minute.stop()
        self._desk = None

    @Slot()
    @Slot(object)
    def refresh(self, _events: object = None) -> None:
        """Read everything anew."""
        if self._desk is None:
            return
        now, context = self._desk.now(), self._desk.context
        self._window.show_day(local_date(now))
        self._background.query(_status, desk=context, now=now, then=self._show_status)
        self._finder.refresh(self._desk)
        self._background.errand(default_and_all, then=self._show_printer)

    @Slot(object)
    def show_copies(self, custody: Custody) -> None:
        """How old the last backup is, and what the stick holds."""
        from app.domain.custody_words import foot_words

        self._window.status.show_copies(*foot_words(custody))

    def _show_status(self, status: DeskStatus) -> None:
        if self._desk is not None:
            self._window.status.note_trouble(self._in_step.told, self._in_step.trouble)
            self._window.status.show_status(status, self._desk.now())

    def _show_printer(self, printers: tuple[str, tuple[str, ...]]) -> None:
        default, names = printers
        is_training = self._desk is None or self._desk.context.is_training
        # Training never prints by itself on the machine's printer; a real desk does at once.
        if default and not self._preferences.printer and not is_training:
            self._preferences.printer = default
        chosen = self._preferences.printer
        self._window.status.show_printer(chosen, found=chosen in names)


def _status(session: Any, *, desk: DeskContext, now: datetime) -> DeskStatus:
    # Loaded in the lane that reads: the first list and the first search do not wait for it.
    from app.services.desk_status import desk_status

    return desk_status(session, desk=desk, now=now)
