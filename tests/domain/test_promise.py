from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.domain.calendar import Calendar
from app.domain.errors import Reason, Refusal
from app.domain.moments import VIETNAM, from_text, to_local_text
from app.domain.office_hours import OfficeHours, Session
from app.domain.procedure import Channel, CutOff, LimitUnit, TimeLimit
from app.domain.promise import promise
from app.domain.trace import StepKind, WarningKind

WD, DAY, HOUR, MONTH = (
    LimitUnit.WORKING_DAY,
    LimitUnit.DAY,
    LimitUnit.WORKING_HOUR,
    LimitUnit.MONTH,
)


def due(
    calendar: Calendar,
    received: str,
    amount: int | str,
    unit: LimitUnit = WD,
    *,
    cut_off: CutOff = CutOff.SAME_DAY_ONLY,
    channel: Channel = Channel.COUNTER,
) -> str:
    limit = TimeLimit.of(amount, unit)
    found = promise(from_text(received), limit, calendar, cut_off=cut_off, channel=channel)
    return to_local_text(found.due_at)[:16]


@pytest.fixture
def saturday_office(calendar: Calendar) -> Calendar:
    """An office that receives on Saturday mornings too."""
    return Calendar(calendar.years, saturday_sessions=(Session.of("07:30", "11:30"),))


@pytest.mark.parametrize(
    ("received", "amount", "unit", "expected"),
    [
        # counted by hand with the days off as announced; the first stands on a real slip
        ("2019-11-20T08:37", 25, WD, "2019-12-25T08:37"),
        ("2025-12-31T09:00", 3, WD, "2026-01-07T09:00"),
        ("2026-01-08T09:00", 2, WD, "2026-01-10T09:00"),
        ("2026-02-13T09:00", 5, WD, "2026-02-27T09:00"),
        ("2026-04-24T09:00", 1, WD, "2026-04-28T09:00"),
        ("2026-04-24T09:00", 3, WD, "2026-05-04T09:00"),
        ("2026-08-20T09:00", 3, WD, "2026-08-24T09:00"),
        ("2026-08-28T09:00", 1, WD, "2026-09-03T09:00"),
        ("2026-04-20T09:00", 10, DAY, "2026-05-04T09:00"),
        ("2026-02-06T09:00", 15, DAY, "2026-02-23T09:00"),
        ("2026-08-25T09:00", 7, DAY, "2026-09-03T09:00"),
        ("2026-03-03T10:00", 4, HOUR, "2026-03-03T16:00"),
        ("2026-03-03T15:30", 4, HOUR, "2026-03-04T09:30"),
        # the swapped Saturdays of other years
        ("2024-04-26T09:00", 1, WD, "2024-05-02T09:00"),
        ("2024-05-03T09:00", 1, WD, "2024-05-04T09:00"),
        ("2025-04-25T09:00", 1, WD, "2025-04-26T09:00"),
        ("2025-04-29T09:00", 1, WD, "2025-05-05T09:00"),
        ("2025-08-29T09:00", 1, WD, "2025-09-03T09:00"),
        ("2024-02-07T09:00", 1, WD, "2024-02-15T09:00"),
        ("2025-01-24T09:00", 1, WD, "2025-02-03T09:00"),
        # into another year, and a year known by law alone
        ("2026-12-31T09:00", 1, WD, "2027-01-04T09:00"),
        ("2027-02-03T09:00", 3, WD, "2027-02-12T09:00"),
        ("2027-12-31T09:00", 1, WD, "2028-01-03T09:00"),
        # received on a swapped Saturday: a working day like any other
        ("2026-01-10T16:00", 1, WD, "2026-01-12T16:00"),
    ],
)
def test_the_due_moment_of_known_cases(
    calendar: Calendar, received: str, amount: int, unit: LimitUnit, expected: str
) -> None:
    assert due(calendar, received, amount, unit) == expected


