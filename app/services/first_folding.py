"""A first sync in two turns: the journal page by page, then each dossier once.

Following page by page stores a dossier again and again as it goes on; a desk that has years to
take in journals them first. Each transaction is short, and whatever cut it off, it goes on from
there. What comes for a dossier that still waits folds it at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.domain import post_in_facts, post_out_facts
from app.domain.erasure_facts import PersonalDataErased
from app.domain.events import Event, fact_in
from app.domain.fact_parts import Fact
from app.domain.facts import DossierReceived, FeeCollected
from app.domain.light_dataclass import dataclass
from app.domain.scope_facts import ScopeEntered, ScopeLeft
from app.models.database import heard
from app.services import journal
from app.services.clashing import note_contested
from app.services.following import Followed, follow
from app.services.preparing import Parsed, Prepared, known_uids, moved_scopes, new_events
from app.services.refolding import Anew, fold_anew, store_anew
from app.services.unfolded import mark_folded, postpone, some_unfolded, unfolded_among

_COUNT_BEFORE: tuple[type[Fact], ...] = (
    DossierReceived,
    FeeCollected,
    PersonalDataErased,
    ScopeEntered,
    ScopeLeft,
    *post_in_facts.FACTS,
    *post_out_facts.FACTS,
)
"""What counts before its dossier is folded: numbers given, erasures, who is concerned, the post."""

_KINDS_BEFORE = frozenset(each.kind for each in _COUNT_BEFORE)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Dossiers worked out before the lock; it holds as long as nobody journals or folds any."""

    arrival: int
    dossiers: tuple[Anew, ...]


def prepare_journal(session: Session, tenant: str, page: Sequence[Parsed]) -> Prepared:
    """What a page adds to the journal, with no dossier folded; only reads."""
    known = known_uids(session, tenant, [each.event.uid for each in page])
    unknown = [each for each in page if each.event.uid not in known]
    new, withheld = new_events(session, tenant, unknown, _fact_that_counts_before)
    return Prepared(
        arrival=journal.newest_arrival(session, tenant),
        new=tuple(new),
        withheld=withheld,
        gone_on=(),
        anew=(),
        concerned=frozenset(),
    )


def journal_page(session: Session, tenant: str, page: Followed, prepared: Prepared) -> int | None:
    """Take the next events of a stream in, and leave their dossiers for later.

    ``None``, and nothing happens, where somebody else has followed the stream meanwhile.
    """
    new = follow(session, tenant, page, prepared)
    if new is not None:
        uids = {each.event.dossier_uid for each in page.page} | moved_scopes(prepared.new)
        postpone(session, tenant, [uid for uid in uids if uid is not None])
    return new


def prepare_waiting(session: Session, tenant: str, most: int) -> Waiting:
    """Fold the next dossiers that wait, at most so many; only reads."""
    uids = some_unfolded(session, tenant, most)
    return Waiting(journal.newest_arrival(session, tenant), fold_anew(session, tenant, uids))


def store_waiting(session: Session, tenant: str, waiting: Waiting) -> None:
    """Store dossiers that waited; every screen hears of their events once more."""
    uids = [each.uid for each in waiting.dossiers]
    still_wait = unfolded_among(session, tenant, uids) == set(uids)
    if not still_wait or journal.newest_arrival(session, tenant) != waiting.arrival:
        waiting = prepare_waiting(session, tenant, len(waiting.dossiers))
        uids = [each.uid for each in waiting.dossiers]
    store_anew(session, tenant, waiting.dossiers)
    note_contested(session, tenant, uids)
    mark_folded(session, tenant, uids)
    heard(session).extend(event for each in waiting.dossiers for event, _ in each.told)


def _fact_that_counts_before(event: Event, plain: dict[str, Any]) -> Fact | None:
    """What an event says besides to its dossier, which waits; most say nothing else."""
    if event.dossier_uid is not None and event.kind not in _KINDS_BEFORE:
        return None
    return fact_in(event, plain)
