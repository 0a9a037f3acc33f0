"""Numbers that are given out once: dossier codes, register lines, visits, hand-over sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, func, insert, select, text
from sqlalchemy.orm import Session

from app.domain import codes
from app.domain.codes import CodeBlock, DossierCode, SheetCode, SheetSeries
from app.domain.errors import Reason, Refusal
from app.domain.events import Author, Event
from app.domain.facts import DossierReceived, Fact, FeeCollected, RegisterLine
from app.domain.post_facts import ManifestClosed
from app.domain.work_facts import HandOverClosed
from app.models.database import run, table_of
from app.models.office import CodeBlockRow, CodeUsedRow, CounterRow
from app.models.prepared import Prepared
from app.services import journal
from app.services.desk import DeskContext

OWN_FROM = "numbering.own_from"
"""Counter: the first day (ordinal) on which the desk may use its own digit again."""

BOOK_SUFFIX = "numbering.book_suffix"
"""Counter: how many further register books take-overs and restores have opened."""


@dataclass(frozen=True, slots=True)
class TakenCode:
    """A code that was given out; ``source`` is ``own``, or ``provisional`` when all is used up."""

    code: str
    source: str


def take_dossier_code(
    session: Session, desk: DeskContext, agency: str, on: date, dossier_uid: UUID
) -> TakenCode:
    """The next code of this desk for a day; the queue never stops.

    Raises ``Refusal`` (``NUMBERING_WAITS``) on a restored desk that nobody let number again.
    """
    for block in _blocks(session, desk, agency, on):
        number = next_in(session, desk.tenant, agency, on, block)
        if number <= block.last:
            code = DossierCode(agency, on, block.prefix, number)
            _note_used(session, desk.tenant, code, dossier_uid)
            return TakenCode(str(code), "own")
    counter = f"provisional:{agency}:{on:%y%m%d}"
    number = next_number(session, desk.tenant, counter)
    writer = journal.head(session, desk.tenant).writer.hex
    return TakenCode(codes.provisional_code(agency, on, writer, number), "provisional")


def take_register_line(session: Session, desk: DeskContext, year: int) -> RegisterLine:
    """The next line of this desk's register book of a year."""
    suffix = read_counter(session, desk.tenant, BOOK_SUFFIX)
    book = codes.register_book(desk.number, year, suffix)
    return RegisterLine(book=book, number=next_number(session, desk.tenant, f"register:{book}"))


def take_receipt_number(session: Session, author: Author, year: int) -> str:
    """The next number of the desk's internal receipts of a year: ``PT-3/2026-00012``."""
    book = f"{author.desk}/{year}"
    return f"PT-{book}-{next_number(session, author.tenant, _receipts_of(book)):05d}"


def take_visit_number(session: Session, desk: DeskContext, on: date) -> str:
    """The next visit number of this desk for a day."""
    number = _next_of_day(session, desk, "visit", on)
    return codes.visit_number(desk.agency_code, on, desk.number, number)


def take_sheet_code(
    session: Session,
    desk: DeskContext,
    on: date,
    series: SheetSeries = SheetSeries.HAND_OVER,
) -> str:
    """The next code of a sheet of this desk for a day."""
    number = _next_of_day(session, desk, _SHEET_COUNTERS[series], on)
    return str(SheetCode(desk.agency_code, on, desk.number, number, series))


def _next_of_day(session: Session, desk: DeskContext, kind: str, on: date) -> int:
    """The next running number of a kind of paper; a restored desk begins above its old ones."""
    block = next(_blocks(session, desk, desk.agency_code, on), CodeBlock(desk.number))
    is_own = block.prefix == desk.number
    first = block.first if is_own else _BORROWED + 1000 * block.prefix + block.first
    counter = _counter_of_day(kind, on, desk.number, first)
    return next_number(session, desk.tenant, counter) + first - 1


def _counter_of_day(kind: str, on: date, digit: int, first: int) -> str:
    return f"{kind}:{on:%y%m%d}:{digit}" + (f":{first}" if first > 1 else "")


def check_numbering(session: Session, desk: DeskContext) -> int:
    """The first day (ordinal) on which the desk's own digit is safe; 0 for ever.

    Raises ``Refusal`` (``NUMBERING_WAITS``) while a restored desk waits for leave.
    """
    own_from = read_counter(session, desk.tenant, OWN_FROM)
    if own_from == WAITING:
        raise Refusal(Reason.NUMBERING_WAITS)
    return own_from


_BORROWED = 10_000
"""Sheets and visits of a desk that numbers with lent blocks begin here, and never meet."""

BURNED = UUID(int=0)
"""Stands for the dossier of a number that was intended, perhaps printed, and never committed."""

