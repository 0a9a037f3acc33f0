"""Findings of ``verify`` with the place in the journal that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.finding_words import Explanation, explanation
from app.domain.light_dataclass import dataclass
from app.models.database import run, table_of
from app.models.journal import EventPositionRow, EventRow
from app.models.office import DossierRow, StaffRow
from app.services.upkeep import Finding

_EVENT, _POSITION = table_of(EventRow), table_of(EventPositionRow)
_DOSSIER, _STAFF = table_of(DossierRow), table_of(StaffRow)
_EVENT_PLACE = (
    select(
        _EVENT.c.kind,
        _EVENT.c.occurred_at,
        _EVENT.c.recorded_at,
        _EVENT.c.desk,
        _EVENT.c.dossier_uid,
        _STAFF.c.full_name,
        _POSITION.c.writer,
        _POSITION.c.seq,
    )
    .outerjoin(_STAFF, (_STAFF.c.tenant == _EVENT.c.tenant) & (_STAFF.c.uid == _EVENT.c.actor))
    .outerjoin(
        _POSITION, (_POSITION.c.tenant == _EVENT.c.tenant) & (_POSITION.c.uid == _EVENT.c.uid)
    )
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.uid == bindparam("which"))
    .order_by(_POSITION.c.writer, _POSITION.c.seq)
    .limit(1)
)
_CODE = select(_DOSSIER.c.code).where(
    _DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.uid == bindparam("which")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the journal something is off; what is not known is absent."""

    writer: UUID | None = None
    seq: int | None = None
    kind: str | None = None
    occurred_at: datetime | None = None
    recorded_at: datetime | None = None
    desk: int | None = None
    who: str | None = None
    dossier_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A finding, where it is, what it means, and what to do."""

    finding: Finding
    place: Place
    words: Explanation


def explain(session: Session, tenant: str, findings: Sequence[Finding]) -> Iterator[Explained]:
    """Each finding with its place and its words, in their order."""
    for finding in findings:
        place = _place(session, tenant, finding)
        yield Explained(finding=finding, place=place, words=explanation(finding.invariant))


def _place(session: Session, tenant: str, finding: Finding) -> Place:
    if finding.event_uid is None:
        uid = None if finding.dossier_uid is None else UUID(finding.dossier_uid)
        return Place(dossier_code=_code(session, tenant, uid))
    row = run(session, _EVENT_PLACE, {"of": tenant, "which": UUID(finding.event_uid)}).first()
    if row is None:
        return Place()
    return Place(
        writer=row.writer,
        seq=row.seq,
        kind=row.kind,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        desk=row.desk,
        who=row.full_name,
        dossier_code=_code(session, tenant, row.dossier_uid),
    )


def _code(session: Session, tenant: str, uid: UUID | None) -> str | None:
    if uid is None:
        return None
    code: str | None = run(session, _CODE, {"of": tenant, "which": uid}).scalar()
    return code
