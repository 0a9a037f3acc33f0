"""From the receive form to a batch: what stands in it is shared, each line is a dossier."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.desk_at_work import OpenDesk
from app.ui.stated_form import StatedForm
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.reception import ReceptionForm
    from app.services.batch_reception import BatchDone, BatchRow
    from app.ui.dialogs.batch import BatchDialog

KEY = "Ctrl+Shift+B"


class BatchEntry(QObject):
    """Opens the table of a batch over the form, and receives what it sends."""

    def __init__(self, workplace: Workplace, stated: StatedForm, screen: QWidget) -> None:
        super().__init__(screen)
        self._workplace = workplace
        self._background = workplace.background
        self._stated = stated
        self._screen = screen
        self._desk: OpenDesk | None = None
        QShortcut(KEY, screen).activated.connect(self.begin)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    @Slot()
    def begin(self) -> None:
        """Take what stands in the form as shared by all."""
        from app.ui.dialogs.batch import BatchDialog

        shared = self._stated.form()
        if self._desk is None or shared is None:
            return
        body = shared.organisation
        who = shared.applicant.full_name if body is None else body.name
        heading = f"{who} · thủ tục {shared.procedure_code}"
        dialog = BatchDialog(self._screen.window(), self._workplace.theme, heading)
        dialog.wanted.connect(partial(self._receive, dialog, shared))
        dialog.printed.connect(self._workplace.slips.print_batch)
        dialog.open()

    def _receive(
        self, dialog: BatchDialog, shared: ReceptionForm, rows: dict[int, BatchRow]
    ) -> None:
        from app.services.batch_reception import BatchForm, receive_batch
        from app.services.dossier_deeds import Acting

        if self._desk is None:
            return
        acting = Acting(now=self._desk.now(), desk=self._desk.context, actor=self._desk.actor)
        self._background.command(
            receive_batch,
            BatchForm(shared=shared, rows=tuple(rows.values())),
            acting,
            then=partial(self._done, dialog, tuple(rows)),
            refused=dialog.complain,
        )

    def _done(self, dialog: BatchDialog, places: tuple[int, ...], done: BatchDone) -> None:
        dialog.show_done(places, done)
        for each in done.rows:
            if each.visit_number is not None:
                self._workplace.slips.print_visit(each.visit_number, is_refusal=False)
        self._workplace.messages.tell(f"Đã nhận {len(done.received)} hồ sơ của lô")
