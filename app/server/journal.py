"""The centre's journal: events as first written, each once, whoever brings it how often."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.canonical import digest
from app.domain.erasure_facts import PersonalDataErased
from app.domain.errors import Refusal
from app.domain.events import Event, read_event, read_fact
from app.domain.moments import to_milliseconds
from app.server import streams
from app.server.asking import run_rows
from app.server.dossiers import fold_in
from app.server.schema import make_partition
from app.sync.protocol import Flag
from app.sync.wire import Carried

_CLAIM = text(
    "INSERT INTO event_uid (tenant, uid, digest, received_on) "
    "SELECT :tenant, r.uid, decode(r.digest, 'hex'), :received_on "
    "FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(uid uuid, digest text) ORDER BY r.uid "
    "ON CONFLICT DO NOTHING RETURNING uid"
)
_KNOWN = text("SELECT uid, digest FROM event_uid WHERE tenant = :tenant AND uid = ANY(:uids)")
_ADD = text(
    "INSERT INTO event (tenant, received_on, uid, kind, version, office, dossier_uid, "
    "occurred_at, content) SELECT :tenant, :received_on, r.uid, r.kind, r.version, r.office, "
    "r.dossier_uid, r.occurred_at, r.content FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS "
    "r(uid uuid, kind text, version integer, office text, dossier_uid uuid, "
    "occurred_at bigint, content text)"
)
_ADD_PRIVATE = text(
    "INSERT INTO event_private (tenant, uid, content) SELECT :tenant, r.uid, r.content "
    "FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(uid uuid, content text)"
)
_QUARANTINE = text(
    "INSERT INTO quarantine (tenant, uid, reason, writer, content, noted_at) "
    "VALUES (:tenant, :uid, :reason, :writer, :content, :noted_at) ON CONFLICT DO NOTHING"
)
_TOMBSTONED = text("SELECT uid FROM tombstone WHERE tenant = :tenant AND uid = ANY(:uids)")
_BURY = text(
    "INSERT INTO tombstone (tenant, uid, erased_by) VALUES (:tenant, :uid, :erased_by) "
    "ON CONFLICT DO NOTHING"
)
_ERASE = text("DELETE FROM event_private WHERE tenant = :tenant AND uid = ANY(:uids)")


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
    connection: Connection, tenant: str, carried: Sequence[Carried]
) -> tuple[UUID, ...]:
    """Parents of these events that neither the centre nor the batch knows."""
    events = [event for each in carried if (event := _read(each)) is not None]
    here = {event.uid for event in events}
    wanted = {parent for event in events for parent in event.parents} - here
    if not wanted:
        return ()
    known = connection.execute(_KNOWN, {"tenant": tenant, "uids": list(wanted)})
    return tuple(sorted(wanted - {row.uid for row in known}))


def admit(connection: Connection, arrival: Arrival, carried: Sequence[Carried]) -> Admitted:
    """Journal events, fold them, and put them into their streams; nothing is ever refused.

    What cannot be read, or says that it comes from elsewhere, or bears the uid of another event,
    is kept in quarantine as it came, and flagged.
    """
    make_partition(connection, arrival.at.date())
    uids: list[UUID] = []
    flags: list[Flag] = []
    sound: dict[UUID, Event] = {}
    for each in carried:
        event, reason = _sound(each, arrival)
        uid = _stand_in(each) if event is None else event.uid
        uids.append(uid)
        if event is None or reason is not None:
            flags.append(_quarantined(connection, arrival, uid, reason or "unreadable", each))
        else:
            sound[uid] = event
    new = _claimed(connection, arrival, sound, flags)
    flags += _store(connection, arrival, new)
    return Admitted(tuple(uids), len(new), tuple(flags))


def _claimed(
    connection: Connection, arrival: Arrival, sound: dict[UUID, Event], flags: list[Flag]
) -> list[Event]:
    """The events that nobody brought before; a uid with other bytes goes into quarantine."""
    if not sound:
        return []
    rows = [{"uid": str(uid), "digest": _sha256(event).hex()} for uid, event in sound.items()]
    tenant = arrival.tenant
    claimed = run_rows(connection, _CLAIM, rows, tenant=tenant, received_on=arrival.at.date())
    new = set(claimed.scalars())
    before = [uid for uid in sound if uid not in new]
    known = connection.execute(_KNOWN, {"tenant": tenant, "uids": before}) if before else ()
    for uid, held in known:
        if bytes(held) != _sha256(sound[uid]):
            carried = Carried(sound[uid].content, sound[uid].private)
            flags.append(_quarantined(connection, arrival, uid, "other_bytes", carried))
    return [event for uid, event in sound.items() if uid in new]


def _store(connection: Connection, arrival: Arrival, new: list[Event]) -> tuple[Flag, ...]:
    if not new:
        return ()
    tenant = arrival.tenant
    new = _without_erased(connection, tenant, new)
    rows = [_row(event) for event in new]
    run_rows(connection, _ADD, rows, tenant=tenant, received_on=arrival.at.date())
    private = [
        {"uid": str(event.uid), "content": event.private.decode()}
        for event in new
        if event.private is not None
    ]
    if private:
        run_rows(connection, _ADD_PRIVATE, private, tenant=tenant)
    folded = fold_in(connection, tenant, new)
    for event in new:
        _obey(connection, tenant, event)
    contents = {event.uid: event.content for event in new}
    told = {uid for uids in folded.appended.values() for uid in uids}
    contents |= streams.contents_of(connection, tenant, told - contents.keys())
    streams.append(connection, tenant, folded.appended, contents)
    return folded.flags


def _without_erased(connection: Connection, tenant: str, new: list[Event]) -> list[Event]:
    """A person who was erased does not come back with an event that was on its way."""
    sought = {uid for event in new for uid in (event.uid, event.dossier_uid) if uid is not None}
    asked = {"tenant": tenant, "uids": list(sought)}
    gone = set(connection.execute(_TOMBSTONED, asked).scalars())
    return [
        replace(event, private=None) if {event.uid, event.dossier_uid} & gone else event
        for event in new
    ]


def _obey(connection: Connection, tenant: str, event: Event) -> None:
    """Carry an erasure out: tombstones stand, private parts go."""
    if event.kind != PersonalDataErased.kind:
        return
    fact = read_fact(event)
    if not isinstance(fact, PersonalDataErased):
        return
    parts = [UUID(part.event) for part in fact.parts]
    marked = parts if event.dossier_uid is None else [*parts, event.dossier_uid]
    for uid in marked:
        connection.execute(_BURY, {"tenant": tenant, "uid": uid, "erased_by": event.uid})
    connection.execute(_ERASE, {"tenant": tenant, "uids": parts})


def _sound(carried: Carried, arrival: Arrival) -> tuple[Event | None, str | None]:
    event = _read(carried)
    if event is None:
        return None, "unreadable"
    if event.author.tenant != arrival.tenant:
        return event, "other_province"
    if arrival.office not in (None, event.author.office):
        return event, "other_office"
    if carried.private is not None and digest(carried.private) != event.private_digest:
        return event, "private_altered"
    return event, None


def _read(carried: Carried) -> Event | None:
    try:
        return read_event(carried.content, carried.private)
    except (ValueError, KeyError, TypeError, AttributeError, Refusal):
        return None


def _stand_in(carried: Carried) -> UUID:
    """A uid for what has none: the same bytes get the same one."""
    return UUID(bytes=hashlib.sha256(carried.content).digest()[:16])


def _sha256(event: Event) -> bytes:
    return hashlib.sha256(event.content).digest()


def _quarantined(
    connection: Connection, arrival: Arrival, uid: UUID, reason: str, carried: Carried
) -> Flag:
    row = {
        "tenant": arrival.tenant,
        "uid": uid,
        "reason": reason,
        "writer": arrival.writer,
        "content": carried.content.decode(),
        "noted_at": arrival.at,
    }
    connection.execute(_QUARANTINE, row)
    return Flag(uid=str(uid), reason=reason)


def _row(event: Event) -> dict[str, Any]:
    return {
        "uid": str(event.uid),
        "kind": event.kind,
        "version": event.version,
        "office": event.author.office,
        "dossier_uid": None if event.dossier_uid is None else str(event.dossier_uid),
        "occurred_at": to_milliseconds(event.occurred_at),
        "content": event.content.decode(),
    }
