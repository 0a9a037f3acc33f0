"""Clashes: two deeds on one dossier, neither of whose authors saw the other's, that do not mix.

Causality tells, never a clock: each event names the heads that its author saw.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.domain.events import Event, read_fact
from app.domain.light_dataclass import dataclass
from app.domain.line_facts import ConflictResolved

_BESIDE = frozenset(
    {
        "attachment.added",
        "code.aliased",
        "delay.announced",
        "dossier.reassigned",
        "dossier.shared_with",
        "dossier.viewed",
        "foreign_code.recorded",
        "note.added",
        "notice.sent",
        "personal_data.erased",
        "reminder.sent",
        "slip.printed",
        "slip.reported_lost",
    }
)
"""Kinds that say something beside the course of the dossier: they go with any other deed."""

_TOGETHER = frozenset(
    frozenset(pair)
    for pair in (
        ("dossier.handed_over", "fee.collected"),
        ("fee.collected", "step.finished"),
        ("fee.collected", "step.started"),
        ("fee.collected", "supplement.received"),
        ("payment.met", "step.finished"),
        ("payment.met", "step.started"),
        ("step.started", "supplement.told"),
    )
)
"""Pairs of unlike kinds of which either order comes to the same dossier."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two deeds that stand against each other; the first counts until a supervisor has decided."""

    first: Event
    second: Event


def open_clashes(events: Sequence[Event]) -> tuple[Clash, ...]:
    """The clashes of a dossier that nobody has decided, in the order of its events.

    A decision names the deeds that it is about, and its author saw them all. Two decisions that
    come to the same are none against each other.
    """
    decisions = {each.uid: fact for each in events if (fact := _decision(each)) is not None}
    decided = [set(fact.deeds) for fact in decisions.values()]
    seen = _seen(events)
    found = []
    for place, second in enumerate(events):
        for first in events[:place]:
            if first.uid in seen[second.uid] or second.uid in seen[first.uid]:
                continue
            pair = {str(first.uid), str(second.uid)}
            if any(pair <= each for each in decided) or go_together(first.kind, second.kind):
                continue
            if not _agree(decisions.get(first.uid), decisions.get(second.uid)):
                found.append(Clash(first, second))
    return tuple(found)


def _agree(first: ConflictResolved | None, second: ConflictResolved | None) -> bool:
    """Whether one is a decision, which goes with every deed but another decision."""
    if first is None or second is None:
        return first is not second
    return set(first.stand) == set(second.stand)


def _decision(event: Event) -> ConflictResolved | None:
    fact = read_fact(event) if event.kind == ConflictResolved.kind else None
    return fact if isinstance(fact, ConflictResolved) else None


def go_together(first: str, second: str) -> bool:
    """Whether two deeds of these kinds may be done by two who do not know of each other."""
    return bool({first, second} & _BESIDE) or frozenset((first, second)) in _TOGETHER


def _seen(events: Sequence[Event]) -> dict[UUID, frozenset[UUID]]:
    """What each event's author had before them, events of events too."""
    by_uid = {event.uid: event for event in events}
    seen: dict[UUID, frozenset[UUID]] = {}
    for event in events:
        before: set[UUID] = set()
        waiting = list(event.parents)
        while waiting:
            uid = waiting.pop()
            if uid in before or uid not in by_uid:
                continue
            before.add(uid)
            waiting += by_uid[uid].parents
        seen[event.uid] = frozenset(before)
    return seen
