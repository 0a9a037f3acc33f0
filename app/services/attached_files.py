"""Which attached files the journal names, for whoever carries them to another disk or back."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.light_dataclass import dataclass
from app.domain.trail_facts import AttachmentAdded
from app.models.database import run, table_of
from app.models.journal import EventRow, TombstoneRow
from app.models.sync import DepartedRow

_EVENT, _TOMBSTONE = table_of(EventRow), table_of(TombstoneRow)
_DEPARTED = table_of(DepartedRow)
_ADDED = (
    select(
        _EVENT.c.arrival,
        _EVENT.c.office,
        _EVENT.c.desk,
        _EVENT.c.content,
        _DEPARTED.c.dossier_uid.is_not(None).label("has_left"),
    )
    .outerjoin(
        _TOMBSTONE,
        (_TOMBSTONE.c.tenant == _EVENT.c.tenant) & (_TOMBSTONE.c.uid == _EVENT.c.dossier_uid),
    )
    .outerjoin(
        _DEPARTED,
        (_DEPARTED.c.tenant == _EVENT.c.tenant) & (_DEPARTED.c.dossier_uid == _EVENT.c.dossier_uid),
    )
    .where(
        _EVENT.c.tenant == bindparam("of"),
        _EVENT.c.kind == AttachmentAdded.kind,
        _EVENT.c.arrival > bindparam("above"),
        _TOMBSTONE.c.uid.is_(None),
    )
    .order_by(_EVENT.c.arrival)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """A file that a dossier with persons names: its digest, size in bytes, and where it was added.

    ``arrival`` is when this database learnt of it; ``has_left``: this office has no part in its
    dossier any more.
    """

    digest: str
    size: int
    office: str
    desk: int | None
    arrival: int
    has_left: bool = False


def attached_files(session: Session, tenant: str, above: int = 0) -> Iterator[AttachedFile]:
    """Files named by events that came after an arrival, but for those of erased persons."""
    for row in run(session, _ADDED, {"of": tenant, "above": above}):
        body = json.loads(row.content)["body"]
        if body.get("digest") is not None:
            yield AttachedFile(
                digest=body["digest"],
                size=body.get("size") or 0,
                office=row.office,
                desk=row.desk,
                arrival=row.arrival,
                has_left=bool(row.has_left),
            )


def file_named_in(content: bytes) -> str | None:
    """The digest of the file that one event names, from its canonical bytes."""
    if f'"{AttachmentAdded.kind}"'.encode() not in content:
        return None
    plain = json.loads(content)
    if plain["kind"] != AttachmentAdded.kind:
        return None
    digest: str | None = plain["body"].get("digest")
    return digest
