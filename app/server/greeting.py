"""The hello: who calls, whether it is the same machine as last time, and what each side holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.events import FIRST_CHAIN
from app.domain.moments import to_milliseconds
from app.server import attendance, leasing, proposals, releases
from app.server.centre import Centre, is_signed
from app.server.devices import Device, device_of
from app.server.refusing import Refused, refused, uid_of
from app.sync.protocol import Cursor, Fault, Hello, StreamHead, Trouble, Welcome

_OPEN = text(
    "INSERT INTO writer (tenant, uid, device_uid, acked_chain, seen_at) "
    "VALUES (:tenant, :uid, :device, :chain, :at) ON CONFLICT DO NOTHING"
)
_LOCK = text(
    "SELECT tenant, uid, device_uid, acked_seq, acked_chain, token, previous_token, incarnation, "
    "hardware FROM writer WHERE uid = :uid FOR UPDATE"
)
_GREETED = text(
    "UPDATE writer SET token = :token, previous_token = :previous, incarnation = :incarnation, "
    "hardware = :hardware, seen_at = :at WHERE tenant = :tenant AND uid = :uid"
)
_BY_TOKEN = text("SELECT tenant, uid, device_uid FROM writer WHERE token = :token AND uid = :uid")
_CHAIN = text(
    "SELECT chain FROM event_position WHERE tenant = :tenant AND writer = :uid AND seq = :seq"
)
_STREAMS = text("SELECT pos, chain FROM stream WHERE tenant = :tenant AND name = :name")
_PLACES = text(
    "SELECT pos, chain FROM stream_event WHERE tenant = :tenant AND stream = :name "
    "AND pos = ANY(:places) ORDER BY pos DESC"
)


@dataclass(frozen=True, slots=True)
class Caller:
    """A desk that proved who it is, and the writer that it speaks for."""

    device: Device
    writer: UUID


def greet(
    centre: Centre, connection: Connection, hello: Hello, signed: bytes, by: bytes
) -> Welcome:
    """Answer a hello whose bytes a device signed.

    Raises ``Refused``: ``unauthorised`` for an unknown device or a forged signature, ``revoked``,
    ``fork`` for a second copy of a desk, or one that was put back.
    """
    device = device_of(connection, uid_of(hello.device))
    if device is None or not is_signed(device.public, signed, by):
        raise refused(Trouble.UNAUTHORISED)
    if device.revoked_at is not None:
        raise refused(Trouble.REVOKED)
    writer = uid_of(hello.writer)
    opened = {
        "tenant": device.tenant,
        "uid": writer,
        "device": device.uid,
        "chain": FIRST_CHAIN,
        "at": centre.now(),
    }
    connection.execute(_OPEN, opened)
    row = connection.execute(_LOCK, {"uid": writer}).one()
    if (row.tenant, row.device_uid) != (device.tenant, device.uid):
        raise refused(Trouble.UNAUTHORISED)
    if row.hardware not in (None, hello.hardware):
        # A copy of the disk in another machine; the one that it was copied from goes on.
        raise Refused(_fork(row))
    _check_branch(connection, device.tenant, hello, row)
    token, before = _next_tokens(centre, hello, row)
    greeted = {
        "tenant": device.tenant,
        "uid": writer,
        "token": token,
        "previous": before,
        "incarnation": centre.incarnation,
        "hardware": hello.hardware,
        "at": centre.now(),
    }
    connection.execute(_GREETED, greeted)
    attendance.note_seen(centre, connection, device, hello, row.acked_seq)
    return Welcome(
        incarnation=centre.incarnation,
        clock_ms=to_milliseconds(centre.now()),
        acked_seq=row.acked_seq,
        acked_chain=bytes(row.acked_chain).hex(),
        streams=(_head(connection, device, hello),),
        releases=releases.marks(releases.newest(connection, device.tenant, device.office)),
        leases=leasing.lend(centre, connection, device, writer, hello.codes_wanted),
        proposals_wanted=proposals.are_wanted(connection, device),
        desks=attendance.desks_of(connection, device),
    )


def caller_of(connection: Connection, writer: str, token: str) -> Caller:
    """Who calls with a token.

    Raises ``Refused``: ``unauthorised``, ``revoked``.
    """
    try:
        uid = UUID(writer)
    except ValueError:
        raise refused(Trouble.UNAUTHORISED) from None
    asked = {"token": token_digest(token), "uid": uid}
    row = connection.execute(_BY_TOKEN, asked).first()
    if row is None:
        raise refused(Trouble.UNAUTHORISED)
    device = device_of(connection, row.device_uid)
    if device is None or device.revoked_at is not None:
        raise refused(Trouble.REVOKED)
    return Caller(device, row.uid)


def token_digest(token: str) -> bytes:
    """What the centre keeps of a token."""
    return hashlib.sha256(token.encode()).digest()


def _next_tokens(centre: Centre, hello: Hello, row: Any) -> tuple[bytes, bytes | None]:
    """The writer's token from now on, and the one that led to it.

    The desk drew the next one before it called. So the same pair again is a call whose answer was
    lost, while another next one after the same old one is a twin of the desk: ``fork``. In a new
    life of its data the centre may have forgotten tokens; the first to call is taken at its word.
    """
    said = None if hello.token is None else token_digest(hello.token)
    drawn = token_digest(hello.next_token)
    token = None if row.token is None else bytes(row.token)
    before = None if row.previous_token is None else bytes(row.previous_token)
    is_first = token is None or row.incarnation != centre.incarnation
    if is_first or said == token or (said == before and drawn == token):
        return drawn, said
    raise Refused(_fork(row))


def _check_branch(connection: Connection, tenant: str, hello: Hello, row: Any) -> None:
    """The desk's journal must be this writer's, and at least as long as what was acknowledged."""
    if hello.head_seq < row.acked_seq:
        raise Refused(_fork(row))
    if hello.acked_seq == 0 or hello.acked_seq > row.acked_seq:
        return
    asked = {"tenant": tenant, "uid": row.uid, "seq": hello.acked_seq}
    chain = connection.execute(_CHAIN, asked).scalar()
    if chain is not None and bytes(chain).hex() != hello.acked_chain:
        raise Refused(_fork(row))


def _fork(row: Any) -> Fault:
    return Fault(
        trouble=Trouble.FORK, acked_seq=row.acked_seq, acked_chain=bytes(row.acked_chain).hex()
    )


def _head(connection: Connection, device: Device, hello: Hello) -> StreamHead:
    """Where the stream of the desk's office ends, and how far the desk agrees with it."""
    name = device.office
    pos, chain = connection.execute(_STREAMS, {"tenant": device.tenant, "name": name}).one()
    cursor = next((each for each in hello.cursors if each.stream == name), None)
    common = 0 if cursor is None else _common(connection, device.tenant, cursor)
    return StreamHead(stream=name, pos=pos, chain=bytes(chain).hex(), common=common)


def _common(connection: Connection, tenant: str, cursor: Cursor) -> int:
    held = {mark.pos: mark.chain for mark in cursor.marks} | {cursor.pos: cursor.chain}
    asked = {"tenant": tenant, "name": cursor.stream, "places": list(held)}
    for pos, chain in connection.execute(_PLACES, asked):
        if held[pos] == bytes(chain).hex():
            return int(pos)
    return 0
