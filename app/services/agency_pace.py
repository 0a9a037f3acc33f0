"""How long settling agencies take: the median of a period beside that of the one before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median_low

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.light_dataclass import dataclass
from app.domain.report_period import Period
from app.models.counts import DossierCountRow
from app.models.database import run, table_of

_COUNT = table_of(DossierCountRow)
FEWEST = 5
"""Below so many dossiers in either period a median says nothing."""
_WATCHED_DAYS = 30


@dataclass(frozen=True, slots=True)
class AgencyPace:
    """What one agency settled in two periods, and the median number of calendar days it took.

    ``agency`` is absent for dossiers whose procedure names none.
    """

    agency: str | None
    settled: int
    median: int
    settled_before: int
    median_before: int

    @property
    def rise(self) -> int:
        """By how many days the median rose; nothing where either period says too little."""
        is_known = min(self.settled, self.settled_before) >= FEWEST
        return self.median - self.median_before if is_known else 0

    @property
    def words(self) -> str:
        """``Sở Nội vụ: 6 ngày, trước đó 2 ngày``."""
        name = self.agency or "Thủ tục chưa ghi cơ quan"
        return f"{name}: {self.median} ngày, trước đó {self.median_before} ngày"


def slowing_agencies(session: Session, tenant: str, today: date) -> tuple[AgencyPace, ...]:
    """The agencies that took longer in the last thirty days than in the thirty before them.

    What their open dossiers are promised for is at risk before any of them is late.
    """
    period = Period(today - timedelta(_WATCHED_DAYS - 1), today)
    found = agency_paces(session, period, [_COUNT.c.tenant == tenant, _COUNT.c.is_void.is_(False)])
    return tuple(sorted((each for each in found if each.rise > 0), key=lambda each: -each.rise))


def agency_paces(
    session: Session, period: Period, scope: Sequence[ColumnElement[bool]]
) -> tuple[AgencyPace, ...]:
    """Every agency that settled something in a period or in the one before, by name."""
    now, earlier = _days(session, period, scope), _days(session, before(period), scope)
    return tuple(
        AgencyPace(
            agency,
            len(now.get(agency, ())),
            _median(now.get(agency, ())),
            len(earlier.get(agency, ())),
            _median(earlier.get(agency, ())),
        )
        for agency in sorted(now.keys() | earlier.keys(), key=lambda each: each or "")
    )


def before(period: Period) -> Period:
    """As many days, directly before."""
    length = period.last - period.first + timedelta(1)
    return Period(period.first - length, period.first - timedelta(1))


def _days(
    session: Session, period: Period, scope: Sequence[ColumnElement[bool]]
) -> Mapping[str | None, Sequence[int]]:
    settled = _COUNT.c.open_until.between(period.first, period.last)
    told = (_COUNT.c.settling_agency, _COUNT.c.received_on, _COUNT.c.open_until)
    # Counted by the database: a busy office settles thirty thousand in two months.
    query = select(*told, func.count()).where(*scope, settled).group_by(*told)
    found: dict[str | None, list[int]] = {}
    for agency, received_on, settled_on, count in run(session, query):
        found.setdefault(agency, []).extend([(settled_on - received_on).days] * count)
    return found


def _median(days: Sequence[int]) -> int:
    return median_low(days) if days else 0
