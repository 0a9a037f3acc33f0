from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from deeds_at_desk import do, received
from desks import NOW
from piles import AGENCY, accept, close

from app.bootstrap import Desk
from app.domain.deed_forms import (
    AnnounceDelayForm,
    AuthoriseForm,
    CollectFeeForm,
    DraftApologyForm,
    ReasonForm,
    RecallResultForm,
    ReceiveResultForm,
    ReceiveSupplementForm,
    RefuseForm,
    RemarkForm,
    RequestSupplementForm,
    RescheduleForm,
    ReturnResultForm,
    StopForm,
)
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import CollectorKind, ShownProof
from app.domain.errors import Reason, Refusal
from app.domain.paper_forms import PAPER_NAMES
from app.domain.printers import Paper, PrinterChoice, SlipKind
from app.domain.reception import Identity, Person
from app.papers.citizens_papers import authorisation_form, undertaking_of
from app.papers.control_sheet import control_sheet
from app.papers.delays import apology_letter
from app.papers.ends import refusal_slip, stop_notice_of
from app.papers.fee_receipt import fee_receipt_slip
from app.papers.pauses import supplement_slip
from app.papers.receipt import receipt_slip
from app.papers.registry import PAPERS, due_papers, paper_pdf
from app.papers.results import correction_notice, result_receipt_slip
from app.printing.slips.receipt import slip_remarks
from app.services import print_jobs
from app.services.paper_facts import PaperFacts, Told, paper_facts
from app.services.print_jobs import PrintOrder
from app.services.slip_facts import receipt_facts

HOUR = timedelta(hours=1)
ASK = RequestSupplementForm(
    content="Bản sao giấy khai sinh", asked_by="Sở Nội vụ", reason="Thiếu căn cứ", lacking=(2,)
)
DELAY = AnnounceDelayForm(
    proposed_due_at=NOW + timedelta(days=14),
    reason="Phải xác minh tại tỉnh khác",
    agency="Sở Nội vụ",
    document="99/SNV",
    document_on=date(2026, 11, 16),
)
RESULT = ReceiveResultForm(name="Giấy xác nhận", number="15/GXN")
SLIP = (ShownProof.SLIP,)


def facts(desk: Desk, uid: UUID) -> PaperFacts:
    with desk.database.reading() as session:
        return paper_facts(session, uid, at=NOW + 8 * HOUR, desk=desk.context)


def last(found: Told[Any] | None) -> Told[Any]:
    assert found is not None
    return found


def due(desk: Desk, uid: UUID) -> set[str]:
    with desk.database.reading() as session:
        return {kind.value for kind, _ in due_papers(session, uid, at=NOW, desk=desk.context)}


def pdf_of(desk: Desk, uid: UUID, name: str, **how: Any) -> bytes:
    with desk.database.reading() as session:
        return paper_pdf(session, uid, name=name, at=NOW, desk=desk.context, **how)


def printed(desk: Desk, uid: UUID, kind: SlipKind) -> int:
    """Send a paper to a printer; which copy it was."""
    order = PrintOrder(
        slip=kind, title="Giấy", choice=PrinterChoice(printer="Laser"), dossier_uid=uid
    )
    with desk.database.transaction() as session:
        job = print_jobs.ask_print(session, order, now=NOW, desk=desk.context)
        who = {"now": NOW + 9 * HOUR, "desk": desk.context, "actor": desk.actor}
        return print_jobs.mark_sent(session, job.uid, **who).copy  # type: ignore[arg-type]


def test_a_new_dossier_has_its_receipt_its_control_sheet_and_a_form_to_authorise(
    desk: Desk,
) -> None:
    assert due(desk, received(desk)) == {"receipt", "control", "authorisation"}


def test_a_paper_without_its_deed_is_refused(desk: Desk) -> None:
    uid = received(desk)
    for name in set(PAPERS) - {"receipt", "control", "authorisation"}:
        with pytest.raises(Refusal) as refused:
            pdf_of(desk, uid, name)
        assert refused.value.reason is Reason.PAPER_NOT_DUE
    with pytest.raises(Refusal) as unknown:
        pdf_of(desk, uid, "poem")
    assert unknown.value.reason is Reason.PAPER_UNKNOWN


