"""Numbers that are given out once: dossier codes, register lines, visits, hand-over sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, func, insert, select
from sqlalchemy.orm import Session

from app.domain import codes
from app.domain.codes import CodeBlock, DossierCode, SheetCode, SheetSeries
from app.domain.errors import Reason, Refusal
from app.domain.events import Author
from app.domain.facts import RegisterLine
from app.domain.light_dataclass import dataclass
from app.models.database import run, table_of
from app.models.office import CodeBlockRow, CodeUsedRow
from app.models.prepared import Prepared
from app.services.desk import DeskContext
from app.services.journal_head import journal_head
from app.services.running_numbers import given, next_number, read_counter, set_counter

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
            note_used(session, desk.tenant, code, dossier_uid)
            return TakenCode(str(code), "own")
    counter = f"provisional:{agency}:{on:%y%m%d}"
    number = next_number(session, desk.tenant, counter)
    writer = journal_head(session, desk.tenant).writer.hex
    return TakenCode(codes.provisional_code(agency, on, writer, number), "provisional")


def take_register_line(session: Session, desk: DeskContext, year: int) -> RegisterLine:
    """The next line of this desk's register book of a year."""
    suffix = read_counter(session, desk.tenant, BOOK_SUFFIX)
    book = codes.register_book(desk.number, year, suffix)
    return RegisterLine(book=book, number=next_number(session, desk.tenant, f"register:{book}"))


def take_receipt_number(session: Session, author: Author, year: int) -> str:
    """The next number of the desk's internal receipts of a year: ``PT-3/2026-00012``."""
    book = f"{author.desk}/{year}"
    return f"PT-{book}-{next_number(session, author.tenant, receipts_of(book)):05d}"


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
    number = _next_of_day(session, desk, SHEET_COUNTERS[series], on)
    return str(SheetCode(desk.agency_code, on, desk.number, number, series))


def _next_of_day(session: Session, desk: DeskContext, kind: str, on: date) -> int:
    """The next running number of a kind of paper; a restored desk begins above its old ones."""
    block = next(_blocks(session, desk, desk.agency_code, on), CodeBlock(desk.number))
    is_own = block.prefix == desk.number
    first = block.first if is_own else _BORROWED + 1000 * block.prefix + block.first
    counter = counter_of_day(kind, on, desk.number, first)
    return next_number(session, desk.tenant, counter) + first - 1


def counter_of_day(kind: str, on: date, digit: int, first: int) -> str:
    """The counter of a kind of paper on a day, apart for each band of numbers."""
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

CODE = "code"
SHEET_COUNTERS = {SheetSeries.HAND_OVER: "sheet", SheetSeries.MANIFEST: "manifest"}
_USED, _BLOCK = table_of(CodeUsedRow), table_of(CodeBlockRow)
_TENANT: BindParameter[str] = bindparam("of")
_AGENCY: BindParameter[str] = bindparam("by")
_DAY: BindParameter[date] = bindparam("day")
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
_NOTE_KNOWN = Prepared(insert(_USED).prefix_with("OR IGNORE", dialect="sqlite"))
GIVE_BLOCK = insert(_BLOCK).prefix_with("OR IGNORE", dialect="sqlite")

WAITING = -1
"""Value of ``OWN_FROM`` between a restore and somebody's leave to number."""

LEASED_ONLY = date.max.toordinal()
"""Value of ``OWN_FROM`` while the centre lends numbers and nobody let the desk use its digit."""


def receipts_of(book: str) -> str:
    """The counter of the internal receipts in a book."""
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


def note_known(session: Session, tenant: str, used: Sequence[tuple[DossierCode, UUID]]) -> None:
    """Note numbers that were given out elsewhere; one that is noted already stays as it is."""
    _NOTE_KNOWN.write(session, *(_used_row(tenant, code, uid) for code, uid in used))


def note_used(session: Session, tenant: str, code: DossierCode, dossier_uid: UUID) -> None:
    """Note a number that this desk gives out, for the witness too."""
    _NOTE_USED.write(session, _used_row(tenant, code, dossier_uid))
    given(session)[f"{CODE}:{code.agency}:{code.on:%y%m%d}:{code.prefix}"] = code.number


def _used_row(tenant: str, code: DossierCode, dossier_uid: UUID) -> dict[str, object]:
    return {
        "tenant": tenant,
        "agency": code.agency,
        "used_on": code.on,
        "prefix": code.prefix,
        "number": code.number,
        "dossier_uid": dossier_uid,
    }
