"""Snapshots: a stream up to a place with every dossier folded there, made once for many desks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from app.domain.canonical import digest
from app.server.centre import Centre
from app.server.greeting import Caller
from app.server.refusing import refused
from app.sync.event_messages import page_signed
from app.sync.file_messages import FilePart
from app.sync.protocol import MOST_EVENTS, Trouble
from app.sync.snapshot_messages import Folded, Part, Snapshot, pack_part, snapshot_signed
from app.sync.wire import Carried

_EVENTS_IN_PART, _FOLDS_IN_PART = MOST_EVENTS, 1000
"""What a desk may have to give back one day, sealed as it came, has to fit into one offer."""

_STALE_EVENTS, _STALE_SHARE = 2000, 5
"""A snapshot is made anew when so many events, and a fifth of the stream, came after it."""

_CONSISTENT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
_TURN = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
_END = text("SELECT pos, chain FROM stream WHERE tenant = :tenant AND name = :stream")
_MADE = text("SELECT pos, chain, parts FROM snapshot WHERE tenant = :tenant AND stream = :stream")
_EVENTS = text(
    "SELECT s.pos, s.chain, e.content, p.content AS private FROM stream_event s "
    "JOIN event_uid u ON u.tenant = s.tenant AND u.uid = s.uid "
    "JOIN event e ON e.tenant = s.tenant AND e.received_on = u.received_on AND e.uid = s.uid "
    "LEFT JOIN departure d ON d.tenant = s.tenant AND d.stream = s.stream "
    "AND d.dossier_uid = e.dossier_uid "
    "LEFT JOIN event_private p ON p.tenant = s.tenant AND p.uid = s.uid AND d.dossier_uid IS NULL "
    "WHERE s.tenant = :tenant AND s.stream = :stream ORDER BY s.pos"
).execution_options(stream_results=True)
_FOLDS = text(
    "SELECT uid, fold, fold_private FROM dossier "
    "WHERE tenant = :tenant AND :stream = ANY(streams) AND fold IS NOT NULL ORDER BY uid"
).execution_options(stream_results=True)
_DROP = text("DELETE FROM snapshot WHERE tenant = :tenant AND stream = :stream")
_DROP_PARTS = text("DELETE FROM snapshot_part WHERE tenant = :tenant AND stream = :stream")
_KEEP = text(
    "INSERT INTO snapshot (tenant, stream, pos, chain, parts) "
    "VALUES (:tenant, :stream, :pos, :chain, :parts)"
)
_KEEP_PART = text(
    "INSERT INTO snapshot_part (tenant, stream, n, content) VALUES (:tenant, :stream, :n, :content)"
)
_PART = text(
    "SELECT content FROM snapshot_part WHERE tenant = :tenant AND stream = :stream AND n = :n"
)


def offer(centre: Centre, connection: Connection, caller: Caller, stream: str) -> Snapshot:
    """The snapshot of a stream that stands ready; without parts where there is none.

    Raises ``Refused`` (``unauthorised``) for another office's stream.
    """
    at = {"tenant": caller.device.tenant, "stream": _own(caller, stream)}
    made = connection.execute(_MADE, at).first()
    if made is None:
        return Snapshot(stream=stream, pos=0, chain="", parts=(), seal="")
    parts, chain = tuple(made.parts), bytes(made.chain)
    return Snapshot(
        stream=stream,
        pos=made.pos,
        chain=chain.hex(),
        parts=parts,
        seal=centre.key.sign(snapshot_signed(stream, made.pos, parts)).hex(),
    )


def is_stale(connection: Connection, tenant: str, found: Snapshot) -> bool:
    """Whether so much came after a snapshot that another is worth its making."""
    at = {"tenant": tenant, "stream": found.stream}
    pos = int(connection.execute(_END, at).one().pos)
    behind = pos - found.pos
    return behind > _STALE_EVENTS and behind * _STALE_SHARE > pos


def give_part(connection: Connection, caller: Caller, stream: str, n: int) -> FilePart:
    """One part; empty where the snapshot was made anew meanwhile.

    Raises ``Refused`` (``unauthorised``) for another office's stream.
    """
    asked = {"tenant": caller.device.tenant, "stream": _own(caller, stream), "n": n}
    found = connection.execute(_PART, asked).scalar()
    content = b"" if found is None else bytes(found)
    return FilePart.of(digest(content), 0, content)


def make(centre: Centre, tenant: str, stream: str) -> None:
    """Make the snapshot of a stream as it stands; nothing where another process is at it."""
    at: dict[str, Any] = {"tenant": tenant, "stream": stream}
    with centre.transaction() as own:
        own.execute(_CONSISTENT)
        if not own.execute(_TURN, {"name": f"snapshot/{tenant}/{stream}"}).scalar_one():
            return
        end = own.execute(_END, at).one()
        own.execute(_DROP_PARTS, at)
        own.execute(_DROP, at)
        digests = []
        for n, packed in enumerate(_parts(centre, own, at)):
            own.execute(_KEEP_PART, {"n": n, "content": packed, **at})
            digests.append(digest(packed))
        kept = {"pos": end.pos, "chain": bytes(end.chain), "parts": digests, **at}
        own.execute(_KEEP, kept)


def _parts(centre: Centre, connection: Connection, at: dict[str, Any]) -> Iterator[bytes]:
    with connection.execute(_EVENTS, at) as rows:
        for some in rows.partitions(_EVENTS_IN_PART):
            end = page_signed(at["stream"], some[-1].pos, bytes(some[-1].chain))
            events = tuple(_carried(row) for row in some)
            yield pack_part(Part(events=events, seal=centre.key.sign(end)))
    with connection.execute(_FOLDS, at) as rows:
        for some in rows.partitions(_FOLDS_IN_PART):
            yield pack_part(Part(folds=tuple(_folded(row) for row in some)))


def _carried(row: Any) -> Carried:
    private = None if row.private is None else row.private.encode()
    return Carried(row.content.encode(), private)


def _folded(row: Any) -> Folded:
    private = None if row.fold_private is None else row.fold_private.encode()
    return Folded(str(row.uid), row.fold.encode(), private)


def _own(caller: Caller, stream: str) -> str:
    if stream != caller.device.office:
        raise refused(Trouble.UNAUTHORISED)
    return stream
