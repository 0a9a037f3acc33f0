"""What a list of dossiers is asked for: words, filters, order, and where a page begins."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.dossier import DossierState
from app.domain.light_dataclass import dataclass

OVERDUE_STATES = (
    DossierState.RECEIVED,
    DossierState.IN_PROCESS,
    DossierState.AWAITING_PAYMENT,
    DossierState.WITHDRAWAL_ASKED,
)
"""States in which a promise runs; one that waits for a supplement starts again when it comes."""

UNRETURNED_STATES = (
    DossierState.FILED,
    *OVERDUE_STATES,
    DossierState.AWAITING_SUPPLEMENT,
    DossierState.SETTLED,
)
"""States of a dossier whose citizen still waits for something."""


class Order(StrEnum):
    """Order of a list of dossiers; by due date the soonest stands first."""

    NEWEST = "newest"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Calendar days from ``first`` to ``last``, both counted; ``None`` leaves a side open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierQuery:
    """Every field narrows; several values of one field are alternatives, an empty one says nothing.

    ``words`` are folded and each must be found; ``beginning`` is a last word still being typed;
    ``phrases`` are folded words that stand together. ``overdue_on`` asks for what is open and was
    promised before that day. ``seers`` are words of ``domain.seeing`` for somebody who does not
    see every dossier.
    """

    words: tuple[str, ...] = ()
    beginning: str | None = None
    phrases: tuple[str, ...] = ()
    states: tuple[DossierState, ...] = ()
    desks: tuple[int, ...] = ()
    procedures: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    received: tuple[DaySpan, ...] = ()
    due: tuple[DaySpan, ...] = ()
    overdue_on: date | None = None
    seers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierSearch:
    """What a clerk typed, the filters chosen beside it, and the order of the list."""

    typed: str = ""
    filters: DossierQuery = DossierQuery()
    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKey:
    """Where a dossier stands in a list, whichever its order: running number and promised day."""

    number: int
    due_on: date


@dataclass(frozen=True, slots=True)
class BoundedCount:
    """How many were found, counted no further than it is worth waiting for."""

    number: int
    is_more: bool = False

    def __str__(self) -> str:
        said = f"{self.number:,}".replace(",", ".")
        return f"hơn {said}" if self.is_more else said
