"""Dossiers in the order of their promises, however many match and wherever a page begins.

The search index knows the order of reception only. So the calendar is walked: a month with few
dossiers is read and sorted, one with many is read day by day, an empty one costs one look.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.domain.dossier_query import PageKey
from app.models.search import BEYOND_ALL, DayBounds, due_days, newer, older
from app.models.search_match import and_due_in_month, and_due_on

_FEW = 200
_DAY = timedelta(1)


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
        for month in _months(first, last):
            few = self._few(month)
            if few is not None:
                yield from (each for each in few if after is None or each > after)
                continue
            for day in _days_of(month):
                start = after.number if after is not None and after.due_on == day else 0
                if after is None or day >= after.due_on:
                    found = newer(self._session, self._on(day), start, self._wanted)
                    yield from (Place(day, number) for number in found)

    def _backwards(self, first: date, last: date, before: Place) -> Iterator[Place]:
        for month in reversed(list(_months(first, last))):
            few = self._few(month)
            if few is not None:
                yield from (each for each in reversed(few) if each < before)
                continue
            for day in reversed(list(_days_of(month))):
                start = before.number if before.due_on == day else BEYOND_ALL
                if day <= before.due_on:
                    found = older(self._session, self._on(day), start, self._wanted)
                    yield from (Place(day, number) for number in found)

    def _few(self, month: date) -> list[Place] | None:
        """A month in order; ``None`` when it holds too many to be read at once."""
        narrowed = and_due_in_month(self._match, month)
        numbers = newer(self._session, narrowed, 0, _FEW + 1)
        if len(numbers) > _FEW:
            return None
        return [Place(*each) for each in due_days(self._session, self._tenant, numbers)]

    def _on(self, day: date) -> str:
        return and_due_on(self._match, day)


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(31)).replace(day=1)


def _days_of(month: date) -> Iterator[date]:
    day = month
    while day.month == month.month:
        yield day
        day += _DAY
