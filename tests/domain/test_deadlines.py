from __future__ import annotations

import pytest

from app.domain.calendar import Calendar
from app.domain.deadlines import (
    Settlement,
    WorkingSpan,
    forwarding_due,
    lateness,
    settled_state,
    time_left,
)
from app.domain.moments import from_text, to_local_text
from app.domain.office_hours import Session
from app.domain.procedure import Channel

DUE_AT = from_text("2026-11-19T09:00")  # a Thursday


@pytest.mark.parametrize(
    ("settled", "expected"),
    [
        ("2026-11-18T23:59", Settlement.EARLY),
        ("2026-11-19T00:00", Settlement.ON_TIME),
        ("2026-11-19T09:01", Settlement.ON_TIME),
        ("2026-11-19T23:59:59", Settlement.ON_TIME),
        ("2026-11-20T00:00", Settlement.LATE),
        ("2026-11-18T17:00:00Z", Settlement.ON_TIME),
        ("2026-11-19T17:00:00Z", Settlement.LATE),
    ],
)
def test_the_due_day_lasts_until_midnight(settled: str, expected: Settlement) -> None:
    assert settled_state(DUE_AT, from_text(settled)) is expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-19T16:00", None),
        ("2026-11-20T09:00", WorkingSpan(1, 0)),
        ("2026-11-20T14:30", WorkingSpan(1, 210)),
        ("2026-11-23T08:00", WorkingSpan(1, 420)),
        ("2026-11-21T20:00", WorkingSpan(1, 360)),
    ],
)
def test_lateness_is_told_in_working_time(
    calendar: Calendar, at: str, expected: WorkingSpan | None
) -> None:
    assert lateness(DUE_AT, from_text(at), calendar) == expected


def test_late_without_any_working_time_is_still_late(calendar: Calendar) -> None:
    friday_closing = from_text("2026-11-20T17:00")
    assert lateness(friday_closing, from_text("2026-11-22T10:00"), calendar) == WorkingSpan(0, 0)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-16T13:30", WorkingSpan(2, 330)),
        ("2026-11-19T08:00", WorkingSpan(0, 60)),
        ("2026-11-19T10:00", WorkingSpan(0, 0)),
        ("2026-11-15T10:00", WorkingSpan(3, 120)),
        ("2026-11-20T07:00", None),
    ],
)
def test_time_left_is_told_in_working_time(
    calendar: Calendar, at: str, expected: WorkingSpan | None
) -> None:
    assert time_left(DUE_AT, from_text(at), calendar) == expected


@pytest.mark.parametrize(
    ("received", "channel", "electronic", "paper"),
    [
        ("2026-11-16T09:12", Channel.COUNTER, "2026-11-16T09:12", "2026-11-17T09:12"),
        ("2026-11-16T14:59", Channel.COUNTER, "2026-11-16T14:59", "2026-11-17T14:59"),
        ("2026-11-16T15:00", Channel.COUNTER, "2026-11-17T07:00", "2026-11-17T15:00"),
        ("2026-11-20T16:00", Channel.COUNTER, "2026-11-23T07:00", "2026-11-23T16:00"),
        ("2026-11-20T17:20", Channel.COUNTER, "2026-11-23T07:00", "2026-11-23T17:00"),
        ("2026-11-20T20:00", Channel.ONLINE, "2026-11-23T07:00", "2026-11-24T07:00"),
        ("2026-02-13T16:00", Channel.COUNTER, "2026-02-23T07:00", "2026-02-23T16:00"),
        ("2026-11-16T12:00", Channel.COUNTER, "2026-11-16T12:00", "2026-11-17T13:30"),
    ],
)
def test_forwarding_is_due_at_once_or_at_the_next_opening(
    calendar: Calendar, received: str, channel: Channel, electronic: str, paper: str
) -> None:
    found = forwarding_due(from_text(received), calendar, channel=channel)
    assert to_local_text(found.electronic_at)[:16] == electronic
    assert to_local_text(found.paper_at)[:16] == paper


def test_paper_of_an_open_saturday_follows_within_monday(calendar: Calendar) -> None:
    office = Calendar(calendar.years, saturday_sessions=(Session.of("07:30", "11:30"),))
    found = forwarding_due(from_text("2026-11-21T09:00"), office)
    assert to_local_text(found.electronic_at)[:16] == "2026-11-21T09:00"
    assert to_local_text(found.paper_at)[:16] == "2026-11-23T09:00"
