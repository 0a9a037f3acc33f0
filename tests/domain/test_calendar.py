from __future__ import annotations

import hashlib
import itertools
from dataclasses import replace
from datetime import date, timedelta
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import Calendar, CalendarDay, CalendarYear, calendar_year
from app.domain.errors import Reason, Refusal
from app.domain.office_hours import OfficeHours, Session
from app.domain.records import to_plain

# What the State announced, written down a second time, independent of the shipped files.
OFF = {
    2024: "0101 0208 0209 0212 0213 0214 0418 0429 0430 0501 0902 0903",
    2025: "0101 0127 0128 0129 0130 0131 0407 0430 0501 0502 0901 0902",
    2026: "0101 0102 0216 0217 0218 0219 0220 0427 0430 0501 0831 0901 0902",
    2027: "0101 0205 0208 0209 0210 0416 0430 0503 0902",
}
WORKED_SATURDAYS = {date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)}

ORDINARY = CalendarYear(year=2026, confirmed=True)


def day(on: date, *, working: bool, reception: bool, confirmed: bool = True) -> CalendarDay:
    return CalendarDay(on=on, working=working, open_for_reception=reception, confirmed=confirmed)


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    count = (date(year + 1, 1, 1) - first).days
    return [first + timedelta(days=ahead) for ahead in range(count)]


@pytest.mark.parametrize("year", OFF)
def test_the_shipped_year_has_exactly_the_announced_days_off(calendar: Calendar, year: int) -> None:
    off = {date(year, int(each[:2]), int(each[2:])) for each in OFF[year].split()}
    for on in days_of(year):
        expected = on in WORKED_SATURDAYS or (on.weekday() < 5 and on not in off)
        assert calendar.is_working(on) is expected, on


def test_every_shipped_day_names_its_reason_and_source(
    shipped_years: tuple[CalendarYear, ...],
) -> None:
    assert [each.year for each in shipped_years] == [2024, 2025, 2026, 2027]
    for year in shipped_years:
        assert year.sources
        for each in year.days:
            assert each.note, each.on
            assert each.source, each.on


def test_the_office_receives_on_a_swapped_saturday_and_never_on_a_holiday(
    calendar: Calendar,
) -> None:
    assert calendar.is_open(date(2026, 1, 10))
    assert not calendar.is_open(date(2026, 2, 16))
    assert not calendar.is_open(date(2026, 11, 21))


@pytest.mark.parametrize(
    "on", [date(2027, 2, 4), date(2027, 2, 11), date(2027, 9, 1), date(2027, 9, 3)]
)
def test_a_day_off_that_needs_an_announcement_counts_as_working_until_then(
    calendar: Calendar, on: date
) -> None:
    assert calendar.is_working(on)
    assert on.toordinal() in calendar.expected_off


def test_days_have_their_names(calendar: Calendar) -> None:
    assert calendar.note(date(2026, 2, 17)) == "Tết Nguyên đán"
    assert calendar.note(date(2026, 3, 17)) is None


def test_a_year_without_calendar_counts_weekends_only() -> None:
    empty = Calendar()
    assert not empty.has_year(2026)
    assert empty.is_working(date(2026, 1, 1))
    assert not empty.is_working(date(2026, 1, 3))
    assert empty.next_working_day(date(2019, 4, 12)) == date(2019, 4, 15)


def test_saturday_reception_opens_the_office_but_counts_for_no_deadline() -> None:
    office = Calendar((ORDINARY,), saturday_sessions=(Session.of("07:30", "11:30"),))
    saturday = date(2026, 11, 21)
    assert office.is_open(saturday)
    assert not office.is_working(saturday)
    assert not office.is_open(date(2026, 11, 22))


def test_a_holiday_on_a_saturday_closes_saturday_reception(
    shipped_years: tuple[CalendarYear, ...],
) -> None:
    office = Calendar(shipped_years, saturday_sessions=(Session.of("07:30", "11:30"),))
    assert not office.is_open(date(2027, 2, 6))
    assert office.is_open(date(2027, 2, 20))


def test_working_days_are_counted_after_the_first_and_with_the_last(calendar: Calendar) -> None:
    assert calendar.working_between(date(2026, 2, 13), date(2026, 2, 27)) == 5
    assert calendar.working_between(date(2026, 2, 13), date(2026, 2, 13)) == 0
    assert calendar.working_between(date(2026, 1, 9), date(2026, 1, 10)) == 1


