"""Ctrl+Shift+G: the paper of the day, read anew after every print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QShortcut

from app.domain.moments import local_date
from app.ui.desk_at_work import OpenDesk
from app.ui.main_window import MainWindow
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.print_jobs import PapersOfDay
    from app.ui.dialogs.paper_day import PaperDayDialog
    from app.ui.paper_tasks import PaperTask


class PaperDay(QObject):
    """Brings the list of the day's paper to the screen and its lines to paper."""

    def __init__(self, window: MainWindow, workplace: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._workplace = workplace
        self._desk: OpenDesk | None = None
        self.dialog: PaperDayDialog | None = None
        workplace.slips.stood.connect(self.refresh)
        workplace.background.recorded.connect(self.refresh)
        QShortcut("Ctrl+Shift+G", window).activated.connect(self.show)

    def open_desk(self, desk: OpenDesk) -> None:
        """The desk is open."""
        self._desk = desk

    @Slot()
    def show(self) -> None:
        """Open the list."""
        from app.ui.dialogs.paper_day import PaperDayDialog

        if self._desk is None or self.dialog is not None:
            return
        self.dialog = PaperDayDialog(self._window, self._workplace.theme)
        self.dialog.wanted.connect(self._print)
        self.dialog.seen.connect(self._confirm)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()
        self.refresh()

    @Slot()
    def refresh(self, *_: object) -> None:
        """Read the day's paper anew, while somebody looks at it."""
        from app.services.print_jobs import papers_of_day

        if self._desk is not None and self.dialog is not None:
            self._workplace.background.query(
                papers_of_day,
                local_date(self._desk.now()),
                desk=self._desk.context,
                then=self._show,
            )

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

    @Slot()
    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
