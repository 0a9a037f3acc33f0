"""What a dossier counts as in reports: when it came, when it was settled, and how that was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from operator import itemgetter

from app.domain.deadlines import DueCause
from app.domain.dossier import Dossier, DossierState
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date

_NOWHERE = (DossierState.CANCELLED, DossierState.SUPERSEDED)


class Outcome(StrEnum):
    """How a dossier was settled, by calendar days (``docs/decisions/0004-the-promise.md``)."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Spell:
    """Days, the last one excluded, in which a dossier waited or another day was promised."""

    begins_on: date
    ends_on: date
    late_on: date
    is_waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A dossier as reports count it, by calendar days in Viet Nam.

    ``late_on`` is the day that lateness counts from now; what it was before, and the days on
    which the citizen was awaited, stand in ``spells``, so that any past day can be counted.
    ``is_void``: cancelled or superseded, counted nowhere.
    """

    received_on: date
    late_on: date
    settled_on: date | None
    outcome: Outcome | None
    is_void: bool
    spells: tuple[Spell, ...]


def counted(dossier: Dossier) -> Counted:
    """What a dossier counts as; a stopped, refused or withdrawn one is settled on that day."""
    late_on = local_date(dossier.promise.late_against)
    at = dossier.settled_at or dossier.ended_at
    settled_on = None if at is None else local_date(at)
    return Counted(
        received_on=local_date(dossier.received_at),
        late_on=late_on,
        settled_on=settled_on,
        outcome=None if at is None else outcome_of(_measured_on(dossier, at), late_on),
        is_void=dossier.state in _NOWHERE,
        spells=tuple(_spells(dossier)),
    )


def outcome_of(settled_on: date, late_on: date) -> Outcome:
    """Early before the due day, on time until its midnight (Civil Code, article 148)."""
    if settled_on == late_on:
        return Outcome.ON_TIME
    return Outcome.EARLY if settled_on < late_on else Outcome.LATE


def _measured_on(dossier: Dossier, at: datetime) -> date:
    """The day held against the promise: whoever waits for the citizen is not late meanwhile."""
    waits = (each for each in dossier.supplements if each.answered_at is None)
    asked = next((each.asked_at for each in waits if each.asked_at <= at), at)
    return local_date(asked)


def _spells(dossier: Dossier) -> Iterator[Spell]:
    """From change to change; the present term is left out unless the citizen is awaited."""
    # By day alone: of two changes on one day the later deed counts.
    changes = sorted(_changes(dossier), key=itemgetter(0))
    for (begins_on, late_on, waits), (ends_on, *_) in pairwise(changes):
        if begins_on < ends_on:
            yield Spell(begins_on, ends_on, late_on, waits)
    if changes and changes[-1][2]:
        begins_on, late_on, _ = changes[-1]
        yield Spell(begins_on, date.max, late_on, is_waiting=True)


def _changes(dossier: Dossier) -> Iterator[tuple[date, date, bool]]:
    """From which day on which day was promised, and whether the citizen was awaited."""
    if not dossier.supplements:
        return
    promise = dossier.promise
    late_on = local_date(promise.first_late_against or promise.late_against)
    yield local_date(dossier.received_at), late_on, False
    moved = iter([each for each in promise.moves if each.cause is not DueCause.RESCHEDULED])
    for each in dossier.supplements:
        yield local_date(each.asked_at), late_on, True
        if each.answered_at is not None:
            move = next(moved, None)
            late_on = late_on if move is None else local_date(move.due_at)
            yield local_date(each.answered_at), late_on, False
        elif each.closed_at is not None:
            yield local_date(each.closed_at), late_on, False
