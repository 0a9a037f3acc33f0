"""The journal: the one stream of truth. Every deed that counts is recorded here, in its own
transaction, and the stored fold follows at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam, func, insert, select
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.canonical import plain_in
from app.domain.dossier import Dossier, heads_of
from app.domain.events import (
    Author,
    Circumstances,
    Event,
    event_in,
    next_chain,
    read_event,
    read_fact,
    write_event,
)
from app.domain.facts import DossierReceived, Fact
from app.domain.folding import fact_to_fold
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.models.database import recorded, run, table_of
from app.models.journal import EventPositionRow, EventPrivateRow, EventRow, WriterRow
from app.models.prepared import AMONG, Among, Prepared, insert_rows
from app.models.sync import EnrolmentRow, StreamEventRow
from app.services import projection
from app.services.forgetting import withheld
from app.services.journal_head import journal_head, move_on
from app.services.rights import check_rights
from app.services.work_projection import may_answer_filing, stored_filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Who does it, what time it is, and when it is stated to have happened."""

    author: Author
    now: datetime
    occurred_at: datetime | None = None
    batch_uid: UUID | None = None


_EVENT, _POSITION = table_of(EventRow), table_of(EventPositionRow)
_PRIVATE, _WRITER = table_of(EventPrivateRow), table_of(WriterRow)
_ENROLMENT, _PLACE = table_of(EnrolmentRow), table_of(StreamEventRow)
_TENANT: BindParameter[str] = bindparam("of")
_NEWEST_EVENT = select(func.max(_EVENT.c.arrival)).where(_EVENT.c.tenant == _TENANT)
_KNOWN = Prepared(
    select(_EVENT.c.uid).where(_EVENT.c.tenant == _TENANT, _EVENT.c.uid == bindparam("which"))
)
_ADD_POSITION = Prepared(insert(_POSITION))

_IN_ORDER = (
    select(_EVENT.c.content, _PRIVATE.c.content)
    .outerjoin(_PRIVATE, (_PRIVATE.c.tenant == _EVENT.c.tenant) & (_PRIVATE.c.uid == _EVENT.c.uid))
    .outerjoin(_PLACE, (_PLACE.c.tenant == _EVENT.c.tenant) & (_PLACE.c.uid == _EVENT.c.uid))
    .order_by(_PLACE.c.pos.is_(None), _PLACE.c.pos, _EVENT.c.arrival)
)
_OF_DOSSIERS = Among(_IN_ORDER.where(_EVENT.c.tenant == _TENANT, _EVENT.c.dossier_uid.in_(AMONG)))

_OPENING = (DossierReceived,)


def record(session: Session, deed: Deed, fact: Fact, dossier_uid: UUID | None = None) -> Event:
    """Record one event at the end of the open writer and fold it.

    The parents are the dossier's heads as stored, that is, as the author saw them. Raises the
    refusals of ``check_rights``.
    """
    check_rights(session, deed.author, deed.now)
    known = None
    if dossier_uid is not None and not isinstance(fact, _OPENING):
        known = projection.stored_dossier(session, deed.author.tenant, dossier_uid)
    circumstances = Circumstances(
        uid=identifiers.new_uid(deed.now),
        occurred_at=deed.occurred_at or deed.now,
        recorded_at=deed.now,
        dossier_uid=dossier_uid,
        parents=_parents(session, (deed.author.tenant, dossier_uid), known, fact),
        batch_uid=deed.batch_uid,
        clock_offset_ms=journal_head(session, deed.author.tenant).clock_offset_ms,
    )
    event = write_event(deed.author, fact, circumstances)
    kept: Fact | None = fact
    if known is not None and known.private is None:
        # What is said of persons who were erased is kept by nobody else either.
        event = withheld(session, event)
        kept = read_fact(event)
    insert_event(session, event)
    append_position(session, event)
    projection.project(session, event, known, kept)
    recorded(session).append(event)
    return event


def record_story(
    session: Session, told: Sequence[tuple[Deed, Fact]], dossier_uid: UUID
) -> tuple[Event, ...]:
    """Record all that happened to a dossier that is new here, in order, and store its fold once.

    The first fact opens it; each event is the parent of the next. Raises the refusals of
    ``check_rights``.
    """
    parents: tuple[UUID, ...] = ()
    done: list[tuple[Event, Fact]] = []
    for deed, fact in told:
        check_rights(session, deed.author, deed.now)
        circumstances = Circumstances(
            uid=identifiers.new_uid(deed.now),
            occurred_at=deed.occurred_at or deed.now,
            recorded_at=deed.now,
            dossier_uid=dossier_uid,
            parents=parents,
            batch_uid=deed.batch_uid,
            clock_offset_ms=journal_head(session, deed.author.tenant).clock_offset_ms,
        )
        event = write_event(deed.author, fact, circumstances)
        insert_event(session, event)
        append_position(session, event)
        parents = (event.uid,)
        done.append((event, fact))
    projection.project_story(session, done)
    events = tuple(event for event, _ in done)
    recorded(session).extend(events)
    return events


