"""A slip's way to paper: built from what is stored, printed in a lane, then recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.background import Background
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.messages import Messages
from app.ui.preferences import Preferences
from app.ui.printer import print_pdf, resolution_of

if TYPE_CHECKING:
    from uuid import UUID

SCREEN_RESOLUTION = 203
"""Dots per inch of a slip that is only looked at: the coarsest printer in use."""


@dataclass(frozen=True, slots=True)
class _Slip:
    """One slip: what it is called, what draws it, and what records that it was printed."""

    title: str
    about: UUID | str
    draw: Callable[..., bytes]
    record: Callable[..., object]
    record_about: UUID | str


class SlipDesk(QObject):
    """Prints receipt slips and door slips; a dead printer never undoes or delays a deed.

    ``previewed`` brings PDF and title when a slip is to be looked at; ``printed`` the title of
    one that left for the printer.
    """

    previewed = Signal(object, str)
    printed = Signal(str)

    def __init__(
        self, background: Background, messages: Messages, preferences: Preferences
    ) -> None:
        super().__init__(messages)
        self._background = background
        self._messages = messages
        self._preferences = preferences
        self._desk: OpenDesk | None = None
        self._last: _Slip | None = None

    def open_desk(self, desk: OpenDesk) -> None:
        """The desk is open."""
        self._desk = desk

    def print_receipt(self, uid: UUID, code: str) -> None:
        """Print the receipt slip of a dossier; the stored count marks it as a copy."""
        from app.papers.receipt import receipt_pdf
        from app.services.slip_printing import record_receipt_printed

        self._print(_Slip(code, uid, receipt_pdf, record_receipt_printed, uid))

    def preview(self, uid: UUID, code: str) -> None:
        """Show the slip of a dossier on screen; it is the one that Ctrl+P prints then."""
        from app.papers.receipt import receipt_pdf
        from app.services.slip_printing import record_receipt_printed

        self._last = _Slip(code, uid, receipt_pdf, record_receipt_printed, uid)
        self.preview_last()

    def print_visit(self, number: str, *, is_refusal: bool) -> None:
        """Print the slip of a visit that ended at the door."""
        from app.papers.door_slips import door_slip_pdf
        from app.services.slip_printing import record_door_slip_printed

        kind = "refusal" if is_refusal else "supplement"
        self._print(_Slip(number, number, door_slip_pdf, record_door_slip_printed, kind))

    @Slot()
    def print_again(self) -> None:
        """Print the last slip once more."""
        if self._last is None:
            self._messages.inform("Chưa có giấy nào vừa in. Hãy chọn một hồ sơ trong danh sách.")
        else:
            self._print(self._last)

    @Slot()
    def preview_last(self) -> None:
        """Show the last slip on screen."""
        if self._last is None:
            self._messages.inform("Chưa có giấy nào để xem. Hãy nhận một hồ sơ trước.")
        else:
            self._draw(self._last, SCREEN_RESOLUTION, partial(self._preview, self._last))

    def _print(self, slip: _Slip) -> None:
        self._last = slip
        printer = self._preferences.printer
        if not printer:
            self._messages.warn(
                f"Đã lưu {slip.title}, chưa in vì máy này chưa chọn máy in. "
                "Ctrl+Shift+P: xem giấy. Ctrl+,: chọn máy in."
            )
            return
        self._background.errand(
            resolution_of,
            printer,
            then=partial(self._draw_for, slip, printer),
            refused=self._not_printed,
        )

    def _draw_for(self, slip: _Slip, printer: str, resolution: int) -> None:
        self._draw(slip, resolution, partial(self._send, slip, printer))

    def _draw(self, slip: _Slip, resolution: int, then: Callable[[Any], None]) -> None:
        from app.printing.style import Paper

        if self._desk is not None:
            self._background.query(
                slip.draw,
                slip.about,
                desk=self._desk.context,
                paper=Paper(self._preferences.paper),
                dots_per_inch=resolution,
                then=then,
            )

    def _send(self, slip: _Slip, printer: str, pdf: bytes) -> None:
        self._background.errand(
            print_pdf,
            pdf,
            printer,
            title=slip.title,
            then=partial(self._record, slip, printer),
            refused=self._not_printed,
        )

    def _record(self, slip: _Slip, printer: str, _sent: None) -> None:
        if self._desk is not None:
            self._background.command(
                slip.record,
                slip.record_about,
                paper=self._preferences.paper,
                printer=printer,
                **stamp(self._desk),
                then=partial(self._recorded, slip),
            )

    def _recorded(self, slip: _Slip, _copy: object) -> None:
        self.printed.emit(slip.title)

    def _preview(self, slip: _Slip, pdf: bytes) -> None:
        self.previewed.emit(pdf, slip.title)

    def _not_printed(self, refusal: Refusal) -> None:
        self._messages.warn(refusal_sentence(refusal))
