"""What is done with online filings beside opening one: keyed in, completed, withdrawn, helped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from app.domain.moments import local_date
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.widgets.record_table import RecordTable
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.filing import FilingForm
    from app.services.dossier_deeds import Acting
    from app.services.filing import FilingLine


class FilingDeeds(QObject):
    """Deeds on the current line of a list, or on none."""

    def __init__(self, workplace: Workplace, table: RecordTable[FilingLine]) -> None:
        super().__init__(table)
        self._table = table
        self._workplace = workplace
        self._background = workplace.background
        self._messages = workplace.messages
        self.desk: OpenDesk | None = None

    @Slot()
    def key_in(self) -> None:
        """Take a filing down by hand, and open it."""
        from app.ui.dialogs.filing import FilingDialog

        if self.desk is not None:
            dialog = FilingDialog(self._table.window(), today=local_date(self.desk.now()))
            dialog.stated.connect(partial(self._record, dialog))
            dialog.open()

    def _record(self, dialog: Any, form: FilingForm) -> None:
        from app.services.filing import record_filing

        self._background.command(
            record_filing,
            form,
            self._acting(),
            then=partial(self._recorded, dialog),
            refused=dialog.complain,
        )

    def _recorded(self, dialog: Any, uid: object) -> None:
        dialog.accept()
        self._workplace.ways.filing_wanted.emit(uid)

    @Slot()
    def complete(self) -> None:
        """The citizen completed what was asked for."""
        from app.ui.dialogs.filing import FilingCompletedDialog

        line = self._table.current_record()
        if self.desk is None or line is None:
            return
        today = local_date(self.desk.now())
        dialog = FilingCompletedDialog(self._table.window(), line.code, today=today)
        dialog.stated.connect(partial(self._came_back, dialog, line))
        dialog.open()

    def _came_back(self, dialog: Any, line: FilingLine, at: object) -> None:
        from app.services.filing_answers import filing_came_back

        def done(_: object) -> None:
            self._recorded(dialog, line.dossier_uid)

        self._background.command(
            filing_came_back,
            line.dossier_uid,
            at,
            self._acting(),
            then=done,
            refused=dialog.complain,
        )

    @Slot()
    def consult(self) -> None:
        """Note that somebody was helped to file online."""
        from app.ui.dialogs.filing import ConsultationDialog

        dialog = ConsultationDialog(self._table.window())
        dialog.stated.connect(partial(self._note_help, dialog))
        dialog.open()

    def _note_help(self, dialog: Any, form: object) -> None:
        from app.services.consulting import consult

        def noted(_: None) -> None:
            dialog.accept()
            self._messages.tell("Đã ghi lượt hướng dẫn")

        self._background.command(consult, form, self._acting(), then=noted, refused=dialog.complain)

    @Slot()
    def withdraw(self) -> None:
        """The citizen withdrew it."""
        from app.services.filing_answers import withdraw_filing
        from app.ui.dialogs.filing import FilingWithdrawalDialog

        line = self._table.current_record()
        if line is None:
            return
        reason = FilingWithdrawalDialog(self._table.window(), line.code).answer()
        if reason is not None:
            self._background.command(
                withdraw_filing,
                line.dossier_uid,
                reason,
                self._acting(),
                then=lambda filing: self._messages.tell(f"Đã ghi công dân rút {filing.code}"),
                refused=self._messages.refuse,
            )

    def _acting(self) -> Acting:
        from app.services.dossier_deeds import Acting

        if self.desk is None:
            raise RuntimeError("nothing is done before the desk is open")
        return Acting(**stamp(self.desk))