def _parents(
    session: Session, about: tuple[str, UUID | None], known: Dossier | None, fact: Fact
) -> tuple[UUID, ...]:
    """The heads that the author saw: of the dossier, or of the online filing that it was."""
    tenant, dossier_uid = about
    if known is not None:
        return heads_of(known)
    if dossier_uid is None or not may_answer_filing(known, fact):
        return ()
    filing = stored_filing(session, tenant, dossier_uid)
    return () if filing is None else tuple(UUID(each) for each in filing.heads)


def take_over(session: Session, event: Event, *, goes_on: bool = True) -> None:
    """Record an event that was written elsewhere, or here before a restore; twice does nothing.

    It keeps its uid and its bytes. Persons who were erased here stay so, whatever it brings. What
    ``goes_on`` is sent to the centre from here too, in the chain of the open writer.
    """
    tenant = event.author.tenant
    if _KNOWN.row(session, {"of": tenant, "which": event.uid}) is not None:
        return
    event = withheld(session, event)
    known = None
    if event.dossier_uid is not None:
        known = projection.stored_dossier(session, tenant, event.dossier_uid)
    insert_event(session, event)
    if goes_on:
        append_position(session, event)
    projection.project(session, event, known, read_fact(event))
    recorded(session).append(event)


def events(session: Session, tenant: str, dossier_uid: UUID | None = None) -> Iterator[Event]:
    """All events, or those of one dossier, in the order in which the fold takes them.

    That is the order in which the centre accepted them; what it has not seen yet comes after.
    """
    query = _in_order(tenant)
    if dossier_uid is not None:
        query = query.where(EventRow.dossier_uid == dossier_uid)
    return _events(session, query)


def told_of_dossiers(
    session: Session, tenant: str, uids: Sequence[UUID]
) -> Iterator[tuple[Event, Fact | None]]:
    """The events of some dossiers with what a fold asks of them, each dossier's in its order."""
    for content, private in _OF_DOSSIERS.rows(session, {"of": tenant}, uids):
        plain = plain_in(content)
        event = event_in(plain, content, private)
        yield event, fact_to_fold(event, plain)


def events_of(session: Session, tenant: str, kinds: Sequence[str]) -> Iterator[Event]:
    """All events of some kinds, in the order in which the fold takes them."""
    return _events(session, _in_order(tenant).where(EventRow.kind.in_(kinds)))


def events_in_stream(
    session: Session, tenant: str, stream: str, span: tuple[int, int]
) -> Iterator[Event]:
    """The events of a stream after one position, up to and with another."""
    first, last = span
    query = _in_order(tenant).where(StreamEventRow.stream == stream)
    return _events(session, query.where(StreamEventRow.pos > first, StreamEventRow.pos <= last))


def newest_arrival(session: Session, tenant: str) -> int:
    """How far this database has learnt; moves with every event, whoever recorded it."""
    return run(session, _NEWEST_EVENT, {"of": tenant}).scalar() or 0


def insert_event(session: Session, event: Event) -> None:
    """Store an event and its private part; its position is given apart."""
    insert_events(session, event.author.tenant, (event,))


def insert_events(session: Session, tenant: str, events: Sequence[Event]) -> None:
    """Store events and their private parts in the order of their arrival here."""
    if not events:
        return
    ends = journal_head(session, tenant)
    move_on(session, replace(ends, arrival=ends.arrival + len(events)))
    rows = [_row(event, arrival) for arrival, event in enumerate(events, ends.arrival + 1)]
    insert_rows(session, _EVENT, rows)
    private = [(tenant, event.uid, event.private) for event in events if event.private is not None]
    if private:
        insert_rows(session, _PRIVATE, private)


def _row(event: Event, arrival: int) -> tuple[Any, ...]:
    """In the order of the columns of ``EventRow``."""
    return (
        event.author.tenant,
        event.uid,
        arrival,
        event.kind,
        event.version,
        event.author.office,
        event.author.desk,
        event.author.actor,
        event.dossier_uid,
        event.occurred_at,
        local_date(event.occurred_at),
        event.recorded_at,
        event.content,
    )


def append_position(session: Session, event: Event) -> None:
    """Give an event the next position of the open writer."""
    tenant = event.author.tenant
    ends = journal_head(session, tenant)
    seq = ends.seq + 1
    chain = next_chain(ends.chain, ends.writer, seq, event.content)
    row = {
        "tenant": tenant,
        "writer": ends.writer,
        "seq": seq,
        "chain": chain,
        "uid": event.uid,
    }
    _ADD_POSITION.write(session, row)
    moved = replace(ends, seq=seq, chain=chain, recorded_at=event.recorded_at)
    move_on(session, moved, positions=1)


def _in_order(tenant: str) -> Select[bytes, bytes]:
    return _IN_ORDER.where(_EVENT.c.tenant == tenant).execution_options(yield_per=1000)


def _events(session: Session, query: Select[bytes, bytes]) -> Iterator[Event]:
    return (read_event(content, private) for content, private in session.execute(query))
