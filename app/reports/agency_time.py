"""How long settling agencies take: the median of a period beside that of the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median_low
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.report_shape import Report, ReportAsked, ReportRow, filled, totals
from app.models.database import run
from app.reports.columns import count, label
from app.reports.grouping import COUNT, UNKNOWN
from app.reports.kinds import Around, CellAsked, ReportKind
from app.reports.settlement_counting import scope, settled_in

_NAME, _TITLE = "agency-time", "Thời gian giải quyết của từng cơ quan"
_COLUMNS = (
    label("Cơ quan giải quyết"),
    count("settled", "Đã giải quyết trong kỳ"),
    count("median", "Trung vị (ngày)", is_summed=False),
    count("settled_before", "Đã giải quyết kỳ trước"),
    count("median_before", "Trung vị kỳ trước (ngày)", is_summed=False),
    count("rise", "Tăng (ngày)", is_summed=False),
)
_FEWEST = 5
"""Below so many dossiers in either period a median says nothing."""
_WATCHED = timedelta(30)


@dataclass(frozen=True, slots=True)
class AgencyTime:
    """What one agency settled in two periods, and the median number of calendar days it took."""

    agency: str
    settled: int
    median: int
    settled_before: int
    median_before: int

    @property
    def rise(self) -> int:
        """By how many days the median rose; nothing where either period says too little."""
        is_known = min(self.settled, self.settled_before) >= _FEWEST
        return self.median - self.median_before if is_known else 0


def rising_agencies(session: Session, around: Around, today: date) -> tuple[AgencyTime, ...]:
    """The agencies that took longer in the last thirty days than in the thirty before them."""
    asked = ReportAsked(name=_NAME, first=today - _WATCHED + timedelta(1), last=today)
    found = (each for each in agency_times(session, asked, around) if each.rise > 0)
    return tuple(sorted(found, key=lambda each: -each.rise))


def agency_times(session: Session, asked: ReportAsked, around: Around) -> tuple[AgencyTime, ...]:
    """Every agency that settled something in the period or in the one before, by name."""
    now = _days(session, asked, around)
    before = _days(session, _before(asked), around)
    return tuple(
        AgencyTime(
            agency,
            len(now.get(agency, ())),
            _median(now.get(agency, ())),
            len(before.get(agency, ())),
            _median(before.get(agency, ())),
        )
        for agency in sorted(now.keys() | before.keys())
    )


def _before(asked: ReportAsked) -> ReportAsked:
    """As many days, directly before."""
    length = asked.last - asked.first + timedelta(1)
    return replace(asked, first=asked.first - length, last=asked.first - timedelta(1))


def _days(session: Session, asked: ReportAsked, around: Around) -> Mapping[str, list[int]]:
    query = select(COUNT.c.settling_agency, COUNT.c.received_on, COUNT.c.open_until).where(
        *scope(asked, around), settled_in(asked)
    )
    found: dict[str, list[int]] = {}
    for agency, received_on, settled_on in run(session, query):
        found.setdefault(agency or UNKNOWN, []).append((settled_on - received_on).days)
    return found


def _median(days: list[int] | tuple[int, ...]) -> int:
    return median_low(days) if days else 0


def _build(session: Session, asked: ReportAsked, around: Around) -> Report:
    times = agency_times(session, asked, around)
    rows = tuple(
        ReportRow(
            key=each.agency,
            values=filled(
                _COLUMNS,
                {
                    "label": each.agency,
                    "settled": each.settled,
                    "median": each.median,
                    "settled_before": each.settled_before,
                    "median_before": each.median_before,
                    "rise": each.rise,
                },
            ),
        )
        for each in times
    )
    rising = [f"{each.agency} (tăng {each.rise} ngày)" for each in times if each.rise > 0]
    return Report(
        name=_NAME,
        title=_TITLE.upper(),
        form="",
        unit="hồ sơ, ngày",
        asked=asked,
        columns=_COLUMNS,
        rows=rows,
        total=totals(_COLUMNS, rows),
        remarks=(
            f"Số ngày tính theo lịch, từ ngày nhận đến ngày có kết quả; kỳ trước: "
            f"{_before(asked).period.words.lower()}. Dưới {_FEWEST} hồ sơ thì không so sánh.",
            f"Đang chậm dần: {', '.join(rising) or 'không cơ quan nào'}.",
        ),
        counted_at=around.now,
    )


def _dossiers(
    session: Session, asked: ReportAsked, around: Around, cell: CellAsked
) -> tuple[UUID, ...]:
    """What was settled; columns about the period before open the dossiers of that one."""
    meant = _before(asked) if cell.column in ("settled_before", "median_before") else asked
    query = (
        select(COUNT.c.dossier_uid)
        .where(*scope(meant, around), settled_in(meant))
        .order_by(COUNT.c.received_at, COUNT.c.dossier_uid)
    )
    if cell.row is not None:
        agency = COUNT.c.settling_agency
        query = query.where(agency.is_(None) if cell.row == UNKNOWN else agency == cell.row)
    return tuple(uid for (uid,) in run(session, query))


AGENCY_TIME = ReportKind(name=_NAME, title=_TITLE, build=_build, dossiers=_dossiers)
