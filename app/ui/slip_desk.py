"""A slip's way to paper as one act: printed, denied and printed again, looked at."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import Refusal
from app.ui.background import Background
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.messages import Messages
from app.ui.preferences import Preferences
from app.ui.print_routes import fitting
from app.ui.slip_printer import Choices, Slip, SlipPrinter
from app.ui.slips_to_print import (
    batch_slip,
    door_slip,
    handout_slip,
    pad_slip,
    pad_title,
    paper_slip,
    receipt_slip,
    sheet_slip,
    slip_kind,
    slip_of,
)

if TYPE_CHECKING:
    from uuid import UUID

    from app.domain.printers import SlipKind
    from app.domain.reception import ReceptionForm
    from app.services.paper_pad import PadSlip
    from app.services.print_jobs import PrintJob

SCREEN_RESOLUTION = 203
"""Dots per inch of a slip that is only looked at: the coarsest printer in use."""

_PAD_SLIPS = 20

PREVIEW_TITLE = "Xem trước giấy hẹn"


class SlipDesk(QObject):
    """Prints slips and hand-over sheets; a dead printer never undoes or delays a deed.

    ``previewed`` brings PDF and title when a slip is to be looked at; ``printed`` the title of
    one that left for the printer; ``stood`` one line on how the last print stands, with its tone.
    """

    previewed = Signal(object, str)
    printed = Signal(str)
    stood = Signal(str, str)

    def __init__(
        self, background: Background, messages: Messages, preferences: Preferences
    ) -> None:
        super().__init__(messages)
        self._background = background
        self._messages = messages
        self._preferences = preferences
        self._printer = SlipPrinter(background, self)
        self._desk: OpenDesk | None = None
        self._last: Slip | None = None
        self._printer.sent.connect(self._sent)
        self._printer.turned.connect(self._turned)
        self._printer.failed.connect(self._failed)

    def open_desk(self, desk: OpenDesk) -> None:
        """The desk is open."""
        self._desk = desk

    def print_receipt(self, uid: UUID, code: str) -> None:
        """Print the receipt slip of a dossier; the stored count marks it as a copy."""
        self._print(receipt_slip(uid, code))

    def print_received(self, uid: UUID, code: str, beside: Iterable[str]) -> None:
        """Print the slip of a reception, and before it what goes beside: Ctrl+P means the slip."""
        self.print_papers(uid, code, beside)
        self.print_receipt(uid, code)

    def print_papers(self, uid: UUID, code: str, names: Iterable[str]) -> None:
        """Print the papers that a deed on a dossier calls for (``DeedDone.papers``), in order.

        A paper that was printed before says so by itself. No printer, or one that fails, undoes
        nothing: the paper waits among those of the day.
        """
        if self._desk is None:
            return
        wanted = [paper_slip(name, uid, code, self._desk.now()) for name in names]
        if wanted and not any(self._choices(slip.kind) for slip in wanted):
            self._last = wanted[-1]
            self._say_no_printer(f"Đã lưu, chưa in: {', '.join(slip.title for slip in wanted)}")
            return
        for slip in wanted:
            self._print(slip)

    def preview(self, uid: UUID, code: str) -> None:
        """Show the slip of a dossier on screen; it is the one that Ctrl+P prints then."""
        self._last = receipt_slip(uid, code)
        self.preview_last()

    def preview_form(self, form: ReceptionForm) -> None:
        """Show the slip that a save right now would give; nothing is saved by that."""
        from app.papers.preview import preview_pdf

        if self._desk is not None:
            choices = self._choices(slip_kind("receipt"))
            self._background.query(
                preview_pdf,
                form,
                now=self._desk.now(),
                desk=self._desk.context,
                actor=self._desk.actor,
                paper=choices[0].paper if choices else None,
                then=self._show_form,
                refused=self._messages.refuse,
            )

    def print_visit(self, number: str, *, is_refusal: bool) -> None:
        """Print the slip of a visit that ended at the door."""
        self._print(door_slip(number, is_refusal=is_refusal))

    def print_sheet(self, code: str) -> None:
        """Print a hand-over sheet, a copy for each side."""
        self._print(sheet_slip(code))

    def print_batch(self, uid: UUID, code: str) -> None:
        """Print the one paper of a batch; it is looked at where there is no printer."""
        slip = batch_slip(uid, f"Lô {code}")
        if self._choices(slip.kind):
            self._print(slip)
        else:
            self._last = slip
            self.preview_last()

    def print_handout(self, name: str, about: str) -> None:
        """Print a paper that belongs to no dossier; it is looked at where there is no printer."""
        slip = self._handout(name, about)
        if slip is not None and self._choices(slip.kind):
            self._print(slip)
        else:
            self.preview_handout(name, about)

    def print_post(self, name: str, about: str) -> None:
        """Print a paper of the postal desk; without a printer it waits for Ctrl+P."""
        slip = self._handout(name, about)
        if slip is not None:
            self._print(slip)

    def preview_handout(self, name: str, about: str) -> None:
        """Show a paper without a dossier on screen; it is the one that Ctrl+P prints then."""
        self._last = self._handout(name, about) or self._last
        self.preview_last()

    def _handout(self, name: str, about: str) -> Slip | None:
        from app.domain.handouts import handout_title

        if self._desk is None:
            return None
        kind = slip_kind(name)
        return handout_slip(kind, handout_title(kind, about), self._desk.now())

    def preview_sheet(self, code: str) -> None:
        """Show a hand-over sheet on screen; it is the one that Ctrl+P prints then."""
        self._last = sheet_slip(code)
        self.preview_last()

    @Slot()
    def print_pad(self) -> None:
        """Number blank slips for a power cut, and print both copies of each."""
        from app.services.paper_pad import print_pad

        if self._desk is None:
            return
        if not self._choices(slip_kind("pad")):
            self._say_no_printer("Chưa in được phiếu dự phòng")
            return
        self._background.command(
            print_pad,
            _PAD_SLIPS,
            **stamp(self._desk),
            then=self._print_numbered,
            refused=self._messages.refuse,
        )

    def _print_numbered(self, slips: tuple[PadSlip, ...]) -> None:
        self._messages.tell(f"Đã cấp số cho {len(slips)} phiếu dự phòng")
        self._print(pad_slip(pad_title(slips)))

    @Slot()
    def print_again(self) -> None:
        """No paper came out, or a spoilt one: deny the last print and print it again, marked."""
        from app.services.print_jobs import deny_print

        if self._desk is None:
            return
        if not self._choices(self._last.kind if self._last else slip_kind("receipt")):
            self._say_no_printer("Chưa in được")
            return
        self._background.command(
            deny_print,
            now=self._desk.now(),
            desk=self._desk.context,
            then=self._print_denied,
            refused=self._nothing_waits,
        )

    def print_denied(self, job: PrintJob) -> None:
        """One certain print did not come out: deny it and print again."""
        from app.services.print_jobs import deny_print

        if self._desk is not None:
            self._background.command(
                deny_print,
                job.uid,
                now=self._desk.now(),
                desk=self._desk.context,
                then=self._print_denied,
                refused=self._messages.refuse,
            )

    @Slot()
    def preview_last(self) -> None:
        """Show the last slip on screen."""
        if self._last is None:
            self._messages.inform("Chưa có giấy nào để xem. Hãy nhận một hồ sơ trước.")
        elif self._desk is not None:
            choices = self._choices(self._last.kind)
            self._background.query(
                self._last.draw,
                self._last.about,
                desk=self._desk.context,
                **({"paper": choices[0].paper} if choices else {}),
                dots_per_inch=SCREEN_RESOLUTION,
                then=partial(self._show, self._last.title),
                refused=self._messages.refuse,
            )

    def _print(self, slip: Slip) -> None:
        self._last = slip
        choices = self._choices(slip.kind)
        if not choices:
            self._say_no_printer(f"Đã lưu {slip.title}, chưa in")
        elif self._desk is not None:
            self.stood.emit(f"{slip.title}: đang gửi tới {choices[0].printer}…", "")
            self._printer.print_new(self._desk, slip, choices)

    def _choices(self, kind: SlipKind) -> Choices:
        fit = (fitting(each) for each in self._preferences.printers.choices(kind))
        return tuple(each for each in fit if each.paper in kind.papers)

    def _print_denied(self, job: PrintJob) -> None:
        if self._desk is None:
            return
        if self._printer.is_under_way(job):
            self._messages.inform(f"{job.order.title} đang trên đường tới máy in, chờ một chút.")
            return
        slip = self._last = slip_of(job)
        choices = self._choices(slip.kind)
        if not choices:
            self._say_no_printer("Chưa in được")
            return
        self.stood.emit(f"{slip.title}: đang in lại ở {choices[0].printer}…", "")
        self._printer.print_job(self._desk, slip, job, choices)

    def _nothing_waits(self, refusal: Refusal) -> None:
        """Everything came out, said the next reception: what is wanted is one more copy."""
        if self._last is None:
            self._messages.refuse(refusal)
        else:
            self._print(self._last)

    def _say_no_printer(self, what: str) -> None:
        self._messages.warn(
            f"{what}, vì máy này chưa chọn máy in. Ctrl+Shift+P: xem giấy. Ctrl+,: chọn máy in."
        )

    @Slot(object)
    def _sent(self, job: PrintJob) -> None:
        mark = f" (bản in lại, lần {job.copy})" if job.copy > 1 else ""
        words = f"{job.order.title}{mark} đã gửi {job.order.choice.printer}"
        self.stood.emit(f"{words} · Ctrl+P nếu chưa ra", "")
        self.printed.emit(job.order.title)

    @Slot(str, str)
    def _turned(self, sentence: str, printer: str) -> None:
        self._messages.warn(f"{sentence} Đang chuyển sang {printer}.")

    @Slot(object, str)
    def _failed(self, job: PrintJob, sentence: str) -> None:
        self._messages.warn(f"{job.order.title} đã lưu nhưng chưa in được. {sentence}")
        self.stood.emit(f"{job.order.title} chưa in được · Ctrl+P: in lại", "warn")

    def _show(self, title: str, pdf: bytes) -> None:
        self.previewed.emit(pdf, title)

    def _show_form(self, pdf: bytes) -> None:
        self._show(PREVIEW_TITLE, pdf)
