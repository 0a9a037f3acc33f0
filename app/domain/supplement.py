"""What asking for a supplement (yêu cầu bổ sung) does to the clock.

By default the time limit restarts: ``promise`` counted from the moment when the dossier became
complete. Where a sector's law says so the clock pauses and ``resumed`` gives the new promise.
"""

from __future__ import annotations

from datetime import date, datetime

from app.domain.calendar import Calendar
from app.domain.doubts import Span, doubts
from app.domain.moments import local_date
from app.domain.office_clock import (
    Point,
    add_working_minutes,
    moment_of,
    point_of,
    working_minutes_between,
)
from app.domain.trace import Promise, StepKind, TraceStep

CLOSING_WORKING_DAYS = 15
"""Working days after which an incomplete dossier may be closed (decree 297/2025)."""


def resumed(
    due_at: datetime, asked_at: datetime, completed_at: datetime, calendar: Calendar
) -> Promise:
    """The promise after a pause: the working time left when asked runs on from completion.

    Asked for on the due day after its hour, the rest of a day is left: due at closing. A promise
    whose day was over when the supplement was asked for stays as it was.
    """
    due, asked, completed = point_of(due_at), point_of(asked_at), point_of(completed_at)
    left = working_minutes_between(asked, due, calendar)
    spans = [Span(min(asked.day, due.day), due.day)]
    new_due = due
    step = TraceStep(StepKind.ALREADY_PAST, moment_of(asked), moment_of(due))
    if asked.day <= due.day:
        new_due = max(due, _run_on(completed, left, due, calendar))
        step = TraceStep(StepKind.PAUSED, moment_of(asked), moment_of(completed), minutes=left)
        spans.append(Span(completed.day, new_due.day))
    new_due_at = moment_of(new_due)
    steps = (step, TraceStep(StepKind.DUE, new_due_at))
    return Promise(new_due_at, moment_of(completed), steps, doubts(calendar, spans))


def _run_on(completed: Point, left: int, due: Point, calendar: Calendar) -> Point:
    """The end of the time left; with none left, the end of the day."""
    hours = calendar.hours
    if left:
        end = add_working_minutes(completed, left, calendar)
    else:
        end = Point(calendar.working_on_or_after(completed.day), hours.closing)
    if due.minute == hours.opening and end.minute == hours.closing:
        # An opening is the closing before it in working time, but a day later in law.
        return Point(calendar.nth_working_day(end.day, 1), hours.opening)
    return end


def supplement_deadline(
    asked_at: datetime, calendar: Calendar, *, working_days: int = CLOSING_WORKING_DAYS
) -> date:
    """The last day on which the citizen may complete the dossier; the day asked not counted."""
    asked_on = local_date(asked_at).toordinal()
    return date.fromordinal(calendar.nth_working_day(asked_on, working_days))


def closable_from(
    asked_at: datetime, calendar: Calendar, *, working_days: int = CLOSING_WORKING_DAYS
) -> date:
    """The first working day on which a dossier never completed may be closed."""
    deadline = supplement_deadline(asked_at, calendar, working_days=working_days)
    return calendar.next_working_day(deadline)
