"""Facts of a line that was down: clashes decided, and outages of other systems."""

from __future__ import annotations

from datetime import datetime

from app.domain.fact_parts import Fact, FreeWords
from app.domain.light_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictResolved(Fact):
    """A supervisor saw all of these deeds and decided which of them stand; by uid of the event.

    What is to be put right about the others is a deed of its own.
    """

    kind = "conflict.resolved"
    deeds: tuple[str, ...]
    stand: tuple[str, ...]
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageRecorded(Fact):
    """Another system did not answer, and who says so (``source``).

    ``receptions`` were made meanwhile; ``digest`` is SHA-256 over their sorted uids, one a line.
    """

    kind = "outage.recorded"
    system: str
    began_at: datetime
    ended_at: datetime
    source: str
    receptions: int
    digest: str
    private: FreeWords | None = None


FACTS: tuple[type[Fact], ...] = (ConflictResolved, OutageRecorded)
