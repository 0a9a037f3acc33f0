"""Numbers that are given out once: dossier codes, register lines, visit numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select, text
from sqlalchemy.orm import Session

from app.domain import codes
from app.domain.codes import CodeBlock, DossierCode
from app.domain.errors import Reason, Refusal
from app.domain.facts import RegisterLine
from app.models.office import CodeBlockRow, CodeUsedRow, CounterRow
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
    check_numbering(session, desk)
    for block in _blocks(session, desk, agency, on):
        number = _last_used(session, desk.tenant, agency, on, block.prefix) + 1
        if number <= block.last:
            code = DossierCode(agency, on, block.prefix, number)
            _note_used(session, desk.tenant, code, dossier_uid)
            return TakenCode(str(code), "own")
    counter = f"provisional:{agency}:{on:%y%m%d}"
    number = next_number(session, desk.tenant, counter)
    return TakenCode(codes.provisional_code(agency, on, desk.device_uid.hex, number), "provisional")


def take_register_line(session: Session, desk: DeskContext, year: int) -> RegisterLine:
    """The next line of this desk's register book of a year."""
    suffix = read_counter(session, desk.tenant, BOOK_SUFFIX)
    book = codes.register_book(desk.number, year, suffix)
    return RegisterLine(book=book, number=next_number(session, desk.tenant, f"register:{book}"))


def take_visit_number(session: Session, desk: DeskContext, on: date) -> str:
    """The next visit number of this desk for a day."""
    check_numbering(session, desk)
    own = on.toordinal() >= read_counter(session, desk.tenant, OWN_FROM)
    prefix = desk.number if own else codes.RESERVE_PREFIX
    number = next_number(session, desk.tenant, f"visit:{on:%y%m%d}:{prefix}")
    return codes.visit_number(desk.agency_code, on, prefix, number)


def check_numbering(session: Session, desk: DeskContext) -> None:
    """Raises ``Refusal`` (``NUMBERING_WAITS``) while a restored desk waits for leave."""
    if read_counter(session, desk.tenant, OWN_FROM) == WAITING:
        raise Refusal(Reason.NUMBERING_WAITS)


TAKE_OVER_LAST = 499
"""The reserve digit's first half is for take-overs and restores, the rest for the paper pad."""

BURNED = UUID(int=0)
"""Stands for the dossier of a number that was intended, perhaps printed, and never committed."""

_CODE = "code"
_GIVEN = "numbering.given"
_READ_COUNTER = select(CounterRow.high_water).where(
    CounterRow.tenant == bindparam("tenant_"), CounterRow.name == bindparam("name_")
)
_SET_COUNTER = text(
    "INSERT INTO counter (tenant, name, high_water) VALUES (:tenant, :name, :high_water) "
    "ON CONFLICT (tenant, name) DO UPDATE SET high_water = excluded.high_water"
)

WAITING = -1
"""Value of ``OWN_FROM`` between a restore and somebody's leave to number."""


def next_number(session: Session, tenant: str, name: str) -> int:
    """Take the next value of a running number."""
    number = read_counter(session, tenant, name) + 1
    set_counter(session, tenant, name, number)
    return number


def read_counter(session: Session, tenant: str, name: str) -> int:
    """The high-water of a running number; 0 when it never ran."""
    found = session.execute(_READ_COUNTER, {"tenant_": tenant, "name_": name}).scalar()
    return found or 0


def set_counter(session: Session, tenant: str, name: str, value: int) -> None:
    """Set a running number."""
    session.execute(_SET_COUNTER, {"tenant": tenant, "name": name, "high_water": value})
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
            if _last_used(session, tenant, agency, day, code.prefix) < value:
                _note_used(session, tenant, code, BURNED)
        elif read_counter(session, tenant, name) < value:
            set_counter(session, tenant, name, value)


def _blocks(session: Session, desk: DeskContext, agency: str, on: date) -> list[CodeBlock]:
    blocks = []
    if on.toordinal() >= read_counter(session, desk.tenant, OWN_FROM):
        blocks.append(CodeBlock(desk.number))
    given = session.execute(
        select(CodeBlockRow.prefix, CodeBlockRow.last)
        .where(CodeBlockRow.tenant == desk.tenant, CodeBlockRow.agency == agency)
        .where(CodeBlockRow.on == on)
        .order_by(CodeBlockRow.prefix)
    )
    return blocks + [CodeBlock(prefix, last) for prefix, last in given]


def _last_used(session: Session, tenant: str, agency: str, on: date, prefix: int) -> int:
    found = session.execute(
        select(func.max(CodeUsedRow.number)).where(
            CodeUsedRow.tenant == tenant,
            CodeUsedRow.agency == agency,
            CodeUsedRow.on == on,
            CodeUsedRow.prefix == prefix,
        )
    ).scalar()
    return found or 0


def _note_used(session: Session, tenant: str, code: DossierCode, dossier_uid: UUID) -> None:
    row = {
        "tenant": tenant,
        "agency": code.agency,
        "on": code.on,
        "prefix": code.prefix,
        "number": code.number,
        "dossier_uid": dossier_uid,
    }
    session.execute(insert(CodeUsedRow), [row])
    given(session)[f"{_CODE}:{code.agency}:{code.on:%y%m%d}:{code.prefix}"] = code.number
