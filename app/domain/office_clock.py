"""Arithmetic of deadlines on plain integers: a day is an ordinal, a clock time a minute."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple

from app.domain.calendar import Calendar
from app.domain.errors import Reason, Refusal
from app.domain.moments import VIETNAM

_FIRST_YEAR, _LAST_YEAR = 1976, 2400
_DAY_ONE = datetime(1, 1, 1, tzinfo=VIETNAM)
_FIRST_DAY = date(_FIRST_YEAR, 1, 1).toordinal()
_LAST_DAY = date(_LAST_YEAR, 12, 31).toordinal()


class Point(NamedTuple):
    """A minute on the clock of Viet Nam; points compare in the order of time."""

    day: int
    minute: int


def point_of(moment: datetime) -> Point:
    """The minute in which a moment lies, seconds cut off.

    Raises ``Refusal`` (YEAR_WRONG) outside 1976 to 2400, and ``TypeError`` for a naive moment:
    that is a fault of the program.
    """
    passed = moment - _DAY_ONE
    day = passed.days + 1
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise Refusal(Reason.YEAR_WRONG, value=moment.year)
    return Point(day, passed.seconds // 60)


def moment_of(point: Point) -> datetime:
    """The aware moment, at +07:00."""
    return _DAY_ONE + timedelta(point.day - 1, 0, 0, 0, point.minute)


def day_of(point: Point) -> date:
    """The calendar day."""
    return date.fromordinal(point.day)


def add_working_days(start: Point, count: int, calendar: Calendar) -> Point:
    """The same clock time ``count`` (1 or more) working days later; the first day not counted."""
    return Point(calendar.nth_working_day(start.day, count), calendar.hours.cut(start.minute))


def add_working_minutes(start: Point, minutes: int, calendar: Calendar) -> Point:
    """The point at which so many minutes (1 or more) of office time have run on working days.

    Lands on the end of a session, never on the start of the next.
    """
    hours = calendar.hours
    if calendar.working_on_or_after(start.day) == start.day:
        passed = hours.worked(start.minute) + minutes
        if passed <= hours.length:
            return Point(start.day, hours.after(passed))
        passed -= hours.length
    else:
        passed = minutes
    days, rest = divmod(passed - 1, hours.length)
    return Point(calendar.nth_working_day(start.day, days + 1), hours.after(rest + 1))


def working_minutes_between(start: Point, end: Point, calendar: Calendar) -> int:
    """Minutes of office time on working days from one point to a later one."""
    if end <= start:
        return 0
    return _worked_since(start.day, end, calendar) - _worked_since(start.day, start, calendar)


def _worked_since(day: int, point: Point, calendar: Calendar) -> int:
    """Office minutes from the opening of a day to a point on it or later."""
    before, on = date.fromordinal(day - 1), date.fromordinal(point.day)
    if not calendar.is_working(on):
        return calendar.working_between(before, on) * calendar.hours.length
    whole = calendar.working_between(before, on) - 1
    return whole * calendar.hours.length + calendar.hours.worked(point.minute)


def add_months(day: int, count: int) -> tuple[int, bool]:
    """The corresponding day ``count`` months later, and whether the month was too short for it.

    A month without that day ends the period on its last day (Civil Code 2015, article 148).
    """
    start = date.fromordinal(day)
    years, month = divmod(start.month - 1 + count, 12)
    year = start.year + years
    length = monthrange(year, month + 1)[1]
    found = date(year, month + 1, min(start.day, length))
    return found.toordinal(), start.day > length
