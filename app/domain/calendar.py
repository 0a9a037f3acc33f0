"""The calendar of the office: which days count for deadlines, and when it is open to citizens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from app.domain.canonical import canonical_bytes, digest
from app.domain.day_table import DayTable
from app.domain.errors import Reason, Refusal
from app.domain.office_hours import OfficeHours, Session
from app.domain.records import from_plain, to_plain

_SATURDAY = 5
_TABLE_BEGINS = 2026
_WEEKDAYS = range(_SATURDAY)
_YEARS = range(1976, 2200)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day that differs from the plain week, or that carries a name.

    Not confirmed and off: it follows from the Labour Code, the announcement is awaited. Not
    confirmed and working: it may yet be announced as off, so a promise across it is warned about.
    """

    on: date
    working: bool
    open_for_reception: bool
    confirmed: bool = True
    note: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """Lịch làm việc: one year as announced, or as far as the law alone says it."""

    year: int
    days: tuple[CalendarDay, ...] = ()
    confirmed: bool = False
    sources: tuple[str, ...] = ()
    note: str | None = None


def calendar_year(plain: Any) -> CalendarYear:
    """Read a year from plain JSON values, as ``resources/calendars`` holds them.

    Raises ``Refusal`` for a field that is wrong, a year that no office works in, a day of another
    year or a day given twice.
    """
    year = from_plain(CalendarYear, plain)
    _check(year)
    return year


