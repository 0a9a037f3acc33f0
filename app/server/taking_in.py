"""The push: envelopes are checked hard, what events say is never a reason to refuse."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.events import FIRST_CHAIN
from app.server import journal
from app.server.asking import copied_bytes, copied_text, copy_rows
from app.server.centre import Centre, is_signed
from app.server.greeting import Caller
from app.server.incoming import Incoming, read_incoming
from app.server.journal import Arrival
from app.server.references import missing_references
from app.server.refusing import Refused, refused
from app.sync.event_messages import Flag, Push, Taken, push_signed
from app.sync.protocol import MOST_EVENTS, Fault, Trouble

_LOCK = text(
    "SELECT acked_seq, acked_chain FROM writer WHERE tenant = :tenant AND uid = :uid FOR UPDATE"
)
_CHAIN = text(
    "SELECT chain FROM event_position WHERE tenant = :tenant AND writer = :uid AND seq = :seq"
)
_SEAL = text(
    "INSERT INTO writer_seal (tenant, writer, seq, signature) "
    "VALUES (:tenant, :writer, :seq, :signature) ON CONFLICT DO NOTHING"
)
_SHUT_OUT = text(
    "SELECT desk FROM device WHERE tenant = :tenant AND office = :office AND desk = ANY(:desks) "
    "GROUP BY desk HAVING bool_and(revoked_at IS NOT NULL)"
)
_ACKNOWLEDGE = text(
    "UPDATE writer SET acked_seq = :seq, acked_chain = :chain, seen_at = :at "
    "WHERE tenant = :tenant AND uid = :writer"
)


def take_in(centre: Centre, connection: Connection, caller: Caller, push: Push) -> Taken:
    """Take the next events of a writer in; what was acknowledged before is passed over.

    Raises ``Refused``: ``unauthorised`` for another's writer or a forged signature, ``gap``,
    ``fork``, ``need_parents``, ``need_references``, ``too_big``. Then nothing was taken.
    """
    parcel, device = push.parcel, caller.device
    if parcel.writer != caller.writer:
        raise refused(Trouble.UNAUTHORISED)
    if len(parcel.events) > MOST_EVENTS:
        raise refused(Trouble.TOO_BIG)
    chains = parcel.chains()
    end = chains[-1] if chains else parcel.previous_chain
    if not is_signed(device.public, push_signed(parcel, end), push.signature):
        raise refused(Trouble.UNAUTHORISED)
    row = connection.execute(_LOCK, {"tenant": device.tenant, "uid": parcel.writer}).one()
    acked_seq, acked_chain = int(row.acked_seq), bytes(row.acked_chain)
    fault = _envelope_fault(connection, caller, push, (acked_seq, acked_chain), chains)
    if fault is not None:
        raise Refused(fault)
    known = max(acked_seq - parcel.from_seq + 1, 0)
    places = chains[known:]
    if not places:
        return Taken(acked_seq=acked_seq, acked_chain=acked_chain.hex())
    events = read_incoming(parcel.events[known:])
    if not push.alone:
        _check_company(connection, device.tenant, events)
    arrival = Arrival(
        tenant=device.tenant, office=device.office, writer=parcel.writer, at=centre.now()
    )
    carried = _of_revoked(connection, caller, events)
    admitted = journal.admit(connection, arrival, events)
    _acknowledge(connection, arrival, push, (admitted.uids, places))
    return Taken(acked_seq=parcel.last_seq, acked_chain=end.hex(), flagged=admitted.flags + carried)


def _envelope_fault(
    connection: Connection,
    caller: Caller,
    push: Push,
    acked: tuple[int, bytes],
    chains: Sequence[bytes],
) -> Fault | None:
    """Whether the push goes on where the acknowledged chain ends, and agrees with it."""
    (seq, chain), parcel = acked, push.parcel
    said = {"acked_seq": seq, "acked_chain": chain.hex()}
    if parcel.from_seq < 1 or parcel.from_seq > seq + 1:
        return Fault(trouble=Trouble.GAP, **said)  # type: ignore[arg-type]
    theirs, known = parcel.previous_chain, chain
    at = parcel.from_seq - 1
    if parcel.last_seq >= seq:
        theirs = chains[seq - parcel.from_seq] if seq > at else theirs
    else:
        theirs = chains[-1] if chains else theirs
        known = _chain_at(connection, caller, parcel.last_seq)
    if theirs != known:
        return Fault(trouble=Trouble.FORK, **said)  # type: ignore[arg-type]
    return None


def _chain_at(connection: Connection, caller: Caller, seq: int) -> bytes:
    if seq < 1:
        return FIRST_CHAIN
    asked = {"tenant": caller.device.tenant, "uid": caller.writer, "seq": seq}
    return bytes(connection.execute(_CHAIN, asked).scalar_one())


def _check_company(connection: Connection, tenant: str, events: Sequence[Incoming]) -> None:
    """What events name must be here before them: versions of procedures, and their parents."""
    lacking = missing_references(connection, tenant, events)
    if lacking:
        raise Refused(Fault(trouble=Trouble.NEED_REFERENCES, missing=lacking))
    parents = journal.missing_parents(connection, tenant, events)
    if parents:
        missing = tuple(str(uid) for uid in parents)
        raise Refused(Fault(trouble=Trouble.NEED_PARENTS, missing=missing))


def _of_revoked(
    connection: Connection, caller: Caller, events: Sequence[Incoming]
) -> tuple[Flag, ...]:
    """New events of another desk of the office whose machines are all shut out: a stick came."""
    device = caller.device
    others = {
        each.uid: each.event.author.desk
        for each in events
        if each.event is not None
        and each.event.author.office == device.office
        and each.event.author.desk not in (None, device.desk)
    }
    if not others:
        return ()
    asked = {
        "tenant": device.tenant,
        "office": device.office,
        "desks": sorted({desk for desk in others.values() if desk is not None}),
    }
    gone = set(connection.execute(_SHUT_OUT, asked).scalars())
    uids = [uid for uid, desk in others.items() if desk in gone]
    new = journal.unknown_uids(connection, device.tenant, uids)
    return tuple(Flag(uid=str(uid), reason="of_revoked") for uid in uids if uid in new)


def _acknowledge(
    connection: Connection,
    arrival: Arrival,
    push: Push,
    placed: tuple[Sequence[UUID], Sequence[bytes]],
) -> None:
    uids, chains = placed
    first = push.parcel.last_seq - len(uids) + 1
    same = {"tenant": copied_text(arrival.tenant), "writer": push.parcel.writer.hex}
    each = {
        "seq": map(str, range(first, push.parcel.last_seq + 1)),
        "chain": map(copied_bytes, chains),
        "uid": [uid.hex for uid in uids],
    }
    copy_rows(connection, "event_position", same, each)
    named = {"tenant": arrival.tenant, "writer": arrival.writer}
    last = {"seq": push.parcel.last_seq, **named}
    connection.execute(_SEAL, {"signature": push.signature, **last})
    connection.execute(_ACKNOWLEDGE, {"chain": chains[-1], "at": arrival.at, **last})