_CODE = "code"
_SHEET_COUNTERS = {SheetSeries.HAND_OVER: "sheet", SheetSeries.MANIFEST: "manifest"}
_GIVEN = "numbering.given"
_RECEIPT_SHAPE = re.compile(r"PT-([0-9]+/[0-9]+)-([0-9]+)")
_COUNTER, _USED, _BLOCK = (table_of(kind) for kind in (CounterRow, CodeUsedRow, CodeBlockRow))
_TENANT: BindParameter[str] = bindparam("of")
_AGENCY: BindParameter[str] = bindparam("by")
_DAY: BindParameter[date] = bindparam("day")
_READ_COUNTER = Prepared(
    select(_COUNTER.c.high_water).where(
        _COUNTER.c.tenant == _TENANT, _COUNTER.c.name == bindparam("called")
    )
)
_GIVEN_BLOCKS = (
    select(_BLOCK.c.prefix, _BLOCK.c.first, _BLOCK.c.last)
    .where(_BLOCK.c.tenant == _TENANT, _BLOCK.c.agency == _AGENCY, _BLOCK.c.given_on == _DAY)
    .order_by(_BLOCK.c.prefix, _BLOCK.c.first)
)
_LAST_USED = Prepared(
    select(func.max(_USED.c.number)).where(
        _USED.c.tenant == _TENANT,
        _USED.c.agency == _AGENCY,
        _USED.c.used_on == _DAY,
        _USED.c.prefix == bindparam("digit"),
        _USED.c.number.between(bindparam("first"), bindparam("last")),
    )
)
_IS_USED = select(_USED.c.number).where(
    _USED.c.tenant == _TENANT,
    _USED.c.agency == _AGENCY,
    _USED.c.used_on == _DAY,
    _USED.c.prefix == bindparam("digit"),
    _USED.c.number == bindparam("number"),
)
_NOTE_USED = Prepared(insert(_USED))
_NOTE_IF_FREE = Prepared(insert(_USED).prefix_with("OR IGNORE", dialect="sqlite"))
GIVE_BLOCK = insert(_BLOCK).prefix_with("OR IGNORE", dialect="sqlite")
_SET_COUNTER = Prepared(
    text(
        "INSERT INTO counter (tenant, name, high_water) VALUES (:tenant, :name, :high_water) "
        "ON CONFLICT (tenant, name) DO UPDATE SET high_water = excluded.high_water"
    )
)
_TAKE_NEXT = Prepared(
    text(
        "INSERT INTO counter (tenant, name, high_water) VALUES (:tenant, :name, 1) "
        "ON CONFLICT (tenant, name) DO UPDATE SET high_water = high_water + 1 RETURNING high_water"
    )
)

WAITING = -1
"""Value of ``OWN_FROM`` between a restore and somebody's leave to number."""

LEASED_ONLY = date.max.toordinal()
"""Value of ``OWN_FROM`` while the centre lends numbers and nobody let the desk use its digit."""


def next_number(session: Session, tenant: str, name: str) -> int:
    """Take the next value of a running number."""
    number: int = _TAKE_NEXT.value(session, {"tenant": tenant, "name": name})
    given(session)[name] = number
    return number


def read_counter(session: Session, tenant: str, name: str) -> int:
    """The high-water of a running number; 0 when it never ran."""
    return _READ_COUNTER.value(session, {"of": tenant, "called": name}) or 0


def set_counter(session: Session, tenant: str, name: str, value: int) -> None:
    """Set a running number."""
    _SET_COUNTER.write(session, {"tenant": tenant, "name": name, "high_water": value})
    given(session)[name] = value


def given(session: Session) -> dict[str, int]:
    """The running numbers that this transaction moved, for the witness."""
    moved: dict[str, int] = session.info.setdefault(_GIVEN, {})
    return moved


def raise_high_waters(session: Session, tenant: str, counters: dict[str, int]) -> None:
    """Burn every number up to these high-waters, as the witness names them."""
    for name, value in counters.items():
        kind, _, rest = name.partition(":")
        if kind == _CODE:
            agency, on, prefix = rest.rsplit(":", 2)
            day = datetime.strptime(on, "%y%m%d").replace(tzinfo=UTC).date()
            code = DossierCode(agency, day, int(prefix), value)
            block = CodeBlock(code.prefix, *codes.band_of(value))
            if next_in(session, tenant, agency, day, block) <= value:
                _note_used(session, tenant, code, BURNED)
        else:
            _raise_counter(session, tenant, name, value)


def note_given(session: Session, tenant: str, fact: Fact, dossier_uid: UUID | None) -> None:
    """Note the numbers of a deed that was done elsewhere, or here before a restore."""
    if isinstance(fact, HandOverClosed):
        _note_sheet(session, tenant, fact.sheet)
    if isinstance(fact, ManifestClosed):
        _note_sheet(session, tenant, fact.manifest)
    if isinstance(fact, FeeCollected):
        _note_receipt(session, tenant, fact.internal_receipt or "")
    if not isinstance(fact, DossierReceived) or dossier_uid is None:
        return
    code = codes.read_dossier_code(fact.code)
    if code is not None and not is_used(session, tenant, code):
        _NOTE_USED.write(session, _used_row(tenant, code, dossier_uid))
    _raise_counter(session, tenant, f"register:{fact.register.book}", fact.register.number)