@pytest.mark.parametrize(
    ("received", "amount", "expected"),
    [
        ("2026-11-16T09:00", "0.25", "2026-11-16T11:00"),
        ("2026-11-16T09:00", "0.5", "2026-11-16T15:00"),
        ("2026-11-16T14:00", "0.5", "2026-11-17T08:00"),
        ("2026-11-16T09:00", "1.5", "2026-11-17T15:00"),
        ("2026-11-16T10:30", "1.25", "2026-11-17T14:30"),
        ("2026-11-19T16:00", "1.5", "2026-11-23T10:00"),
        ("2026-11-20T16:00", "0.5", "2026-11-23T10:00"),
        ("2026-11-16T09:30", "0.25", "2026-11-16T11:30"),
        ("2026-11-16T15:00", "0.25", "2026-11-16T17:00"),
        ("2026-11-02T09:00", "6.25", "2026-11-10T11:00"),
        ("2026-11-16T12:15", "0.5", "2026-11-17T07:30"),
        ("2026-11-16T09:00", "0.001", "2026-11-16T09:01"),
    ],
)
def test_a_part_of_a_working_day_runs_in_office_hours(
    calendar: Calendar, received: str, amount: str, expected: str
) -> None:
    assert due(calendar, received, amount) == expected


@pytest.mark.parametrize(
    ("received", "hours", "expected"),
    [
        ("2026-11-16T07:00", 8, "2026-11-16T17:00"),
        ("2026-11-16T05:00", 1, "2026-11-16T08:00"),
        ("2026-11-16T11:00", 1, "2026-11-16T14:00"),
        ("2026-11-16T12:00", 1, "2026-11-16T14:30"),
        ("2026-11-20T16:30", 1, "2026-11-23T07:30"),
        ("2026-11-16T17:00", 1, "2026-11-17T08:00"),
        ("2026-11-16T09:00", 96, "2026-12-02T09:00"),
        ("2026-02-13T16:00", 9, "2026-02-23T17:00"),
        ("2026-11-16T10:00", "1.5", "2026-11-16T11:30"),
        ("2026-01-09T16:00", 2, "2026-01-10T08:00"),
    ],
)
def test_working_hours_run_within_working_time_only(
    calendar: Calendar, received: str, hours: int | str, expected: str
) -> None:
    assert due(calendar, received, hours, HOUR) == expected


@pytest.mark.parametrize(
    ("received", "months", "expected"),
    [
        ("2026-03-16T09:00", 1, "2026-04-16T09:00"),
        ("2025-10-31T09:00", 1, "2025-12-01T09:00"),  # 30/11 is a Sunday
        ("2026-03-31T09:00", 1, "2026-05-04T09:00"),  # 30/4 begins four days off
        ("2026-07-31T09:00", 2, "2026-09-30T09:00"),
        ("2026-08-31T09:00", 1, "2026-10-05T07:00"),  # closed: received on 3/9, 3/10 is Saturday
        ("2026-12-31T09:00", 2, "2027-03-01T09:00"),  # 28/02/2027 is a Sunday
        ("2024-01-31T09:00", 1, "2024-02-29T09:00"),
        ("2026-11-30T09:00", 3, "2027-03-01T09:00"),
        ("2026-11-16T09:00", 12, "2027-11-16T09:00"),
        ("2026-03-16T09:00", "0.5", "2026-03-31T09:00"),
        ("2026-02-02T09:00", "0.99", "2026-03-02T09:00"),  # 30 days would pass the whole month
        ("2026-03-16T09:00", "1.5", "2026-05-04T09:00"),  # 16/4 and 15 days: 1 May
    ],
)
def test_months_end_on_the_corresponding_date_or_the_last_of_the_month(
    calendar: Calendar, received: str, months: int | str, expected: str
) -> None:
    assert due(calendar, received, months, MONTH) == expected


def test_a_part_of_a_calendar_day_ends_with_its_day(calendar: Calendar) -> None:
    assert due(calendar, "2026-11-16T09:00", "1.5", DAY) == "2026-11-18T09:00"


