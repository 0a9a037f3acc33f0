"""What a supervisor does from the page of the day: urges, hands work over, opens and closes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import Reason, Refusal
from app.domain.pause_facts import Means
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.office_day import Machine, Printer
    from app.domain.staff import StaffMember
    from app.services.deeds import ManyDone
    from app.services.office_day import OfficeDay
    from app.services.urging import Urged
    from app.ui.dialogs.office_day import ClosingDayDialog
    from app.ui.dialogs.opening_day import OpeningDayDialog
    from app.ui.dialogs.work_handing import HandWorkDialog


class DayDeeds(QObject):
    """Each deed is recorded first; its paper is shown, or its draft written, afterwards."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._background = workplace.background
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._preferences = workplace.preferences
        self._keeping = workplace.keeping
        self._parent = parent
        self.desk: OpenDesk | None = None

    def urge(self, agency: str | None) -> None:
        """Record that an agency was urged by letter, and show the letter."""
        self._urge(agency, Means.LETTER, self._show_letter)

    def urge_by_mail(self, agency: str | None) -> None:
        """Ask where the draft goes, record that the agency was urged by mail, write the draft."""
        if self.desk is None or not agency:
            self._ask_for_agency()
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, "Ghi thư nháp", "don-doc.eml", "Thư (*.eml)"
        )
        if chosen:
            self.mail_to(agency, Path(chosen))

    def mail_to(self, agency: str, path: Path) -> None:
        """Record that an agency was urged by mail, and write the draft for a mail program."""
        self._urge(agency, Means.EMAIL, partial(self._write_draft, path))

    def ask_handing(self, members: Sequence[StaffMember], absent: str) -> None:
        """Ask whose open work goes to whom; ``absent`` is the staff uid that is offered first."""
        from app.ui.dialogs.work_handing import HandWorkDialog

        dialog = HandWorkDialog(self._parent.window(), members, absent)
        dialog.stated.connect(partial(self._hand_work, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def open_day(self) -> None:
        """Look over the morning, printers and copies of this machine too, and ask for a yes."""
        from app.ui.printer_standing import printers_standing

        if self.desk is not None:
            names = self._preferences.printers.printers
            self._background.errand(printers_standing, names, then=self._look_at_morning)

    @Slot()
    def end_day(self) -> None:
        """Look over the evening, and ask what is left to be said."""
        from app.services.office_day import look_at_closing

        if self.desk is not None:
            around: dict[str, Any] = {"now": self.desk.now(), "desk": self.desk.context}
            self._background.query(look_at_closing, **around, then=self._ask_closing)

    def _look_at_morning(self, printers: tuple[Printer, ...]) -> None:
        from app.domain.custody import Ledger
        from app.domain.office_day import machine_of
        from app.services.office_day import look_at_opening

        if self.desk is not None:
            standing = self._keeping.standing
            machine = machine_of(Ledger() if standing is None else standing.ledger, printers)
            around: dict[str, Any] = {"now": self.desk.now(), "desk": self.desk.context}
            then = partial(self._ask_opening, machine)
            self._background.query(look_at_opening, **around, machine=machine, then=then)

    def _ask_opening(self, machine: Machine, day: OfficeDay) -> None:
        from app.ui.dialogs.opening_day import OpeningDayDialog

        dialog = OpeningDayDialog(self._parent.window(), day)
        dialog.stated.connect(partial(self._open_day, dialog, machine))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_day(self, dialog: OpeningDayDialog, machine: Machine, _yes: object) -> None:
        from app.services.dossier_deeds import Acting
        from app.services.office_day import open_day

        if self.desk is None:
            return

        def done(day: OfficeDay) -> None:
            dialog.accept()
            self._day_recorded(day)

        acting = Acting(**stamp(self.desk))
        self._background.command(
            open_day, acting, machine=machine, then=done, refused=dialog.complain
        )

    def _urge(self, agency: str | None, means: Means, then: Any) -> None:
        from app.services.dossier_deeds import Acting
        from app.services.urging import urge_agency

        if self.desk is None or not agency:
            self._ask_for_agency()
            return
        acting = Acting(**stamp(self.desk))
        self._background.command(urge_agency, agency, acting, means=means, then=then)

    def _ask_for_agency(self) -> None:
        self._messages.inform("Hãy chọn một hồ sơ có cơ quan giải quyết để đôn đốc")

    def _show_letter(self, urged: Urged) -> None:
        from app.papers.urging_letter import urging_pdf

        self._messages.tell(_urged_words(urged))
        pdf = urging_pdf(urged.letter, training=self._is_training)
        self._slips.previewed.emit(pdf, "Văn bản đôn đốc")

    def _write_draft(self, path: Path, urged: Urged) -> None:
        from app.papers.urging_letter import urging_mail

        try:
            path.write_bytes(urging_mail(urged.letter, training=self._is_training))
        except OSError:
            self._messages.refuse(Refusal(Reason.FOLDER_READ_ONLY, path=path.parent))
            return
        self._messages.tell(f"{_urged_words(urged)}. Thư nháp: {path.name}")

    @property
    def _is_training(self) -> bool:
        return self.desk is not None and self.desk.context.is_training

    def _hand_work(self, dialog: HandWorkDialog, stated: tuple[str, str, str]) -> None:
        from app.services.dossier_deeds import Acting
        from app.services.urging import take_over_work

        if self.desk is None:
            return
        absent, successor, reason = stated

        def done(many: ManyDone) -> None:
            dialog.accept()
            self._messages.tell(f"Đã giao {len(many.done)} hồ sơ đang mở cho {dialog.successor}")

        self._background.command(
            take_over_work,
            absent,
            successor,
            Acting(**stamp(self.desk)),
            reason=reason or None,
            then=done,
            refused=dialog.complain,
        )

    def _ask_closing(self, day: OfficeDay) -> None:
        from app.ui.dialogs.office_day import ClosingDayDialog

        dialog = ClosingDayDialog(self._parent.window(), day)
        dialog.stated.connect(partial(self._close_day, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _close_day(self, dialog: ClosingDayDialog, stated: tuple[int | None, str]) -> None:
        from app.services.dossier_deeds import Acting
        from app.services.office_day import close_day

        if self.desk is None:
            return
        cash, reason = stated

        def done(day: OfficeDay) -> None:
            dialog.accept()
            self._day_recorded(day)

        self._background.command(
            close_day,
            Acting(**stamp(self.desk)),
            cash_counted=cash,
            reason=reason or None,
            then=done,
            refused=dialog.complain,
        )

    def _day_recorded(self, day: OfficeDay) -> None:
        from app.papers.day_sheets import day_sheet_pdf

        if self.desk is None:
            return
        name = "Phiếu kết ngày" if day.is_closing else "Phiếu mở ngày"
        self._messages.tell("Đã khóa ngày" if day.is_closing else "Đã mở ngày")
        signed_by = self.desk.actor.full_name
        self._background.query(
            day_sheet_pdf,
            day,
            desk=self.desk.context,
            signed_by=signed_by,
            then=partial(self._look_at_sheet, name),
        )

    def _look_at_sheet(self, name: str, pdf: bytes) -> None:
        self._slips.previewed.emit(pdf, name)


def _urged_words(urged: Urged) -> str:
    return f"Đã ghi đôn đốc {urged.letter.agency}: {len(urged.many.done)} hồ sơ"
