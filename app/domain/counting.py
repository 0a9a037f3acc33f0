"""One time limit counted in its own unit from a given point."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from app.domain.calendar import Calendar
from app.domain.doubts import Span
from app.domain.errors import Reason, Refusal
from app.domain.office_clock import (
    Point,
    add_months,
    add_working_days,
    add_working_minutes,
    day_of,
    moment_of,
)
from app.domain.office_hours import MINUTES_OF_A_COUNTED_DAY
from app.domain.procedure import LimitUnit, TimeLimit
from app.domain.trace import StepKind, TraceStep

_WHOLE = 1000
_DAYS_OF_A_COUNTED_MONTH = 30
_LONGEST = {
    LimitUnit.WORKING_DAY: 5_000,
    LimitUnit.DAY: 7_500,
    LimitUnit.WORKING_HOUR: 40_000,
    LimitUnit.MONTH: 240,
}


class Counted(NamedTuple):
    """A counted limit: when it ends, how, and from which day on the calendar had a say."""

    due: Point
    weighed_from: int
    steps: tuple[TraceStep, ...]

    @property
    def weighed(self) -> Span:
        """The days whose being working or off decided the end."""
        return Span(self.weighed_from, self.due.day)


def count(start: Point, limit: TimeLimit, calendar: Calendar, *, late: bool = False) -> Counted:
    """Count a limit from a point within office hours; ``late`` moves a same-day result on.

    Raises ``Refusal`` (LIMIT_NOT_COUNTABLE, LIMIT_WRONG).
    """
    check_limit(limit)
    if limit.thousandths == 0:
        return _same_day(start, calendar, late=late)
    if limit.unit is LimitUnit.WORKING_DAY:
        return _working_days(start, limit.thousandths, calendar)
    if limit.unit is LimitUnit.WORKING_HOUR:
        return _working_hours(start, limit, calendar)
    if limit.unit is LimitUnit.DAY:
        return _days(start, limit, calendar)
    return _months(start, limit, calendar)


def check_limit(limit: TimeLimit) -> None:
    """Raise ``Refusal`` unless the limit can be counted."""
    if limit.unit is LimitUnit.OTHER:
        raise Refusal(Reason.LIMIT_NOT_COUNTABLE)
    if not 0 <= limit.thousandths <= _LONGEST[limit.unit] * _WHOLE:
        raise Refusal(Reason.LIMIT_WRONG, value=f"{limit.amount:f}")


def _same_day(start: Point, calendar: Calendar, *, late: bool) -> Counted:
    """Due at closing; what begins at closing itself has no day left, whatever the cut-off."""
    kind = StepKind.CUT_OFF_SAME_DAY if late else StepKind.SAME_DAY
    if not late and start.minute >= calendar.hours.closing:
        kind = StepKind.CLOSED_SAME_DAY
    first = start.day if kind is StepKind.SAME_DAY else start.day + 1
    due = Point(calendar.working_on_or_after(first), calendar.hours.closing)
    step = TraceStep(kind, until=moment_of(due))
    return Counted(due, start.day, (step, *_days_off(start.day, due.day, calendar)))


def _working_days(start: Point, thousandths: int, calendar: Calendar) -> Counted:
    whole, part = divmod(thousandths, _WHOLE)
    due = start
    steps: tuple[TraceStep, ...] = ()
    if whole:
        due = add_working_days(start, whole, calendar)
        first = date.fromordinal(calendar.nth_working_day(start.day, 1))
        limit = TimeLimit(whole * _WHOLE, LimitUnit.WORKING_DAY)
        steps = (TraceStep(StepKind.WORKING_DAYS, None, None, first, day_of(due), limit),)
    if part:
        bound = add_working_days(start, whole + 1, calendar)
        due, last_steps = _part_of_a_day(due, part, bound, calendar)
        steps += last_steps
    return Counted(due, start.day, (*_days_off(start.day, due.day, calendar), *steps))


def _part_of_a_day(
    since: Point, part: int, bound: Point, calendar: Calendar
) -> tuple[Point, tuple[TraceStep, ...]]:
    """Run a part of a day in office hours of 8 to a day, never past the next whole day.

    It could pass that where the office works fewer than 8 hours, or where day 0 was a Saturday.
    """
    limit = TimeLimit(part, LimitUnit.WORKING_DAY)
    minutes = _up(part * MINUTES_OF_A_COUNTED_DAY)
    due = add_working_minutes(since, minutes, calendar)
    ran = _ran(since, due, limit, minutes)
    if due <= bound:
        return due, (ran,)
    return bound, (ran, TraceStep(StepKind.NOT_AFTER_WHOLE, until=moment_of(bound)))


def _working_hours(start: Point, limit: TimeLimit, calendar: Calendar) -> Counted:
    minutes = _up(limit.thousandths * 60)
    due = add_working_minutes(start, minutes, calendar)
    step = _ran(start, due, limit, minutes)
    return Counted(due, start.day, (step, *_days_off(start.day, due.day, calendar)))


def _ran(since: Point, until: Point, limit: TimeLimit, minutes: int) -> TraceStep:
    ends = moment_of(since), moment_of(until)
    return TraceStep(StepKind.WORKING_TIME, *ends, limit=limit, minutes=minutes)


def _days(start: Point, limit: TimeLimit, calendar: Calendar) -> Counted:
    """Calendar days; a part of one ends with its day, so it counts as a whole one."""
    nominal = start.day + _up(limit.thousandths)
    step = TraceStep(StepKind.DAYS, last=date.fromordinal(nominal), limit=limit)
    return _moved_to_working(start, nominal, step, calendar)


def _months(start: Point, limit: TimeLimit, calendar: Calendar) -> Counted:
    """Months by the corresponding date; a part of one in days of 30 to a month (article 146)."""
    whole, part = divmod(limit.thousandths, _WHOLE)
    nominal, short = add_months(start.day, whole)
    if part:
        bound, _ = add_months(start.day, whole + 1)
        nominal = min(nominal + _up(part * _DAYS_OF_A_COUNTED_MONTH), bound)
    month_end = date.fromordinal(nominal) if short and not part else None
    step = TraceStep(StepKind.MONTHS, first=month_end, last=date.fromordinal(nominal), limit=limit)
    return _moved_to_working(start, nominal, step, calendar)


def _moved_to_working(start: Point, nominal: int, step: TraceStep, calendar: Calendar) -> Counted:
    due = Point(calendar.working_on_or_after(nominal), calendar.hours.cut(start.minute))
    if due.day == nominal:
        return Counted(due, nominal, (step,))
    moved = TraceStep(
        StepKind.LAST_DAY_OFF,
        until=moment_of(due),
        first=date.fromordinal(nominal),
        last=date.fromordinal(due.day - 1),
        notes=_names(nominal, due.day - 1, calendar),
    )
    return Counted(due, nominal, (step, moved))


def _days_off(after: int, until: int, calendar: Calendar) -> list[TraceStep]:
    """Runs of days passed over, and weekend days worked, in the order of time."""
    runs = calendar.off_between(after, until)
    steps = [_off_step(first, last, _names(first, last, calendar)) for first, last in runs]
    worked = calendar.worked_weekends
    index = bisect_right(worked, after)
    if index == len(worked) or worked[index] > until:
        return steps
    for day in worked[index : bisect_right(worked, until)]:
        on = date.fromordinal(day)
        notes = _names(day, day, calendar)
        steps.append(TraceStep(StepKind.WORKED_WEEKEND, first=on, last=on, notes=notes))
    return sorted(steps, key=lambda step: step.first or date.min)


@lru_cache(maxsize=1024)
def _off_step(first: int, last: int, notes: tuple[str, ...]) -> TraceStep:
    days = date.fromordinal(first), date.fromordinal(last)
    return TraceStep(StepKind.OFF, None, None, *days, notes=notes)


def _names(first: int, last: int, calendar: Calendar) -> tuple[str, ...]:
    """The names of the days, each once."""
    names = [name for day in range(first, last + 1) if (name := calendar.name_on(day))]
    return tuple(dict.fromkeys(names)) if names else ()


def _up(thousandths: int) -> int:
    """Thousandths rounded up to whole ones."""
    return -(-thousandths // _WHOLE)
