"""Dossiers that were received together, found again by any of them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.errors import Reason, Refusal
from app.domain.events import read_event
from app.domain.facts import DossierReceived
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.services import journal
from app.services.desk import DeskContext, staff_name
from app.services.dossiers import dossier_by_uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Dossiers that were received in one act, and who received them."""

    batch_uid: UUID
    clerk_name: str
    dossiers: tuple[Dossier, ...]


_EVENT = table_of(EventRow)
_TOGETHER = (
    select(_EVENT.c.content)
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.kind == DossierReceived.kind)
    .where(_EVENT.c.occurred_on == bindparam("day"), _EVENT.c.recorded_at == bindparam("at"))
    .order_by(_EVENT.c.arrival)
)


def batch_of(session: Session, dossier_uid: UUID, *, desk: DeskContext) -> Batch:
    """The dossiers that were received in one act with this one, in their order.

    Raises ``Refusal`` (``BATCH_UNKNOWN``) for one that came in alone.
    """
    first = next(
        (
            each
            for each in journal.events(session, desk.tenant, dossier_uid)
            if each.kind == DossierReceived.kind
        ),
        None,
    )
    if first is None or first.batch_uid is None:
        raise Refusal(Reason.BATCH_UNKNOWN)
    asked = {"of": desk.tenant, "day": local_date(first.occurred_at), "at": first.recorded_at}
    found = [read_event(row[0], None) for row in run(session, _TOGETHER, asked).all()]
    uids = [
        each.dossier_uid
        for each in found
        if each.batch_uid == first.batch_uid and each.dossier_uid is not None
    ]
    return Batch(
        batch_uid=first.batch_uid,
        clerk_name=staff_name(session, desk.tenant, first.author.actor),
        dossiers=tuple(dossier_by_uid(session, desk.tenant, uid) for uid in uids),
    )
