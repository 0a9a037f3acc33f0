"""The supervisor's page in one reading: the numbers, their trends, and what they can be cut by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.moments import local_date
from app.models.database import run, table_of
from app.models.life import OpenWorkRow
from app.services.desk import DeskContext
from app.services.office_day import last_figures
from app.services.queues import EVERYTHING, Queue, QueueFilter, agency_loads, count_queues

_WORK = table_of(OpenWorkRow)
_OF = _WORK.c.tenant == bindparam("of")
_SECTORS = select(_WORK.c.sector).where(_OF, _WORK.c.sector.is_not(None)).distinct()
_DESKS = select(_WORK.c.desk).where(_OF, _WORK.c.desk.is_not(None)).distinct()


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """Every queue with its trend, and the sectors, agencies and desks that have open work."""

    queues: tuple[Queue, ...]
    sectors: tuple[str, ...]
    agencies: tuple[str, ...]
    desks: tuple[int, ...]


def day_numbers(
    session: Session, asked: QueueFilter = EVERYTHING, *, now: datetime, desk: DeskContext
) -> DayNumbers:
    """Everything that the page shows before a queue is opened."""
    before = last_figures(session, desk.tenant, local_date(now)) if asked == EVERYTHING else {}
    of = {"of": desk.tenant}
    return DayNumbers(
        queues=count_queues(session, asked, now=now, desk=desk, before=before),
        sectors=tuple(sorted(each for (each,) in run(session, _SECTORS, of))),
        agencies=tuple(sorted(each.agency for each in agency_loads(session, now=now, desk=desk))),
        desks=tuple(sorted(each for (each,) in run(session, _DESKS, of))),
    )
