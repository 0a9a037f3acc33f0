from __future__ import annotations

from dataclasses import replace

from event_samples import FACTS, RECEIVED, sample_event
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dossier import Dossier, DossierState, fold_bytes
from app.domain.facts import FeeCollected, SlipPrinted
from app.domain.folding import fold


def received() -> Dossier:
    dossier = fold(None, sample_event(RECEIVED))
    assert dossier is not None
    return dossier


def test_a_received_dossier_says_what_its_event_says() -> None:
    dossier = received()
    assert dossier.state is DossierState.RECEIVED
    assert dossier.code == RECEIVED.code
    assert dossier.promise.late_against == RECEIVED.promise.return_due_at
    assert dossier.private is not None
    assert dossier.private.applicant.full_name == "Trần Thị Mẫu"


def test_money_adds_up() -> None:
    first = sample_event(RECEIVED)
    dossier = fold(received(), sample_event(FeeCollected(moment=1, fee=3, levy=4), 2, (first.uid,)))
    assert dossier is not None
    assert (dossier.money.fee_paid, dossier.money.levy_paid) == (3, 4)


def test_printed_copies_are_counted_once_each() -> None:
    dossier: Dossier | None = received()
    for number, copy in enumerate((1, 2, 2), start=2):
        slip = SlipPrinted(slip="receipt", copy=copy, paper="a5", printer="P")
        dossier = fold(dossier, sample_event(slip, number))
    assert dossier is not None
    assert dossier.slip_copies == 2


def test_heads_are_the_events_that_nobody_has_seen() -> None:
    first = sample_event(RECEIVED)
    second = sample_event(FeeCollected(moment=1, fee=1), 2, (first.uid,))
    blind = sample_event(FeeCollected(moment=1, fee=1), 3, (first.uid,))
    seen = fold(fold(None, first), second)
    assert seen is not None
    assert seen.heads == (str(second.uid),)
    clash = fold(seen, blind)
    assert clash is not None
    assert set(clash.heads) == {str(second.uid), str(blind.uid)}


def test_an_unknown_event_freezes_the_display_and_loses_nothing() -> None:
    unknown = replace(sample_event(FeeCollected(moment=1), 2), version=99)
    dossier = fold(received(), unknown)
    assert dossier is not None
    assert dossier.needs_update
    assert dossier.code == RECEIVED.code


def test_nothing_opens_a_dossier_but_its_opening() -> None:
    assert fold(None, sample_event(FeeCollected(moment=1, fee=1), 2)) is None


@given(st.lists(st.tuples(st.sampled_from(FACTS), st.integers(1, 5), st.booleans()), max_size=8))
def test_the_fold_never_raises_and_gives_equal_bytes_twice(
    told: list[tuple[object, int, bool]],
) -> None:
    events = [
        replace(sample_event(fact, number), version=99) if odd else sample_event(fact, number)  # type: ignore[arg-type]
        for fact, number, odd in told
    ]
    once: Dossier | None = None
    again: Dossier | None = None
    for event in events:
        once = fold(once, event)
    for event in events:
        again = fold(again, event)
    if once is None or again is None:
        assert once is again
    else:
        assert fold_bytes(once) == fold_bytes(again)