@pytest.mark.parametrize(
    ("received", "cut_off", "expected"),
    [
        ("2026-11-16T14:59", CutOff.SAME_DAY_ONLY, "2026-11-16T17:00"),
        ("2026-11-16T15:00", CutOff.SAME_DAY_ONLY, "2026-11-17T17:00"),
        ("2026-11-20T15:00", CutOff.SAME_DAY_ONLY, "2026-11-23T17:00"),
        ("2026-02-13T16:59", CutOff.SAME_DAY_ONLY, "2026-02-23T17:00"),
        ("2026-11-16T06:00", CutOff.SAME_DAY_ONLY, "2026-11-16T17:00"),
        ("2026-11-16T17:30", CutOff.SAME_DAY_ONLY, "2026-11-17T17:00"),
        ("2026-11-16T16:59", CutOff.NONE, "2026-11-16T17:00"),
        ("2026-11-16T17:00", CutOff.NONE, "2026-11-17T17:00"),
        ("2026-11-20T17:30", CutOff.NONE, "2026-11-23T17:00"),
        ("2026-11-16T14:59", CutOff.SHIFT, "2026-11-16T17:00"),
        ("2026-11-16T15:00", CutOff.SHIFT, "2026-11-17T17:00"),
    ],
)
def test_a_limit_of_zero_is_due_at_closing(
    calendar: Calendar, received: str, cut_off: CutOff, expected: str
) -> None:
    assert due(calendar, received, 0, cut_off=cut_off) == expected


@pytest.mark.parametrize("unit", [WD, DAY, HOUR, MONTH])
def test_zero_means_the_same_day_in_every_unit(calendar: Calendar, unit: LimitUnit) -> None:
    assert due(calendar, "2026-11-16T09:00", 0, unit) == "2026-11-16T17:00"


@pytest.mark.parametrize(
    ("received", "amount", "unit", "expected"),
    [
        ("2026-11-16T14:59", 1, WD, "2026-11-17T14:59"),
        ("2026-11-16T15:00", 1, WD, "2026-11-18T07:00"),
        ("2026-11-20T15:00", 1, WD, "2026-11-24T07:00"),
        ("2026-11-16T16:00", 5, DAY, "2026-11-23T07:00"),
        ("2026-11-16T16:00", 2, HOUR, "2026-11-17T09:00"),
        ("2026-11-16T16:00", 1, MONTH, "2026-12-17T07:00"),
    ],
)
def test_the_shift_cut_off_counts_from_the_next_working_opening(
    calendar: Calendar, received: str, amount: int, unit: LimitUnit, expected: str
) -> None:
    assert due(calendar, received, amount, unit, cut_off=CutOff.SHIFT) == expected


@pytest.mark.parametrize("cut_off", [CutOff.NONE, CutOff.SAME_DAY_ONLY])
def test_the_cut_off_does_not_touch_longer_limits(calendar: Calendar, cut_off: CutOff) -> None:
    assert due(calendar, "2026-11-16T16:00", 1, cut_off=cut_off) == "2026-11-17T16:00"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-11-16T05:40", "2026-11-17T07:00"),
        ("2026-11-16T11:30", "2026-11-17T11:30"),
        ("2026-11-16T12:00", "2026-11-17T13:30"),
        ("2026-11-16T17:00", "2026-11-17T17:00"),
        ("2026-11-16T17:40", "2026-11-17T17:00"),
        ("2026-11-16T09:15:59", "2026-11-17T09:15"),
    ],
)
def test_the_due_moment_keeps_the_clock_time_within_office_hours(
    calendar: Calendar, received: str, expected: str
) -> None:
    assert due(calendar, received, 1) == expected


@pytest.mark.parametrize("channel", [Channel.ONLINE, Channel.POST])
@pytest.mark.parametrize(
    ("arrived", "expected"),
    [
        ("2026-11-16T12:00", "2026-11-17T13:30"),
        ("2026-11-16T17:00", "2026-11-17T17:00"),
        ("2026-11-16T17:01", "2026-11-18T07:00"),
        ("2026-11-16T23:59", "2026-11-18T07:00"),
        ("2026-11-17T00:00", "2026-11-18T07:00"),
        ("2026-11-20T20:00", "2026-11-24T07:00"),
        ("2026-02-13T20:00", "2026-02-24T07:00"),
    ],
)
def test_what_arrives_while_the_office_is_closed_is_received_at_the_next_opening(
    calendar: Calendar, channel: Channel, arrived: str, expected: str
) -> None:
    assert due(calendar, arrived, 1, channel=channel) == expected


def test_a_day_closed_for_reception_is_no_day_zero_at_the_counter_either(
    calendar: Calendar,
) -> None:
    assert due(calendar, "2026-11-21T09:00", 1) == "2026-11-24T07:00"


