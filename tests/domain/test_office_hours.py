from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Reason, Refusal
from app.domain.office_hours import OfficeHours, Session

HOURS = OfficeHours()


@pytest.mark.parametrize(
    ("clock", "cut"),
    [
        ("05:00", "07:00"),
        ("07:00", "07:00"),
        ("11:30", "11:30"),
        ("11:31", "13:30"),
        ("13:29", "13:30"),
        ("17:00", "17:00"),
        ("17:01", "17:00"),
        ("23:59", "17:00"),
    ],
)
def test_a_clock_time_is_brought_into_the_hours(clock: str, cut: str) -> None:
    assert HOURS.cut(minute(clock)) == minute(cut)


@pytest.mark.parametrize(
    ("clock", "worked"),
    [("06:00", 0), ("07:00", 0), ("09:00", 120), ("12:00", 270), ("14:30", 330), ("18:00", 480)],
)
def test_worked_minutes_leave_the_lunch_break_out(clock: str, worked: int) -> None:
    assert HOURS.worked(minute(clock)) == worked


def test_the_end_of_the_morning_is_before_lunch_and_not_after_it() -> None:
    assert HOURS.after(270) == minute("11:30")
    assert HOURS.after(271) == minute("13:31")
    assert HOURS.after(480) == minute("17:00")


@given(worked=st.integers(1, 480))
def test_the_clock_and_the_worked_minutes_are_inverse(worked: int) -> None:
    assert HOURS.worked(HOURS.after(worked)) == worked


@pytest.mark.parametrize(
    "sessions",
    [
        (),
        (Session(420, 420),),
        (Session(600, 420),),
        (Session(420, 700), Session(690, 1000)),
        (Session(-5, 700),),
        (Session(420, 1440),),
    ],
    ids=["none", "empty", "backwards", "overlapping", "before midnight", "until midnight"],
)
def test_unsound_hours_are_refused(sessions: tuple[Session, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        OfficeHours(sessions)
    assert refused.value.reason is Reason.OFFICE_HOURS_WRONG


@pytest.mark.parametrize("clock", ["7h30", "25:00", "07:60", "", ":30"])
def test_a_clock_time_that_is_none_is_refused(clock: str) -> None:
    with pytest.raises(Refusal) as refused:
        Session.of(clock, "17:00")
    assert refused.value.reason is Reason.FIELD_WRONG


def minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
