"""What the centre counts about itself: Prometheus text, and how often a desk may call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from threading import Lock
from time import monotonic

AT_ONCE, A_SECOND = 120.0, 20.0
_MOST_CALLERS = 20_000


class Counts:
    """Calls and events since this process began; threads count together."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._calls: Counter[tuple[str, int]] = Counter()
        self._events: Counter[str] = Counter()

    def call(self, path: str, status: int) -> None:
        """One call was answered."""
        with self._lock:
            self._calls[path, status] += 1

    def events(self, what: str, count: int) -> None:
        """Events were pushed, pulled, restored or flagged."""
        with self._lock:
            self._events[what] += count

    def text(self) -> str:
        """Prometheus text exposition."""
        with self._lock:
            calls, events = dict(self._calls), dict(self._events)
        lines = [
            "# HELP motcua_calls_total Calls answered, by path and status.",
            "# TYPE motcua_calls_total counter",
            *(
                f'motcua_calls_total{{path="{path}",status="{status}"}} {count}'
                for (path, status), count in sorted(calls.items())
            ),
            "# HELP motcua_events_total Events that passed, by what became of them.",
            "# TYPE motcua_events_total counter",
            *(
                f'motcua_events_total{{what="{what}"}} {count}'
                for what, count in sorted(events.items())
            ),
        ]
        return "\n".join(lines) + "\n"


class Turnstile:
    """Lets each caller through so many times a second, with room for a burst."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._left: dict[str, tuple[float, float]] = {}

    def lets(self, caller: str) -> bool:
        """Whether this caller may pass now."""
        now = self._clock()
        with self._lock:
            left, at = self._left.get(caller, (AT_ONCE, now))
            left = min(AT_ONCE, left + (now - at) * A_SECOND)
            if len(self._left) >= _MOST_CALLERS:
                self._left.clear()
            self._left[caller] = (left - 1 if left >= 1 else left, now)
        return left >= 1
