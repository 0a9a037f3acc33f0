"""Personal parts given out by themselves, of dossiers in which the desk's office has a part."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, text

from app.server.devices import Device
from app.server.refusing import uid_of
from app.sync.wire import Reference

PRIVATE = "private"

_PARTS = text(
    "SELECT p.uid, p.content FROM event_private p "
    "JOIN event_uid u ON u.tenant = p.tenant AND u.uid = p.uid "
    "JOIN event e ON e.tenant = p.tenant AND e.received_on = u.received_on AND e.uid = p.uid "
    "JOIN dossier d ON d.tenant = p.tenant AND d.uid = e.dossier_uid "
    "WHERE p.tenant = :tenant AND p.uid = ANY(:uids) AND :office = ANY(d.streams)"
)


def give_parts(
    connection: Connection, device: Device, named: Iterable[str]
) -> tuple[Reference, ...]:
    """The personal parts of events, under their uids. Raises ``Refused`` for what is no uid."""
    uids: list[UUID] = [uid_of(each) for each in named]
    asked = {"tenant": device.tenant, "office": device.office, "uids": uids}
    rows = connection.execute(_PARTS, asked)
    return tuple(Reference(PRIVATE, str(uid), content.encode()) for uid, content in rows)
