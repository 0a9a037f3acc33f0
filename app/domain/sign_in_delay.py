"""How long a desk waits after wrong PINs: nothing at first, then ever longer, and never for good.

A wait without end would let anybody shut a colleague out; a quarter of an hour makes 100 tries a
day, of a million PINs.
"""

from __future__ import annotations

from datetime import datetime, timedelta

FREE_FAILURES = 3
"""Wrong PINs that cost no wait: everybody slips."""

FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(minutes=15)
_DOUBLINGS = 5
"""As many as reach the longest wait."""


def delay_after(failures: int) -> timedelta:
    """The wait after so many wrong PINs in a row: 30 s from the fourth, doubling to 15 min."""
    doublings = failures - FREE_FAILURES - 1
    if doublings < 0:
        return timedelta(0)
    return min(FIRST_DELAY * (1 << min(doublings, _DOUBLINGS)), LONGEST_DELAY)


def wait_left(failures: int, failed_at: datetime | None, now: datetime) -> timedelta:
    """What is left of the wait; the whole of it when the clock was set back behind the failure.

    Whoever finds the failure in the future moves it to now, so that a clock set back costs one
    wait and never the hours by which it was set back.
    """
    if failed_at is None:
        return timedelta(0)
    passed = max(now - failed_at, timedelta(0))
    return max(delay_after(failures) - passed, timedelta(0))
