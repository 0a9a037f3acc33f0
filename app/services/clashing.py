"""Clashes of this office: which dossiers two desks worked on without knowing of each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.domain.clashes import open_clashes
from app.domain.events import Event
from app.domain.history_words import event_sentence
from app.models.office import DossierHeadRow, DossierRow
from app.models.sync import ContestedRow
from app.services import journal
from app.services.desk import DeskContext, staff


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashSide:
    """One of two deeds that stand against each other."""

    event_uid: UUID
    sentence: str
    at: datetime
    who: str
    desk: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashShown:
    """Two deeds side by side; the first counts until a supervisor has decided."""

    dossier_uid: UUID
    code: str
    first: ClashSide
    second: ClashSide


def note_contested(session: Session, tenant: str, dossiers: Iterable[UUID]) -> None:
    """Remember those among some dossiers on which two wrote at once, for ``clashes``."""
    split = (
        select(DossierHeadRow.dossier_uid)
        .where(DossierHeadRow.tenant == tenant, DossierHeadRow.dossier_uid.in_(list(dossiers)))
        .group_by(DossierHeadRow.dossier_uid)
        .having(func.count() > 1)
    )
    rows = [{"tenant": tenant, "dossier_uid": uid} for uid in session.execute(split).scalars()]
    if rows:
        session.execute(insert(ContestedRow).prefix_with("OR IGNORE", dialect="sqlite"), rows)


def clashes(session: Session, *, desk: DeskContext) -> tuple[ClashShown, ...]:
    """Every clash that no supervisor has decided, with both deeds in words."""
    contested = session.execute(
        select(ContestedRow.dossier_uid, DossierRow.code)
        .join(
            DossierRow,
            (DossierRow.tenant == ContestedRow.tenant)
            & (DossierRow.uid == ContestedRow.dossier_uid),
        )
        .where(ContestedRow.tenant == desk.tenant)
        .order_by(DossierRow.code)
    ).all()
    names = {each.uid: each.full_name for each in staff(session, desk.tenant)} if contested else {}
    return tuple(
        ClashShown(
            dossier_uid=uid,
            code=code,
            first=_side(clash.first, names),
            second=_side(clash.second, names),
        )
        for uid, code in contested
        for clash in open_clashes(list(journal.events(session, desk.tenant, uid)))
    )


def _side(event: Event, names: dict[UUID, str]) -> ClashSide:
    return ClashSide(
        event_uid=event.uid,
        sentence=event_sentence(event),
        at=event.occurred_at,
        who=names.get(event.author.actor, ""),
        desk=event.author.desk,
    )
