from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from event_samples import AT, AUTHOR, DOSSIER, RECEIVED
from hypothesis import given
from hypothesis import strategies as st
from life_samples import LIFE, WORDS

from app.domain.deadlines import DueCause
from app.domain.delay_facts import DelayAnnounced, ReturnRescheduled
from app.domain.dossier import Dossier, DossierState, fold_bytes, state_of
from app.domain.end_facts import (
    CollectorKind,
    DossierStopped,
    ResultRecalled,
    ResultReceived,
    ResultReturned,
    StopCause,
    WithdrawalDeclined,
    WithdrawalRequested,
)
from app.domain.events import Circumstances, Event, read_event, write_event
from app.domain.fact_parts import Fact, PromiseGiven
from app.domain.facts import DossierCancelled
from app.domain.folding import fold, fold_fact
from app.domain.money_facts import FeeAssessed, FeeCollected, FeeExempted, FeeRefunded
from app.domain.pause_facts import (
    ClosedUnsupplemented,
    Means,
    PaymentMet,
    PaymentRequested,
    SupplementReceived,
    SupplementRequested,
    SupplementTold,
)
from app.domain.procedure import SupplementClock
from app.domain.reception import ReturnPlace, SubmittedDocument
from app.domain.units import agency_unit, office_unit
from app.domain.work_facts import (
    DossierHandedOver,
    HandOverAccepted,
    HandOverMissed,
    StepFinished,
    StepStarted,
)

HERE, AGENCY = office_unit("H40.16", 3), agency_unit("Sở Nội vụ")
LATER = datetime(2026, 12, 8, 2, 0, tzinfo=UTC)
FIRST, SECOND = (f"0190a1b2-0000-7000-8000-00000000e00{at}" for at in (1, 2))
OUT = DossierHandedOver(sheet="BG-1", giver=HERE, receiver=AGENCY)
TAKEN = HandOverAccepted(sheet="BG-1", receiver=AGENCY)
ASKED = SupplementRequested(
    asked_by="Sở Nội vụ", clock=SupplementClock.RESTART, answer_by=date(2026, 12, 11)
)
BROUGHT = SupplementReceived(
    clock=SupplementClock.RESTART,
    promise=PromiseGiven(return_due_at=LATER, calendar_digest="x"),
    documents=(SubmittedDocument(ordinal=2, copies=1),),
)


def result(uid: str = FIRST, **changed: object) -> ResultReceived:
    plain: dict[str, object] = {"result_uid": uid, "name": "Giấy xác nhận", **changed}
    return ResultReceived(**plain)  # type: ignore[arg-type]


def returned(uid: str = FIRST) -> ResultReturned:
    return ResultReturned(result_uid=uid, place=ReturnPlace.COUNTER, collector=CollectorKind.OWNER)


def event_of(fact: Fact, number: int, parents: tuple[UUID, ...] = ()) -> Event:
    at = AT + timedelta(minutes=number)
    circumstances = Circumstances(
        uid=UUID(int=(7 << 76) | (2 << 62) | number),
        occurred_at=at,
        recorded_at=at,
        dossier_uid=DOSSIER,
        parents=parents,
    )
    return write_event(AUTHOR, fact, circumstances)


def lived(*facts: Fact) -> Dossier:
    """The dossier that was received and to which these things happened, in order."""
    dossier: Dossier | None = None
    for number, fact in enumerate((RECEIVED, *facts), 1):
        parents = () if dossier is None else tuple(UUID(each) for each in dossier.heads)
        dossier = fold(dossier, event_of(fact, number, parents))
    assert dossier is not None
    return dossier


@pytest.mark.parametrize(
    ("happened", "state"),
    [
        ((), DossierState.RECEIVED),
        ((OUT,), DossierState.IN_PROCESS),
        ((OUT, TAKEN), DossierState.IN_PROCESS),
        ((OUT, TAKEN, ASKED), DossierState.AWAITING_SUPPLEMENT),
        ((ASKED, BROUGHT), DossierState.RECEIVED),
        ((OUT, ASKED, BROUGHT), DossierState.IN_PROCESS),
        ((OUT, ASKED, ClosedUnsupplemented()), DossierState.STOPPED),
        ((OUT, PaymentRequested(amount=5)), DossierState.AWAITING_PAYMENT),
        ((OUT, PaymentRequested(amount=5), PaymentMet()), DossierState.IN_PROCESS),
        ((OUT, ASKED, WithdrawalRequested()), DossierState.WITHDRAWAL_ASKED),
        (
            (OUT, ASKED, WithdrawalRequested(), WithdrawalDeclined(decision="1")),
            DossierState.AWAITING_SUPPLEMENT,
        ),
        (
            (WithdrawalRequested(), DossierStopped(cause=StopCause.WITHDRAWN)),
            DossierState.STOPPED,
        ),
        ((OUT, result()), DossierState.SETTLED),
        ((OUT, result(remaining=1)), DossierState.IN_PROCESS),
        ((OUT, result(remaining=1), returned()), DossierState.IN_PROCESS),
        ((OUT, result(remaining=1), returned(), result(SECOND)), DossierState.SETTLED),
        (
            (OUT, result(remaining=1), returned(), result(SECOND), returned(SECOND)),
            DossierState.RETURNED,
        ),
        ((OUT, result(), ResultRecalled(result_uid=FIRST)), DossierState.IN_PROCESS),
        (
            (OUT, result(), ResultRecalled(result_uid=FIRST), result(SECOND, replaces=FIRST)),
            DossierState.SETTLED,
        ),
        ((DossierCancelled(),), DossierState.CANCELLED),
    ],
)
def test_the_state_follows_from_what_happened(
    happened: tuple[Fact, ...], state: DossierState
) -> None:
    assert lived(*happened).state is state