@given(
    on=st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    count=st.integers(1, 700),
)
def test_the_nth_working_day_is_the_one_found_by_walking(
    calendar: Calendar, on: date, count: int
) -> None:
    walked, left = on, count
    while left:
        walked += timedelta(days=1)
        left -= calendar.is_working(walked)
    found = date.fromordinal(calendar.nth_working_day(on.toordinal(), count))
    assert found == walked
    assert calendar.working_between(on, found) == count


@given(on=st.dates(date(2023, 1, 1), date(2029, 1, 1)), length=st.integers(1, 60))
def test_runs_of_days_off_cover_every_day_off_and_nothing_else(
    calendar: Calendar, on: date, length: int
) -> None:
    low, high = on.toordinal(), on.toordinal() + length
    runs = list(calendar.off_between(low, high))
    covered = [each for first, last in runs for each in range(first, last + 1)]
    off = [each for each in range(low + 1, high) if not calendar.is_working(date.fromordinal(each))]
    assert covered == off
    assert all(first <= last for first, last in runs)
    assert all(last + 1 < first for (_, last), (first, _) in itertools.pairwise(runs))


def test_threads_that_look_far_apart_get_right_answers() -> None:
    office = Calendar((ORDINARY,))
    wrong: list[date] = []

    def look(year: int) -> None:
        for on in days_of(year):
            found = office.next_working_day(on)
            if found.weekday() > 4 or not 1 <= (found - on).days <= 3:
                wrong.append(on)

    threads = [Thread(target=look, args=(year,)) for year in (1980, 2010, 2026, 2060, 2120)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_the_digest_does_not_depend_on_order_and_changes_with_every_rule(
    shipped_years: tuple[CalendarYear, ...],
) -> None:
    plain = Calendar(shipped_years)
    upside_down = Calendar(
        tuple(replace(each, days=each.days[::-1]) for each in reversed(shipped_years))
    )
    others = [
        Calendar(shipped_years[:-1]),
        Calendar(shipped_years, OfficeHours((Session.of("07:30", "17:00"),))),
        Calendar(shipped_years, saturday_sessions=(Session.of("07:30", "11:30"),)),
    ]
    assert upside_down.digest == plain.digest
    assert len({plain.digest, *(each.digest for each in others)}) == 4


def test_the_digest_is_taken_over_canonical_bytes() -> None:
    closed = CalendarYear(
        year=2026, days=(day(date(2026, 1, 1), working=False, reception=False),), sources=("Luật",)
    )
    content = (
        '{"hours":{"sessions":[{"closes":690,"opens":420},{"closes":1020,"opens":810}]},'
        '"saturday_sessions":[],"years":[{"confirmed":false,"days":[{"confirmed":true,'
        '"on":"2026-01-01","open_for_reception":false,"working":false}],'
        '"sources":["Luật"],"year":2026}]}'
    )
    assert Calendar((closed,)).digest == hashlib.sha256(content.encode()).hexdigest()


def test_a_year_survives_being_written_and_read(shipped_years: tuple[CalendarYear, ...]) -> None:
    for year in shipped_years:
        assert calendar_year(to_plain(year)) == year


@pytest.mark.parametrize(
    "days",
    [
        (day(date(2025, 1, 1), working=False, reception=False),),
        (day(date(2026, 1, 10), working=True, reception=False),),
        (
            day(date(2026, 1, 1), working=False, reception=False),
            day(date(2026, 1, 1), working=True, reception=True),
        ),
    ],
    ids=["another year", "working but closed", "twice"],
)
def test_an_unsound_year_is_refused(days: tuple[CalendarDay, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        calendar_year(to_plain(replace(ORDINARY, days=days)))
    assert refused.value.reason is Reason.CALENDAR_WRONG


def test_a_year_given_twice_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        Calendar((ORDINARY, replace(ORDINARY, confirmed=False)))
    assert refused.value.reason is Reason.CALENDAR_WRONG


def test_an_unknown_field_in_a_year_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        calendar_year({"year": 2026, "holidays": []})
    assert refused.value.values["field"] == "holidays"
