"""Attached files at the centre: by digest, in parts that may come over any number of cut lines.

Only what an event names is taken, and never more of it than the event says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from app.domain.erasure_facts import PersonalDataErased
from app.server.asking import run_rows
from app.server.devices import Device
from app.server.refusing import refused
from app.services.attached_files import file_named_in
from app.sync.file_messages import MOST_PART, FilePart, FileState
from app.sync.protocol import Trouble
from app.sync.wire import Carried

_ERASING = f'"{PersonalDataErased.kind}"'.encode()
_NAME = text(
    "INSERT INTO named_file (tenant, digest, dossier_uid, size) "
    "SELECT :tenant, r.digest, r.dossier_uid, r.size FROM jsonb_to_recordset(CAST(:rows AS jsonb)) "
    "AS r(digest text, dossier_uid uuid, size bigint) ON CONFLICT DO NOTHING"
)
_ALLOWED = text(
    "SELECT n.digest, max(n.size) AS size, coalesce(max(f.have), 0) AS have, "
    "bool_and(l.dossier_uid IS NOT NULL) AS has_left FROM named_file n "
    "JOIN dossier d ON d.tenant = n.tenant AND d.uid = n.dossier_uid "
    "LEFT JOIN file f ON f.tenant = n.tenant AND f.digest = n.digest "
    "LEFT JOIN departure l ON l.tenant = d.tenant AND l.stream = :office AND l.dossier_uid = d.uid "
    "WHERE n.tenant = :tenant AND n.digest = ANY(:digests) "
    "AND (:office = ANY(d.streams) OR l.dossier_uid IS NOT NULL) "
    "GROUP BY n.digest ORDER BY n.digest"
)
_OPEN = text(
    "INSERT INTO file (tenant, digest, size) VALUES (:tenant, :digest, :size) "
    "ON CONFLICT DO NOTHING"
)
_LOCK = text("SELECT have FROM file WHERE tenant = :tenant AND digest = :digest FOR UPDATE")
_ADD = text(
    "INSERT INTO file_part (tenant, digest, first, content) "
    "VALUES (:tenant, :digest, :first, :content)"
)
_GROW = text("UPDATE file SET have = :have WHERE tenant = :tenant AND digest = :digest")
_PARTS = text(
    "SELECT content FROM file_part WHERE tenant = :tenant AND digest = :digest ORDER BY first"
)
_PART = text(
    "SELECT first, content FROM file_part WHERE tenant = :tenant AND digest = :digest "
    "AND first <= :at ORDER BY first DESC LIMIT 1"
)
_DROP_PARTS = text("DELETE FROM file_part WHERE tenant = :tenant AND digest = :digest")
_DROP = text("DELETE FROM file WHERE tenant = :tenant AND digest = :digest")
_UNNAME = text(
    "DELETE FROM named_file n USING tombstone t "
    "WHERE t.tenant = n.tenant AND t.uid = n.dossier_uid AND n.tenant = :tenant"
)
_NAMELESS = text(
    "SELECT digest FROM file f WHERE tenant = :tenant AND NOT EXISTS "
    "(SELECT 1 FROM named_file n WHERE n.tenant = f.tenant AND n.digest = f.digest)"
)


def note(connection: Connection, tenant: str, events: Sequence[Carried]) -> None:
    """Note which files these events name, and let go what an erasure among them took away."""
    rows = []
    for each in events:
        digest = file_named_in(each.content)
        if digest is None:
            continue
        plain: dict[str, Any] = json.loads(each.content)
        size = plain["body"].get("size") or 0
        if plain.get("dossier_uid") and isinstance(size, int):
            rows.append({"digest": digest, "dossier_uid": plain["dossier_uid"], "size": size})
    if rows:
        run_rows(connection, _NAME, rows, tenant=tenant)
    if any(_ERASING in each.content for each in events):
        let_go(connection, tenant)


def states(connection: Connection, device: Device, digests: Iterable[str]) -> tuple[FileState, ...]:
    """How much of these files is here, of those that concern the desk's office, or once did."""
    return tuple(
        FileState(digest=row.digest, size=row.size, have=row.have)
        for row in _allowed(connection, device, digests)
    )


def take_part(connection: Connection, device: Device, part: FilePart) -> FileState:
    """Take the next part of a file; one that is not the next only tells how much is here.

    Raises ``Refused``: ``unauthorised`` for a file that no event of this office names,
    ``too_big`` for more than the event says, ``unreadable`` where the whole belies its digest.
    """
    known = _known(connection, device, part.digest)
    try:
        content = part.bytes
    except ValueError:
        raise refused(Trouble.UNREADABLE) from None
    if len(content) > MOST_PART or part.at + len(content) > known.size:
        raise refused(Trouble.TOO_BIG)
    at = {"tenant": device.tenant, "digest": part.digest}
    connection.execute(_OPEN, {"size": known.size, **at})
    have = int(connection.execute(_LOCK, at).scalar_one())
    if part.at != have or not content:
        return FileState(digest=part.digest, size=known.size, have=have)
    connection.execute(_ADD, {"first": have, "content": content, **at})
    have += len(content)
    if have == known.size and _digest(connection, at) != part.digest:
        _forget(connection, at)
        raise refused(Trouble.UNREADABLE)
    connection.execute(_GROW, {"have": have, **at})
    return FileState(digest=part.digest, size=known.size, have=have)


def give_part(connection: Connection, device: Device, wanted: FilePart) -> FilePart:
    """A part of a whole file from a place on; empty where it is not whole here.

    A dossier that left the office takes its files along: they are handed in, never given out.
    Raises ``Refused``: ``unauthorised`` for a file that no event of this office names.
    """
    known = _known(connection, device, wanted.digest)
    if known.have < known.size or known.has_left:
        return FilePart.of(wanted.digest, wanted.at, b"")
    asked = {"tenant": device.tenant, "digest": wanted.digest, "at": wanted.at}
    row = connection.execute(_PART, asked).first()
    content = b"" if row is None else bytes(row.content)[wanted.at - row.first :]
    return FilePart.of(wanted.digest, wanted.at, content)


def _allowed(connection: Connection, device: Device, digests: Iterable[str]) -> Sequence[Row[Any]]:
    asked = {"tenant": device.tenant, "office": device.office, "digests": list(digests)}
    return connection.execute(_ALLOWED, asked).all()


def _known(connection: Connection, device: Device, digest: str) -> Row[Any]:
    found = _allowed(connection, device, (digest,))
    if not found:
        raise refused(Trouble.UNAUTHORISED)
    return found[0]


def _digest(connection: Connection, at: dict[str, Any]) -> str:
    counted = hashlib.sha256()
    for content in connection.execute(_PARTS, at).scalars():
        counted.update(content)
    return counted.hexdigest()


def let_go(connection: Connection, tenant: str) -> None:
    """Let go what only erased dossiers name."""
    connection.execute(_UNNAME, {"tenant": tenant})
    for digest in connection.execute(_NAMELESS, {"tenant": tenant}).scalars().all():
        _forget(connection, {"tenant": tenant, "digest": digest})


def _forget(connection: Connection, at: dict[str, Any]) -> None:
    connection.execute(_DROP_PARTS, at)
    connection.execute(_DROP, at)