def test_every_paper_that_a_deed_asks_for_can_be_drawn(desk: Desk) -> None:
    uid = received(desk)
    asked: dict[str, bytes] = {}
    life: tuple[tuple[DeedKind, Any], ...] = (
        (DeedKind.COLLECT_FEE, CollectFeeForm(fee=21_000)),
        (DeedKind.REQUEST_SUPPLEMENT, ASK),
        (DeedKind.RECEIVE_SUPPLEMENT, ReceiveSupplementForm()),
        (DeedKind.ANNOUNCE_DELAY, DELAY),
        (DeedKind.DRAFT_APOLOGY, DraftApologyForm()),
        (DeedKind.RESCHEDULE, RescheduleForm(signatory="Phạm Đình Tập", title="Giám đốc")),
        (DeedKind.REPORT_SLIP_LOST, RemarkForm()),
        (DeedKind.RECEIVE_RESULT, RESULT),
        (DeedKind.RECALL_RESULT, RecallResultForm(reason="Sai ngày sinh")),
        (DeedKind.RECEIVE_RESULT, RESULT),
        (DeedKind.RETURN_RESULT, ReturnResultForm(proofs=SLIP)),
    )
    for hour, (kind, form) in enumerate(life, start=1):
        done = do(desk, uid, kind, form, NOW + hour * HOUR / 4)
        asked |= {name: pdf_of(desk, uid, name) for name in done.papers}
    assert set(asked) == {
        "fee_receipt",
        "supplement",
        "receipt",
        "apology",
        "undertaking",
        "correction",
        "result_receipt",
    }
    assert all(pdf.startswith(b"%PDF") for pdf in asked.values())


def test_a_request_to_complete_says_what_by_when_and_how_the_clock_goes(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.REQUEST_SUPPLEMENT, ASK)
    known = facts(desk, uid)
    slip = supplement_slip(known, last(known.told[-1]))
    assert slip.requests == ("Bản sao giấy khai sinh",)
    assert len(slip.missing) == 1
    assert slip.reason == "Thiếu căn cứ. Theo yêu cầu của Sở Nội vụ."
    assert slip.complete_by == date(2026, 12, 7)
    assert "tính lại từ đầu" in slip.foot_notes[0]
    assert slip.heading.code == "H40.16-261116-3001"
    assert not slip.reprint


def test_a_receipt_after_a_supplement_says_that_its_date_is_new_and_why(desk: Desk) -> None:
    uid = received(desk)
    printed(desk, uid, SlipKind.RECEIPT)
    do(desk, uid, DeedKind.REQUEST_SUPPLEMENT, ASK)
    do(desk, uid, DeedKind.RECEIVE_SUPPLEMENT, ReceiveSupplementForm(), NOW + HOUR)
    with desk.database.reading() as session:
        slip = receipt_slip(receipt_facts(session, uid, desk=desk.context))
    assert slip_remarks(slip) == ("ngày hẹn mới, thay ngày đã hẹn trước",)
    assert "tính lại từ đầu sau khi hồ sơ được bổ sung" in slip.promise_note


def test_a_receipt_after_a_loss_says_how_often_it_was_issued_again(desk: Desk) -> None:
    uid = received(desk)
    for times in (1, 2):
        do(desk, uid, DeedKind.REPORT_SLIP_LOST, RemarkForm(), NOW + times * HOUR)
    with desk.database.reading() as session:
        slip = receipt_slip(receipt_facts(session, uid, desk=desk.context))
    assert slip_remarks(slip) == ("bản thay thế lần 2", "cấp lại lần 2 do mất giấy")


def test_an_apology_is_a_draft_until_it_is_signed(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.ANNOUNCE_DELAY, DELAY)
    do(desk, uid, DeedKind.DRAFT_APOLOGY, DraftApologyForm())
    known = facts(desk, uid)
    draft = apology_letter(known, last(known.told[-1]))
    assert draft.draft
    assert (draft.reason, draft.agency) == ("Phải xác minh tại tỉnh khác", "Sở Nội vụ")
    assert draft.document == "99/SNV, ngày 16/11/2026 của Sở Nội vụ"
    assert draft.heading.slip_number == "…………/PXL-TTPVHCC"
    assert draft.signer.capacity == "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"
    signed = RescheduleForm(signatory="Phạm Đình Tập", title="Phó Giám đốc", letter="48/PXL")
    do(desk, uid, DeedKind.RESCHEDULE, signed, NOW + HOUR)
    known = facts(desk, uid)
    letter = apology_letter(known, last(known.told[-1]))
    assert not letter.draft
    assert (letter.old_due_at, letter.new_due_at) == (draft.old_due_at, DELAY.proposed_due_at)
    assert letter.heading.slip_number == "48/PXL"
    assert letter.earlier == 0
    signer = letter.signer
    assert (signer.in_place_of, signer.capacity) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert signer.name == "Phạm Đình Tập"


