from __future__ import annotations

from dataclasses import replace

import pytest
from event_samples import AUTHOR
from test_folding import ASKED, BROUGHT, OUT, lived, result, returned

from app.domain.deed_words import DEED_WORDS, REMEDIES
from app.domain.dossier import Dossier, DossierState
from app.domain.dossier_rules import RULES, DeedKind, IntendedDeed, check
from app.domain.end_facts import DossierRefused, WithdrawalRequested
from app.domain.errors import Reason, Refusal
from app.domain.facts import DossierCancelled
from app.domain.words import refusal_sentence


def why(dossier: Dossier, kind: DeedKind, **author: object) -> Reason | None:
    """Why a deed is refused; nothing where it is allowed."""
    changed = replace(AUTHOR, role=RULES[kind].roles[0], **author)  # type: ignore[arg-type]
    try:
        check(dossier, IntendedDeed(kind, changed))
    except Refusal as refusal:
        return refusal.reason
    return None


def test_every_deed_has_a_rule_and_a_word_and_every_state_a_remedy() -> None:
    assert set(RULES) == set(DeedKind)
    assert set(DEED_WORDS) == {each.value for each in DeedKind}
    assert set(REMEDIES) == set(DossierState)


@pytest.mark.parametrize(
    ("dossier", "kind", "reason"),
    [
        (lived(), DeedKind.CORRECT, None),
        (lived(OUT), DeedKind.CORRECT, Reason.DOSSIER_HANDED_OVER),
        (lived(ASKED, BROUGHT), DeedKind.CORRECT, Reason.DOSSIER_PAUSED_BEFORE),
        (lived(DossierCancelled()), DeedKind.HAND_OVER, Reason.DOSSIER_CANCELLED),
        (lived(WithdrawalRequested()), DeedKind.HAND_OVER, Reason.DEED_NOT_NOW),
        (lived(), DeedKind.ACCEPT_HAND_OVER, Reason.HAND_OVER_NONE),
        (lived(OUT), DeedKind.ACCEPT_HAND_OVER, None),
        (lived(DossierRefused()), DeedKind.RECEIVE_RESULT, Reason.DEED_NOT_NOW),
        (lived(OUT), DeedKind.RETURN_RESULT, Reason.RESULT_MISSING),
        (lived(OUT, result(remaining=1)), DeedKind.RETURN_RESULT, None),
        (lived(OUT, result(), returned()), DeedKind.RETURN_RESULT, Reason.DEED_NOT_NOW),
        (lived(OUT, result(remaining=1)), DeedKind.STOP, Reason.RESULT_EXISTS),
        (lived(ASKED), DeedKind.REQUEST_SUPPLEMENT, Reason.DEED_NOT_NOW),
        (lived(ASKED), DeedKind.TELL_SUPPLEMENT, None),
        (lived(OUT), DeedKind.RESCHEDULE, Reason.DELAY_NOT_ANNOUNCED),
        (lived(), DeedKind.FINISH_STEP, Reason.STEP_NOT_STARTED),
    ],
)
def test_a_deed_is_asked_for_state_and_parts(
    dossier: Dossier, kind: DeedKind, reason: Reason | None
) -> None:
    assert why(dossier, kind) is reason


def test_only_an_office_that_holds_or_shares_a_dossier_acts_on_it() -> None:
    assert why(lived(), DeedKind.HAND_OVER, office="H40.99") is Reason.DOSSIER_ELSEWHERE
    shared = replace(lived(), shared_with=("H40.99",))
    assert why(shared, DeedKind.ADD_NOTE, office="H40.99") is None


def test_a_role_that_the_rule_does_not_name_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        check(lived(OUT), IntendedDeed(DeedKind.REASSIGN, AUTHOR))
    assert refused.value.reason is Reason.ROLE_LACKING


def test_the_sentence_names_the_state_and_what_to_do() -> None:
    dossier = lived(OUT, result(), returned())
    with pytest.raises(Refusal) as refused:
        check(dossier, IntendedDeed(DeedKind.RETURN_RESULT, AUTHOR))
    sentence = refusal_sentence(refused.value)
    assert sentence == (
        f"Hồ sơ {dossier.code} đã trả nên không trả kết quả được lúc này. "
        "Kết quả đã trả; hãy xem ai nhận, lúc nào trong lịch sử."
    )
