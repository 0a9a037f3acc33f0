"""Where the journal ends: the open writer's chain, and the last arrival of any event."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.events import FIRST_CHAIN
from app.domain.light_dataclass import dataclass
from app.models.database import run, table_of
from app.models.journal import EventPositionRow, EventRow, WriterRow
from app.models.prepared import Prepared
from app.models.sync import EnrolmentRow


@dataclass(frozen=True, slots=True)
class JournalHead:
    """The open writer, where its chain ends, and the last arrival of any event.

    ``recorded_at`` is when this desk itself last recorded anything: the clocks of other desks,
    whose events arrive too, say nothing about this one. ``clock_offset_ms`` is how far the centre's
    clock was ahead when they last met.
    """

    writer: UUID
    ordinal: int
    seq: int
    chain: bytes
    arrival: int
    recorded_at: datetime | None
    clock_offset_ms: int | None = None


_EVENT, _POSITION = table_of(EventRow), table_of(EventPositionRow)
_WRITER, _ENROLMENT = table_of(WriterRow), table_of(EnrolmentRow)
_TENANT: BindParameter[str] = bindparam("of")
_NEWEST_EVENT = select(func.max(_EVENT.c.arrival)).where(_EVENT.c.tenant == _TENANT)
_LAST_SEQ = (
    select(func.max(_POSITION.c.seq))
    .where(_POSITION.c.tenant == _WRITER.c.tenant, _POSITION.c.writer == _WRITER.c.uid)
    .correlate(_WRITER)
    .scalar_subquery()
)
_OFFSET = (
    select(_ENROLMENT.c.clock_offset_ms)
    .where(_ENROLMENT.c.tenant == _TENANT)
    .correlate(None)
    .scalar_subquery()
)
_ENDS = Prepared(
    select(
        _WRITER.c.uid,
        _WRITER.c.ordinal,
        _POSITION.c.seq,
        _POSITION.c.chain,
        _NEWEST_EVENT.correlate(None).scalar_subquery(),
        _EVENT.c.recorded_at,
        _OFFSET,
    )
    .outerjoin(
        _POSITION,
        (_POSITION.c.tenant == _WRITER.c.tenant)
        & (_POSITION.c.writer == _WRITER.c.uid)
        & (_POSITION.c.seq == _LAST_SEQ),
    )
    .outerjoin(
        _EVENT,
        (_EVENT.c.tenant == _POSITION.c.tenant) & (_EVENT.c.uid == _POSITION.c.uid),
    )
    .where(_WRITER.c.tenant == _TENANT, _WRITER.c.closed_at.is_(None))
)
_LAST_OWN = (
    select(_EVENT.c.recorded_at)
    .join(_POSITION, (_POSITION.c.tenant == _EVENT.c.tenant) & (_POSITION.c.uid == _EVENT.c.uid))
    .where(_EVENT.c.tenant == _TENANT)
    .order_by(_EVENT.c.arrival.desc())
    .limit(1)
)

_HEAD, _APPENDED = "journal.head", "journal.appended"


def journal_head(session: Session, tenant: str) -> JournalHead:
    """The end of the open writer's chain; ``seq`` 0 and the first chain when it is empty.

    Remembered on the session: a writing transaction holds the lock, so nobody else moves it.
    """
    known: JournalHead | None = session.info.get(_HEAD)
    if known is None:
        known = session.info[_HEAD] = _read_head(session, tenant)
    return known


def appended(session: Session) -> int:
    """How many positions of the open writer this transaction has given."""
    count: int = session.info.get(_APPENDED, 0)
    return count


def move_on(session: Session, head: JournalHead, positions: int = 0) -> None:
    """The journal ends elsewhere now: events arrived, or were given positions."""
    session.info[_HEAD] = head
    session.info[_APPENDED] = appended(session) + positions


def look_again(session: Session) -> None:
    """Another writer was opened: its chain begins, and nothing stands in it yet."""
    session.info.pop(_HEAD, None)
    session.info[_APPENDED] = 0


def _read_head(session: Session, tenant: str) -> JournalHead:
    ((writer, ordinal, seq, chain, arrival, recorded_at, offset),) = _ENDS.rows(
        session, {"of": tenant}
    )
    if seq is None:
        recorded_at = run(session, _LAST_OWN, {"of": tenant}).scalar()
    return JournalHead(
        writer=writer,
        ordinal=ordinal,
        seq=seq or 0,
        chain=chain or FIRST_CHAIN,
        arrival=arrival or 0,
        recorded_at=recorded_at,
        clock_offset_ms=offset,
    )


def last_recorded_at(session: Session, tenant: str) -> datetime | None:
    """When this desk last recorded anything, by its clock of that moment."""
    return journal_head(session, tenant).recorded_at
