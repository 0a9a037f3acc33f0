"""Ctrl+Shift+G: the paper of the day, read anew after every print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from app.domain.moments import local_date
from app.ui.desk_at_work import OpenDesk
from app.ui.keyed_dialog import KeyedDialog
from app.ui.main_window import MainWindow
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.papers_of_day import PapersOfDay
    from app.ui.dialogs.paper_day import PaperDayDialog
    from app.ui.paper_tasks import PaperTask


class PaperDay(KeyedDialog["PaperDayDialog"]):
    """Brings the list of the day's paper to the screen and its lines to paper."""

    key = "Ctrl+Shift+G"

    def __init__(self, window: MainWindow, workplace: Workplace) -> None:
        super().__init__(window, workplace)
        workplace.slips.stood.connect(self.refresh)

    def make(self, desk: OpenDesk) -> PaperDayDialog:
        """The list, not yet read."""
        from app.ui.dialogs.paper_day import PaperDayDialog

        dialog = PaperDayDialog(self._window, self._workplace.theme)
        dialog.wanted.connect(self._print)
        dialog.seen.connect(self._confirm)
        return dialog

    def read(self, desk: OpenDesk, dialog: PaperDayDialog) -> None:
        """Read the day's paper."""
        from app.services.papers_of_day import papers_of_day

        on = local_date(desk.now())
        self._workplace.background.query(papers_of_day, on, desk=desk.context, then=self._show)

    def _show(self, papers: PapersOfDay) -> None:
        from app.ui.paper_tasks import tasks_of

        if self.dialog is not None:
            self.dialog.show_tasks(tasks_of(papers))

    @Slot(object)
    def _print(self, task: PaperTask) -> None:
        if task.job is not None:
            self._workplace.slips.print_denied(task.job)
        elif task.dossier_uid is not None:
            self._workplace.slips.print_receipt(task.dossier_uid, task.title)

    @Slot()
    def _confirm(self) -> None:
        from app.services.print_jobs import confirm_sent

        if self._desk is not None:
            self._workplace.background.command(
                confirm_sent,
                now=self._desk.now(),
                desk=self._desk.context,
                then=self.refresh,
            )
