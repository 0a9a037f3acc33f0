"""Every state a dossier can be in, every code that can name it: which deed a scan begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from deeds_at_desk import do, received
from desks import NOW

from app.bootstrap import Desk
from app.domain import deed_forms as forms
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.papers.control_sheet import control_sheet
from app.papers.receipt import receipt_slip
from app.services.correcting import cancel_dossier
from app.services.paper_facts import paper_facts
from app.services.scanned import Scanned, scanned
from app.services.slip_facts import receipt_facts

D = DeedKind
RESULT = (D.RECEIVE_RESULT, forms.ReceiveResultForm(name="Giấy xác nhận"))
FIRST_OF_TWO = (D.RECEIVE_RESULT, forms.ReceiveResultForm(name="Giấy xác nhận", remaining=1))
RETURN = (D.RETURN_RESULT, forms.ReturnResultForm(proofs=(ShownProof.SLIP,)))
RECALL = (D.RECALL_RESULT, forms.RecallResultForm(reason="sai ngày sinh"))
ASK = (D.REQUEST_SUPPLEMENT, forms.RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ"))
COMPLETE = (D.RECEIVE_SUPPLEMENT, forms.ReceiveSupplementForm())
DUTY = (D.REQUEST_PAYMENT, forms.RequestPaymentForm(amount=500_000))
WITHDRAW = (D.REQUEST_WITHDRAWAL, forms.ReasonForm(reason="đổi ý"))
STOP = (D.STOP, forms.StopForm(reason="công dân rút"))
REFUSE = (D.REFUSE, forms.RefuseForm(reason="không đủ điều kiện"))
STEP = (D.START_STEP, forms.StartStepForm(unit="Phòng Nội vụ", work="thẩm định"))
LOST = (D.REPORT_SLIP_LOST, forms.RemarkForm())

WALKS: dict[str, tuple[tuple[tuple[DeedKind, Any], ...], DeedKind | None]] = {
    "received": ((), None),
    "in process": ((STEP,), None),
    "awaiting a supplement": ((ASK,), D.RECEIVE_SUPPLEMENT),
    "supplemented": ((ASK, COMPLETE), None),
    "awaiting a payment": ((DUTY,), D.MEET_PAYMENT),
    "withdrawal asked": ((WITHDRAW,), None),
    "withdrawal asked while a supplement is waited for": ((ASK, WITHDRAW), None),
    "stopped": ((WITHDRAW, STOP), None),
    "refused": ((REFUSE,), None),
    "one of two results lies here": ((FIRST_OF_TWO,), D.RETURN_RESULT),
    "one of two results was returned": ((FIRST_OF_TWO, RETURN), None),
    "settled": ((RESULT,), D.RETURN_RESULT),
    "result recalled": ((RESULT, RECALL), None),
    "returned": ((RESULT, RETURN), None),
}


def plain_code(desk: Desk, uid: UUID) -> str:
    with desk.database.reading() as session:
        return receipt_facts(session, uid, desk=desk.context).dossier.code


def slip(desk: Desk, uid: UUID) -> str:
    with desk.database.reading() as session:
        return receipt_slip(receipt_facts(session, uid, desk=desk.context)).heading.qr_text


def other_paper(desk: Desk, uid: UUID) -> str:
    with desk.database.reading() as session:
        facts = paper_facts(session, uid, at=NOW, desk=desk.context)
        return control_sheet(facts).heading.qr_text


CODES: dict[str, Callable[[Desk, UUID], str]] = {
    "the bar code": plain_code,
    "the slip": slip,
    "another paper": other_paper,
}


def begun(desk: Desk, code: str) -> Scanned:
    with desk.database.reading() as session:
        return scanned(session, code, desk=desk.context)


@pytest.mark.parametrize("state", WALKS)
def test_whoever_brings_a_dossiers_code_is_asked_for_what_it_waits_for(
    desk: Desk, state: str
) -> None:
    deeds, expected = WALKS[state]
    uid = received(desk)
    for kind, form in deeds:
        do(desk, uid, kind, form)
    found = {named: begun(desk, code(desk, uid)) for named, code in CODES.items()}
    assert {each.dossier_uid for each in found.values()} == {uid}
    assert {named: each.deed for named, each in found.items()} == dict.fromkeys(CODES, expected)


def test_a_slip_that_counts_no_more_begins_nothing_but_the_code_still_does(desk: Desk) -> None:
    uid = received(desk)
    old = slip(desk, uid)
    for kind, form in (LOST, RESULT):
        do(desk, uid, kind, form)
    assert begun(desk, old).deed is None
    assert begun(desk, slip(desk, uid)).deed is D.RETURN_RESULT


def test_a_cancelled_dossiers_slip_begins_nothing(desk: Desk) -> None:
    uid = received(desk)
    codes = [code(desk, uid) for code in CODES.values()]
    with desk.database.transaction() as session:
        cancel_dossier(session, uid, "Nhầm", now=NOW, desk=desk.context, actor=desk.actor)
    assert {begun(desk, code).deed for code in codes} == {None}
