"""What the foot of the window says of this desk: what waits, how old catalogue and calendar are."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.models.catalogue import ProcedureVersionRow
from app.models.database import run, table_of
from app.services.calendars import calendar
from app.services.desk import DeskContext
from app.services.line_standing import LineStanding, line_standing

_VERSION = table_of(ProcedureVersionRow)
_NEWEST_VERSION = select(func.max(_VERSION.c.added_at)).where(_VERSION.c.tenant == bindparam("of"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStatus:
    """The line to the centre; the day of the newest procedure version in the catalogue.

    ``calendar_until`` is the last year of a run of calendars that begins with this year;
    ``None`` when not even this year has a calendar.
    """

    line: LineStanding
    catalogue_on: date | None
    calendar_until: int | None


def desk_status(session: Session, *, desk: DeskContext, now: datetime) -> DeskStatus:
    """Counted and read anew each time, never remembered."""
    added_at = run(session, _NEWEST_VERSION, {"of": desk.tenant}).scalar()
    return DeskStatus(
        line=line_standing(session, desk=desk),
        catalogue_on=None if added_at is None else local_date(added_at),
        calendar_until=_calendar_until(session, desk, now),
    )


def _calendar_until(session: Session, desk: DeskContext, now: datetime) -> int | None:
    known = calendar(session, desk.tenant)
    year, last = local_date(now).year, None
    while known.has_year(year):
        last = year
        year += 1
    return last
