"""How much a deed asks of its database: a count that no busy machine changes."""

from __future__ import annotations

from typing import Any

from deeds_at_desk import do, received
from told_statements import told

from app.bootstrap import Desk
from app.domain import deed_forms as forms
from app.domain.dossier_rules import DeedKind as D
from app.domain.end_facts import ShownProof

RECEPTION = 22
"""Statements at the most, BEGIN and COMMIT among them; so the numbers behind the deeds."""
LIFE: tuple[tuple[D, Any, int], ...] = (
    (D.START_STEP, forms.StartStepForm(unit="Phòng A", work="thẩm định"), 14),
    (D.FINISH_STEP, forms.FinishStepForm(), 11),
    (D.REQUEST_SUPPLEMENT, forms.RequestSupplementForm(content="Bản sao", asked_by="Sở"), 19),
    (D.TELL_SUPPLEMENT, forms.TellForm(), 11),
    (D.RECEIVE_SUPPLEMENT, forms.ReceiveSupplementForm(), 18),
    (D.ASSESS_FEE, forms.AssessFeeForm(fee=50_000), 11),
    (D.COLLECT_FEE, forms.CollectFeeForm(fee=50_000), 12),
    (D.ADD_NOTE, forms.NoteForm(words="Đã gọi điện"), 12),
    (D.RECEIVE_RESULT, forms.ReceiveResultForm(name="Giấy xác nhận", shelf="A3"), 14),
    (D.NOTIFY, forms.NotifyForm(), 11),
    (D.RETURN_RESULT, forms.ReturnResultForm(proofs=(ShownProof.SLIP,)), 16),
)


def test_a_reception_and_the_deeds_after_it_are_few_statements(desk: Desk) -> None:
    received(desk)
    with told(desk.database) as statements:
        uid = received(desk)
    found = {"reception": (len(statements), RECEPTION)}
    for kind, form, most in LIFE:
        with told(desk.database) as statements:
            do(desk, uid, kind, form)
        found[kind.value] = (len(statements), most)
    assert {name: each for name, each in found.items() if each[0] > each[1]} == {}
    assert all(count > 5 for count, _ in found.values()), "the statements were heard"