@dataclass(frozen=True, repr=False)
class Calendar:
    """All years that the office knows, its hours, and Saturday reception where it has that.

    ``saturday_sessions`` are hours of reception that count for no deadline. A year without a
    record counts weekends only. Raises ``Refusal`` (CALENDAR_WRONG) when a year is given twice
    or a record is unsound.
    """

    years: tuple[CalendarYear, ...] = ()
    hours: OfficeHours = field(default_factory=OfficeHours)
    saturday_sessions: tuple[Session, ...] = ()

    def __post_init__(self) -> None:
        for year in self.years:
            _check(year)
        if len(self.year_of) != len(self.years):
            raise Refusal(Reason.CALENDAR_WRONG, value="có năm được ghi hai lần")
        _ = self.reception_hours

    def __repr__(self) -> str:
        return f"Calendar(years={sorted(self.year_of)}, digest={self.digest[:8]!r})"

    @cached_property
    def year_of(self) -> dict[int, CalendarYear]:
        """The years by number."""
        return {each.year: each for each in self.years}

    @cached_property
    def reception_hours(self) -> OfficeHours:
        """Hours on days that are open for reception without being working days."""
        return OfficeHours(self.saturday_sessions) if self.saturday_sessions else self.hours

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the canonical bytes of everything that moves a promise."""
        ordered = sorted(self.years, key=lambda each: each.year)
        plain = {
            "years": [to_plain(_in_order(each)) for each in ordered],
            "hours": to_plain(self.hours),
            "saturday_sessions": to_plain(self.saturday_sessions),
        }
        return digest(canonical_bytes(plain))

    def day(self, on: date) -> CalendarDay | None:
        """The record of a day, if it has one."""
        return self._records.get(on.toordinal())

    def has_year(self, year: int) -> bool:
        """Whether the office has a calendar of that year."""
        return year in self.year_of

    def is_working(self, on: date) -> bool:
        """Whether the day counts for deadlines."""
        return self._works(on.toordinal())

    def is_open(self, on: date) -> bool:
        """Whether the office receives dossiers on that day."""
        return self.is_open_on(on.toordinal())

    def note(self, on: date) -> str | None:
        """The name of the day, such as ``Tết Nguyên đán``."""
        return self.name_on(on.toordinal())

    def next_working_day(self, after: date) -> date:
        """The first working day after a day."""
        return date.fromordinal(self.nth_working_day(after.toordinal(), 1))

    def working_between(self, after: date, until: date) -> int:
        """Number of working days after ``after``, up to and including ``until``."""
        low, high = after.toordinal(), until.toordinal()
        return self._covering(low, high).count_between(low, high)

    def name_on(self, day: int) -> str | None:
        """``note`` for an ordinal."""
        record = self._records.get(day)
        return record.note if record is not None else None

    def hours_on(self, day: int) -> OfficeHours:
        """The hours of a day (an ordinal) that is open."""
        return self.hours if self._works(day) else self.reception_hours

    def is_open_on(self, day: int) -> bool:
        """``is_open`` for an ordinal."""
        record = self._records.get(day)
        if record is not None:
            return record.open_for_reception
        weekday = (day - 1) % 7
        return weekday in _WEEKDAYS or (weekday == _SATURDAY and bool(self.saturday_sessions))

    def next_open_day(self, after: int) -> int:
        """The first day open for reception after a day; ordinals."""
        day = after + 1
        while not self.is_open_on(day):
            day += 1
        return day

    def nth_working_day(self, after: int, count: int) -> int:
        """The ``count``-th (1 or more) working day after a day; ordinals."""
        table = self._covering(after, after)
        while (found := table.nth_after(after, count)) is None:
            table = self._wider(table, after)
        return found

    def working_on_or_after(self, day: int) -> int:
        """The day itself when it is a working day, else the next one; ordinals."""
        return self.nth_working_day(day - 1, 1)

    def off_between(self, after: int, before: int) -> Iterator[tuple[int, int]]:
        """Unbroken runs of days off strictly between two days; ordinals."""
        return self._covering(after, before).off_between(after, before)

    @cached_property
    def worked_weekends(self) -> tuple[int, ...]:
        """Saturdays and Sundays that are working days, in order; ordinals."""
        return tuple(
            day
            for day, record in sorted(self._records.items())
            if record.working and (day - 1) % 7 not in _WEEKDAYS
        )

    @cached_property
    def expected_off(self) -> tuple[int, ...]:
        """Days counted as working that may yet be announced as off, in order; ordinals."""
        return tuple(
            day
            for day, record in sorted(self._records.items())
            if record.working and not record.confirmed
        )

    @cached_property
    def _records(self) -> dict[int, CalendarDay]:
        return {each.on.toordinal(): each for year in self.years for each in year.days}

    def _works(self, day: int) -> bool:
        record = self._records.get(day)
        return record.working if record is not None else (day - 1) % 7 in _WEEKDAYS

    @cached_property
    def _table(self) -> DayTable:
        known = sorted(self.year_of) or [_TABLE_BEGINS]
        return self._table_of(known[0] - 1, known[-1] + 1)

    def _table_of(self, first_year: int, last_year: int) -> DayTable:
        first = date(first_year, 1, 1).toordinal()
        beyond = date(last_year + 1, 1, 1).toordinal()
        return DayTable(first, (self._works(day) for day in range(first, beyond)))

    def _covering(self, low: int, high: int) -> DayTable:
        table = self._table
        while not table.covers(low):
            table = self._wider(table, low)
        while not table.covers(high):
            table = self._wider(table, high)
        return table

    def _wider(self, table: DayTable, towards: int) -> DayTable:
        """A table about twice as long, kept for the next look-up.

        A table is replaced as a whole and never changed: other threads may be reading it.
        """
        first, last = date.fromordinal(table.first).year, date.fromordinal(table.last).year
        wanted = date.fromordinal(towards).year
        wider = self._table_of(min(first, wanted) - 1, max(last, wanted) + last - first + 1)
        self.__dict__["_table"] = wider
        return wider


def _check(year: CalendarYear) -> None:
    if year.year not in _YEARS:
        raise Refusal(Reason.CALENDAR_WRONG, value=f"không có năm {year.year}")
    for each in year.days:
        if each.on.year != year.year:
            raise Refusal(
                Reason.CALENDAR_WRONG, value=f"{each.on:%d/%m/%Y} không thuộc năm {year.year}"
            )
        if each.working and not each.open_for_reception:
            raise Refusal(
                Reason.CALENDAR_WRONG,
                value=f"{each.on:%d/%m/%Y} là ngày làm việc mà không mở cửa tiếp nhận",
            )
    if len({each.on for each in year.days}) != len(year.days):
        raise Refusal(Reason.CALENDAR_WRONG, value=f"năm {year.year} có ngày được ghi hai lần")


def _in_order(year: CalendarYear) -> CalendarYear:
    days = tuple(sorted(year.days, key=lambda each: each.on))
    return CalendarYear(
        year=year.year, days=days, confirmed=year.confirmed, sources=year.sources, note=year.note
    )
