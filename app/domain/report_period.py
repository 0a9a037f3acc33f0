"""Reporting periods: rules are data, and every report prints from when to when it counts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Days that a report counts, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refusal(Reason.PERIOD_WRONG, since=_shown(self.first), until=_shown(self.last))

    @property
    def words(self) -> str:
        """``Từ ngày … đến ngày …``, as on the official form."""
        return f"Từ ngày {_shown(self.first)} đến ngày {_shown(self.last)}"


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """How a year is cut: parts of ``months``, each from ``starts_on`` of the month before it.

    ``starts_on`` 1 means whole calendar months. ``count`` is how many parts a year has.
    """

    key: str
    words: str
    months: int
    count: int
    starts_on: int = 1


PERIOD_RULES = (
    PeriodRule("report-quarter", "Quý báo cáo (15 đến 14)", 3, 4, 15),
    PeriodRule("report-half", "6 tháng báo cáo (15/12 đến 14/6)", 6, 2, 15),
    PeriodRule("report-nine-months", "9 tháng báo cáo (15/12 đến 14/9)", 9, 1, 15),
    PeriodRule("report-year", "Năm báo cáo (15/12 đến 14/12)", 12, 1, 15),
    PeriodRule("month", "Tháng", 1, 12),
    PeriodRule("quarter", "Quý", 3, 4),
    PeriodRule("half", "6 tháng", 6, 2),
    PeriodRule("year", "Năm", 12, 1),
)
"""The rules in use; Thông tư 01/2020/TT-VPCP reports run from the 15th to the 14th."""


def period_of(rule: PeriodRule, year: int, nth: int) -> Period:
    """The nth part of a year, from 1. Raises ``Refusal`` (``FIELD_WRONG``)."""
    if not 1 <= nth <= rule.count or not date.min.year < year <= date.max.year:
        raise Refusal(Reason.FIELD_WRONG, field="kỳ báo cáo", value=f"{rule.key}/{year}/{nth}")
    last_month = nth * rule.months
    first = _first_day(rule, year, last_month - rule.months)
    return Period(first, _first_day(rule, year, last_month) - timedelta(1))


def last_ended(rule: PeriodRule, today: date) -> Period:
    """The newest part that is over."""
    parts = (
        period_of(rule, year, nth)
        for year in (today.year + 1, today.year, today.year - 1)
        for nth in range(rule.count, 0, -1)
    )
    return next(each for each in parts if each.last < today)


def read_period(text: str) -> Period:
    """``report-quarter/2026/4``. Raises ``Refusal`` (``FIELD_WRONG``)."""
    key, _, rest = text.partition("/")
    year, _, nth = rest.partition("/")
    rule = next((each for each in PERIOD_RULES if each.key == key), None)
    if rule is None or not year.isdecimal() or not (nth or "1").isdecimal():
        raise Refusal(Reason.FIELD_WRONG, field="kỳ báo cáo", value=text)
    return period_of(rule, int(year), int(nth or "1"))


def _first_day(rule: PeriodRule, year: int, months_before: int) -> date:
    """Where the part begins that follows so many months of the year."""
    if rule.starts_on == 1:
        return date(year + months_before // _MONTHS, months_before % _MONTHS + 1, 1)
    before = months_before - 1
    month_year, month = year + before // _MONTHS, before % _MONTHS + 1
    return date(month_year, month, min(rule.starts_on, monthrange(month_year, month)[1]))


def _shown(on: date) -> str:
    return f"{on:%d/%m/%Y}"
