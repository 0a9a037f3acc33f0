"""The centre's journal: events as first written, each once, whoever brings it how often."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.canonical import digest
from app.domain.erasure_facts import PersonalDataErased
from app.domain.events import Event, read_fact
from app.domain.fact_parts import Fact
from app.domain.moments import to_milliseconds
from app.domain.scope_facts import ScopeEntered, ScopeLeft
from app.server import streams
from app.server.asking import copied_text, copied_texts, copied_uid, copy_rows, uids_text
from app.server.dossiers import fold_in
from app.server.incoming import Incoming
from app.server.making_whole import make_whole
from app.server.schema import make_partition
from app.sync.event_messages import Flag

_CLAIM = text(
    "WITH brought AS (SELECT r.uid, decode(r.digest, 'hex') AS digest "
    "FROM unnest(CAST(:uids AS uuid[]), CAST(:digests AS text[])) AS r(uid, digest)), "
    "claimed AS (INSERT INTO event_uid (tenant, uid, digest, received_on) "
    "SELECT :tenant, uid, digest, :received_on FROM brought ORDER BY uid "
    "ON CONFLICT DO NOTHING RETURNING uid) "
    "SELECT uid FROM brought EXCEPT SELECT uid FROM claimed"
)
"""Claims what nobody brought before, and tells the rest."""
_KNOWN = text(
    "SELECT uid, digest FROM event_uid WHERE tenant = :tenant AND uid = ANY(CAST(:uids AS uuid[]))"
)
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
    tenant = arrival.tenant
    before = _claim(connection, arrival, {uid: each.sha256 for uid, each in sound.items()})
    if not before:
        return list(sound.values())
    known = connection.execute(_KNOWN, {"tenant": tenant, "uids": uids_text(before)})
    again = {}
    for uid, held in known:
        event = sound[uid].event
        if bytes(held) != sound[uid].sha256:
            flags.append(_quarantined(connection, arrival, "other_bytes", sound[uid]))
        elif event is not None and event.private is not None:
            again[uid] = (event.dossier_uid, event.private)
    make_whole(connection, tenant, again)
    return [each for uid, each in sound.items() if uid not in before]


def _claim(connection: Connection, arrival: Arrival, digests: Mapping[UUID, bytes]) -> set[UUID]:
    """Make events known by their uids; those that were known before."""
    asked = {
        "tenant": arrival.tenant,
        "received_on": arrival.at.date(),
        "uids": uids_text(digests),
        "digests": "{" + ",".join([sha256.hex() for sha256 in digests.values()]) + "}",
    }
    return set(connection.execute(_CLAIM, asked).scalars().all())


def _store(connection: Connection, arrival: Arrival, new: Sequence[Incoming]) -> tuple[Flag, ...]:
    if not new:
        return ()
    tenant = arrival.tenant
    told = _without_erased(connection, tenant, new)
    events = [event for event, _ in told]
    _copy_events(connection, arrival, events)
    _copy_private(connection, tenant, events)
    folded = fold_in(connection, tenant, arrival.at, told)
    for event, fact in told:
        if isinstance(fact, PersonalDataErased):
            _obey(connection, tenant, event, fact)
    _store_own(connection, arrival, folded.placed.own)
    appended = folded.placed.appended
    digests = {each.uid: each.sha256 for each in new}
    older = {uid for uids in appended.values() for uid in uids if uid not in digests}
    digests |= streams.digests_of(connection, tenant, older)
    streams.append(connection, tenant, appended, digests)
    return folded.flags


def _store_own(connection: Connection, arrival: Arrival, events: Sequence[Event]) -> None:
    """Journal what the centre says itself of streams."""
    if events:
        digests = {each.uid: hashlib.sha256(each.content).digest() for each in events}
        _claim(connection, arrival, digests)
        _copy_events(connection, arrival, events)


def _copy_events(connection: Connection, arrival: Arrival, events: Sequence[Event]) -> None:
    same = {"tenant": copied_text(arrival.tenant), "received_on": str(arrival.at.date())}
    each = {
        "uid": [event.uid.hex for event in events],
        "kind": copied_texts([event.kind for event in events]),
        "version": [str(event.version) for event in events],
        "office": copied_texts([event.author.office for event in events]),
        "dossier_uid": [copied_uid(event.dossier_uid) for event in events],
        "occurred_at": [str(to_milliseconds(event.occurred_at)) for event in events],
        "content": copied_texts([event.content.decode() for event in events]),
    }
    copy_rows(connection, "event", same, each)


def _copy_private(connection: Connection, tenant: str, events: Sequence[Event]) -> None:
    parts = [(event.uid, event.private) for event in events if event.private is not None]
    each = {
        "uid": [uid.hex for uid, _ in parts],
        "content": copied_texts([part.decode() for _, part in parts]),
    }
    copy_rows(connection, "event_private", {"tenant": copied_text(tenant)}, each)


def _without_erased(
    connection: Connection, tenant: str, new: Sequence[Incoming]
) -> list[tuple[Event, Fact | None]]:
    """A person who was erased does not come back with an event that was on its way."""
    told = [(each.event, each.fact) for each in new if each.event is not None]
    sought = {uid for event, _ in told for uid in (event.uid, event.dossier_uid) if uid}
    asked = {"tenant": tenant, "uids": uids_text(sought)}
    gone: set[UUID | None] = set(connection.execute(_TOMBSTONED, asked).scalars())
    if not gone and not any(isinstance(fact, PersonalDataErased) for _, fact in told):
        return told
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


def _obey(connection: Connection, tenant: str, event: Event, fact: PersonalDataErased) -> None:
    """Carry an erasure out: tombstones stand, private parts go, unheard ones too."""
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
