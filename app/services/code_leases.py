"""Numbers that the centre lends: asked for when a desk runs out, or may not use its own digit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from app.domain.codes import CodeBlock
from app.domain.light_dataclass import dataclass
from app.models.database import run, table_of
from app.models.office import CodeBlockRow
from app.services import numbering
from app.services.desk import DeskContext
from app.services.running_numbers import read_counter, set_counter

_LEASE = "lease"
_AHEAD, _FEW = 5, 20
_BOOKS_OF_A_SUCCESSOR = 100
_BLOCK = table_of(CodeBlockRow)
_LENT = (
    select(_BLOCK.c.prefix, _BLOCK.c.first, _BLOCK.c.last)
    .where(_BLOCK.c.tenant == bindparam("of"), _BLOCK.c.agency == bindparam("by"))
    .where(_BLOCK.c.given_on == bindparam("day"), _BLOCK.c.source == _LEASE)
    .order_by(_BLOCK.c.prefix, _BLOCK.c.first)
)
_DROP = delete(_BLOCK).where(_BLOCK.c.tenant == bindparam("of"), _BLOCK.c.source == _LEASE)


@dataclass(frozen=True, slots=True)
class CodesNeeded:
    """The blocks that the centre lent for a day, and whether its numbers run out at this desk."""

    on: date
    held: tuple[CodeBlock, ...]
    more: bool


def codes_needed(session: Session, desk: DeskContext, today: date) -> tuple[CodesNeeded, ...]:
    """What this desk should say to the centre of its numbers: the days on which it needs more,
    and what it was lent, which a restored centre has forgotten.

    A desk that may not use its own digit asks for a few days ahead, so that it outlasts a cut.
    """
    is_own = read_counter(session, desk.tenant, numbering.OWN_FROM) not in (
        numbering.WAITING,
        numbering.LEASED_ONLY,
    )
    needed = []
    for on in (today + timedelta(days=each) for each in range(_AHEAD)):
        held, is_asked = lent(session, desk, on), on == today or not is_own
        more = is_asked and _left(session, desk, on, is_own=is_own) < _FEW
        if held or more:
            needed.append(CodesNeeded(on, held, more))
    return tuple(needed)


def take_leases(session: Session, desk: DeskContext, on: date, blocks: Iterable[CodeBlock]) -> None:
    """Number with blocks that the centre lends; a desk that waited goes on with them alone."""
    for block in blocks:
        row = {
            "tenant": desk.tenant,
            "agency": desk.agency_code,
            "given_on": on,
            "prefix": block.prefix,
            "first": block.first,
            "last": block.last,
            "source": _LEASE,
        }
        run(session, numbering.GIVE_BLOCK, row)
        if read_counter(session, desk.tenant, numbering.OWN_FROM) == numbering.WAITING:
            set_counter(session, desk.tenant, numbering.OWN_FROM, numbering.LEASED_ONLY)


def lent(session: Session, desk: DeskContext, on: date) -> tuple[CodeBlock, ...]:
    """The blocks that the centre lent for a day."""
    asked = {"of": desk.tenant, "by": desk.agency_code, "day": on}
    return tuple(CodeBlock(*each) for each in run(session, _LENT, asked))


def succeed(session: Session, desk: DeskContext, today: date, predecessors: int) -> None:
    """Take the place of a machine that was this desk before and may have numbered today.

    Until the day ends only lent blocks count, and the register goes on in another book for good.
    """
    tomorrow = today.toordinal() + 1
    if 0 <= read_counter(session, desk.tenant, numbering.OWN_FROM) < tomorrow:
        set_counter(session, desk.tenant, numbering.OWN_FROM, tomorrow)
    if read_counter(session, desk.tenant, numbering.BOOK_SUFFIX) == 0:
        suffix = _BOOKS_OF_A_SUCCESSOR * predecessors
        set_counter(session, desk.tenant, numbering.BOOK_SUFFIX, suffix)


def drop_leases(session: Session, tenant: str) -> None:
    """Blocks were lent to a writer that is closed: nobody knows what it gave out of them."""
    run(session, _DROP, {"of": tenant})


def _left(session: Session, desk: DeskContext, on: date, *, is_own: bool) -> int:
    """How many numbers are left for a day."""
    blocks = list(numbering.given_blocks(session, desk.tenant, desk.agency_code, on))
    if is_own and on.toordinal() >= read_counter(session, desk.tenant, numbering.OWN_FROM):
        blocks.append(CodeBlock(desk.number))
    agency = desk.agency_code
    return sum(
        max(each.last + 1 - numbering.next_in(session, desk.tenant, agency, on, each), 0)
        for each in blocks
    )
