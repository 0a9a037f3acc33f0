from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest
from deeds_at_desk import acting, do, received, stored, why_not
from desks import NOW

from app.bootstrap import Desk
from app.domain.deed_forms import (
    FORMS,
    AnnounceDelayForm,
    AssessFeeForm,
    AuthoriseForm,
    CollectFeeForm,
    DraftApologyForm,
    ExemptFeeForm,
    FinishStepForm,
    MeetPaymentForm,
    NoteForm,
    ReasonForm,
    RecallResultForm,
    ReceiveResultForm,
    ReceiveSupplementForm,
    RecordCodeForm,
    RefundFeeForm,
    RemarkForm,
    RequestPaymentForm,
    RequestSupplementForm,
    RescheduleForm,
    ReturnResultForm,
    ShareForm,
    StartStepForm,
    StopForm,
    TellForm,
)
from app.domain.dossier import DossierState
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import CollectorKind, ShownProof, StopCause
from app.domain.errors import Reason
from app.domain.moments import local_date
from app.domain.pause_facts import Means
from app.domain.procedure import SupplementClock
from app.domain.reception import SubmittedDocument
from app.models.life import OpenWorkRow
from app.services import upkeep
from app.services.deeds import USE_CASES, do_deed
from app.services.dossiers import coded_lines

ASK = RequestSupplementForm(content="Bản sao giấy khai sinh", asked_by="Sở Nội vụ", lacking=(2,))
SLIP = (ShownProof.SLIP,)
RESULT = ReceiveResultForm(name="Giấy xác nhận", number="15/GXN", shelf="B2")


def sound(desk: Desk) -> None:
    """The stored fold is what the journal gives."""
    with desk.database.reading() as session:
        assert upkeep.verify(session, desk.context.tenant) == ()


def test_every_form_has_a_use_case_and_every_field_a_label() -> None:
    assert set(FORMS) == set(USE_CASES)
    for form in FORMS.values():
        assert all(each.metadata["label"] for each in fields(form)), form


def test_a_supplement_restarts_the_clock_when_the_dossier_is_complete(desk: Desk) -> None:
    uid = received(desk)
    assert do(desk, uid, DeedKind.REQUEST_SUPPLEMENT, ASK).papers == ("supplement",)
    dossier = stored(desk, uid)
    assert dossier.state is DossierState.AWAITING_SUPPLEMENT
    assert dossier.supplements[0].answer_by == date(2026, 12, 7)
    do(desk, uid, DeedKind.TELL_SUPPLEMENT, TellForm(means=Means.TELEPHONE))
    again = TellForm(means=Means.LETTER)
    assert why_not(desk, uid, DeedKind.TELL_SUPPLEMENT, again) is Reason.SUPPLEMENT_TOLD_ALREADY
    brought = ReceiveSupplementForm(documents=(SubmittedDocument(ordinal=2, certified=1),))
    later = NOW + timedelta(days=2)
    do(desk, uid, DeedKind.RECEIVE_SUPPLEMENT, brought, later)
    dossier = stored(desk, uid)
    assert dossier.state is DossierState.RECEIVED
    assert local_date(dossier.promise.return_due_at) == date(2026, 11, 25)
    assert dossier.promise.late_against == dossier.promise.return_due_at
    sound(desk)


def test_a_pause_gives_the_time_that_was_left(desk: Desk) -> None:
    uid = received(desk)
    paused = RequestSupplementForm(content="x", asked_by="y", clock=SupplementClock.PAUSE)
    do(desk, uid, DeedKind.REQUEST_SUPPLEMENT, paused, NOW + timedelta(days=1))
    do(desk, uid, DeedKind.RECEIVE_SUPPLEMENT, ReceiveSupplementForm(), NOW + timedelta(days=3))
    assert local_date(stored(desk, uid).promise.return_due_at) == date(2026, 11, 25)


def test_a_second_supplement_wants_a_reason(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.REQUEST_SUPPLEMENT, ASK)
    do(desk, uid, DeedKind.RECEIVE_SUPPLEMENT, ReceiveSupplementForm())
    assert why_not(desk, uid, DeedKind.REQUEST_SUPPLEMENT, ASK) is Reason.SUPPLEMENT_REPEATED
    again = RequestSupplementForm(content="x", asked_by="y", repeat_reason="Giấy giả")
    assert why_not(desk, uid, DeedKind.REQUEST_SUPPLEMENT, again) is None


def test_never_one_paper_more_than_published(desk: Desk) -> None:
    uid = received(desk)
    ask = RequestSupplementForm(content="x", asked_by="y", lacking=(99,))
    assert why_not(desk, uid, DeedKind.REQUEST_SUPPLEMENT, ask) is Reason.PAPER_NOT_PUBLISHED
    assert stored(desk, uid).supplements == ()


