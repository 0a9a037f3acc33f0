"""How much of a long piece of work is done at once, so that nobody waits long for the lock."""

from __future__ import annotations

_WRITE_SECONDS = 0.03
"""How long one piece should keep this thread computing: 50 ms are the bound, and half of the
pieces take longer than is aimed at. So F9 never waits for it.

What others compute meanwhile is not counted: on a busy machine smaller pieces would only be more of
them, each with a commit and a sync of its own.
"""


class Pace:
    """Grows or shrinks ``at_once`` after each piece, between a least and a most."""

    def __init__(self, first: int, least: int, most: int) -> None:
        self.at_once = first
        self._least, self._most = least, most

    def took(self, done: int, seconds: float) -> None:
        """So many were written in so many seconds of computing."""
        fitting = int(done * _WRITE_SECONDS / max(seconds, 0.001))
        self.at_once = min(max(fitting, self._least), self.at_once * 2, self._most)
