"""The promise (hẹn trả): when a result is due, counted by the Civil Code and the office's hours.

Legal source: Civil Code 2015, articles 145 to 148; the rules of the office stand in
``docs/decisions/0004-the-promise.md``.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from app.domain.calendar import Calendar
from app.domain.counting import count
from app.domain.doubts import Span, doubts
from app.domain.office_clock import Point, moment_of, point_of
from app.domain.procedure import Channel, CutOff, LimitUnit, TimeLimit
from app.domain.trace import Promise, StepKind, TraceStep

CUT_OFF_MINUTE = 15 * 60
"""15:00: what is received from then on is late in the day."""

_DAY_ZERO_UNITS = (LimitUnit.WORKING_DAY, LimitUnit.DAY, LimitUnit.MONTH)
_WHOLE = 1000


class Start(NamedTuple):
    """Where counting begins: day 0 with its clock time, and how it was found."""

    at: Point
    cut: Point
    steps: tuple[TraceStep, ...]


def promise(
    received_at: datetime,
    limit: TimeLimit,
    calendar: Calendar,
    *,
    cut_off: CutOff = CutOff.SAME_DAY_ONLY,
    channel: Channel = Channel.COUNTER,
) -> Promise:
    """When the result is due, with the steps of counting and the doubts about the calendar.

    A limit of 0 means the same day. At the counter a dossier taken after closing counts as taken
    at closing; by post or online it is received at the next opening.

    Raises ``Refusal``: LIMIT_NOT_COUNTABLE for a unit without a length, LIMIT_WRONG for a limit
    that is negative or longer than some twenty years, YEAR_WRONG.
    """
    arrived = point_of(received_at)
    start = start_of(arrived, calendar, cut_off, channel)
    counted = count(start.cut, limit, calendar, late=is_late(start.at, cut_off))
    due_at = moment_of(counted.due)
    return Promise(
        due_at,
        moment_of(start.cut),
        (
            *reception_steps(start, limit, calendar),
            *counted.steps,
            TraceStep(StepKind.DUE, due_at),
        ),
        doubts(calendar, _spans(arrived.day, start.at.day, counted.weighed)),
        limit,
    )


def start_of(arrived: Point, calendar: Calendar, cut_off: CutOff, channel: Channel) -> Start:
    """Day 0: the day of reception, or the next opening for what came while the office was closed.

    From the cut-off on, ``CutOff.SHIFT`` moves it to the next opening of a working day.
    """
    at, steps = arrived, []
    if _is_closed(arrived, calendar, channel):
        day = calendar.next_open_day(arrived.day)
        at = Point(day, calendar.hours_on(day).opening)
        steps.append(TraceStep(StepKind.ARRIVED_CLOSED, moment_of(arrived), moment_of(at)))
    elif cut_off is CutOff.SHIFT and arrived.minute >= CUT_OFF_MINUTE:
        at = Point(calendar.nth_working_day(arrived.day, 1), calendar.hours.opening)
        steps.append(TraceStep(StepKind.CUT_OFF_SHIFT, moment_of(arrived), moment_of(at)))
    cut = Point(at.day, calendar.hours_on(at.day).cut(at.minute))
    return Start(at, cut, tuple(steps))


def reception_steps(start: Start, limit: TimeLimit, calendar: Calendar) -> tuple[TraceStep, ...]:
    """The trace of day 0; ``limit`` decides whether that day goes uncounted."""
    received = TraceStep(_received_kind(limit), moment_of(start.at))
    return (*start.steps, received, *_clock_cut(start, calendar))


def is_late(at: Point, cut_off: CutOff) -> bool:
    """Whether a same-day result moves to the next working day."""
    return cut_off is CutOff.SAME_DAY_ONLY and at.minute >= CUT_OFF_MINUTE


def _spans(arrived: int, begun: int, weighed: Span) -> tuple[Span, ...]:
    """The days that decided day 0 and those that decided the end, in one where they touch."""
    if begun == weighed.first:
        return (Span(arrived, weighed.last),)
    return Span(arrived, begun), weighed


def _is_closed(arrived: Point, calendar: Calendar, channel: Channel) -> bool:
    if not calendar.is_open_on(arrived.day):
        return True
    after_closing = arrived.minute > calendar.hours_on(arrived.day).closing
    return after_closing and channel is not Channel.COUNTER


def _received_kind(limit: TimeLimit) -> StepKind:
    uncounted = limit.unit in _DAY_ZERO_UNITS and limit.thousandths >= _WHOLE
    return StepKind.RECEIVED_UNCOUNTED if uncounted else StepKind.RECEIVED


def _clock_cut(start: Start, calendar: Calendar) -> tuple[TraceStep, ...]:
    if start.cut == start.at:
        return ()
    hours = calendar.hours_on(start.at.day)
    if start.at.minute < hours.opening:
        kind = StepKind.BEFORE_HOURS
    elif start.at.minute > hours.closing:
        kind = StepKind.AFTER_HOURS
    else:
        kind = StepKind.IN_BREAK
    return (TraceStep(kind, moment_of(start.at), moment_of(start.cut)),)
