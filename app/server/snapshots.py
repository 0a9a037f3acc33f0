"""Snapshots: the pages of a stream up to a place, sealed and packed once for many desks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.domain.canonical import digest
from app.server.centre import Centre
from app.server.greeting import Caller
from app.server.refusing import refused
from app.sync.event_messages import page_signed
from app.sync.file_messages import FilePart
from app.sync.protocol import Trouble
from app.sync.snapshot_messages import Sealed, Snapshot, pack_part
from app.sync.wire import Carried

_EVENTS_IN_PAGE = 300
"""What a desk journals without keeping an officer waiting, and may have to give back one day."""

_PAGES_IN_PART = 6
"""About a quarter of a megabyte: what a cut line costs."""

_STALE_EVENTS, _STALE_SHARE = 2000, 5
"""A snapshot is made anew when so many events, and a fifth of the stream, came after it."""

_CONSISTENT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
_TURN = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
_END = text("SELECT pos FROM stream WHERE tenant = :tenant AND name = :stream")
_ENDS = text(
    "SELECT ends_at FROM snapshot_part WHERE tenant = :tenant AND stream = :stream ORDER BY n"
)
_EVENTS = text(
    "SELECT s.pos, s.chain, e.content, p.content AS private FROM stream_event s "
    "JOIN event_uid u ON u.tenant = s.tenant AND u.uid = s.uid "
    "JOIN event e ON e.tenant = s.tenant AND e.received_on = u.received_on AND e.uid = s.uid "
    "LEFT JOIN departure d ON d.tenant = s.tenant AND d.stream = s.stream "
    "AND d.dossier_uid = e.dossier_uid "
    "LEFT JOIN event_private p ON p.tenant = s.tenant AND p.uid = s.uid AND d.dossier_uid IS NULL "
    "WHERE s.tenant = :tenant AND s.stream = :stream ORDER BY s.pos"
).execution_options(stream_results=True)
_ERASED = text("SELECT count(*) FROM tombstone WHERE tenant = :tenant")
_NO_ERASURE = text("LOCK TABLE tombstone IN SHARE MODE")
_ASIDE = "{stream}/made"
"""Under what name parts are gathered; no office is called so."""

_DROP = text("DELETE FROM snapshot_part WHERE tenant = :tenant AND stream = :stream")
_KEEP = text(
    "INSERT INTO snapshot_part (tenant, stream, n, ends_at, content) "
    "VALUES (:tenant, :stream, :n, :ends_at, :content)"
)
_SHOW = text("UPDATE snapshot_part SET stream = :stream WHERE tenant = :tenant AND stream = :aside")
_PART = text(
    "SELECT content FROM snapshot_part WHERE tenant = :tenant AND stream = :stream AND n = :n"
)


def offer(connection: Connection, caller: Caller, stream: str) -> Snapshot:
    """The snapshot of a stream that stands ready; without parts where there is none.

    Raises ``Refused`` (``unauthorised``) for another office's stream.
    """
    at = {"tenant": caller.device.tenant, "stream": _own(caller, stream)}
    return Snapshot(stream=stream, ends=tuple(connection.execute(_ENDS, at).scalars()))


def is_stale(connection: Connection, tenant: str, found: Snapshot) -> bool:
    """Whether so much came after a snapshot that another is worth its making."""
    at = {"tenant": tenant, "stream": found.stream}
    pos = int(connection.execute(_END, at).one().pos)
    behind = pos - max(found.ends, default=0)
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
    """Make the snapshot of a stream as it stands; nothing where another process is at it.

    Nothing either where somebody was erased meanwhile, whose name stands in what was read: it is
    made when it is next asked for. An erasure waits for the moment of the change alone.
    """
    at: dict[str, Any] = {"tenant": tenant, "stream": stream}
    aside = _ASIDE.format(stream=stream)
    with centre.engine.connect() as own, own.begin() as making:
        own.execute(_CONSISTENT)
        if not own.execute(_TURN, {"name": f"snapshot/{tenant}/{stream}"}).scalar_one():
            return
        erased = own.execute(_ERASED, at).scalar_one()
        for n, (ends_at, packed) in enumerate(_parts(centre, own, at)):
            kept = {"n": n, "ends_at": ends_at, "content": packed}
            own.execute(_KEEP, {**at, **kept, "stream": aside})
        with centre.transaction() as fence:
            fence.execute(_NO_ERASURE)
            if fence.execute(_ERASED, at).scalar_one() != erased:
                making.rollback()
                return
            own.execute(_DROP, at)
            own.execute(_SHOW, {"aside": aside, **at})
            making.commit()


def _parts(
    centre: Centre, connection: Connection, at: dict[str, Any]
) -> Iterator[tuple[int, bytes]]:
    """Each part packed, with the place where it ends."""
    with connection.execute(_EVENTS, at) as rows:
        for some in rows.partitions(_EVENTS_IN_PAGE * _PAGES_IN_PART):
            spans = range(0, len(some), _EVENTS_IN_PAGE)
            pages = [some[first : first + _EVENTS_IN_PAGE] for first in spans]
            packed = pack_part(_sealed(centre, at["stream"], page) for page in pages)
            yield some[-1].pos, packed


def _sealed(centre: Centre, stream: str, page: Sequence[Any]) -> Sealed:
    last = page[-1]
    seal = centre.key.sign(page_signed(stream, last.pos, bytes(last.chain)))
    return Sealed(page[0].pos - 1, tuple(_carried(row) for row in page), seal)


def _carried(row: Any) -> Carried:
    private = None if row.private is None else row.private.encode()
    return Carried(row.content.encode(), private)


def _own(caller: Caller, stream: str) -> str:
    if stream != caller.device.office:
        raise refused(Trouble.UNAUTHORISED)
    return stream
