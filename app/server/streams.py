"""Streams at the centre: positions without gaps, given under the lock of each stream's counter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.streams import next_stream_chain
from app.server.asking import Copied, copy_rows

_LOCK = text(
    "SELECT name, pos, chain FROM stream WHERE tenant = :tenant AND name = ANY(:names) "
    "ORDER BY name FOR UPDATE"
)
_MOVE = text("UPDATE stream SET pos = :pos, chain = :chain WHERE tenant = :tenant AND name = :name")
_PLACES = Copied(
    "stream_event",
    (("tenant", "text"), ("stream", "text"), ("pos", "int8"), ("chain", "bytea"), ("uid", "uuid")),
)
_CONTENTS = text(
    "SELECT u.uid, e.content FROM event_uid u JOIN event e "
    "ON e.tenant = u.tenant AND e.received_on = u.received_on AND e.uid = u.uid "
    "WHERE u.tenant = :tenant AND u.uid = ANY(:uids)"
)


def contents_of(connection: Connection, tenant: str, uids: Iterable[UUID]) -> dict[UUID, bytes]:
    """The bytes of events, by uid."""
    asked = {"tenant": tenant, "uids": list(uids)}
    rows = connection.execute(_CONTENTS, asked) if asked["uids"] else ()
    return {uid: content.encode() for uid, content in rows}


def append(
    connection: Connection,
    tenant: str,
    appended: Mapping[str, Sequence[UUID]],
    contents: Mapping[UUID, bytes],
) -> None:
    """Give events the next positions of their streams; ``contents`` holds the bytes of each.

    The streams are locked by name, so that two pushes never wait for each other in a circle.
    """
    names = sorted(name for name, uids in appended.items() if uids)
    if not names:
        return
    for name, pos, chain in connection.execute(_LOCK, {"tenant": tenant, "names": names}).all():
        rows, last = [], bytes(chain)
        for place, uid in enumerate(appended[name], pos + 1):
            last = next_stream_chain(last, place, contents[uid])
            rows.append((tenant, name, place, last, uid))
        copy_rows(connection, _PLACES, rows)
        moved = {"tenant": tenant, "name": name, "pos": pos + len(rows), "chain": last}
        connection.execute(_MOVE, moved)
