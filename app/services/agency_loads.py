"""What settling agencies have in hand, and how often each was urged."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.domain.light_dataclass import dataclass
from app.domain.queues import QueueKind
from app.domain.work_facts import ReminderSent
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.services.calendars import calendar
from app.services.desk import DeskContext
from app.services.queue_conditions import AGENCY, WORK, conditions

_EVENT = table_of(EventRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLoad:
    """What an agency has in hand: open, late, due until tomorrow, and how often it was urged."""

    agency: str
    open: int
    late: int
    due_soon: int
    reminders: int
    reminded_at: datetime | None


def agency_loads(session: Session, *, now: datetime, desk: DeskContext) -> tuple[AgencyLoad, ...]:
    """What every settling agency has in hand, the one with most late dossiers first."""
    known = conditions(now, calendar(session, desk.tenant))
    soon = known[QueueKind.DUE_TODAY] | known[QueueKind.DUE_TOMORROW]
    late = known[QueueKind.LATE]
    query = (
        select(
            AGENCY,
            func.count(),
            func.sum(case((late, 1), else_=0)),
            func.sum(case((soon, 1), else_=0)),
        )
        .where(WORK.c.tenant == desk.tenant, AGENCY.is_not(None))
        .where(WORK.c.settled_at.is_(None))
        .group_by(AGENCY)
    )
    urged = _urged_agencies(session, desk.tenant)
    loads = [
        AgencyLoad(
            agency=agency,
            open=count,
            late=int(late_count),
            due_soon=int(soon_count),
            reminders=urged.get(agency, (0, None))[0],
            reminded_at=urged.get(agency, (0, None))[1],
        )
        for agency, count, late_count, soon_count in run(session, query)
    ]
    return tuple(sorted(loads, key=lambda each: (-each.late, -each.due_soon, each.agency)))


def _urged_agencies(session: Session, tenant: str) -> dict[str, tuple[int, datetime]]:
    """How often each agency was urged, by acts: a letter about ten dossiers is one."""
    query = (
        select(AGENCY, _EVENT.c.occurred_at)
        .join(
            WORK,
            (WORK.c.tenant == _EVENT.c.tenant) & (WORK.c.dossier_uid == _EVENT.c.dossier_uid),
        )
        .where(_EVENT.c.tenant == tenant, _EVENT.c.kind == ReminderSent.kind)
        .distinct()
    )
    acts: dict[str, list[datetime]] = {}
    for agency, at in run(session, query):
        if agency is not None:
            acts.setdefault(agency, []).append(at)
    return {agency: (len(moments), max(moments)) for agency, moments in acts.items()}
