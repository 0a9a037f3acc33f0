"""Writers: single-use branches of this desk's journal, and how far the centre knows each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, insert, select, update
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.events import Event, read_event
from app.domain.scope_facts import ScopeEntered, ScopeLeft
from app.models.database import run, table_of
from app.models.journal import (
    AcknowledgementRow,
    EventPositionRow,
    EventPrivateRow,
    EventRow,
    WriterRow,
)
from app.models.sync import StreamEventRow
from app.services import journal
from app.services.journal_head import journal_head, look_again

_ADD_WRITER = insert(table_of(WriterRow))
_POSITIONED = exists().where(
    EventPositionRow.tenant == EventRow.tenant, EventPositionRow.uid == EventRow.uid
)
_PLACED = exists().where(
    StreamEventRow.tenant == EventRow.tenant, StreamEventRow.uid == EventRow.uid
)
_CONTENTS = select(EventRow.content, EventPrivateRow.content).outerjoin(
    EventPrivateRow,
    (EventPrivateRow.tenant == EventRow.tenant) & (EventPrivateRow.uid == EventRow.uid),
)


def open_writer(
    session: Session, tenant: str, device_uid: UUID, *, now: datetime, reason: str
) -> UUID:
    """Close the open writer, if any, and open a new one.

    Events that the centre may lack get new positions there with the same uids, so that it takes
    them once whichever branch reaches it first. Those are the unacknowledged ones, and whatever
    has no place in its order yet: the life of the centre that acknowledged it may be over.
    """
    previous = session.execute(
        select(WriterRow.uid).where(WriterRow.tenant == tenant, WriterRow.closed_at.is_(None))
    ).scalar()
    ended = None if previous is None else journal_head(session, tenant)
    session.execute(
        update(WriterRow)
        .where(WriterRow.tenant == tenant, WriterRow.closed_at.is_(None))
        .values(closed_at=now)
    )
    opened = identifiers.new_uid(now)
    row = {
        "tenant": tenant,
        "uid": opened,
        "ordinal": 1 if ended is None else ended.ordinal + 1,
        "device_uid": device_uid,
        "opened_at": now,
        "reason": reason,
        "previous_uid": None if ended is None else ended.writer,
        "previous_seq": None if ended is None else ended.seq,
        "closed_at": None,
    }
    run(session, _ADD_WRITER, row)
    look_again(session)
    if ended is not None:
        for event in list(_maybe_lacking(session, tenant, ended.writer)):
            journal.append_position(session, event)
    return opened


def take_along(session: Session, tenant: str, office: str) -> None:
    """Let what others of an office wrote, and the centre's order holds no more, go on from here.

    It was given back to a restored centre; should that one be restored too before this desk has
    followed its order, nothing but these positions would bring it back.
    """
    lost = ~_PLACED & ~_POSITIONED & EventRow.kind.not_in((ScopeLeft.kind, ScopeEntered.kind))
    for event in list(_events(session, tenant, lost & (EventRow.office == office))):
        journal.append_position(session, event)


def unsent(session: Session, tenant: str, writer: UUID) -> Iterator[Event]:
    """The events of a writer above what the centre acknowledged, in order."""
    above = _acknowledged(session, tenant, writer)
    rows = recorded_after(session, tenant, writer, above)
    return (read_event(content, private) for content, private in rows)


def _maybe_lacking(session: Session, tenant: str, writer: UUID) -> Iterator[Event]:
    """What a writer's successor takes along, in the order in which it came here."""
    above = _acknowledged(session, tenant, writer)
    waiting = _POSITIONED.where(EventPositionRow.writer == writer, EventPositionRow.seq > above)
    return _events(session, tenant, _POSITIONED & (~_PLACED | waiting))


def _events(session: Session, tenant: str, which: ColumnElement[bool]) -> Iterator[Event]:
    """Some events, in the order in which they came here."""
    query = _CONTENTS.where(EventRow.tenant == tenant, which).order_by(EventRow.arrival)
    return (read_event(content, private) for content, private in session.execute(query))


def recorded_after(
    session: Session, tenant: str, writer: UUID, after: int, limit: int | None = None
) -> Iterator[tuple[bytes, bytes | None]]:
    """The bytes of a writer's events after a position, and of their private parts, in order."""
    rows = session.execute(
        _CONTENTS.join(
            EventPositionRow,
            (EventPositionRow.tenant == EventRow.tenant) & (EventPositionRow.uid == EventRow.uid),
        )
        .where(EventPositionRow.tenant == tenant, EventPositionRow.writer == writer)
        .where(EventPositionRow.seq > after)
        .order_by(EventPositionRow.seq)
        .limit(limit)
    )
    return ((content, private) for content, private in rows)


def count_unsent(session: Session, tenant: str) -> int:
    """How many events of the open writer wait for the centre."""
    ends = journal_head(session, tenant)
    return ends.seq - _acknowledged(session, tenant, ends.writer)


def acknowledged(session: Session, tenant: str) -> int:
    """How far the centre has acknowledged the open writer."""
    return _acknowledged(session, tenant, journal_head(session, tenant).writer)


def _acknowledged(session: Session, tenant: str, writer: UUID) -> int:
    seq = session.execute(
        select(AcknowledgementRow.seq).where(
            AcknowledgementRow.tenant == tenant, AcknowledgementRow.writer == writer
        )
    ).scalar()
    return seq or 0
