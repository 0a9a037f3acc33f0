"""What follows from a promise once given: early or late, time left, forwarding."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from app.domain.calendar import Calendar
from app.domain.light_dataclass import dataclass
from app.domain.moments import local, local_date
from app.domain.office_clock import (
    Point,
    add_working_days,
    moment_of,
    point_of,
    working_minutes_between,
)
from app.domain.procedure import Channel, CutOff
from app.domain.promise import CUT_OFF_MINUTE, start_of


class Settlement(StrEnum):
    """Trước hạn, đúng hạn, quá hạn: how a settled dossier stands to its promise."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


class DueCause(StrEnum):
    """Why a due moment was moved."""

    RESTARTED = "restarted"
    RESUMED = "resumed"
    RESCHEDULED = "rescheduled"


@dataclass(frozen=True, slots=True)
class WorkingSpan:
    """A length of working time: whole working days of this office, and minutes beside."""

    days: int
    minutes: int


@dataclass(frozen=True, slots=True)
class ForwardingDue:
    """When the settling agency must have the dossier: electronically, and on paper."""

    electronic_at: datetime
    paper_at: datetime


def settled_state(due_at: datetime, settled_at: datetime) -> Settlement:
    """Compare calendar days: the due day lasts until 24:00 (Civil Code 2015, article 148)."""
    due_on, settled_on = local_date(due_at), local_date(settled_at)
    if settled_on < due_on:
        return Settlement.EARLY
    return Settlement.ON_TIME if settled_on == due_on else Settlement.LATE


def lateness(due_at: datetime, at: datetime, calendar: Calendar) -> WorkingSpan | None:
    """Working time since the due moment; ``None`` until the due day is over."""
    if settled_state(due_at, at) is not Settlement.LATE:
        return None
    return working_span(due_at, at, calendar)


def time_left(due_at: datetime, at: datetime, calendar: Calendar) -> WorkingSpan | None:
    """Working time until the due moment, zero for the rest of the due day; ``None`` when late."""
    if settled_state(due_at, at) is Settlement.LATE:
        return None
    return working_span(at, due_at, calendar)


def forwarding_due(
    received_at: datetime, calendar: Calendar, *, channel: Channel = Channel.COUNTER
) -> ForwardingDue:
    """Electronic data go at once, from 15:00 on at the next opening; paper in one working day.

    Legal source: internal processes of 2025 under decree 118/2025.
    """
    arrived = point_of(received_at)
    start = start_of(arrived, calendar, CutOff.NONE, channel)
    if start.at.minute < CUT_OFF_MINUTE:
        electronic_at = local(received_at) if start.at == arrived else moment_of(start.at)
    else:
        next_day = calendar.nth_working_day(start.at.day, 1)
        electronic_at = moment_of(Point(next_day, calendar.hours.opening))
    paper = add_working_days(start.cut, 1, calendar)
    return ForwardingDue(electronic_at, moment_of(paper))


def working_span(since: datetime, until: datetime, calendar: Calendar) -> WorkingSpan:
    """Working time between two moments."""
    minutes = working_minutes_between(point_of(since), point_of(until), calendar)
    return WorkingSpan(*divmod(minutes, calendar.hours.length))
