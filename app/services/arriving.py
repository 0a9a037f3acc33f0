"""Events that come from elsewhere: from a stick, from the copy of a lost disk, from the line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.domain.canonical import digest
from app.domain.events import Event, read_fact
from app.domain.facts import CalendarPublished, LimitEntered
from app.domain.light_dataclass import dataclass
from app.domain.procedure import Procedure
from app.domain.records import from_plain
from app.domain.releases import CALENDAR as CALENDAR
from app.domain.releases import PROCEDURE as PROCEDURE
from app.domain.releases import Subject
from app.models.catalogue import ProcedureVersionRow
from app.models.journal import EventPositionRow, EventRow, WriterRow
from app.models.office import CalendarRow
from app.services import catalogue, journal, known_numbers, refolding
from app.services.departing import came_after_leaving
from app.services.desk import settings_of
from app.services.journal_head import journal_head
from app.services.preparing import Told
from app.services.releases import entries_of

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a calendar came into use that is only kept."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An event with its place in the chain of the writer that recorded it."""

    event: Event
    writer: UUID
    seq: int
    chain: bytes


def known_chain(session: Session, tenant: str, writer: UUID, seq: int) -> bytes | None:
    """The chain of a writer at a position, as far as this database knows it."""
    found = session.execute(
        select(EventPositionRow.chain).where(
            EventPositionRow.tenant == tenant,
            EventPositionRow.writer == writer,
            EventPositionRow.seq == seq,
        )
    )
    return found.scalar()


def take_in(session: Session, tenant: str, arrived: Iterable[Arrived]) -> int:
    """Take events in, each once whoever brings it how often; returns how many were new.

    A private part that was erased here does not come back. Events of a writer of this desk keep
    their positions. All that this office recorded goes on to the centre with the writer that is
    open here: the desk that wrote it may be lost, and the centre takes each event once.
    """
    known, office = 0, settings_of(session, tenant)["agency_code"]
    for each in arrived:
        if is_known(session, tenant, each.event.uid):
            continue
        _take_one(session, tenant, each, goes_on=each.event.author.office == office)
        known += 1
    return known


def journal_followed(session: Session, tenant: str, told: Sequence[Told]) -> None:
    """Journal events that the centre gave out; they are folded where the centre's order puts them.

    Numbers given at other desks are noted, but are none that this desk's witness must remember.
    """
    journal.insert_events(session, tenant, [event for event, _ in told])
    known_numbers.note_followed(session, tenant, told)
    for event, fact in told:
        if isinstance(fact, LimitEntered):
            catalogue.count_instead(session, tenant, fact)
        if isinstance(fact, CalendarPublished):
            _use_calendar(session, event, fact)


def take_in_reference(
    session: Session, tenant: str, kind: str, content: bytes, now: datetime
) -> None:
    """Take in what events name by digest: versions of procedures, calendars of a year."""
    if kind == PROCEDURE:
        procedure = from_plain(Procedure, json.loads(content))
        catalogue.store_versions(session, tenant, (procedure,), now)
    elif kind == CALENDAR:
        _take_in_calendar(session, tenant, content)


def named_by(content: bytes) -> tuple[tuple[str, str], ...]:
    """What an event names by digest: kind and digest."""
    return named_in(json.loads(content))


def named_in(plain: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """``named_by`` where the bytes have been parsed already."""
    kind, body = plain["kind"], plain["body"]
    if not isinstance(body, dict):
        return ()
    if kind == CalendarPublished.kind:
        return ((CALENDAR, body["digest"]),)
    named = [body.get("procedure_digest")]
    if isinstance(body.get("procedure"), dict):
        named.append(body["procedure"].get("digest"))
    if kind == LimitEntered.kind:
        named.append(body["digest"])
    return tuple((PROCEDURE, each) for each in named if each)


def lacking(session: Session, tenant: str, named: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Which of these digests, each with its kind, nothing is kept of here."""
    wanted = set(named)
    for kind, row in ((PROCEDURE, ProcedureVersionRow), (CALENDAR, CalendarRow)):
        digests = [sha256 for each, sha256 in wanted if each == kind]
        found = select(row.digest).where(row.tenant == tenant, row.digest.in_(digests))
        held = session.execute(found).scalars() if digests else ()
        wanted -= {(kind, sha256) for sha256 in held}
    return frozenset(sha256 for _, sha256 in wanted)


def reference_contents(
    session: Session, tenant: str, kind: str, digests: Iterable[str]
) -> dict[str, bytes]:
    """The canonical bytes behind some digests, as far as this database holds them."""
    row = ProcedureVersionRow if kind == PROCEDURE else CalendarRow
    wanted = (row.tenant == tenant) & row.digest.in_(list(digests))
    return dict(session.execute(select(row.digest, row.content).where(wanted)).all())


def _take_one(session: Session, tenant: str, arrived: Arrived, *, goes_on: bool) -> None:
    event, ours = arrived.event, _is_ours(session, tenant, arrived.writer)
    if ours and arrived.writer != journal_head(session, tenant).writer:
        _keep_place(session, tenant, arrived)
    journal.take_over(session, event, goes_on=ours or goes_on)
    if event.dossier_uid is not None and came_after_leaving(session, tenant, event.dossier_uid):
        refolding.refold(session, tenant, event.dossier_uid)
    fact = read_fact(event)
    if fact is not None:
        known_numbers.note_given(session, tenant, fact, event.dossier_uid)
    if isinstance(fact, LimitEntered):
        catalogue.count_instead(session, tenant, fact)
    if isinstance(fact, CalendarPublished):
        _use_calendar(session, event, fact)


def _keep_place(session: Session, tenant: str, arrived: Arrived) -> None:
    """The chain of a writer that was cut off by a restore goes on as it did on the lost disk."""
    before = known_chain(session, tenant, arrived.writer, arrived.seq - 1)
    if arrived.seq > 1 and before is None:
        return
    row = {
        "tenant": tenant,
        "writer": arrived.writer,
        "seq": arrived.seq,
        "chain": arrived.chain,
        "uid": arrived.event.uid,
    }
    session.execute(insert(EventPositionRow), [row])


def is_known(session: Session, tenant: str, uid: UUID) -> bool:
    """Whether an event is in this database."""
    found = select(EventRow.uid).where(EventRow.tenant == tenant, EventRow.uid == uid)
    return session.execute(found).first() is not None


def _is_ours(session: Session, tenant: str, writer: UUID) -> bool:
    found = select(WriterRow.uid).where(WriterRow.tenant == tenant, WriterRow.uid == writer)
    return session.execute(found).first() is not None


def _use_calendar(session: Session, event: Event, fact: CalendarPublished) -> None:
    """Let a calendar count that another desk brought into use, unless the centre names the year."""
    tenant = event.author.tenant
    given = entries_of(session, tenant, Subject.CALENDAR)
    if any(each.year == fact.year for each in given):
        return
    session.execute(
        update(CalendarRow)
        .where(CalendarRow.tenant == tenant, CalendarRow.digest == fact.digest)
        .where(CalendarRow.published_at < event.recorded_at)
        .values(published_at=event.recorded_at)
    )


def _take_in_calendar(session: Session, tenant: str, content: bytes) -> None:
    """Keep a calendar that something names; it counts once an event or the centre says so."""
    row = {
        "tenant": tenant,
        "year": json.loads(content)["year"],
        "digest": digest(content),
        "published_at": _NEVER,
        "content": content,
    }
    session.execute(insert(CalendarRow).prefix_with("OR IGNORE", dialect="sqlite"), [row])
