"""Clashes: two deeds on one dossier, neither of whose authors saw the other's, that do not mix.

Causality tells, never a clock: each event names the heads that its author saw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.domain.events import Event
from app.domain.roles import SUPERVISOR

_BESIDE = frozenset(
    {
        "attachment.added",
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
    """The clashes of a dossier that no supervisor has looked at, in the order of its events.

    A deed of a supervisor who saw both, a remark for instance, is the decision: whatever is to be
    put right is a deed of its own.
    """
    seen = _seen(events)
    decided = [seen[each.uid] for each in events if each.author.role == SUPERVISOR]
    found = []
    for place, second in enumerate(events):
        for first in events[:place]:
            if first.uid in seen[second.uid] or second.uid in seen[first.uid]:
                continue
            pair = {first.uid, second.uid}
            is_decided = any(pair <= each for each in decided)
            if not is_decided and not go_together(first.kind, second.kind):
                found.append(Clash(first, second))
    return tuple(found)


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