@pytest.mark.parametrize(
    ("received", "amount", "unit", "expected"),
    [
        ("2026-11-21T09:00", 1, WD, "2026-11-23T09:00"),
        ("2026-11-21T07:00", 1, WD, "2026-11-23T07:30"),
        ("2026-11-21T15:30", 1, WD, "2026-11-23T11:30"),
        ("2026-11-21T09:00", 0, WD, "2026-11-23T17:00"),
        ("2026-11-21T09:00", 4, HOUR, "2026-11-23T11:00"),
        ("2026-11-21T09:00", 2, DAY, "2026-11-23T09:00"),
        ("2026-11-21T09:00", "1.5", WD, "2026-11-23T15:00"),
        ("2026-11-20T09:00", 1, WD, "2026-11-23T09:00"),
    ],
)
def test_an_open_saturday_is_day_zero_but_never_a_working_day(
    saturday_office: Calendar, received: str, amount: int | str, unit: LimitUnit, expected: str
) -> None:
    assert due(saturday_office, received, amount, unit) == expected


@pytest.mark.parametrize(("amount", "unit"), [(1, WD), (2, DAY)])
def test_a_clock_time_of_saturday_is_cut_to_the_hours_of_the_due_day(
    calendar: Calendar, amount: int, unit: LimitUnit
) -> None:
    office = Calendar(calendar.years, saturday_sessions=(Session.of("08:00", "12:00"),))
    assert due(office, "2026-11-21T11:45", amount, unit) == "2026-11-23T13:30"


def test_online_on_a_saturday_afternoon_waits_for_monday(saturday_office: Calendar) -> None:
    arrived = "2026-11-21T15:30"
    assert due(saturday_office, arrived, 1, channel=Channel.ONLINE) == "2026-11-24T07:00"
    arrived = "2026-11-20T20:00"
    assert due(saturday_office, arrived, 1, channel=Channel.ONLINE) == "2026-11-23T07:30"


def test_a_part_of_a_day_is_eight_hours_to_a_day_whatever_the_office_hours_are(
    calendar: Calendar,
) -> None:
    nine = Calendar(calendar.years, OfficeHours((Session.of("07:00", "16:00"),)))
    assert due(nine, "2026-11-16T08:00", "0.5") == "2026-11-16T12:00"
    assert due(nine, "2026-11-16T08:00", "1.5") == "2026-11-17T12:00"
    assert due(nine, "2026-11-16T15:00", 2, HOUR) == "2026-11-17T08:00"


def test_a_part_of_a_day_is_never_due_after_the_whole_day(
    calendar: Calendar, saturday_office: Calendar
) -> None:
    short = Calendar(calendar.years, OfficeHours((Session.of("08:00", "12:00"),)))
    assert due(short, "2026-11-16T09:00", "0.75") == "2026-11-17T09:00"
    assert due(saturday_office, "2026-11-21T09:00", "0.5") == "2026-11-23T09:00"


def test_a_part_of_a_day_that_just_fills_the_whole_day_is_not_bounded(calendar: Calendar) -> None:
    short = Calendar(calendar.years, OfficeHours((Session.of("08:00", "12:00"),)))
    found = promise(from_text("2026-11-16T09:00"), TimeLimit.of("0.5", WD), short)
    assert to_local_text(found.due_at)[:16] == "2026-11-17T09:00"
    assert StepKind.NOT_AFTER_WHOLE not in [step.kind for step in found.steps]


def test_steps_carry_the_days_skipped_and_the_promise_counts_them(calendar: Calendar) -> None:
    found = promise(from_text("2026-02-13T09:00"), TimeLimit.of(5, WD), calendar)
    kinds = [step.kind for step in found.steps]
    assert kinds == [
        StepKind.RECEIVED_UNCOUNTED,
        StepKind.OFF,
        StepKind.WORKING_DAYS,
        StepKind.DUE,
    ]
    assert found.days_skipped == 9
    assert found.steps[1].notes == ("Tết Nguyên đán",)
    assert found.steps[-1].at == found.due_at


def test_counting_begins_where_the_hours_allow(calendar: Calendar) -> None:
    found = promise(from_text("2026-11-16T12:00"), TimeLimit.of(1, WD), calendar)
    assert found.counted_from == datetime(2026, 11, 16, 13, 30, tzinfo=VIETNAM)