def test_a_stop_at_the_citizens_wish_names_the_decree_and_the_wish(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.COLLECT_FEE, CollectFeeForm(fee=21_000))
    do(desk, uid, DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Đổi ý"), NOW + HOUR)
    assert stop_notice_of(facts(desk, uid)) is None
    do(desk, uid, DeedKind.STOP, StopForm(reason="Người nộp xin rút"), NOW + 2 * HOUR)
    notice = stop_notice_of(facts(desk, uid))
    assert notice is not None
    assert "Điều 21 Nghị định số 118/2025/NĐ-CP" in notice.ground
    assert (notice.asked_at, notice.stopped_at) == (NOW + HOUR, NOW + 2 * HOUR)
    assert notice.reason == "Người nộp xin rút"
    assert notice.money == "đã nộp 21.000 đồng; đã hoàn lại 0 đồng"


def test_a_dossier_never_completed_is_told_its_term(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.REQUEST_SUPPLEMENT, ASK)
    later = NOW + timedelta(days=25)
    late = replace(desk, now=lambda: later)
    do(late, uid, DeedKind.CLOSE_UNSUPPLEMENTED, RemarkForm(), later)
    notice = stop_notice_of(facts(desk, uid))
    assert notice is not None
    assert "(hết ngày 07/12/2026)" in notice.reason
    assert notice.asked_at is None


def test_a_refusal_of_a_received_dossier_gives_the_reason_typed(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.REFUSE, RefuseForm(reason="Không thuộc đối tượng", document="7/TB"))
    known = facts(desk, uid)
    slip = refusal_slip(known, last(known.told[-1]))
    assert (slip.reason, slip.heading.slip_number) == ("Không thuộc đối tượng", "7/TB")
    assert pdf_of(desk, uid, "refusal", paper=Paper.ROLL_80).startswith(b"%PDF")


def test_a_receipt_of_results_names_who_took_them_and_what_is_to_come(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.RECEIVE_RESULT, replace(RESULT, remaining=1))
    form = ReturnResultForm(
        collector=CollectorKind.AUTHORISED,
        full_name="Lê Văn Thử",
        identity_number="001201012345",
        authority="Giấy ủy quyền số 7",
        is_certified=True,
        proofs=(ShownProof.SLIP, ShownProof.CARD),
    )
    do(desk, uid, DeedKind.RETURN_RESULT, form, NOW + HOUR)
    known = facts(desk, uid)
    slip = result_receipt_slip(known, (last(known.told[-1]),))
    assert (slip.collector, slip.right) == ("Lê Văn Thử", "người được ủy quyền")
    assert [row.number for row in slip.results] == ["15/GXN"]
    assert slip.proofs == "giấy hẹn, giấy tờ tùy thân"
    assert (slip.remaining, slip.owed) == (1, "")


def test_a_recalled_result_is_asked_back_only_from_who_has_it(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.RECEIVE_RESULT, RESULT)
    do(desk, uid, DeedKind.RECALL_RESULT, RecallResultForm(reason="Sai tên"), NOW + HOUR)
    known = facts(desk, uid)
    notice = correction_notice(known, last(known.told[-1]))
    assert (notice.result, notice.reason) == ("Giấy xác nhận, số 15/GXN", "Sai tên")
    assert "nộp lại" not in notice.closing


def test_a_fee_receipt_has_its_own_number_and_what_was_paid(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.COLLECT_FEE, CollectFeeForm(fee=21_000, service=5_000))
    known = facts(desk, uid)
    slip = fee_receipt_slip(known, last(known.told[-1]))
    assert slip.heading.slip_number == "PT-3/2026-00001"
    assert [(each.words, each.amount) for each in slip.sums] == [
        ("Phí", 21_000),
        ("Giá dịch vụ", 5_000),
    ]
    assert slip.total == 26_000


def test_papers_that_a_citizen_signs_know_the_citizen(desk: Desk) -> None:
    uid = received(desk)
    assert authorisation_form(facts(desk, uid)).authorised.name == ""
    named = AuthoriseForm(full_name="Lê Văn Thử", paper="Giấy ủy quyền số 7")
    do(desk, uid, DeedKind.AUTHORISE, named)
    form = authorisation_form(facts(desk, uid))
    assert (form.owner.name, form.authorised.name) == ("Trần Thị Mẫu", "Lê Văn Thử")
    assert form.basis == "Giấy ủy quyền số 7"
    do(desk, uid, DeedKind.REPORT_SLIP_LOST, RemarkForm(remark="Rơi trên xe"), NOW + HOUR)
    known = facts(desk, uid)
    told = next(each for each in known.told if each.fact.kind == "slip.reported_lost")
    said = undertaking_of(known, told)  # type: ignore[arg-type]
    assert (said.person.name, said.remark) == ("Trần Thị Mẫu", "Rơi trên xe")
    assert "bản cấp lần đầu" in said.lost


def test_whoever_filed_for_an_owner_is_proposed_as_authorised(desk: Desk) -> None:
    owner = Person(full_name="Phạm Thị Chủ", identity=Identity(number="001201012345"))
    uid = received(desk, owner=owner, authority="Giấy ủy quyền số 1")
    form = authorisation_form(facts(desk, uid))
    assert (form.owner.name, form.authorised.name) == ("Phạm Thị Chủ", "Trần Thị Mẫu")
    assert form.basis == "Giấy ủy quyền số 1"


def test_the_control_sheet_follows_the_journal(desk: Desk) -> None:
    uid = received(desk)
    accept(desk, close(desk, [uid]).code)
    sheet = control_sheet(facts(desk, uid))
    (row,) = sheet.rows
    assert (row.first, row.second) == ("1. Giao: Quầy 3", f"2. Nhận: {AGENCY.name}")
    assert row.ended_at is not None
    assert row.remarks[0] == "Hạn bàn giao: 1 ngày làm việc"
    assert row.outcome == "Trước hạn"
    assert sheet.agency == AGENCY.name


def test_a_paper_printed_again_says_so_until_its_deed_is_done_anew(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.COLLECT_FEE, CollectFeeForm(fee=21_000))
    first = pdf_of(desk, uid, "fee_receipt")
    assert printed(desk, uid, SlipKind.FEE_RECEIPT) == 1
    assert pdf_of(desk, uid, "fee_receipt") != first
    known = facts(desk, uid)
    assert fee_receipt_slip(known, last(known.told[-2])).reprint
    assert printed(desk, uid, SlipKind.FEE_RECEIPT) == 2
    do(desk, uid, DeedKind.COLLECT_FEE, CollectFeeForm(fee=4_000), NOW + 10 * HOUR)
    known = facts(desk, uid)
    assert not fee_receipt_slip(known, last(known.told[-1])).reprint


def test_prints_of_other_papers_leave_the_receipt_uncounted(desk: Desk) -> None:
    uid = received(desk)
    printed(desk, uid, SlipKind.CONTROL)
    dossier = facts(desk, uid).dossier
    assert (dossier.slip_copies, dossier.slip_is_out) == (0, False)


def test_every_paper_has_a_name_a_builder_and_a_size() -> None:
    assert set(PAPERS) == set(PAPER_NAMES)
    for kind in PAPERS:
        assert kind.papers
        assert kind.printed_as.printed_as is kind.printed_as


def test_an_erased_dossier_keeps_its_papers_without_the_person(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.REFUSE, RefuseForm(reason="Không thuộc đối tượng"))
    known = facts(desk, uid)
    told = last(known.told[-1])
    bare = Told(replace(told.fact, private=None), told.at, told.who)
    erased = replace(known, dossier=replace(known.dossier, private=None, later=None))
    slip = refusal_slip(erased, bare)
    assert slip.applicant.name == slip.reason == "(thông tin cá nhân đã được xóa)"