def test_what_is_never_completed_may_be_closed_after_fifteen_working_days(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.REQUEST_SUPPLEMENT, ASK)
    early = datetime(2026, 12, 7, 3, 0, tzinfo=UTC)
    kind, form = DeedKind.CLOSE_UNSUPPLEMENTED, RemarkForm()
    assert why_not(desk, uid, kind, form, early) is Reason.SUPPLEMENT_STILL_AWAITED
    assert why_not(desk, uid, kind, form, early + timedelta(days=1)) is None
    assert stored(desk, uid).state is DossierState.STOPPED


def test_a_payment_duty_is_asked_and_met(desk: Desk) -> None:
    uid = received(desk)
    nothing = RequestPaymentForm(amount=0)
    assert why_not(desk, uid, DeedKind.REQUEST_PAYMENT, nothing) is Reason.MONEY_WRONG
    do(desk, uid, DeedKind.REQUEST_PAYMENT, RequestPaymentForm(amount=1_500_000))
    assert stored(desk, uid).state is DossierState.AWAITING_PAYMENT
    do(desk, uid, DeedKind.MEET_PAYMENT, MeetPaymentForm(document="GNT 9"))
    assert stored(desk, uid).state is DossierState.RECEIVED


def test_a_delay_is_announced_apologised_for_and_counts_from_the_signature(desk: Desk) -> None:
    uid = received(desk)
    promised = stored(desk, uid).promise.return_due_at
    later = promised + timedelta(days=7)
    early = AnnounceDelayForm(proposed_due_at=promised, reason="x", agency="Sở")
    assert why_not(desk, uid, DeedKind.ANNOUNCE_DELAY, early) is Reason.NEW_DATE_NOT_LATER
    draft = DraftApologyForm()
    assert why_not(desk, uid, DeedKind.DRAFT_APOLOGY, draft) is Reason.DELAY_NOT_ANNOUNCED
    announced = AnnounceDelayForm(proposed_due_at=later, reason="Chờ ý kiến", agency="Sở Nội vụ")
    do(desk, uid, DeedKind.ANNOUNCE_DELAY, announced)
    do(desk, uid, DeedKind.DRAFT_APOLOGY, draft)
    assert stored(desk, uid).promise.return_due_at == promised, "a draft moves nothing"
    signed = RescheduleForm(signatory="Phạm Thị Thử", title="Giám đốc", letter="12/PXL")
    assert do(desk, uid, DeedKind.RESCHEDULE, signed).papers == ("apology",)
    promise = stored(desk, uid).promise
    assert (promise.return_due_at, promise.late_against) == (later, promised)
    do(
        desk,
        uid,
        DeedKind.ANNOUNCE_DELAY,
        AnnounceDelayForm(proposed_due_at=later + timedelta(7), reason="x", agency="Sở"),
    )
    assert why_not(desk, uid, DeedKind.RESCHEDULE, signed) is Reason.RESCHEDULED_BEFORE
    forced = RescheduleForm(signatory="Phạm Thị Thử", override_reason="Bão lụt")
    assert why_not(desk, uid, DeedKind.RESCHEDULE, forced) is None
    sound(desk)


