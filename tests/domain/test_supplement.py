from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Calendar
from app.domain.moments import VIETNAM, from_text, to_local_text
from app.domain.office_clock import point_of, working_minutes_between
from app.domain.procedure import LimitUnit, TimeLimit
from app.domain.promise import promise
from app.domain.supplement import closable_from, resumed, supplement_deadline
from app.domain.trace import StepKind, WarningKind

_HOUR = timedelta(hours=1)


def resume(calendar: Calendar, due: str, asked: str, completed: str) -> str:
    moments = (from_text(each) for each in (due, asked, completed))
    return to_local_text(resumed(*moments, calendar).due_at)[:16]


@pytest.mark.parametrize(
    ("due", "asked", "completed", "expected"),
    [
        # 2 days 1 hour are left; complete on Friday 14:00
        ("2026-11-12T09:00", "2026-11-10T08:00", "2026-11-13T14:00", "2026-11-17T15:00"),
        ("2026-11-12T09:00", "2026-11-10T08:00", "2026-11-10T08:00", "2026-11-12T09:00"),
        ("2026-11-12T09:00", "2026-11-12T08:00", "2026-11-15T20:00", "2026-11-16T08:00"),
        # asked for on the due day after its hour: what is left is the day
        ("2026-11-12T09:00", "2026-11-12T10:00", "2026-11-18T10:00", "2026-11-18T17:00"),
        ("2026-11-12T09:00", "2026-11-12T10:00", "2026-11-21T10:00", "2026-11-23T17:00"),
        # over before it was asked for
        ("2026-11-12T09:00", "2026-11-13T08:00", "2026-11-18T10:00", "2026-11-12T09:00"),
        # due at opening stays due at an opening, not at the closing before
        ("2026-11-12T07:00", "2026-11-11T07:00", "2026-11-12T07:00", "2026-11-13T07:00"),
        ("2026-11-13T07:00", "2026-11-12T07:00", "2026-11-13T07:00", "2026-11-16T07:00"),
        ("2026-11-13T07:00", "2026-11-12T18:00", "2026-11-12T18:00", "2026-11-13T07:00"),
        ("2026-11-12T13:30", "2026-11-12T12:00", "2026-11-13T09:00", "2026-11-13T17:00"),
        ("2026-11-12T13:30", "2026-11-12T11:00", "2026-11-12T11:00", "2026-11-12T13:30"),
        # Tết does not eat what was left
        ("2026-02-13T16:00", "2026-02-13T09:00", "2026-02-19T09:00", "2026-02-23T14:00"),
    ],
)
def test_the_working_time_left_runs_on_from_completion(
    calendar: Calendar, due: str, asked: str, completed: str, expected: str
) -> None:
    assert resume(calendar, due, asked, completed) == expected


@given(
    received=st.datetimes(datetime(2024, 1, 2), datetime(2026, 12, 1)),  # noqa: DTZ001
    days=st.integers(2, 30),
    waited=st.integers(0, 400),
    asked_after=st.integers(0, 400),
)
def test_a_pause_neither_gives_nor_takes_working_time(
    calendar: Calendar, received: datetime, days: int, waited: int, asked_after: int
) -> None:
    received_at = received.replace(tzinfo=VIETNAM)
    due_at = promise(received_at, TimeLimit.of(days, LimitUnit.WORKING_DAY), calendar).due_at
    asked_at = min(received_at.replace(hour=12) + asked_after * _HOUR, due_at - _HOUR)
    completed_at = asked_at + waited * _HOUR
    found = resumed(due_at, asked_at, completed_at, calendar)
    left = working_minutes_between(point_of(asked_at), point_of(due_at), calendar)
    ran = working_minutes_between(point_of(completed_at), point_of(found.due_at), calendar)
    if left:
        assert ran == left
    assert found.due_at >= due_at


def test_a_resumption_tells_what_was_left_and_what_is_doubtful(calendar: Calendar) -> None:
    found = resumed(
        from_text("2026-11-12T09:00"),
        from_text("2026-11-10T08:00"),
        from_text("2026-11-23T14:00"),
        calendar,
    )
    assert found.steps[0].kind is StepKind.PAUSED
    assert found.steps[0].minutes == 2 * 480 + 60
    assert [each.kind for each in found.warnings] == [WarningKind.DAY_UNCONFIRMED]


def test_an_incomplete_dossier_may_be_closed_after_fifteen_working_days(
    calendar: Calendar,
) -> None:
    asked_at = from_text("2026-02-02T10:00")
    assert supplement_deadline(asked_at, calendar) == date(2026, 3, 2)
    assert closable_from(asked_at, calendar) == date(2026, 3, 3)


def test_a_sector_may_set_another_number_of_days(calendar: Calendar) -> None:
    asked_at = from_text("2026-11-16T10:00")
    assert supplement_deadline(asked_at, calendar, working_days=5) == date(2026, 11, 23)
    assert closable_from(asked_at, calendar, working_days=5) == date(2026, 11, 24)