def test_a_moment_in_utc_means_the_same_day_in_viet_nam(calendar: Calendar) -> None:
    limit = TimeLimit.of(1, WD)
    late_in_utc = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)  # 06:30 on Monday in Viet Nam
    found = promise(late_in_utc, limit, calendar)
    assert to_local_text(found.due_at) == "2026-11-17T07:00:00+07:00"


def test_a_naive_moment_is_a_fault_of_the_program(calendar: Calendar) -> None:
    with pytest.raises(TypeError):
        promise(datetime(2026, 11, 16, 9), TimeLimit.of(1, WD), calendar)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("received", "amount", "unit", "expected"),
    [
        ("2026-11-16T09:00", 5, WD, []),
        ("2026-11-20T09:00", 2, WD, [WarningKind.DAY_UNCONFIRMED]),
        ("2026-11-24T09:00", 2, WD, [WarningKind.DAY_UNCONFIRMED]),
        ("2026-11-25T09:00", 2, WD, []),
        ("2026-11-23T09:00", 4, DAY, []),
        ("2026-11-20T09:00", 15, DAY, []),
        ("2026-11-20T09:00", 4, DAY, [WarningKind.DAY_UNCONFIRMED]),
        ("2026-11-23T16:00", 8, HOUR, [WarningKind.DAY_UNCONFIRMED]),
        ("2026-12-31T09:00", 1, WD, [WarningKind.YEAR_UNCONFIRMED]),
        ("2027-12-31T09:00", 1, WD, [WarningKind.YEAR_UNCONFIRMED, WarningKind.YEAR_MISSING]),
        ("2019-11-20T09:00", 25, WD, [WarningKind.YEAR_MISSING]),
        (
            "2027-02-03T09:00",
            3,
            WD,
            [
                WarningKind.YEAR_UNCONFIRMED,
                WarningKind.DAY_UNCONFIRMED,
                WarningKind.DAY_UNCONFIRMED,
            ],
        ),
    ],
)
def test_a_promise_across_an_open_question_warns(
    calendar: Calendar, received: str, amount: int, unit: LimitUnit, expected: list[WarningKind]
) -> None:
    found = promise(from_text(received), TimeLimit.of(amount, unit), calendar)
    assert [warning.kind for warning in found.warnings] == expected


def test_a_missing_year_needs_the_supervisor_and_an_expected_day_does_not(
    calendar: Calendar,
) -> None:
    missing = promise(from_text("2019-11-20T09:00"), TimeLimit.of(1, WD), calendar)
    expected = promise(from_text("2026-11-23T09:00"), TimeLimit.of(1, WD), calendar)
    assert [warning.needs_supervisor for warning in missing.warnings] == [True]
    assert [warning.needs_supervisor for warning in expected.warnings] == [False]


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        (TimeLimit(5000, LimitUnit.OTHER), Reason.LIMIT_NOT_COUNTABLE),
        (TimeLimit(-1, WD), Reason.LIMIT_WRONG),
        (TimeLimit.of(100_000, WD), Reason.LIMIT_WRONG),
        (TimeLimit.of(1_000, MONTH), Reason.LIMIT_WRONG),
    ],
)
def test_a_limit_that_cannot_be_counted_is_refused(
    calendar: Calendar, limit: TimeLimit, reason: Reason
) -> None:
    with pytest.raises(Refusal) as refused:
        promise(from_text("2026-11-16T09:00"), limit, calendar)
    assert refused.value.reason is reason


@pytest.mark.parametrize("received", ["1900-01-01T09:00", "9999-12-31T23:00"])
def test_a_year_out_of_reach_is_refused(calendar: Calendar, received: str) -> None:
    with pytest.raises(Refusal) as refused:
        promise(from_text(received), TimeLimit.of(1, WD), calendar)
    assert refused.value.reason is Reason.YEAR_WRONG


@pytest.mark.parametrize(
    "limit",
    [TimeLimit.of(5000, WD), TimeLimit.of(7500, DAY), TimeLimit.of(240, MONTH)],
)
def test_the_longest_limits_are_counted_beyond_every_calendar(limit: TimeLimit) -> None:
    found = promise(from_text("2026-11-16T09:00"), limit, Calendar())
    assert found.due_at.year in (2046, 2047)
