"""A pile in the making: each scan looked at, the receiver proposed, the sheet closed and sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk
from app.ui.pile_deeds import PileDeeds, acting
from app.ui.widgets.choices import Choice, Choices
from app.ui.widgets.pile_page import PilePage, PileRow
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.end_forms import ReceiveResultForm
    from app.domain.hand_over import Way
    from app.domain.units import Unit
    from app.services.handing_over import ClosedSheet
    from app.services.pile_lines import PileLine


class PileDesk(QObject):
    """Keeps the pile while other pages are shown; ``closed`` brings the sheet that came of it."""

    closed = Signal(object)

    def __init__(self, page: PilePage, workplace: Workplace) -> None:
        super().__init__(page)
        self._page = page
        self._background = workplace.background
        self._messages = workplace.messages
        self._ways = workplace.ways
        self._slips = workplace.slips
        self._desk: OpenDesk | None = None
        self._lines: list[PileLine] = []
        self._coming: dict[UUID, ReceiveResultForm] = {}
        self._way: Way | None = None
        self._units: tuple[Unit, ...] = ()
        self._choices = Choices(page.receiver, self._find_units, workplace.theme)
        self._choices.chosen.connect(self._take_unit)
        page.typed.connect(self.add)
        page.receiver_typed.connect(self._take_typed)
        page.close_sheet.clicked.connect(self._close)
        page.drop.clicked.connect(self._drop)
        page.result.clicked.connect(self._ask_result)
        page.deeds.clicked.connect(self._ask_deeds)
        page.anew.clicked.connect(self._begin_anew)
        self._deeds = PileDeeds(page, workplace)
        self._deeds.result_stated.connect(self._keep_result)
        self._deeds.done.connect(self._look_again)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self._deeds.open_desk(desk)
        self._background.recorded.connect(self.refresh)
        self._show_way()
        self.refresh()

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """Read the waiting sheets and the units anew."""
        from app.services.hand_over_sheets import waiting_sheets
        from app.services.hand_over_ways import known_units

        # A locked desk reads nothing; it is read anew when somebody comes here.
        if self._desk is not None and self._desk.seat.taken:
            context, actor = self._desk.context, self._desk.actor
            self._background.query(
                waiting_sheets, desk=context, actor=actor, then=self._page.show_sheets
            )
            self._background.query(known_units, desk=context, then=self._keep_units)

    @Slot(str)
    def add(self, scanned: str) -> None:
        """Look at a dossier and put it on the pile."""
        from app.services.pile_lines import look_at_scan

        if self._desk is not None:
            self._background.query(
                look_at_scan,
                scanned,
                acting(self._desk),
                way=self._way,
                then=self._add,
                refused=self._refuse_scan,
            )

    def _add(self, line: PileLine) -> None:
        known = next((at for at, each in enumerate(self._lines) if _same(each, line)), None)
        if known is not None:
            self._page.go_to_row(known)
            self._complain(f"Hồ sơ {line.dossier.code} đã có trong tập, dòng {known + 1}.")
            return
        self._lines.append(line)
        if line.refusal is None and self._way is None:
            self._go(line.way)
        self._show()
        if line.refusal is not None:
            self._complain(refusal_sentence(line.refusal))
        else:
            self._ways.scan_understood.emit()

    def _refuse_scan(self, refusal: Refusal) -> None:
        self._complain(refusal_sentence(refusal))

    def _complain(self, sentence: str) -> None:
        self._messages.warn(sentence)
        self._ways.scan_unknown.emit(sentence)

    def _go(self, way: Way) -> None:
        """From now on the pile goes this way; what was scanned before is looked at again."""
        is_new = way != self._way
        self._way = way
        self._show_way()
        if is_new and len(self._lines) > 1:
            self._look_at_all(way)

    def _look_at_all(self, way: Way) -> None:
        from app.services.pile_lines import look_at_pile

        if self._desk is not None:
            uids = tuple(_uid(each) for each in self._lines)
            self._background.query(
                look_at_pile, uids, acting(self._desk), way=way, then=self._show_again
            )

    def _show_again(self, lines: Sequence[PileLine]) -> None:
        fresh = {_uid(each): each for each in lines}
        self._lines = [fresh.get(_uid(each), each) for each in self._lines]
        self._show()

    @Slot()
    def _take_typed(self) -> None:
        """A receiver that was typed, once the field is left or Enter was pressed."""
        from app.domain.hand_over_words import unit_title, unit_typed

        typed = self._page.receiver.text().strip()
        if self._desk is None or not typed:
            return
        receiver = None if self._way is None else self._way.receiver
        if receiver is not None and typed == unit_title(receiver):
            return
        self._take_unit(unit_typed(typed, self._units, self._desk.context.agency_code))

    @Slot(object)
    def _take_unit(self, unit: Unit) -> None:
        from dataclasses import replace

        if self._desk is None:
            return
        self._go(replace(self._way or _empty_way(self._desk), receiver=unit))
        self._page.take_keyboard()

    @Slot()
    def _close(self) -> None:
        from app.services.handing_over import PileForm, close_sheet

        if self._desk is None:
            return
        self._take_typed()
        way = self._way or _empty_way(self._desk)
        form = PileForm(
            scanned=tuple(_uid(each) for each in self._lines if each.refusal is None),
            giver=way.giver,
            receiver=way.receiver,
            coming=self._coming,
        )
        self._background.command(
            close_sheet,
            form,
            acting(self._desk),
            then=self._closed,
            refused=self._messages.refuse,
        )

    def _closed(self, sheet: ClosedSheet) -> None:
        from app.domain.hand_over_words import unit_title

        self._begin_anew()
        self._slips.print_sheet(sheet.code)
        count = len(sheet.dossiers)
        self._messages.tell(f"Phiếu {sheet.code}: {count} hồ sơ đến {unit_title(sheet.receiver)}")
        if sheet.faults:
            # What another desk did between scan and closing.
            self._messages.warn(" ".join(refusal_sentence(each.refusal) for each in sheet.faults))
        self.closed.emit(sheet)

    @Slot()
    def _drop(self) -> None:
        at = self._page.table.currentIndex().row()
        if 0 <= at < len(self._lines):
            self._coming.pop(_uid(self._lines.pop(at)), None)
            self._show()

    @Slot()
    def _ask_result(self) -> None:
        at = self._page.table.currentIndex().row()
        if 0 <= at < len(self._lines):
            self._deeds.ask_result(_uid(self._lines[at]))

    @Slot()
    def _ask_deeds(self) -> None:
        self._deeds.ask(tuple(_uid(each) for each in self._lines))

    def _keep_result(self, uid: UUID, form: ReceiveResultForm) -> None:
        self._coming[uid] = form
        self._show()

    @Slot()
    def _look_again(self) -> None:
        """What was done with the dossiers may let them go, or keep them back."""
        if self._way is not None:
            self._look_at_all(self._way)

    @Slot()
    def _begin_anew(self) -> None:
        self._lines, self._coming = [], {}
        self._way = None
        self._messages.clear()
        self._show()
        self._show_way()
        self._page.take_keyboard()

    def _show(self) -> None:
        self._page.show_rows(
            [
                _row(at, each, self._coming.get(_uid(each)))
                for at, each in enumerate(self._lines, start=1)
            ]
        )

    def _show_way(self) -> None:
        from app.domain.hand_over_words import unit_title

        if self._desk is None:
            return
        way = self._way or _empty_way(self._desk)
        self._page.giver.setText(f"Bên giao: {unit_title(way.giver)}")
        receiver = "" if way.receiver is None else unit_title(way.receiver)
        self._page.receiver.setText(receiver)
        self._page.offer_results(come_along=not way.giver.is_within(self._desk.context.agency_code))

    def _keep_units(self, units: tuple[Unit, ...]) -> None:
        self._units = units

    def _find_units(self, typed: str) -> Sequence[Choice]:
        from app.domain.hand_over_words import unit_title
        from app.domain.text import fold

        sought = fold(typed)
        titles = ((unit_title(unit), unit) for unit in self._units)
        return [
            Choice(title, _KIND_WORDS[unit.kind.value], unit)
            for title, unit in titles
            if sought in fold(title)
        ]


_KIND_WORDS = {"agency": "cơ quan giải quyết", "office": "quầy của đơn vị", "post": "bưu chính"}


def _empty_way(desk: OpenDesk) -> Way:
    from app.domain.hand_over import Way
    from app.domain.units import office_unit

    return Way(office_unit(desk.context.agency_code, desk.context.number), None)


def _row(number: int, line: PileLine, coming: ReceiveResultForm | None) -> PileRow:
    dossier = line.dossier
    persons = dossier.private
    tone = "bad" if line.refusal is not None else "warn" if line.odd else "good"
    along = "" if coming is None else f"kèm {coming.name} {coming.number or ''}".rstrip()
    odd = "; ".join(filter(None, (along, line.odd)))
    words = odd[:1].upper() + odd[1:]
    return PileRow(
        number=number,
        code=dossier.code,
        applicant="(đã xóa)" if persons is None else persons.applicant.full_name,
        procedure=dossier.procedure.name,
        tone=tone,
        words=words if line.refusal is None else refusal_sentence(line.refusal),
    )


def _same(one: PileLine, other: PileLine) -> bool:
    return one.dossier.uid == other.dossier.uid


def _uid(line: PileLine) -> UUID:
    return UUID(line.dossier.uid)