def test_papers_are_in_one_place_and_on_the_way_until_counted_in() -> None:
    assert lived().custody.holder == HERE
    moving = lived(OUT).custody
    assert (moving.holder, moving.giver, moving.sheet) == (AGENCY, HERE, "BG-1")
    assert not lived(OUT, TAKEN).custody.is_on_the_way
    assert lived(OUT, HandOverMissed(sheet="BG-1")).custody.holder == HERE
    late = HandOverAccepted(sheet="BG-0", receiver=HERE)
    assert lived(OUT, late).custody == moving, "an older sheet says nothing any more"


def test_a_restart_moves_what_lateness_counts_from_and_a_reschedule_does_not() -> None:
    promised = lived().promise.return_due_at
    restarted = lived(OUT, ASKED, BROUGHT).promise
    assert (restarted.return_due_at, restarted.late_against) == (LATER, LATER)
    assert [each.cause for each in restarted.moves] == [DueCause.RESTARTED]
    signed = ReturnRescheduled(old_due_at=promised, new_due_at=LATER)
    announced = DelayAnnounced(agency="Sở Nội vụ", proposed_due_at=LATER)
    put_off = lived(OUT, announced, signed)
    assert put_off.promise.return_due_at == LATER
    assert put_off.promise.late_against == promised
    assert put_off.promise.reschedules == 1
    assert put_off.open_delay is None
    assert put_off.delays[0].signed_at is not None


def test_papers_brought_later_stand_among_the_others() -> None:
    assert [each.ordinal for each in lived(ASKED, BROUGHT).documents] == [1, 2]


def test_telling_is_noted_on_the_request_that_is_open() -> None:
    told = lived(ASKED, SupplementTold(means=Means.TELEPHONE)).open_supplement
    assert told is not None
    assert told.told_at is not None


def test_settled_is_when_the_last_result_came_and_stays_once_it_was_returned() -> None:
    settled = lived(OUT, result(), returned())
    assert settled.settled_at == AT + timedelta(minutes=3)
    assert settled.ended_at == AT + timedelta(minutes=4)
    recalled = lived(OUT, result(), ResultRecalled(result_uid=FIRST))
    assert recalled.settled_at is None
    reopened = lived(OUT, result(), returned(), ResultRecalled(result_uid=FIRST))
    assert reopened.settled_at == settled.settled_at


def test_steps_run_side_by_side_and_again() -> None:
    one = StepStarted(key="agency:tax", unit="Thuế", work="tính thuế")
    other = StepStarted(key="agency:land", unit="Địa chính", work="đo vẽ")
    done = StepFinished(key="agency:tax")
    dossier = lived(one, other, done, one)
    assert [each.key for each in dossier.steps if each.ended_at is None] == [
        "agency:land",
        "agency:tax",
    ]
    assert dossier.state is DossierState.IN_PROCESS


def test_money_is_the_sum_of_what_was_taken_and_given_back() -> None:
    money = lived(
        FeeAssessed(moment=4, fee=30, levy=10, service=5),
        FeeExempted(ground="Luật", fee=10),
        FeeCollected(moment=4, fee=20, levy=10, service=5, postage=7),
        FeeRefunded(levy=4),
    ).money
    assert (money.fee_paid, money.levy_paid, money.service_paid, money.postage_paid) == (
        *(20, 6, 5, 7),
    )
    assert money.outstanding == 4
    assert money.taken == 31


@given(st.lists(st.sampled_from([each for each in LIFE if each.kind != "dossier.filed"])))
def test_the_fold_never_raises_and_its_state_is_always_derived(happened: list[Fact]) -> None:
    dossier = lived(*happened)
    assert dossier.state is state_of(dossier)
    assert dossier.custody.holder.name


@given(st.lists(st.sampled_from(LIFE), max_size=8))
def test_a_fact_at_hand_folds_to_the_same_bytes_as_one_read_back(happened: list[Fact]) -> None:
    at_hand = read_back = None
    for number, fact in enumerate((RECEIVED, *happened), 1):
        parents = () if at_hand is None else tuple(UUID(each) for each in at_hand.heads)
        event = event_of(fact, number, parents)
        at_hand = fold_fact(at_hand, event, fact)
        read_back = fold(read_back, read_event(event.content, event.private))
    assert at_hand is not None
    assert read_back is not None
    assert fold_bytes(at_hand) == fold_bytes(read_back)


def test_erased_words_leave_the_state_as_it_is() -> None:
    event = event_of(replace(WithdrawalRequested(), private=WORDS), 2)
    whole, erased = fold(lived(), event), fold(lived(), replace(event, private=None))
    assert whole is not None
    assert erased is not None
    assert whole.state is erased.state is DossierState.WITHDRAWAL_ASKED
