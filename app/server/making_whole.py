"""Personal parts that come after their events: who let them go may bring an event back first.

A post point that a dossier has left gives a restored centre the event without its persons; the
office, which still has them, brings the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.dossier import Dossier, fold_bytes
from app.domain.events import read_event
from app.domain.folding import fold
from app.server.asking import run_rows

_ADD = text(
    "INSERT INTO event_private (tenant, uid, content) "
    "SELECT :tenant, r.uid, r.content FROM jsonb_to_recordset(CAST(:rows AS jsonb)) "
    "AS r(uid uuid, dossier_uid uuid, content text) WHERE NOT EXISTS "
    "(SELECT 1 FROM tombstone t WHERE t.tenant = :tenant AND t.uid IN (r.uid, r.dossier_uid)) "
    "ORDER BY r.uid ON CONFLICT DO NOTHING RETURNING uid"
)
_LOCK = text(
    "SELECT uid FROM dossier WHERE tenant = :tenant AND uid = ANY(:uids) ORDER BY uid FOR UPDATE"
)
_STORY = text(
    "SELECT e.content, p.content AS private FROM dossier_event d "
    "JOIN event_uid u ON u.tenant = d.tenant AND u.uid = d.uid "
    "JOIN event e ON e.tenant = d.tenant AND e.received_on = u.received_on AND e.uid = d.uid "
    "LEFT JOIN event_private p ON p.tenant = d.tenant AND p.uid = d.uid "
    "WHERE d.tenant = :tenant AND d.dossier_uid = :uid ORDER BY d.n"
)
_STORE = text(
    "UPDATE dossier SET fold = :fold, fold_private = :private WHERE tenant = :tenant AND uid = :uid"
)


def make_whole(
    connection: Connection, tenant: str, parts: Mapping[UUID, tuple[UUID | None, bytes]]
) -> None:
    """Keep personal parts that are lacking, by event with its dossier, but for erased persons.

    Whoever calls has held each part against the digest in its event.
    """
    if not parts:
        return
    rows = [
        {"uid": str(uid), "dossier_uid": None if of is None else str(of), "content": part.decode()}
        for uid, (of, part) in parts.items()
    ]
    added = set(run_rows(connection, _ADD, rows, tenant=tenant).scalars())
    dossiers = sorted({of for uid, (of, _) in parts.items() if uid in added and of is not None})
    if not dossiers:
        return
    connection.execute(_LOCK, {"tenant": tenant, "uids": dossiers})
    for uid in dossiers:
        _fold_anew(connection, {"tenant": tenant, "uid": uid})


def _fold_anew(connection: Connection, at: dict[str, Any]) -> None:
    dossier: Dossier | None = None
    for content, private in connection.execute(_STORY, at):
        part = None if private is None else private.encode()
        dossier = fold(dossier, read_event(content.encode(), part))
    if dossier is None:
        return
    public, private = fold_bytes(dossier)
    folded = {"fold": public.decode(), "private": private and private.decode()}
    connection.execute(_STORE, {**folded, **at})
