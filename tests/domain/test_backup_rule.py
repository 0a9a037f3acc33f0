from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.backup_rule import (
    BackupName,
    BackupRule,
    asks_before_closing,
    days_away,
    is_due,
    last_closing,
    read_backup_name,
    superfluous,
)
from app.domain.calendar import Calendar, CalendarDay, CalendarYear
from app.domain.moments import VIETNAM

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=VIETNAM)
RULE = BackupRule()
MOMENTS = st.integers(0, 3 * 365 * 86_400).map(
    lambda second: datetime(2024, 1, 1, tzinfo=VIETNAM) + timedelta(seconds=second)
)


def named(at: datetime) -> BackupName:
    return BackupName("H40.16", 3, at, "ABCDEF")


def days_of(*off: date) -> Calendar:
    days = tuple(
        CalendarDay(on=on, working=False, open_for_reception=False, note="Nghỉ") for on in off
    )
    return Calendar(years=(CalendarYear(year=2026, days=days),))


def test_years_of_nightly_backups_leave_days_weeks_and_months() -> None:
    nightly = [named(NOW - timedelta(days=back)) for back in range(700)]
    gone = set(superfluous(nightly, RULE, NOW))
    kept = sorted((each for each in nightly if each not in gone), key=lambda each: each.at)
    assert len([each for each in kept if each.at > NOW - timedelta(days=7)]) == 7
    assert kept[-1].at == NOW
    assert NOW.year - kept[0].at.year == 1
    assert 7 + 5 + 12 - 3 <= len(kept) <= 7 + 5 + 12


@given(st.lists(MOMENTS, unique=True, max_size=60), MOMENTS)
def test_the_newest_backup_is_never_removed_and_a_second_sweep_removes_nothing(
    moments: list[datetime], now: datetime
) -> None:
    backups = [named(at) for at in moments]
    gone = superfluous(backups, RULE, now)
    past = [each for each in backups if each.at <= now]
    if past:
        assert max(past, key=lambda each: each.at) not in gone
    assert all(each.at <= now for each in gone), "a wrong clock's backup is kept"
    left = [each for each in backups if each not in gone]
    assert superfluous(left, RULE, now) == ()


def test_a_rule_that_keeps_nothing_still_keeps_the_newest() -> None:
    backups = [named(NOW - timedelta(days=back)) for back in range(3)]
    assert len(superfluous(backups, BackupRule(0, 0, 0), NOW)) == 2


@given(MOMENTS)
def test_a_name_says_what_it_was_made_of(at: datetime) -> None:
    assert read_backup_name(str(named(at))) == named(at)


@pytest.mark.parametrize(
    "name",
    [
        "khac.db",
        "motcua-H40.16-quay3-20261120-180000-ABCDEF.db.dang-ghi",
        "motcua-H40.16-quay3-20261320-180000-ABCDEF.db",
        "truoc-khoi-phuc-1.db",
    ],
)
def test_other_files_are_no_backups_and_are_never_swept(name: str) -> None:
    assert read_backup_name(name) is None


FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


def at(on: date, hour: int) -> datetime:
    return datetime(on.year, on.month, on.day, hour, tzinfo=VIETNAM)


def test_a_backup_is_due_when_the_office_has_closed_and_not_before() -> None:
    days = days_of()
    yesterday = at(date(2026, 11, 19), 18)
    assert not is_due(days, yesterday, at(FRIDAY, 16))
    assert is_due(days, yesterday, at(FRIDAY, 17))
    assert not is_due(days, at(FRIDAY, 17), at(FRIDAY, 23))
    assert not is_due(days, at(FRIDAY, 17), at(MONDAY, 8)), "nobody worked on the days off"
    assert is_due(days, yesterday, at(MONDAY, 8)), "missed: made at the next opening"
    assert is_due(days, None, at(FRIDAY, 9))


def test_days_off_ahead_are_counted_by_the_calendar() -> None:
    holiday = days_of(date(2026, 11, 19), date(2026, 11, 20))
    assert days_away(days_of(), at(FRIDAY, 17)) == 2
    assert days_away(days_of(), at(date(2026, 11, 18), 17)) == 0
    assert days_away(holiday, at(date(2026, 11, 18), 17)) == 4


def test_closing_asks_before_two_days_off_unless_today_was_backed_up() -> None:
    days = days_of()
    assert asks_before_closing(days, at(date(2026, 11, 19), 17), at(FRIDAY, 17))
    assert not asks_before_closing(days, at(FRIDAY, 9), at(FRIDAY, 17))
    assert not asks_before_closing(days, None, at(date(2026, 11, 18), 17))
    assert asks_before_closing(days, None, at(FRIDAY, 17))


def test_the_last_closing_is_the_last_working_days() -> None:
    assert last_closing(days_of(), at(MONDAY, 8)) == at(FRIDAY, 17)
    assert last_closing(days_of(), datetime(2026, 11, 20, 10, tzinfo=UTC)) == at(FRIDAY, 17)
