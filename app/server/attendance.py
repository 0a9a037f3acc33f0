"""Which desks of an office have handed in everything, and up to what moment."""

from __future__ import annotations

from sqlalchemy import Connection, text

from app.domain.moments import to_milliseconds
from app.server.centre import Centre
from app.server.devices import Device
from app.sync.protocol import DeskSeen, Hello

_SEEN = text(
    "INSERT INTO desk_seen (tenant, device_uid, seen_at, whole_at) "
    "VALUES (:tenant, :device, :at, :whole_at) ON CONFLICT (tenant, device_uid) DO UPDATE "
    "SET seen_at = excluded.seen_at, whole_at = coalesce(excluded.whole_at, desk_seen.whole_at)"
)
_DESKS = text(
    "SELECT d.desk, max(s.whole_at) AS whole_at FROM device d LEFT JOIN desk_seen s "
    "ON s.tenant = d.tenant AND s.device_uid = d.uid "
    "WHERE d.tenant = :tenant AND d.office = :office AND d.revoked_at IS NULL "
    "GROUP BY d.desk ORDER BY d.desk"
)


def note_seen(
    centre: Centre, connection: Connection, device: Device, hello: Hello, acked_seq: int
) -> None:
    """A desk called; whatever it recorded until now is here where nothing of it waits."""
    now = centre.now()
    seen = {"tenant": device.tenant, "device": device.uid, "at": now}
    is_whole = hello.head_seq == acked_seq
    connection.execute(_SEEN, {**seen, "whole_at": now if is_whole else None})


def desks_of(connection: Connection, device: Device) -> tuple[DeskSeen, ...]:
    """Every desk of the caller's office that may write, and how far its deeds are complete here."""
    asked = {"tenant": device.tenant, "office": device.office}
    return tuple(
        DeskSeen(
            desk=row.desk,
            whole_ms=None if row.whole_at is None else to_milliseconds(row.whole_at),
        )
        for row in connection.execute(_DESKS, asked)
    )
