from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from deeds_at_desk import do, received, stored
from desks import NOW

from app.bootstrap import Desk
from app.domain.deed_forms import (
    FORMS,
    AnnounceDelayForm,
    AssessFeeForm,
    CollectFeeForm,
    RecallResultForm,
    ReceiveResultForm,
    RequestSupplementForm,
    StartStepForm,
)
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.procedure import (
    InteragencyStep,
    LimitUnit,
    ProcessStep,
    Result,
    SupplementClock,
    TimeLimit,
)
from app.services.deed_proposals import DeedSheet, deed_proposals, deed_sheet
from app.services.procedures import procedure_by_digest


def sheet(desk: Desk, uid: UUID, kind: DeedKind) -> DeedSheet:
    with desk.database.reading() as session:
        return deed_sheet(session, uid, kind, now=NOW, desk=desk.context, actor=desk.actor)


def procedure_of(desk: Desk, uid: UUID) -> Any:
    with desk.database.reading() as session:
        digest = stored(desk, uid).procedure.digest
        return procedure_by_digest(session, desk.context.tenant, digest)


@pytest.mark.parametrize("kind", FORMS)
def test_every_deed_has_a_sheet_whose_needed_fields_alone_may_be_empty(
    kind: DeedKind, desk: Desk
) -> None:
    found = sheet(desk, received(desk), kind)
    names = {each.name for each in fields(FORMS[kind])}
    needed = {each.name for each in fields(FORMS[kind]) if each.default is MISSING}
    assert set(found.values) | needed == names
    assert found.needless <= names
    assert set(found.options) <= names


def test_a_supplement_is_asked_by_the_settling_agency_for_what_is_missing(desk: Desk) -> None:
    uid = received(desk)
    found = sheet(desk, uid, DeedKind.REQUEST_SUPPLEMENT)
    procedure = procedure_of(desk, uid)
    assert found.values["asked_by"] == (procedure.settling_agency or "")
    assert found.values["clock"] is SupplementClock.RESTART
    assert found.values["lacking"] == ()
    assert "repeat_reason" in found.needless
    assert [each.ordinal for each in found.papers] == [1, 2]
    dossier = replace(stored(desk, uid), documents=())
    lacking = deed_proposals(DeedKind.REQUEST_SUPPLEMENT, dossier, procedure)["lacking"]
    assert lacking == tuple(each.ordinal for each in procedure.papers if each.required)


def test_a_second_request_asks_for_its_reason(desk: Desk) -> None:
    uid = received(desk)
    form = RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ")
    do(desk, uid, DeedKind.REQUEST_SUPPLEMENT, form)
    assert "repeat_reason" not in sheet(desk, uid, DeedKind.REQUEST_SUPPLEMENT).needless


def test_the_new_date_is_the_one_that_the_agency_announced(desk: Desk) -> None:
    uid = received(desk)
    later = stored(desk, uid).promise.return_due_at + timedelta(days=7)
    form = AnnounceDelayForm(proposed_due_at=later, reason="Chờ xác minh", agency="Sở Nội vụ")
    do(desk, uid, DeedKind.ANNOUNCE_DELAY, form)
    for kind in (DeedKind.DRAFT_APOLOGY, DeedKind.RESCHEDULE):
        assert sheet(desk, uid, kind).values["new_due_at"] == later


def test_what_is_owed_is_proposed_and_what_was_paid_is_not_asked_again(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.ASSESS_FEE, AssessFeeForm(fee=50_000, levy=8_000))
    do(desk, uid, DeedKind.COLLECT_FEE, CollectFeeForm(fee=20_000))
    values = sheet(desk, uid, DeedKind.COLLECT_FEE).values
    assert (values["fee"], values["levy"], values["service"]) == (30_000, 8_000, 0)
    assert sheet(desk, uid, DeedKind.ASSESS_FEE).values["fee"] == 50_000
    assert sheet(desk, uid, DeedKind.REFUND_FEE).values["fee"] == 0


def test_results_are_counted_down_and_a_recalled_one_is_replaced(desk: Desk) -> None:
    uid = received(desk)
    procedure = replace(procedure_of(desk, uid), results=(Result(name="Một"), Result(name="Hai")))
    first = deed_proposals(DeedKind.RECEIVE_RESULT, stored(desk, uid), procedure)
    assert (first["name"], first["remaining"]) == ("Một", 1)
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Một", remaining=1))
    second = deed_proposals(DeedKind.RECEIVE_RESULT, stored(desk, uid), procedure)
    assert (second["name"], second["remaining"]) == ("Hai", 0)
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Hai"))
    recalled = stored(desk, uid).results[0]
    recall = RecallResultForm(result_uid=recalled.uid, reason="Sai tên")
    do(desk, uid, DeedKind.RECALL_RESULT, recall)
    again = sheet(desk, uid, DeedKind.RECEIVE_RESULT)
    assert (again.values["name"], again.values["replaces"]) == ("Một", recalled.uid)
    assert "replaces" not in again.needless


def test_the_step_proposed_is_the_next_whose_predecessors_are_done(desk: Desk) -> None:
    uid = received(desk)
    day = TimeLimit.of(1, LimitUnit.WORKING_DAY)
    procedure = replace(
        procedure_of(desk, uid),
        steps=(),
        interagency=(
            InteragencyStep(key="b", agency="Công an", limit=day, after=("a",)),
            InteragencyStep(key="a", agency="Tư pháp", limit=day),
        ),
    )
    found = deed_proposals(DeedKind.START_STEP, stored(desk, uid), procedure)
    assert found["key"] == "agency:a"
    own = replace(
        procedure, interagency=(), steps=(ProcessStep(ordinal=1, unit="Phòng A", work="xem"),)
    )
    assert deed_proposals(DeedKind.START_STEP, stored(desk, uid), own)["key"] == "process:1"


def test_the_only_running_step_is_the_one_that_is_finished(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.START_STEP, StartStepForm(unit="Phòng A", work="thẩm định"))
    found = sheet(desk, uid, DeedKind.FINISH_STEP)
    assert found.values["key"] == "own:1"
    assert found.options["key"] == (("own:1", "Phòng A: thẩm định"),)


def test_staff_are_picked_by_name(desk: Desk) -> None:
    options = sheet(desk, received(desk), DeedKind.REASSIGN).options["staff"]
    assert options == ((str(desk.actor.uid), desk.actor.full_name),)


def test_what_is_not_shown_has_no_sheet(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        sheet(desk, UUID(int=7), DeedKind.ADD_NOTE)
    assert refused.value.reason is Reason.DOSSIER_UNKNOWN
