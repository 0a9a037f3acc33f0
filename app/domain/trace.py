"""What a promise is, and the record of how it was counted."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from app.domain.light_dataclass import dataclass
from app.domain.procedure import TimeLimit


class StepKind(StrEnum):
    """What happened in one step of counting; its sentence stands in ``trace_words``."""

    ARRIVED_CLOSED = "arrived_closed"
    RECEIVED = "received"
    RECEIVED_UNCOUNTED = "received_uncounted"
    BEFORE_HOURS = "before_hours"
    IN_BREAK = "in_break"
    AFTER_HOURS = "after_hours"
    CUT_OFF_SHIFT = "cut_off_shift"
    SAME_DAY = "same_day"
    CUT_OFF_SAME_DAY = "cut_off_same_day"
    CLOSED_SAME_DAY = "closed_same_day"
    OFF = "off"
    WORKED_WEEKEND = "worked_weekend"
    WORKING_DAYS = "working_days"
    WORKING_TIME = "working_time"
    DAYS = "days"
    MONTHS = "months"
    LAST_DAY_OFF = "last_day_off"
    NOT_AFTER_WHOLE = "not_after_whole"
    AGENCY = "agency"
    PAUSED = "paused"
    ALREADY_PAST = "already_past"
    DUE = "due"


class TraceStep(NamedTuple):
    """One step of counting: what happened, when (``at`` to ``until``), over which days.

    ``first`` and ``last`` are both included. ``minutes`` are working minutes. ``notes`` name the
    days off, or the agency of an inter-agency step.
    """

    kind: StepKind
    at: datetime | None = None
    until: datetime | None = None
    first: date | None = None
    last: date | None = None
    limit: TimeLimit | None = None
    minutes: int | None = None
    notes: tuple[str, ...] = ()


_SKIPS = (StepKind.OFF, StepKind.LAST_DAY_OFF)


class WarningKind(StrEnum):
    """Why a promise may have to be looked at again."""

    YEAR_MISSING = "year_missing"
    YEAR_UNCONFIRMED = "year_unconfirmed"
    DAY_UNCONFIRMED = "day_unconfirmed"


@dataclass(frozen=True, slots=True)
class PromiseWarning:
    """A doubt about the calendar that a promise rests on; ``day`` is one expected day off."""

    kind: WarningKind
    year: int
    day: date | None = None
    note: str | None = None

    @property
    def needs_supervisor(self) -> bool:
        """Whether the supervisor has to agree once before such promises are given."""
        return self.kind is WarningKind.YEAR_MISSING


@dataclass(frozen=True, slots=True)
class Promise:
    """Hẹn trả: when the result is due, and why. Moments are aware, at +07:00, whole minutes."""

    due_at: datetime
    counted_from: datetime
    steps: tuple[TraceStep, ...]
    warnings: tuple[PromiseWarning, ...] = ()
    limit: TimeLimit | None = None

    @property
    def days_skipped(self) -> int:
        """Number of days off that the count passed over."""
        runs = ((each.first, each.last) for each in self.steps if each.kind in _SKIPS)
        return sum((last - first).days + 1 for first, last in runs if first and last)
