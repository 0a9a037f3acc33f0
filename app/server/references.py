"""What events name by digest: versions of procedures and calendars travel ahead of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, text

from app.domain.canonical import digest
from app.server.asking import run_rows
from app.server.incoming import Incoming
from app.server.refusing import refused
from app.sync.protocol import Trouble
from app.sync.wire import Reference

_KNOWN = text("SELECT digest FROM reference WHERE tenant = :tenant AND digest = ANY(:digests)")
_READ = text(
    "SELECT kind, digest, content FROM reference WHERE tenant = :tenant "
    "AND digest = ANY(:digests) ORDER BY digest"
)
_KEEP = text(
    "INSERT INTO reference (tenant, digest, kind, content) "
    "SELECT :tenant, r.digest, r.kind, r.content FROM "
    "jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(digest text, kind text, content text) "
    "ORDER BY r.digest ON CONFLICT DO NOTHING"
)


def missing_references(
    connection: Connection, tenant: str, events: Sequence[Incoming]
) -> tuple[str, ...]:
    """Digests that these events name and that the centre does not hold."""
    return lacking(connection, tenant, {sha256 for each in events for sha256 in each.named})


def lacking(connection: Connection, tenant: str, digests: Collection[str]) -> tuple[str, ...]:
    """Which of these digests the centre does not hold."""
    if not digests:
        return ()
    known = connection.execute(_KNOWN, {"tenant": tenant, "digests": sorted(digests)}).scalars()
    return tuple(sorted(set(digests) - set(known)))


def keep_references(connection: Connection, tenant: str, references: Iterable[Reference]) -> None:
    """Keep what events name. Raises ``Refused`` (``unreadable``) where bytes belie a digest."""
    rows = []
    for each in references:
        if digest(each.content) != each.digest:
            raise refused(Trouble.UNREADABLE)
        rows.append({"digest": each.digest, "kind": each.kind, "content": each.content.decode()})
    if rows:
        run_rows(connection, _KEEP, rows, tenant=tenant)


def read_references(
    connection: Connection, tenant: str, digests: Sequence[str]
) -> tuple[Reference, ...]:
    """What lies behind these digests, as far as the centre holds it."""
    rows = connection.execute(_READ, {"tenant": tenant, "digests": list(digests)})
    return tuple(Reference(kind, sha256, content.encode()) for kind, sha256, content in rows)
