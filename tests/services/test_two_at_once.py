"""Two people at once, or one too late: each is answered by one sentence, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from deeds_at_desk import acting, do, received, stored
from desks import NOW
from piles import AGENCY, DESK, OTHER_DESK, accept, close

from app.bootstrap import Desk
from app.domain import deed_forms as forms
from app.domain.dossier import DossierState
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof, StopCause
from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.papers.receipt import receipt_slip
from app.services import upkeep
from app.services.correcting import cancel_dossier
from app.services.counting_in import AcceptForm, accept_sheet
from app.services.dossier_deeds import Acting
from app.services.scanned import scanned
from app.services.slip_facts import receipt_facts
from app.services.slip_standing import Standing

D = DeedKind
RESULT = forms.ReceiveResultForm(name="Giấy xác nhận")
RETURN = forms.ReturnResultForm(proofs=(ShownProof.SLIP,))


def beside(desk: Desk) -> Desk:
    """The next desk of the same office."""
    return replace(desk, context=replace(desk.context, number=2))


def refused(desk: Desk, uid: UUID, act: Callable[[], Any], *words: str) -> Reason:
    """Why an act is refused, in a sentence with these words; the dossier is as it was."""
    before = stored(desk, uid)
    with pytest.raises(Refusal) as why:
        act()
    said = refusal_sentence(why.value)
    assert said.endswith(".")
    assert all(each in said for each in (before.code, *words))
    assert stored(desk, uid) == before
    return why.value.reason


@pytest.fixture
def uid(desk: Desk) -> UUID:
    return received(desk)


def test_two_desks_return_the_same_result(desk: Desk, uid: UUID) -> None:
    do(desk, uid, D.RECEIVE_RESULT, RESULT)
    do(desk, uid, D.RETURN_RESULT, RETURN)
    again = refused(desk, uid, lambda: do(beside(desk), uid, D.RETURN_RESULT, RETURN), "đã trả")
    assert again is Reason.DEED_NOT_NOW
    assert [each.returned_at for each in stored(desk, uid).results] == [NOW]


def test_one_of_two_results_was_given_out_at_the_other_desk_meanwhile(
    desk: Desk, uid: UUID
) -> None:
    do(desk, uid, D.RECEIVE_RESULT, replace(RESULT, remaining=1))
    (first,) = stored(desk, uid).results
    do(desk, uid, D.RETURN_RESULT, RETURN)
    chosen = replace(RETURN, result_uid=first.uid)
    again = refused(desk, uid, lambda: do(beside(desk), uid, D.RETURN_RESULT, chosen))
    assert again is Reason.RESULT_NOT_ON_SHELF


def test_a_withdrawn_dossier_is_handed_over(desk: Desk, uid: UUID) -> None:
    do(beside(desk), uid, D.REQUEST_WITHDRAWAL, forms.ReasonForm(reason="đổi ý"))
    kept = refused(desk, uid, lambda: close(desk, [uid]), "rút")
    assert kept is Reason.DEED_NOT_NOW


def test_a_withdrawn_dossier_on_a_pile_stays_apart_and_the_others_go(desk: Desk, uid: UUID) -> None:
    other = received(desk)
    do(desk, uid, D.REQUEST_WITHDRAWAL, forms.ReasonForm(reason="đổi ý"))
    closed = close(desk, [uid, other])
    assert closed.dossiers == (other,)
    assert [each.dossier_uid for each in closed.faults] == [uid]


def test_a_cancelled_slip_is_scanned(desk: Desk, uid: UUID) -> None:
    with desk.database.reading() as session:
        slip = receipt_slip(receipt_facts(session, uid, desk=desk.context)).heading.qr_text
    with desk.database.transaction() as session:
        cancel_dossier(session, uid, "Nhầm", now=NOW, desk=desk.context, actor=desk.actor)
        found = scanned(session, slip, desk=beside(desk).context)
    assert found.standing is Standing.CANCELLED
    assert found.deed is None
    assert "hủy" in found.sentence


@pytest.mark.parametrize(
    ("kind", "form", "state"),
    [
        (D.REFUSE, forms.RefuseForm(reason="không đủ điều kiện"), DossierState.REFUSED),
        (
            D.STOP,
            forms.StopForm(cause=StopCause.OTHER, reason="theo quyết định"),
            DossierState.STOPPED,
        ),
    ],
)
def test_a_result_comes_for_a_dossier_that_ended(
    desk: Desk, uid: UUID, kind: DeedKind, form: Any, state: DossierState
) -> None:
    do(beside(desk), uid, kind, form)
    late = refused(desk, uid, lambda: do(desk, uid, D.RECEIVE_RESULT, RESULT))
    assert late is Reason.DEED_NOT_NOW
    assert stored(desk, uid).state is state


def test_a_dossier_is_handed_over_that_lies_elsewhere(desk: Desk, uid: UUID) -> None:
    accept(desk, close(desk, [uid]).code)
    elsewhere = refused(desk, uid, lambda: close(desk, [uid], giver=DESK), AGENCY.name)
    assert elsewhere is Reason.DOSSIER_HELD_ELSEWHERE


def test_a_dossier_is_handed_over_that_goes_by_another_sheet_already(desk: Desk, uid: UUID) -> None:
    sheet = close(desk, [uid]).code
    gone = refused(desk, uid, lambda: close(desk, [uid], receiver=OTHER_DESK), sheet)
    assert gone is Reason.DOSSIER_ON_THE_WAY


def test_two_desks_sign_the_same_sheet(desk: Desk, uid: UUID) -> None:
    code = close(desk, [uid]).code
    accept(desk, code)
    form = AcceptForm(sheet=code, receiver_name="Lê Văn Mẫu")
    with pytest.raises(Refusal) as twice, desk.database.transaction() as session:
        accept_sheet(session, form, _beside(desk))
    assert twice.value.reason is Reason.SHEET_SIGNED
    with desk.database.reading() as session:
        assert upkeep.verify(session, desk.context.tenant) == ()


def _beside(desk: Desk) -> Acting:
    return replace(acting(desk), desk=beside(desk).context)