def test_a_withdrawal_ends_in_a_stop_unless_a_result_stands(desk: Desk) -> None:
    uid = received(desk)
    stop = StopForm(cause=StopCause.WITHDRAWN, reason="Công dân rút")
    assert why_not(desk, uid, DeedKind.STOP, stop) is Reason.WITHDRAWAL_NOT_ASKED
    do(desk, uid, DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Đổi ý"))
    assert do(desk, uid, DeedKind.STOP, stop).state is DossierState.STOPPED
    settled = received(desk)
    do(desk, settled, DeedKind.RECEIVE_RESULT, RESULT)
    do(desk, settled, DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Đổi ý"))
    assert why_not(desk, settled, DeedKind.STOP, stop) is Reason.RESULT_EXISTS


def test_a_result_is_returned_to_whom_the_procedure_allows(desk: Desk) -> None:
    uid = received(desk)
    give = ReturnResultForm(collector=CollectorKind.OWNER, proofs=SLIP)
    assert why_not(desk, uid, DeedKind.RETURN_RESULT, give) is Reason.DEED_NOT_NOW
    do(desk, uid, DeedKind.RECEIVE_RESULT, RESULT)
    no_slip = ReturnResultForm(collector=CollectorKind.OWNER)
    assert why_not(desk, uid, DeedKind.RETURN_RESULT, no_slip) is Reason.SLIP_NOT_SHOWN
    other = ReturnResultForm(
        collector=CollectorKind.AUTHORISED, full_name="Lê Văn Thay", proofs=SLIP
    )
    refused = why_not(desk, uid, DeedKind.RETURN_RESULT, other)
    assert refused is Reason.COLLECTOR_AUTHORITY_MISSING
    named = AuthoriseForm(full_name="Lê Văn Thay", paper="Giấy ủy quyền 12")
    do(desk, uid, DeedKind.AUTHORISE, named)
    assert do(desk, uid, DeedKind.RETURN_RESULT, other).state is DossierState.RETURNED
    again = why_not(desk, uid, DeedKind.RETURN_RESULT, give)
    assert again is Reason.DEED_NOT_NOW, "two desks return the same result"
    with desk.database.reading() as session:
        assert session.query(OpenWorkRow).count() == 0
    sound(desk)


def test_results_come_and_go_each_by_itself(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Khai tử", remaining=1))
    give = ReturnResultForm(collector=CollectorKind.OWNER, proofs=SLIP)
    assert do(desk, uid, DeedKind.RETURN_RESULT, give).state is not DossierState.RETURNED
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Mai táng phí"))
    do(desk, uid, DeedKind.RECALL_RESULT, _recall(desk, uid))
    assert stored(desk, uid).results_remaining == 1
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Mai táng phí"))
    assert do(desk, uid, DeedKind.RETURN_RESULT, give).state is DossierState.RETURNED


def _recall(desk: Desk, uid: object) -> RecallResultForm:
    last = stored(desk, uid).results[-1]  # type: ignore[arg-type]
    return RecallResultForm(result_uid=last.uid, reason="Sai tên")


def test_what_is_owed_is_asked_before_the_result_goes(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.ASSESS_FEE, AssessFeeForm(fee=50_000, levy=10_000))
    do(desk, uid, DeedKind.RECEIVE_RESULT, RESULT)
    give = ReturnResultForm(collector=CollectorKind.OWNER, proofs=SLIP)
    assert why_not(desk, uid, DeedKind.RETURN_RESULT, give) is Reason.MONEY_OUTSTANDING
    over = ExemptFeeForm(ground="Luật", fee=60_000)
    assert why_not(desk, uid, DeedKind.EXEMPT_FEE, over) is Reason.EXEMPTION_TOO_LARGE
    do(desk, uid, DeedKind.EXEMPT_FEE, ExemptFeeForm(ground="Luật Người khuyết tật", fee=20_000))
    paid = do(desk, uid, DeedKind.COLLECT_FEE, CollectFeeForm(fee=30_000, levy=10_000))
    assert paid.papers == ("fee_receipt",)
    assert why_not(desk, uid, DeedKind.RETURN_RESULT, give) is None
    too_much = RefundFeeForm(reason="Thu nhầm", fee=30_001)
    assert why_not(desk, uid, DeedKind.REFUND_FEE, too_much) is Reason.REFUND_TOO_LARGE
    do(desk, uid, DeedKind.REFUND_FEE, RefundFeeForm(reason="Thu nhầm", fee=30_000))
    assert stored(desk, uid).money.taken == 10_000
    sound(desk)


def test_a_step_has_its_own_clock_and_one_may_be_named_freely(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.START_STEP, StartStepForm(unit="Phòng A", work="thẩm định"))
    assert stored(desk, uid).state is DossierState.IN_PROCESS
    do(desk, uid, DeedKind.FINISH_STEP, FinishStepForm())
    assert why_not(desk, uid, DeedKind.FINISH_STEP, FinishStepForm()) is Reason.STEP_NOT_STARTED
    unknown = StartStepForm(key="process:77")
    assert why_not(desk, uid, DeedKind.START_STEP, unknown) is Reason.STEP_UNKNOWN


def test_a_code_of_another_system_finds_the_dossier(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.RECORD_CODE, RecordCodeForm(system="Cổng", code="g22.99-261116-0007"))
    assert stored(desk, uid).foreign_codes[0].code == "G22.99-261116-0007"
    with desk.database.reading() as session:
        found = coded_lines(session, desk.context.tenant, "G22.99-261116-0007")
    assert [each.dossier_uid for each in found] == [uid]


def test_a_lost_slip_is_void_and_a_new_edition_follows(desk: Desk) -> None:
    uid = received(desk)
    assert do(desk, uid, DeedKind.REPORT_SLIP_LOST, RemarkForm()).papers[-1] == "receipt"
    dossier = stored(desk, uid)
    assert (dossier.slip_edition, dossier.lost_slips) == (1, 1)


def test_sharing_twice_is_told(desk: Desk) -> None:
    uid = received(desk)
    assert why_not(desk, uid, DeedKind.SHARE, ShareForm(office="H40.17")) is None
    twice = why_not(desk, uid, DeedKind.SHARE, ShareForm(office="H40.17"))
    assert twice is Reason.SHARED_ALREADY


def test_a_stated_time_lies_between_reception_and_now(desk: Desk) -> None:
    uid = received(desk)
    note = NoteForm(words="Đã gọi")
    before = NOW - timedelta(hours=1)
    assert why_not(desk, uid, DeedKind.ADD_NOTE, note, at=before) is Reason.DEED_TIME_WRONG
    later = NOW + timedelta(hours=2)
    assert why_not(desk, uid, DeedKind.ADD_NOTE, note, later, at=NOW) is None


def test_a_form_of_another_deed_is_a_fault_of_the_program(desk: Desk) -> None:
    uid = received(desk)
    with pytest.raises(TypeError), desk.database.transaction() as session:
        do_deed(session, uid, DeedKind.STOP, NoteForm(words="x"), acting(desk))
