"""Many events folded at once come to the dossier that one after another gives."""

from __future__ import annotations

import random
from uuid import UUID

import pytest
from event_samples import FACTS, RECEIVED, sample_event

from app.domain.dossier import Dossier, fold_bytes
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.folding import fold_fact, fold_told


def story(seed: int) -> list[tuple[Event, Fact | None]]:
    """A reception and forty facts of any kind, each of which saw some of those before it."""
    chance = random.Random(seed)
    facts = [RECEIVED, *chance.choices(FACTS, k=40)]
    uids: list[UUID] = []
    told: list[tuple[Event, Fact | None]] = []
    for number, fact in enumerate(facts, 1):
        seen = tuple(chance.sample(uids, k=min(len(uids), chance.randrange(4))))
        event = sample_event(fact, number, seen)
        uids.append(event.uid)
        told.append((event, fact if chance.random() < 0.95 else None))
    return told


@pytest.mark.parametrize("seed", range(40))
def test_many_events_at_once_fold_as_one_after_another(seed: int) -> None:
    told = story(seed)
    split = random.Random(seed).randrange(len(told))
    single: Dossier | None = None
    for event, fact in told:
        single = fold_fact(single, event, fact)
    together = fold_told(fold_told(None, told[:split]), told[split:])
    assert single is not None
    assert together is not None
    assert fold_bytes(together) == fold_bytes(single)


def test_what_opens_no_dossier_folds_to_none() -> None:
    told = [each for each in story(1)[1:] if type(each[1]) is not type(RECEIVED)]
    assert fold_told(None, told) is None
