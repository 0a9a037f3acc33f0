"""Dossiers in the order of their promises, however many match and wherever a page begins.

The search index knows the order of reception only. Few dossiers are read and sorted; for many
the calendar is walked, month by month and day by day, past whole runs of empty ones at a time.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.domain.dossier_query import PageKey
from app.domain.light_dataclass import dataclass
from app.models.search import BEYOND_ALL, due_days, due_month_word, due_word, newer, older
from app.models.search_match import and_any

_FEW = 300
_PROBED = 20
"""Dossiers that are looked at to guess where the list begins, and how dense it is."""


class Place(NamedTuple):
    """Where a dossier stands in the order."""

    due_on: date
    number: int


@dataclass(frozen=True, slots=True)
class Matches:
    """Dossiers to be put in order: an expression of the index, and the lowest numbers under it.

    They are promised in the days of ``span``; a page takes ``wanted`` of them at most.
    """

    tenant: str
    match: str
    lowest: Sequence[int]
    span: tuple[date, date]
    wanted: int


def lowest_numbers(session: Session, match: str) -> list[int]:
    """The lowest numbers that match: all of them where they are few."""
    return newer(session, match, 0, _FEW + 1)


def places_after(session: Session, matches: Matches, key: PageKey | None) -> Iterator[Place]:
    """Those behind a key, or all, in the order of their promises."""
    first, last = matches.span
    if key is not None:
        first = max(first, key.due_on)
    start = Place(first, 0) if key is None else Place(key.due_on, key.number)
    return _Walk(session, matches, start, is_back=False).places(_months(first, last))


def places_before(session: Session, matches: Matches, key: PageKey) -> Iterator[Place]:
    """Those in front of a key, the nearest first."""
    first, last = matches.span
    months = _months(first, min(last, key.due_on))
    start = Place(key.due_on, key.number)
    return _Walk(session, matches, start, is_back=True).places(months[::-1])


DayWord = Callable[[date], str]
"""The facet of a day, or of the month that begins with it."""


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk from a place on, through the calendar or against it."""

    session: Session
    matches: Matches
    start: Place
    is_back: bool

    def places(self, months: list[date]) -> Iterator[Place]:
        numbers = self.matches.lowest
        little = self._few(numbers)
        if little is not None:
            return iter(little)
        return self._from(numbers, months, due_month_word)

    def _from(self, numbers: Sequence[int], parts: list[date], word: DayWord) -> Iterator[Place]:
        """What is promised in these months or days, of which the first are likely to be empty."""
        probed = due_days(self.session, self.matches.tenant, numbers[:_PROBED])
        days = [on for on, _ in probed]
        empty = max(0, bisect_right(parts, days[0]) - 1) if days and not self.is_back else 0
        stride = self._likely_stride(days) if word is due_month_word else 1
        yield from self._along(parts[:empty], word, stride=empty)
        yield from self._along(parts[empty:], word, stride=stride)

    def _likely_stride(self, days: list[date]) -> int:
        """Months that may hold a page; one, unless half of the probed days lie months apart."""
        half = len(days) // 2
        if not half:
            return 1
        apart = _month_number(days[half]) - _month_number(days[0])
        return 1 + apart * self.matches.wanted // half

    def _along(self, parts: list[date], word: DayWord, *, stride: int = 1) -> Iterator[Place]:
        """What is promised in these months or days; as long as it is little the strides double."""
        at = 0
        while at < len(parts):
            tried = parts[at : at + stride]
            at += stride
            little = self._little(tried, word)
            if little is not None:
                yield from little
                stride *= 2
                continue
            if len(tried) > 1:
                yield from self._along(tried, word)
            else:
                yield from self._through_month(tried[0])
            stride = 1

    def _little(self, tried: list[date], word: DayWord) -> list[Place] | None:
        """What is promised in these months or days, where it can be read at once."""
        match = and_any(self.matches.match, [word(each) for each in tried])
        if word is due_word and len(tried) == 1:
            return self._of_day(tried[0], match)
        return self._few(lowest_numbers(self.session, match))

    def _through_month(self, month: date) -> Iterator[Place]:
        numbers = newer(
            self.session, and_any(self.matches.match, [due_month_word(month)]), 0, _PROBED
        )
        days = [month + timedelta(each) for each in range(monthrange(month.year, month.month)[1])]
        ahead = [day for day in days if self._is_ahead(day)]
        return self._from(numbers, ahead[::-1] if self.is_back else ahead, due_word)

    def _of_day(self, day: date, match: str) -> list[Place]:
        find, edge = (older, BEYOND_ALL) if self.is_back else (newer, 0)
        if day == self.start.due_on:
            edge = self.start.number
        numbers = find(self.session, match, edge, self.matches.wanted)
        return [Place(day, number) for number in numbers]

    def _is_ahead(self, day: date) -> bool:
        return day <= self.start.due_on if self.is_back else day >= self.start.due_on

    def _few(self, numbers: Sequence[int]) -> list[Place] | None:
        """Those ahead, in order; ``None`` when they are too many to be read at once."""
        if len(numbers) > _FEW:
            return None
        places = [Place(*each) for each in due_days(self.session, self.matches.tenant, numbers)]
        if self.is_back:
            return [each for each in reversed(places) if each < self.start]
        return [each for each in places if each > self.start]


def _month_number(on: date) -> int:
    return on.year * 12 + on.month


def _months(first: date, last: date) -> list[date]:
    months, month = [], first.replace(day=1)
    while month <= last:
        months.append(month)
        month = (month + timedelta(31)).replace(day=1)
    return months
