"""The centre's journal: events as first written, each once, whoever brings it how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.canonical import digest
from app.domain.erasure_facts import PersonalDataErased
from app.domain.events import Event, read_fact
from app.domain.fact_parts import Fact
from app.domain.moments import to_milliseconds
from app.domain.scope_facts import ScopeEntered, ScopeLeft
from app.server import streams
from app.server.asking import Copied, copy_rows, run_rows, uids_text
from app.server.dossiers import fold_in
from app.server.incoming import Incoming
from app.server.making_whole import make_whole
from app.server.schema import make_partition
from app.sync.event_messages import Flag

_CLAIM = text(
    "INSERT INTO event_uid (tenant, uid, digest, received_on) "
    "SELECT :tenant, r.uid, decode(r.digest, 'hex'), :received_on "
    "FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(uid uuid, digest text) ORDER BY r.uid "
    "ON CONFLICT DO NOTHING RETURNING uid"
)
_KNOWN = text(
    "SELECT uid, digest FROM event_uid WHERE tenant = :tenant AND uid = ANY(CAST(:uids AS uuid[]))"
)
_EVENTS = Copied(
    "event",
    (
        ("tenant", "text"),
        ("received_on", "date"),
        ("uid", "uuid"),
        ("kind", "text"),
        ("version", "int4"),
        ("office", "text"),
        ("dossier_uid", "uuid"),
        ("occurred_at", "int8"),
        ("content", "text"),
    ),
)
_PRIVATES = Copied("event_private", (("tenant", "text"), ("uid", "uuid"), ("content", "text")))
_QUARANTINE = text(
    "INSERT INTO quarantine (tenant, uid, reason, writer, content, private, noted_at) "
    "VALUES (:tenant, :uid, :reason, :writer, :content, :private, :noted_at) "
    "ON CONFLICT DO NOTHING"
)
_TOMBSTONED = text(
    "SELECT uid FROM tombstone WHERE tenant = :tenant AND uid = ANY(CAST(:uids AS uuid[]))"
)
_BURY = text(
    "INSERT INTO tombstone (tenant, uid, erased_by) VALUES (:tenant, :uid, :erased_by) "
    "ON CONFLICT DO NOTHING"
)
_ERASE = text(
    "DELETE FROM event_private WHERE tenant = :tenant AND (uid = ANY(:uids) OR uid IN "
    "(SELECT uid FROM dossier_event WHERE tenant = :tenant AND dossier_uid = :dossier))"
)
_DROP_SNAPSHOTS = text("DELETE FROM snapshot_part WHERE tenant = :tenant")
"""They hold the names of whoever is erased; others are made when they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Whose events come in, and when; ``office`` is where authors may sit, absent: anywhere."""

    tenant: str
    office: str | None
    writer: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Admitted:
    """What became of events: one uid each, in order, how many were new, and the flags."""

    uids: tuple[UUID, ...]
    new: int
    flags: tuple[Flag, ...]


def missing_parents(
    connection: Connection, tenant: str, incoming: Sequence[Incoming]
) -> tuple[UUID, ...]:
    """Parents of these events that neither the centre nor the batch knows."""
    events = [each.event for each in incoming if each.event is not None]
    here = {event.uid for event in events}
    wanted = {parent for event in events for parent in event.parents} - here
    if not wanted:
        return ()
    known = connection.execute(_KNOWN, {"tenant": tenant, "uids": uids_text(wanted)})
    return tuple(sorted(wanted - {row.uid for row in known}))


def unknown_uids(connection: Connection, tenant: str, uids: Sequence[UUID]) -> set[UUID]:
    """Those of some events that nobody brought before."""
    if not uids:
        return set()
    known = connection.execute(_KNOWN, {"tenant": tenant, "uids": list(uids)})
    return set(uids) - {row.uid for row in known}


def admit(connection: Connection, arrival: Arrival, incoming: Sequence[Incoming]) -> Admitted:
    """Journal events, fold them, and put them into their streams; nothing is ever refused.

    What cannot be read, or says that it comes from elsewhere, or bears the uid of another event,
    is kept in quarantine as it came, and flagged.
    """
    make_partition(connection, arrival.at.date())
    flags: list[Flag] = []
    sound: dict[UUID, Incoming] = {}
    for each in incoming:
        reason = _unsound(each, arrival)
        if reason is None:
            sound[each.uid] = each
        else:
            flags.append(_quarantined(connection, arrival, reason, each))
    new = _claimed(connection, arrival, sound, flags)
    flags += _store(connection, arrival, new)
    return Admitted(tuple(each.uid for each in incoming), len(new), tuple(flags))


def _claimed(
    connection: Connection, arrival: Arrival, sound: dict[UUID, Incoming], flags: list[Flag]
) -> list[Incoming]:
    """The events that nobody brought before; a uid with other bytes goes into quarantine."""
    if not sound:
        return []
    rows = [{"uid": str(uid), "digest": each.sha256.hex()} for uid, each in sound.items()]
    tenant = arrival.tenant
    claimed = run_rows(connection, _CLAIM, rows, tenant=tenant, received_on=arrival.at.date())
    new = set(claimed.scalars())
    before = [uid for uid in sound if uid not in new]
    asked = {"tenant": tenant, "uids": uids_text(before)}
    known = connection.execute(_KNOWN, asked) if before else ()
    again = {}
    for uid, held in known:
        event = sound[uid].event
        if bytes(held) != sound[uid].sha256:
            flags.append(_quarantined(connection, arrival, "other_bytes", sound[uid]))
        elif event is not None and event.private is not None:
            again[uid] = (event.dossier_uid, event.private)
    make_whole(connection, tenant, again)
    return [each for uid, each in sound.items() if uid in new]


def _store(connection: Connection, arrival: Arrival, new: Sequence[Incoming]) -> tuple[Flag, ...]:
    if not new:
        return ()
    tenant, on = arrival.tenant, arrival.at.date()
    told = _without_erased(connection, tenant, new)
    events = [event for event, _ in told]
    copy_rows(connection, _EVENTS, [_row(event, tenant, on) for event in events])
    private = [
        (tenant, event.uid, event.private.decode()) for event in events if event.private is not None
    ]
    if private:
        copy_rows(connection, _PRIVATES, private)
    folded = fold_in(connection, tenant, arrival.at, told)
    for event, fact in told:
        _obey(connection, tenant, event, fact)
    _store_own(connection, arrival, folded.placed.own)
    appended = folded.placed.appended
    contents = {event.uid: event.content for event in (*events, *folded.placed.own)}
    named = {uid for uids in appended.values() for uid in uids}
    contents |= streams.contents_of(connection, tenant, named - contents.keys())
    streams.append(connection, tenant, appended, contents)
    return folded.flags


def _store_own(connection: Connection, arrival: Arrival, events: Sequence[Event]) -> None:
    """Journal what the centre says itself of streams."""
    if not events:
        return
    tenant, on = arrival.tenant, arrival.at.date()
    rows = [{"uid": str(each.uid), "digest": digest(each.content)} for each in events]
    run_rows(connection, _CLAIM, rows, tenant=tenant, received_on=on)
    copy_rows(connection, _EVENTS, [_row(each, tenant, on) for each in events])


def _without_erased(
    connection: Connection, tenant: str, new: Sequence[Incoming]
) -> list[tuple[Event, Fact | None]]:
    """A person who was erased does not come back with an event that was on its way."""
    told = [(each.event, each.fact) for each in new if each.event is not None]
    sought = {uid for event, _ in told for uid in (event.uid, event.dossier_uid) if uid}
    asked = {"tenant": tenant, "uids": uids_text(sought)}
    gone: set[UUID | None] = set(connection.execute(_TOMBSTONED, asked).scalars())
    kept: list[tuple[Event, Fact | None]] = []
    for event, fact in told:
        if event.private is not None and not gone.isdisjoint((event.uid, event.dossier_uid)):
            bare = replace(event, private=None)
            kept.append((bare, read_fact(bare)))
            continue
        if isinstance(fact, PersonalDataErased):
            gone |= {UUID(part.event) for part in fact.parts} | {event.dossier_uid} - {None}
        kept.append((event, fact))
    return kept


def _obey(connection: Connection, tenant: str, event: Event, fact: Fact | None) -> None:
    """Carry an erasure out: tombstones stand, private parts go, unheard ones too."""
    if not isinstance(fact, PersonalDataErased):
        return
    parts = [UUID(part.event) for part in fact.parts]
    marked = parts if event.dossier_uid is None else [*parts, event.dossier_uid]
    for uid in marked:
        connection.execute(_BURY, {"tenant": tenant, "uid": uid, "erased_by": event.uid})
    about = {"tenant": tenant, "uids": parts, "dossier": event.dossier_uid}
    connection.execute(_ERASE, about)
    connection.execute(_DROP_SNAPSHOTS, {"tenant": tenant})


def _unsound(each: Incoming, arrival: Arrival) -> str | None:
    """Why an event is kept apart; nothing for one that goes into the journal."""
    event, private = each.event, each.carried.private
    if event is None:
        return "unreadable"
    if arrival.office is not None and isinstance(each.fact, ScopeLeft | ScopeEntered):
        return "of_centre"
    if event.author.tenant != arrival.tenant:
        return "other_province"
    if arrival.office not in (None, event.author.office):
        return "other_office"
    if private is not None and digest(private) != event.private_digest:
        return "private_altered"
    return None


def _quarantined(connection: Connection, arrival: Arrival, reason: str, each: Incoming) -> Flag:
    row = {
        "tenant": arrival.tenant,
        "uid": each.uid,
        "reason": reason,
        "writer": arrival.writer,
        "content": each.carried.content.decode(),
        "private": None if each.carried.private is None else each.carried.private.decode(),
        "noted_at": arrival.at,
    }
    connection.execute(_QUARANTINE, row)
    return Flag(uid=str(each.uid), reason=reason)


def _row(event: Event, tenant: str, on: date) -> tuple[Any, ...]:
    return (
        tenant,
        on,
        event.uid,
        event.kind,
        event.version,
        event.author.office,
        event.dossier_uid,
        to_milliseconds(event.occurred_at),
        event.content.decode(),
    )
