"""Watches how long each lane holds the lock of writing: computing, and by the clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import current_thread
from time import monotonic, thread_time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.models.database import Database


@dataclass
class LockWatch:
    """Milliseconds in each transaction that wrote, by lane: computed, passed by the clock."""

    held: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def told(self) -> dict[str, Any]:
        """Of each lane: how often, the longest of both, and how many computed above 50 ms."""
        return {
            lane: {
                "transactions": len(held),
                "longest_computed_ms": round(max(own for own, _ in held)),
                "longest_by_clock_ms": round(max(wall for _, wall in held)),
                "computed_above_50_ms": sum(own > 50 for own, _ in held),
            }
            for lane, held in sorted(self.held.items())
        }


@contextmanager
def watched_locks() -> Iterator[LockWatch]:
    """Every database of this process is watched."""
    watch, whole = LockWatch(), Database.transaction

    @contextmanager
    def transaction(self: Database) -> Iterator[Session]:
        with whole(self) as session:
            own, wall = thread_time(), monotonic()
            yield session
        lane = current_thread().name.split("_")[0]
        watch.held[lane].append(((thread_time() - own) * 1000, (monotonic() - wall) * 1000))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "transaction", transaction)
        yield watch
