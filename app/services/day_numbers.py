"""The supervisor's page in one reading: the numbers, their trends, and what they can be cut by."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.models.database import run, table_of
from app.models.life import OpenWorkRow
from app.models.office import DossierRow
from app.services.agency_loads import agency_loads
from app.services.desk import DeskContext
from app.services.office_day import last_figures
from app.services.queue_conditions import EVERYTHING, QueueFilter
from app.services.queues import Queue, count_queues

_WORK, _DOSSIER = table_of(OpenWorkRow), table_of(DossierRow)
_OF = _WORK.c.tenant == bindparam("of")
_SECTORS = select(_WORK.c.sector).where(_OF, _WORK.c.sector.is_not(None)).distinct()
_DESKS = select(_WORK.c.desk).where(_OF, _WORK.c.desk.is_not(None)).distinct()
_PROCEDURES = (
    select(_WORK.c.procedure_code, func.max(_DOSSIER.c.procedure_name))
    .join(_DOSSIER, (_DOSSIER.c.tenant == _WORK.c.tenant) & (_DOSSIER.c.uid == _WORK.c.dossier_uid))
    .where(_OF)
    .group_by(_WORK.c.procedure_code)
)


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """Every queue with its trend, and what has open work: by it the numbers can be cut.

    ``procedures`` are codes with their names.
    """

    queues: tuple[Queue, ...]
    sectors: tuple[str, ...]
    procedures: tuple[tuple[str, str], ...]
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
        procedures=tuple(
            sorted(
                ((code, name) for code, name in run(session, _PROCEDURES, of)),
                key=lambda each: each[1],
            )
        ),
        agencies=tuple(sorted(each.agency for each in agency_loads(session, now=now, desk=desk))),
        desks=tuple(sorted(each for (each,) in run(session, _DESKS, of))),
    )