def note_followed(session: Session, tenant: str, told: Sequence[tuple[Event, Fact | None]]) -> None:
    """Note the numbers of deeds that were done at other desks, each book and day once.

    They are none that this desk's witness must remember.
    """
    remembered = dict(given(session))
    lines: dict[str, int] = {}
    used: list[dict[str, object]] = []
    for event, fact in told:
        if isinstance(fact, DossierReceived) and event.dossier_uid is not None:
            code = codes.read_dossier_code(fact.code)
            if code is not None:
                used.append(_used_row(tenant, code, event.dossier_uid))
            counter = f"register:{fact.register.book}"
            lines[counter] = max(lines.get(counter, 0), fact.register.number)
        elif fact is not None:
            note_given(session, tenant, fact, event.dossier_uid)
    _NOTE_IF_FREE.write(session, *used)
    for counter, number in lines.items():
        _raise_counter(session, tenant, counter, number)
    given(session).clear()
    given(session).update(remembered)


def _raise_counter(session: Session, tenant: str, name: str, number: int) -> None:
    if read_counter(session, tenant, name) < number:
        set_counter(session, tenant, name, number)


def _note_sheet(session: Session, tenant: str, text: str) -> None:
    code = codes.read_sheet_code(text)
    if code is None:
        return
    first = codes.band_of(code.number)[0]
    counter = _counter_of_day(_SHEET_COUNTERS[code.series], code.on, code.desk, first)
    _raise_counter(session, tenant, counter, code.number - first + 1)


def _note_receipt(session: Session, tenant: str, text: str) -> None:
    read = _RECEIPT_SHAPE.fullmatch(text)
    if read is None:
        return
    _raise_counter(session, tenant, _receipts_of(read[1]), int(read[2]))


def _receipts_of(book: str) -> str:
    return f"register:fee:{book}"


def give_block(session: Session, desk: DeskContext, on: date, band: tuple[int, int]) -> None:
    """Number in a band of the desk's digit for a day, and as usual from the next day on."""
    first, last = band
    set_counter(session, desk.tenant, OWN_FROM, on.toordinal() + 1)
    row = {
        "tenant": desk.tenant,
        "agency": desk.agency_code,
        "given_on": on,
        "prefix": desk.number,
        "first": first,
        "last": last,
        "source": "restore",
    }
    run(session, GIVE_BLOCK, row)


def given_blocks(session: Session, tenant: str, agency: str, on: date) -> Iterator[CodeBlock]:
    """The blocks of a day beside the desk's own: given by a supervisor or lent by the centre."""
    rows = run(session, _GIVEN_BLOCKS, {"of": tenant, "by": agency, "day": on})
    return (CodeBlock(*row) for row in rows)


def _blocks(session: Session, desk: DeskContext, agency: str, on: date) -> Iterator[CodeBlock]:
    """The desk's ordinary orders, and only when those are not enough the blocks given to it."""
    if on.toordinal() >= check_numbering(session, desk):
        yield CodeBlock(desk.number)
    yield from given_blocks(session, desk.tenant, agency, on)


def next_in(session: Session, tenant: str, agency: str, on: date, block: CodeBlock) -> int:
    """The next order of a block; above its last one when it is used up."""
    asked = {
        "of": tenant,
        "by": agency,
        "day": on,
        "digit": block.prefix,
        "first": block.first,
        "last": block.last,
    }
    return (_LAST_USED.value(session, asked) or block.first - 1) + 1


def is_used(session: Session, tenant: str, code: DossierCode) -> bool:
    """Whether a number was given out already."""
    asked = {
        "of": tenant,
        "by": code.agency,
        "day": code.on,
        "digit": code.prefix,
        "number": code.number,
    }
    return run(session, _IS_USED, asked).first() is not None


def note_pad_used(session: Session, tenant: str, code: DossierCode, dossier_uid: UUID) -> None:
    """Note a pad's number as used; the witness need not know, for the paper itself bears it."""
    _NOTE_USED.write(session, _used_row(tenant, code, dossier_uid))


def _note_used(session: Session, tenant: str, code: DossierCode, dossier_uid: UUID) -> None:
    _NOTE_USED.write(session, _used_row(tenant, code, dossier_uid))
    given(session)[f"{_CODE}:{code.agency}:{code.on:%y%m%d}:{code.prefix}"] = code.number


def _used_row(tenant: str, code: DossierCode, dossier_uid: UUID) -> dict[str, object]:
    return {
        "tenant": tenant,
        "agency": code.agency,
        "used_on": code.on,
        "prefix": code.prefix,
        "number": code.number,
        "dossier_uid": dossier_uid,
    }
