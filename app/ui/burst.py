"""Keys in the order of their moments, and which of the last ones a scanner typed.

A burst falls into runs: a person pauses after nearly every key, a scanner seldom. A scan begins
with a run, so that what somebody typed just before it stays theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

Restore = Callable[[], None]

GAP_SECONDS = 0.3
"""Longer than a busy machine delays a key, shorter than two scans stand apart."""

PACE_SECONDS = 0.06
"""A letter of a known code takes less on average, one typed by a person more."""

RHYTHM_SECONDS = 0.035
"""A letter of whatever a scanner sends takes less; nobody types eight letters so fast."""

PAUSE_SECONDS = 0.06
"""A longer one parts two runs."""

_FORGOTTEN_SECONDS = 2.0
"""A machine that is never so busy; what came before is another thing."""

SHORTEST = 8
"""Keys of what may be a scan."""

_STEADY = 3
"""Keys of a run that no person's fingers make by falling on the keyboard together."""

_MOST_RUNS = 256
"""A whole card, each letter of which came alone."""

_BARS = 4
"""Of a card; nobody types so many, however slowly they came."""


@dataclass(slots=True)
class _Run:
    first: int
    restores: list[Restore] = field(default_factory=list)


@dataclass(frozen=True)
class Tail:
    """The last runs of a burst, as if they were a scan; times in seconds."""

    text: str
    keys: int
    took: float
    longest_gap: float
    is_steady: bool
    restores: tuple[Restore, ...]

    @property
    def is_in_rhythm(self) -> bool:
        """Whether no person types so fast, whatever it says."""
        is_fast = self.took <= self.keys * RHYTHM_SECONDS
        return self.is_steady and is_fast and self.longest_gap <= GAP_SECONDS

    @cached_property
    def is_code(self) -> bool:
        """Whether the pattern is one that nobody types by hand at this pace."""
        from app.domain.scan import FIELDED, NAMELESS, kind_of_scan

        if self.took <= self.keys * PACE_SECONDS and self.longest_gap <= GAP_SECONDS:
            return kind_of_scan(self.text) not in NAMELESS
        return self.text.count("|") >= _BARS and kind_of_scan(self.text) in FIELDED

    @property
    def is_whole(self) -> bool:
        """Whether nothing that was typed before a card stands before its number."""
        from app.domain.scan import has_whole_number

        return has_whole_number(self.text)


class Burst:
    """What was typed without a longer break; each run knows what brings its fields back."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._moments: list[float] = []
        self._runs: list[_Run] = []
        self._last_at = 0.0

    def __len__(self) -> int:
        return len(self._letters)

    @property
    def last_at(self) -> float:
        """When the last key was pressed."""
        return self._last_at

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._letters)

    def clear(self) -> None:
        """Nothing was typed."""
        self._letters, self._moments, self._runs = [], [], []

    def add(self, text: str, now: float, memory: Callable[[], Restore]) -> None:
        """Note a key before its letter reaches a widget; ``memory`` is asked as a run begins."""
        since = now - self._last_at
        if not 0 <= since <= _FORGOTTEN_SECONDS:
            self.clear()
        if not self._letters or since > PAUSE_SECONDS:
            self._runs = [*self._runs[1 - _MOST_RUNS :], _Run(len(self._letters), [memory()])]
        self._letters.append(text)
        self._moments.append(now)
        self._last_at = now

    def move(self, restore: Restore) -> None:
        """A letter has moved the keyboard to another widget, which gets the rest."""
        if self._runs:
            self._runs[-1].restores.append(restore)

    def take_back(self, now: float) -> None:
        """An input method takes the last letter back, to put another in its place."""
        if self._letters:
            self._letters[-1] = self._letters[-1][:-1]
            if not self._letters[-1] and len(self._letters) > self._runs[-1].first + 1:
                self._letters.pop()
                self._moments.pop()
        self._last_at = now

    def is_running(self, now: float) -> bool:
        """Whether a key pressed now goes on with a run of letters."""
        if not self._runs or now - self._last_at > PAUSE_SECONDS:
            return False
        return bool("".join(self._letters[self._runs[-1].first :]).strip())

    def scan(self, end: float) -> Tail | None:
        """The scan that a key pressed at ``end`` ends: a known code, or letters in rhythm."""
        tails = [
            self._tail(at, end)
            for at, run in enumerate(self._runs)
            if len(self._letters) - run.first >= SHORTEST
        ]
        steady = [each for each in tails if each.is_steady]
        codes = [each for each in (*steady, *tails) if each.is_code]
        whole = (each for each in codes if each.is_whole)
        in_rhythm = (each for each in steady if each.is_in_rhythm)
        return next(whole, None) or next(iter(codes), None) or next(in_rhythm, None)

    def _tail(self, at: int, end: float) -> Tail:
        runs = self._runs[at:]
        first = runs[0].first
        moments = [*self._moments[first:], end]
        ends = [*(run.first for run in runs[1:]), len(self._letters)]
        # The first letter may come alone where nobody was typing: a busy machine halts anywhere.
        steady_within = ends[0] - first if at else max(ends[0] - first, ends[:2][-1] - ends[0])
        return Tail(
            text="".join(self._letters[first:]),
            keys=len(self._letters) - first,
            took=end - moments[0],
            longest_gap=max(after - before for before, after in pairwise(moments)),
            is_steady=steady_within >= _STEADY,
            restores=tuple(each for run in runs for each in run.restores),
        )
