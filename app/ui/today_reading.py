"""Reads what the desk received today, at each deed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.moments import local_date
from app.ui.desk_at_work import OpenDesk
from app.ui.widgets.today_panel import TodayPanel
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.dossiers import DossierLine


class TodayReading(QObject):
    """Keeps the list below the form; ``read`` follows every reading, a line opens its page."""

    read = Signal()

    def __init__(self, workplace: Workplace, panel: TodayPanel) -> None:
        super().__init__(panel)
        self._background = workplace.background
        self._ways = workplace.ways
        self._panel = panel
        self._desk: OpenDesk | None = None
        panel.table.chosen.connect(self._open)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self._background.recorded.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """Read the list anew."""
        from app.services.dossiers import received_on

        if self._desk is not None:
            on = local_date(self._desk.now())
            tenant = self._desk.context.tenant
            self._background.query(received_on, tenant, on, then=self._show)

    def _show(self, lines: Sequence[DossierLine]) -> None:
        self._panel.show_today(lines)
        self.read.emit()

    @Slot(object)
    def _open(self, line: DossierLine) -> None:
        self._ways.page_wanted.emit(line.dossier_uid)
