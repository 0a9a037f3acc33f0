"""Office hours of one working day, in whole minutes after midnight."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property

from app.domain.errors import Reason, Refusal

MINUTES_OF_A_COUNTED_DAY = 480
"""A part of a working day is counted in office hours of 8 to a day, whatever the real hours are."""

_MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class Session:
    """Buổi làm việc: one unbroken stretch of office time, minutes after midnight."""

    opens: int
    closes: int

    @classmethod
    def of(cls, opens: str, closes: str) -> Session:
        """A session from clock times such as ``07:00``; raises ``Refusal`` (FIELD_WRONG)."""
        return cls(_minute(opens), _minute(closes))


DEFAULT_SESSIONS = (Session(7 * 60, 11 * 60 + 30), Session(13 * 60 + 30, 17 * 60))


@dataclass(frozen=True)
class OfficeHours:
    """Giờ làm việc: the sessions of a day in order.

    Raises ``Refusal`` (OFFICE_HOURS_WRONG) when sessions are missing, empty or overlap.
    """

    sessions: tuple[Session, ...] = DEFAULT_SESSIONS

    def __post_init__(self) -> None:
        bounds = [bound for each in self.sessions for bound in (each.opens, each.closes)]
        rising = all(early < late for early, late in itertools.pairwise(bounds))
        if not bounds or not rising or bounds[0] < 0 or bounds[-1] >= _MIDNIGHT:
            raise Refusal(Reason.OFFICE_HOURS_WRONG)

    @cached_property
    def opening(self) -> int:
        """First minute of the day's work."""
        return self.sessions[0].opens

    @cached_property
    def closing(self) -> int:
        """Last minute of the day's work."""
        return self.sessions[-1].closes

    @cached_property
    def length(self) -> int:
        """Working minutes of one day."""
        return sum(each.closes - each.opens for each in self.sessions)

    def cut(self, minute: int) -> int:
        """The clock time brought into the hours: opening, end of the break, or closing."""
        for session in self.sessions:
            if minute < session.opens:
                return session.opens
            if minute <= session.closes:
                return minute
        return self.closing

    def worked(self, minute: int) -> int:
        """Working minutes of the day that have passed at a clock time."""
        passed = 0
        for session in self.sessions:
            if minute <= session.opens:
                break
            passed += min(minute, session.closes) - session.opens
        return passed

    def after(self, worked: int) -> int:
        """The clock time at which so many minutes (1 to ``length``) of the day are worked."""
        for session in self.sessions:
            span = session.closes - session.opens
            if worked <= span:
                return session.opens + worked
            worked -= span
        return self.closing


def _minute(clock: str) -> int:
    hours, colon, minutes = clock.partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal()):
        raise Refusal(Reason.FIELD_WRONG, field="giờ làm việc", value=clock)
    if int(hours) > 23 or int(minutes) > 59:
        raise Refusal(Reason.FIELD_WRONG, field="giờ làm việc", value=clock)
    return int(hours) * 60 + int(minutes)
