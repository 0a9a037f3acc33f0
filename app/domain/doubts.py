"""What a promise takes for granted: years without a calendar, days not yet announced."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from app.domain.calendar import Calendar
from app.domain.trace import PromiseWarning, WarningKind


class Span(NamedTuple):
    """Days (ordinals, both included) whose being working or off decides a promise."""

    first: int
    last: int


def doubts(calendar: Calendar, spans: Iterable[Span]) -> tuple[PromiseWarning, ...]:
    """Warnings in the order of time; each doubt once."""
    years: set[int] = set()
    days: set[int] = set()
    for first, last in spans:
        years.update(range(date.fromordinal(first).year, date.fromordinal(last).year + 1))
        days.update(_within(calendar.expected_off, first, last))
    found = [warning for year in sorted(years) if (warning := _year_doubt(calendar, year))]
    found += [_day_doubt(calendar, date.fromordinal(day)) for day in sorted(days)]
    return tuple(found)


def _within(days: tuple[int, ...], first: int, last: int) -> tuple[int, ...]:
    low = bisect_left(days, first)
    if low == len(days) or days[low] > last:
        return ()
    return days[low : bisect_right(days, last)]


def _year_doubt(calendar: Calendar, year: int) -> PromiseWarning | None:
    record = calendar.year_of.get(year)
    if record is None:
        return PromiseWarning(WarningKind.YEAR_MISSING, year)
    if not record.confirmed:
        return PromiseWarning(WarningKind.YEAR_UNCONFIRMED, year, note=record.note)
    return None


def _day_doubt(calendar: Calendar, day: date) -> PromiseWarning:
    return PromiseWarning(WarningKind.DAY_UNCONFIRMED, day.year, day, calendar.note(day))
