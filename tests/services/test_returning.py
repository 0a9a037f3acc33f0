from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from deeds_at_desk import do, received, stored
from desks import NOW, reception
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.deed_forms import (
    AssessFeeForm,
    AuthoriseForm,
    CollectFeeForm,
    ReceiveResultForm,
    ReturnResultForm,
)
from app.domain.dossier import DossierState
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import CollectorKind, ShownProof
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.reception import Identity, Person
from app.services import upkeep
from app.services.deeds import DeedDone
from app.services.duplicates import duplicates_of_form
from app.services.returning import (
    RULE_WORDS,
    Collection,
    WaitingResult,
    collection,
    find_waiting,
    return_at_counter,
    waiting_for,
)
from app.services.slip_printing import record_receipt_printed

NUMBER = "034188004321"
BY_SLIP = ReturnResultForm(proofs=(ShownProof.SLIP,))
GRANDCHILD = Person(full_name="Lê Văn Thử", identity=Identity(number="034090001234"))


def settled(desk: Desk, shelf: str = "A1", minutes: int = 0, **changed: Any) -> UUID:
    uid = received(desk, **changed)
    form = ReceiveResultForm(name="Giấy xác nhận", number="15/GXN", shelf=shelf)
    do(desk, uid, DeedKind.RECEIVE_RESULT, form, NOW + timedelta(minutes=minutes))
    return uid


def opened(desk: Desk, uid: UUID) -> Collection:
    with desk.database.reading() as session:
        return collection(session, uid, now=NOW, desk=desk.context, actor=desk.actor)


def lying(desk: Desk, number: str = NUMBER) -> tuple[WaitingResult, ...]:
    with desk.database.reading() as session:
        return waiting_for(session, number, desk=desk.context, actor=desk.actor)


def test_the_card_of_somebody_authorised_later_finds_the_result_and_no_duplicate(
    desk: Desk,
) -> None:
    uid = settled(desk)
    assert lying(desk, "034090001234") == ()
    for name, number in (("Lê Văn Thay", None), ("Lê Văn Thử", "034 090 001 234")):
        form = AuthoriseForm(full_name=name, paper="Giấy ủy quyền", identity_number=number)
        do(desk, uid, DeedKind.AUTHORISE, form)
    assert [each.dossier_uid for each in lying(desk, "034090001234")] == [uid]
    with desk.database.reading() as session:
        own = reception(applicant=GRANDCHILD)
        assert duplicates_of_form(session, own, on=local_date(NOW), desk=desk.context) == ()
        assert upkeep.verify(session, desk.context.tenant) == ()


def give(desk: Desk, uid: UUID, form: ReturnResultForm, paid: Any = None) -> DeedDone:
    with desk.database.transaction() as session:
        return return_at_counter(
            session, uid, form, paid, now=NOW, desk=desk.context, actor=desk.actor
        )


def kinds(desk: Desk, uid: UUID) -> list[str]:
    with desk.database.reading() as session:
        rows = session.execute(
            text("SELECT kind FROM event WHERE dossier_uid = :uid ORDER BY arrival"),
            {"uid": uid.bytes},
        )
        return [row[0] for row in rows]


def test_a_card_finds_what_waits_for_its_person_the_oldest_first(desk: Desk) -> None:
    received(desk)
    late = settled(desk, "B2", minutes=1)
    early = settled(desk, "A1")
    assert [each.dossier_uid for each in lying(desk)] == [early, late]
    assert [each.results[0].shelf for each in lying(desk)] == ["A1", "B2"]
    assert lying(desk, GRANDCHILD.identity.number or "") == ()
    give(desk, early, BY_SLIP)
    assert [each.dossier_uid for each in lying(desk)] == [late]


def test_what_a_clerk_types_finds_only_what_can_be_given_out(desk: Desk) -> None:
    received(desk)
    uid = settled(desk)
    with desk.database.reading() as session:
        found = find_waiting(session, "tran mau", now=NOW, desk=desk.context, actor=desk.actor)
    assert [each.dossier_uid for each in found] == [uid]


def test_owner_applicant_and_whom_they_named_are_the_claimants(desk: Desk) -> None:
    uid = settled(desk, owner=GRANDCHILD, authority="Giấy ủy quyền số 1")
    form = AuthoriseForm(full_name="Phạm Ví Dụ", paper="Giấy số 2", identity_number="034188009999")
    do(desk, uid, DeedKind.AUTHORISE, form)
    found = opened(desk, uid)
    assert [(each.kind, each.full_name) for each in found.claimants] == [
        (CollectorKind.OWNER, "Lê Văn Thử"),
        (CollectorKind.APPLICANT, "Trần Thị Mẫu"),
        (CollectorKind.AUTHORISED, "Phạm Ví Dụ"),
    ]
    assert found.rule in RULE_WORDS.values()
    assert found.money is None


def test_what_is_owed_is_taken_in_the_same_act(desk: Desk) -> None:
    uid = settled(desk)
    do(desk, uid, DeedKind.ASSESS_FEE, AssessFeeForm(fee=50_000))
    found = opened(desk, uid)
    assert found.money is not None
    assert found.money.values["fee"] == 50_000
    done = give(desk, uid, BY_SLIP, CollectFeeForm(fee=50_000))
    assert done.papers == ("fee_receipt", "result_receipt")
    assert done.state is DossierState.RETURNED
    assert stored(desk, uid).money.outstanding == 0


def test_when_the_return_is_refused_no_money_was_taken(desk: Desk) -> None:
    uid = settled(desk)
    do(desk, uid, DeedKind.ASSESS_FEE, AssessFeeForm(fee=50_000))
    before = kinds(desk, uid)
    with pytest.raises(Refusal) as refused:
        give(desk, uid, ReturnResultForm(), CollectFeeForm(fee=50_000))
    assert refused.value.reason is Reason.SLIP_NOT_SHOWN
    assert kinds(desk, uid) == before
    assert stored(desk, uid).money.outstanding == 50_000


def test_an_undertaking_voids_the_slip_that_is_out(desk: Desk) -> None:
    uid = settled(desk)
    with desk.database.transaction() as session:
        record_receipt_printed(
            session, uid, paper="a5", printer="x", now=NOW, desk=desk.context, actor=desk.actor
        )
    done = give(desk, uid, ReturnResultForm(proofs=(ShownProof.UNDERTAKING,)))
    assert done.papers == ("undertaking", "result_receipt")
    assert kinds(desk, uid)[-3:] == ["slip.reported_lost", "slip.voided", "result.returned"]


def test_where_no_slip_was_ever_printed_none_is_lost(desk: Desk) -> None:
    uid = settled(desk)
    done = give(desk, uid, ReturnResultForm(proofs=(ShownProof.UNDERTAKING,)))
    assert done.papers == ("result_receipt",)
    assert stored(desk, uid).lost_slips == 0


def test_a_dossier_without_a_result_says_what_to_do(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        opened(desk, received(desk))
    assert refused.value.reason is Reason.DEED_NOT_NOW
