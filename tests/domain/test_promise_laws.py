"""What must hold for every promise, whatever the dossier, limit, channel and cut-off."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.calendar import Calendar
from app.domain.moments import VIETNAM, local, local_date
from app.domain.office_clock import Point, add_working_minutes, working_minutes_between
from app.domain.office_hours import OfficeHours, Session
from app.domain.procedure import Channel, CutOff, LimitUnit, TimeLimit
from app.domain.promise import promise
from app.domain.trace_words import trace_sentences, warning_sentences

HOURS = st.sampled_from(
    [
        OfficeHours(),
        OfficeHours((Session.of("07:30", "12:00"), Session.of("13:00", "17:00"))),
        OfficeHours((Session.of("08:00", "11:00"), Session.of("13:30", "16:30"))),
    ]
)
SATURDAYS = st.sampled_from([(), (Session.of("07:30", "11:30"),)])
MOMENTS = st.datetimes(
    datetime(2023, 6, 1),  # noqa: DTZ001 - Hypothesis wants naive bounds
    datetime(2028, 6, 1),  # noqa: DTZ001
    timezones=st.just(VIETNAM),
)
UNITS = st.sampled_from([each for each in LimitUnit if each is not LimitUnit.OTHER])
THOUSANDTHS = st.one_of(
    st.integers(0, 60).map(lambda whole: whole * 1000),
    st.sampled_from([250, 500, 750, 1250, 1500, 6250]),
    st.integers(1, 20_000),
)
LIMITS = st.builds(TimeLimit, THOUSANDTHS, UNITS)
CUT_OFFS = st.sampled_from(list(CutOff))
CHANNELS = st.sampled_from(list(Channel))


@pytest.fixture(scope="session")
def offices(calendar: Calendar) -> dict[tuple[OfficeHours, tuple[Session, ...]], Calendar]:
    """Calendars by hours and Saturday reception, built once."""
    return {}


def office_of(
    calendar: Calendar,
    offices: dict[tuple[OfficeHours, tuple[Session, ...]], Calendar],
    hours: OfficeHours,
    saturday: tuple[Session, ...],
) -> Calendar:
    return offices.setdefault((hours, saturday), Calendar(calendar.years, hours, saturday))


@given(HOURS, SATURDAYS, MOMENTS, LIMITS, CUT_OFFS, CHANNELS)
def test_a_promise_is_due_within_office_hours_of_a_working_day_after_reception(
    calendar, offices, hours, saturday, received_at, limit, cut_off, channel
) -> None:
    office = office_of(calendar, offices, hours, saturday)
    found = promise(received_at, limit, office, cut_off=cut_off, channel=channel)
    due = local(found.due_at)
    minute = due.hour * 60 + due.minute
    assert office.is_working(due.date())
    assert office.hours.cut(minute) == minute
    assert (due.second, due.microsecond) == (0, 0)
    assert found.due_at >= found.counted_from
    assert found.due_at > received_at


@given(HOURS, SATURDAYS, MOMENTS, UNITS, CUT_OFFS, CHANNELS, st.data())
def test_a_longer_limit_is_never_due_earlier(
    calendar, offices, hours, saturday, received_at, unit, cut_off, channel, data
) -> None:
    """A limit of 0 stands apart: the same day until closing, not nothing at all."""
    shorter, longer = sorted((data.draw(st.integers(1, 30_000)), data.draw(st.integers(1, 30_000))))
    office = office_of(calendar, offices, hours, saturday)
    early, late = (
        promise(received_at, TimeLimit(amount, unit), office, cut_off=cut_off, channel=channel)
        for amount in (shorter, longer)
    )
    assert early.due_at <= late.due_at


@given(HOURS, SATURDAYS, MOMENTS, MOMENTS, LIMITS, CUT_OFFS, CHANNELS)
def test_who_comes_earlier_has_no_later_due_day(
    calendar, offices, hours, saturday, one, other, limit, cut_off, channel
) -> None:
    """Days, not moments: Friday 16:00 and open Saturday 09:00 both fall due on Monday."""
    office = office_of(calendar, offices, hours, saturday)
    first, second = (
        promise(at, limit, office, cut_off=cut_off, channel=channel) for at in sorted((one, other))
    )
    assert local_date(first.due_at) <= local_date(second.due_at)


@given(MOMENTS, MOMENTS, st.integers(0, 40_000), CUT_OFFS, CHANNELS)
def test_who_comes_earlier_has_no_later_due_moment_in_working_units_without_saturdays(
    calendar, one, other, thousandths, cut_off, channel
) -> None:
    for unit in (LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR):
        first, second = (
            promise(at, TimeLimit(thousandths, unit), calendar, cut_off=cut_off, channel=channel)
            for at in sorted((one, other))
        )
        assert first.due_at <= second.due_at


@given(MOMENTS, st.integers(1, 40))
def test_so_many_working_days_lie_between_day_zero_and_the_due_day(
    calendar: Calendar, received_at: datetime, count: int
) -> None:
    found = promise(received_at, TimeLimit.of(count, LimitUnit.WORKING_DAY), calendar)
    day, counted = local_date(found.counted_from), 0
    while day < local_date(found.due_at):
        day += timedelta(days=1)
        counted += calendar.is_working(day)
    assert counted == count
    whole_days = (local_date(found.due_at) - local_date(found.counted_from)).days
    assert found.days_skipped == whole_days - count


@given(MOMENTS, LIMITS, CUT_OFFS, CHANNELS, st.integers(-12, 14))
def test_the_time_zone_of_the_moment_does_not_matter(
    calendar, received_at, limit, cut_off, channel, offset
) -> None:
    elsewhere = received_at.astimezone(timezone(timedelta(hours=offset)))
    home, away, utc = (
        promise(at, limit, calendar, cut_off=cut_off, channel=channel)
        for at in (received_at, elsewhere, received_at.astimezone(UTC))
    )
    assert home == away == utc
    assert home.due_at.utcoffset() == timedelta(hours=7)


@given(HOURS, MOMENTS, st.integers(1, 3_000))
def test_working_minutes_added_are_the_working_minutes_between(
    calendar, offices, hours, at, minutes
) -> None:
    office = office_of(calendar, offices, hours, ())
    start = Point(at.toordinal(), at.hour * 60 + at.minute)
    end = add_working_minutes(start, minutes, office)
    assert working_minutes_between(start, end, office) == minutes
    assert walked_minutes(start, end, office) == minutes


@given(HOURS, MOMENTS, MOMENTS, MOMENTS)
def test_working_time_adds_up(calendar, offices, hours, one, two, three) -> None:
    office = office_of(calendar, offices, hours, ())
    a, b, c = (Point(at.toordinal(), at.hour * 60 + at.minute) for at in sorted((one, two, three)))
    parts = working_minutes_between(a, b, office) + working_minutes_between(b, c, office)
    assert parts == working_minutes_between(a, c, office)
    assert working_minutes_between(c, a, office) == 0 or a == c


@given(HOURS, SATURDAYS, MOMENTS, LIMITS, CUT_OFFS, CHANNELS)
def test_every_promise_can_be_read_aloud(
    calendar, offices, hours, saturday, received_at, limit, cut_off, channel
) -> None:
    office = office_of(calendar, offices, hours, saturday)
    found = promise(received_at, limit, office, cut_off=cut_off, channel=channel)
    for sentence in (*trace_sentences(found), *warning_sentences(found)):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "None" not in sentence
    assert trace_sentences(found)[-1].startswith("Hẹn trả ")


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Ho_Chi_Minh", "Pacific/Apia"])
def test_the_time_zone_of_the_machine_does_not_matter(zone: str) -> None:
    script = (
        "from app.domain.calendar import Calendar\n"
        "from app.domain.moments import from_text, to_local_text\n"
        "from app.domain.procedure import LimitUnit, TimeLimit\n"
        "from app.domain.promise import promise\n"
        "from app.domain.trace_words import trace_sentences\n"
        "for text in ('2026-11-16T00:30', '2026-11-16T06:30:00Z', '2026-11-15T23:00-05:00'):\n"
        "    found = promise(from_text(text), TimeLimit.of(3, LimitUnit.WORKING_DAY), Calendar())\n"
        "    print(to_local_text(found.due_at), *(map(ascii, trace_sentences(found))))\n"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "TZ": zone, "PYTHONPATH": str(root)}
    run = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    due = [line.split()[0] for line in run.stdout.splitlines()]
    assert due == [
        "2026-11-19T07:00:00+07:00",
        "2026-11-19T13:30:00+07:00",
        "2026-11-19T11:00:00+07:00",
    ]
    assert "19/11/2026" in run.stdout


def walked_minutes(start: Point, end: Point, office: Calendar) -> int:
    """Working minutes between two points, counted one by one."""
    assume(end.day - start.day < 40)
    return sum(
        1
        for day in range(start.day, end.day + 1)
        if office.is_working(date.fromordinal(day))
        for session in office.hours.sessions
        for minute in range(session.opens, session.closes)
        if (day, minute) >= start and (day, minute) < end
    )
