"""Dossiers in the order of their promises, however many match and wherever a page begins.

The search index knows the order of reception only. Few dossiers are read and sorted; for many
the calendar is walked, month by month and day by day, past whole runs of empty ones at a time.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.domain.dossier_query import PageKey
from app.models.search import (
    BEYOND_ALL,
    DayBounds,
    due_days,
    due_month_word,
    due_word,
    newer,
    older,
)
from app.models.search_match import and_any

_FEW = 300


class Place(NamedTuple):
    """Where a dossier stands in the order."""

    due_on: date
    number: int


class DueOrder:
    """The dossiers that match, from a key on, either way; at most ``wanted`` of each day."""

    def __init__(self, session: Session, tenant: str, match: str, wanted: int) -> None:
        self._session = session
        self._tenant = tenant
        self._match = match
        self._wanted = wanted

    def after(self, key: PageKey | None, bounds: DayBounds) -> Iterator[Place]:
        """Those behind a key, or all, in the order of their promises."""
        first, last = bounds.due
        if key is None:
            return self._forwards(first, last, None)
        return self._forwards(key.due_on, last, Place(key.due_on, key.number))

    def before(self, key: PageKey, bounds: DayBounds) -> Iterator[Place]:
        """Those in front of a key, the nearest first."""
        return self._backwards(bounds.due[0], key.due_on, Place(key.due_on, key.number))

    def _forwards(self, first: date, last: date, after: Place | None) -> Iterator[Place]:
        few = self._few(self._match)
        if few is not None:
            yield from (each for each in few if after is None or each > after)
            return
        for month in self._with_any(_months(first, last), due_month_word):
            few = self._few(and_any(self._match, [due_month_word(month)]))
            if few is not None:
                yield from (each for each in few if after is None or each > after)
                continue
            days = [day for day in _days_of(month) if after is None or day >= after.due_on]
            for day in self._with_any(days, due_word):
                start = after.number if after is not None and after.due_on == day else 0
                found = newer(self._session, self._on(day), start, self._wanted)
                yield from (Place(day, number) for number in found)

    def _backwards(self, first: date, last: date, before: Place) -> Iterator[Place]:
        few = self._few(self._match)
        if few is not None:
            yield from (each for each in reversed(few) if each < before)
            return
        for month in self._with_any(_months(first, last)[::-1], due_month_word):
            few = self._few(and_any(self._match, [due_month_word(month)]))
            if few is not None:
                yield from (each for each in reversed(few) if each < before)
                continue
            days = [day for day in _days_of(month) if day <= before.due_on]
            for day in self._with_any(days[::-1], due_word):
                start = before.number if before.due_on == day else BEYOND_ALL
                found = older(self._session, self._on(day), start, self._wanted)
                yield from (Place(day, number) for number in found)

    def _with_any(self, parts: list[date], word: Callable[[date], str]) -> Iterator[date]:
        """Those months or days in which something matches; over empty ones the strides double."""
        at, stride = 0, 1
        while at < len(parts):
            tried = parts[at : at + stride]
            narrowed = and_any(self._match, [word(each) for each in tried])
            at += len(tried)
            if not older(self._session, narrowed, BEYOND_ALL, 1):
                stride *= 2
                continue
            yield from tried if len(tried) == 1 else self._with_any(tried, word)
            stride = 1

    def _few(self, match: str) -> list[Place] | None:
        """All that match, in order; ``None`` when they are too many to be read at once."""
        numbers = newer(self._session, match, 0, _FEW + 1)
        if len(numbers) > _FEW:
            return None
        return [Place(*each) for each in due_days(self._session, self._tenant, numbers)]

    def _on(self, day: date) -> str:
        return and_any(self._match, [due_word(day)])


def _months(first: date, last: date) -> list[date]:
    months, month = [], first.replace(day=1)
    while month <= last:
        months.append(month)
        month = (month + timedelta(31)).replace(day=1)
    return months


def _days_of(month: date) -> list[date]:
    return [month + timedelta(each) for each in range(monthrange(month.year, month.month)[1])]
