"""Streams at the centre: positions without gaps, given under the lock of each stream's counter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.streams import linked_stream_chain
from app.server.asking import copied_bytes, copied_text, copy_rows, uids_text

_LOCK = text(
    "SELECT name, pos, chain FROM stream WHERE tenant = :tenant AND name = ANY(:names) "
    "ORDER BY name FOR UPDATE"
)
_MOVE = text("UPDATE stream SET pos = :pos, chain = :chain WHERE tenant = :tenant AND name = :name")
_DIGESTS = text(
    "SELECT uid, digest FROM event_uid WHERE tenant = :tenant AND uid = ANY(CAST(:uids AS uuid[]))"
)


def digests_of(connection: Connection, tenant: str, uids: Collection[UUID]) -> dict[UUID, bytes]:
    """The digests of events' bytes, by uid."""
    asked = {"tenant": tenant, "uids": uids_text(uids)}
    rows = connection.execute(_DIGESTS, asked).all() if uids else ()
    return {uid: bytes(sha256) for uid, sha256 in rows}


def append(
    connection: Connection,
    tenant: str,
    appended: Mapping[str, Sequence[UUID]],
    digests: Mapping[UUID, bytes],
) -> None:
    """Give events the next positions of their streams; ``digests`` are those of their bytes.

    The streams are locked by name, so that two pushes never wait for each other in a circle.
    """
    names = sorted(name for name, uids in appended.items() if uids)
    if not names:
        return
    for name, pos, last in connection.execute(_LOCK, {"tenant": tenant, "names": names}).all():
        uids, chain = appended[name], bytes(last)
        end, chains = pos + len(uids), []
        for place, uid in enumerate(uids, pos + 1):
            chain = linked_stream_chain(chain, place, digests[uid])
            chains.append(copied_bytes(chain))
        same = {"tenant": copied_text(tenant), "stream": copied_text(name)}
        each = {
            "pos": map(str, range(pos + 1, end + 1)),
            "chain": chains,
            "uid": [uid.hex for uid in uids],
        }
        copy_rows(connection, "stream_event", same, each)
        connection.execute(_MOVE, {"tenant": tenant, "name": name, "pos": end, "chain": chain})
