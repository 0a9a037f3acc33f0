"""Working days of a run of years laid out in arrays, so that counting is looking up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate


class DayTable:
    """Which days are working days, from ``first`` on; days are proleptic ordinals.

    Every look-up answers ``None`` when the answer lies outside the table.
    """

    __slots__ = ("_off_firsts", "_off_lasts", "_rank", "_working", "first", "last")

    def __init__(self, first: int, working: Iterable[bool]) -> None:
        flags = list(working)
        self.first = first
        self.last = first + len(flags) - 1
        self._working = [first + index for index, flag in enumerate(flags) if flag]
        self._rank = list(accumulate(flags, initial=0))
        self._off_firsts, self._off_lasts = _runs_off(first, flags)

    def covers(self, day: int) -> bool:
        """Whether the table knows a day."""
        return self.first <= day <= self.last

    def nth_after(self, day: int, count: int) -> int | None:
        """The ``count``-th (1 or more) working day after a day that the table covers."""
        index = self._rank[day - self.first + 1] + count - 1
        return self._working[index] if index < len(self._working) else None

    def count_between(self, after: int, until: int) -> int:
        """Number of working days after one day, up to and including another."""
        return self._rank[until - self.first + 1] - self._rank[after - self.first + 1]

    def off_between(self, after: int, before: int) -> Iterator[tuple[int, int]]:
        """Unbroken runs (first, last) of days off strictly between two days."""
        low = bisect_right(self._off_lasts, after)
        high = bisect_left(self._off_firsts, before)
        for index in range(low, high):
            first = max(self._off_firsts[index], after + 1)
            last = min(self._off_lasts[index], before - 1)
            if first <= last:
                yield first, last


def _runs_off(first: int, flags: list[bool]) -> tuple[list[int], list[int]]:
    firsts: list[int] = []
    lasts: list[int] = []
    for day, working in enumerate(flags, start=first):
        if working:
            continue
        if lasts and lasts[-1] == day - 1:
            lasts[-1] = day
        else:
            firsts.append(day)
            lasts.append(day)
    return firsts, lasts
