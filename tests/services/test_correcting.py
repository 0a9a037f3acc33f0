from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from desks import NOW, found, reception
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.correction_rules import form_as_received
from app.domain.dossier import Dossier, DossierState
from app.domain.errors import Reason, Refusal
from app.domain.events import Event
from app.domain.facts import DossierCorrected, SlipVoided
from app.domain.history_words import event_sentence
from app.domain.moments import VIETNAM
from app.domain.reception import (
    Identity,
    Money,
    Person,
    ReceptionForm,
    ReturnPlace,
    ReturnWay,
    SubmittedDocument,
)
from app.papers.receipt import receipt_pdf, receipt_slip
from app.services import dossiers, journal, upkeep
from app.services.correcting import (
    CancelledDossier,
    CorrectedDossier,
    cancel_dossier,
    correct_dossier,
)
from app.services.correction_quote import CorrectionQuote, quote_correction
from app.services.receiving import ReceivedDossier, receive_dossier
from app.services.seat import Seat
from app.services.slip_facts import receipt_facts
from app.services.slip_printing import record_receipt_printed

LATER = NOW + timedelta(minutes=10)
LONGER = {"procedure_code": "2.002755"}
"""12 working days in place of 5, two papers as well."""

SHORTER = {
    "procedure_code": "2.002765",
    "documents": (SubmittedDocument(ordinal=1, originals=1),),
}
"""1 working day, one paper."""

DUE_AFTER_5 = datetime(2026, 11, 23, 9, 30, tzinfo=VIETNAM)
DUE_AFTER_1 = datetime(2026, 11, 17, 9, 30, tzinfo=VIETNAM)
DUE_AFTER_12 = datetime(2026, 12, 2, 9, 30, tzinfo=VIETNAM)


def receive(desk: Desk, form: ReceptionForm | None = None) -> ReceivedDossier:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, form or reception(), now=NOW, desk=desk.context, actor=desk.actor
        )


def correct(
    desk: Desk, uid: UUID, form: ReceptionForm, *, now: datetime = LATER, returned: bool = False
) -> CorrectedDossier:
    with desk.database.transaction() as session:
        return correct_dossier(
            session,
            uid,
            form,
            "Chọn nhầm",
            slip_returned=returned,
            now=now,
            desk=desk.context,
            actor=desk.actor,
        )


def cancel(desk: Desk, uid: UUID, reason: str = "Tiếp nhận hai lần") -> CancelledDossier:
    with desk.database.transaction() as session:
        return cancel_dossier(session, uid, reason, now=LATER, desk=desk.context, actor=desk.actor)


def print_slip(desk: Desk, uid: UUID) -> int:
    with desk.database.transaction() as session:
        return record_receipt_printed(
            session, uid, paper="a5", printer="P", now=NOW, desk=desk.context, actor=desk.actor
        )


def stored(desk: Desk, uid: UUID) -> Dossier:
    with desk.database.reading() as session:
        return dossiers.dossier_by_uid(session, desk.context.tenant, uid)


def told(desk: Desk, uid: UUID) -> list[Event]:
    with desk.database.reading() as session:
        return list(journal.events(session, desk.context.tenant, uid))


def sound(desk: Desk) -> None:
    with desk.database.transaction() as session:
        assert upkeep.verify(session, desk.context.tenant) == ()
        before = session.execute(text("SELECT * FROM dossier ORDER BY uid")).all()
        persons = session.execute(text("SELECT * FROM dossier_person ORDER BY 2, 3")).all()
        upkeep.rebuild(session, desk.context.tenant)
        assert session.execute(text("SELECT * FROM dossier ORDER BY uid")).all() == before
        again = session.execute(text("SELECT * FROM dossier_person ORDER BY 2, 3")).all()
        assert again == persons


def reason_of(deed: Callable[[], object]) -> Reason:
    with pytest.raises(Refusal) as refusal:
        deed()
    return refusal.value.reason


def test_a_wrong_procedure_is_put_right_and_code_line_and_time_stay(desk: Desk) -> None:
    received = receive(desk)
    corrected = correct(desk, received.dossier_uid, reception(**LONGER))
    assert corrected.dossier_code == received.dossier_code
    assert corrected.register == received.register
    assert corrected.received_at == NOW
    assert corrected.changed == ("procedure_code",)
    dossier = stored(desk, received.dossier_uid)
    assert dossier.state is DossierState.RECEIVED
    assert dossier.procedure.code == "2.002755"
    assert (dossier.code, dossier.register) == (received.dossier_code, received.register)
    assert dossier.received_at == NOW
    sound(desk)


def test_the_promise_is_counted_from_the_first_reception(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    corrected = correct(desk, uid, reception(**LONGER), now=NOW + timedelta(hours=5))
    assert corrected.return_due_at == DUE_AFTER_12
    assert corrected.promise is not None
    dossier = stored(desk, uid)
    assert dossier.promise.return_due_at == dossier.promise.late_against == DUE_AFTER_12
    assert dossier.promise.counted_due_at is None


def test_a_date_that_the_citizen_holds_on_paper_never_gets_later(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    print_slip(desk, uid)
    corrected = correct(desk, uid, reception(**LONGER))
    assert corrected.return_due_at == DUE_AFTER_5
    assert corrected.counted_due_at == DUE_AFTER_12
    promise = stored(desk, uid).promise
    assert promise.return_due_at == promise.late_against == DUE_AFTER_5
    assert promise.limit is not None
    assert promise.limit.thousandths == 12_000
    sound(desk)


def test_a_slip_that_came_back_over_the_desk_binds_nobody(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    print_slip(desk, uid)
    corrected = correct(desk, uid, reception(**LONGER), returned=True)
    assert (corrected.return_due_at, corrected.counted_due_at) == (DUE_AFTER_12, None)
    (voided,) = [each.fact for each in told(desk, uid) if each.kind == "slip.voided"]
    assert voided == SlipVoided(
        slip="receipt", edition=0, copies=(1,), replaced_by=1, returned=True
    )


def test_a_slip_that_went_home_binds_even_when_it_comes_back(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    print_slip(desk, uid)
    tomorrow = NOW + timedelta(days=1)
    corrected = correct(desk, uid, reception(**LONGER), now=tomorrow, returned=True)
    assert corrected.return_due_at == DUE_AFTER_5
    again = correct(desk, uid, reception(**LONGER, sets=2), now=tomorrow, returned=True)
    assert again.return_due_at == DUE_AFTER_5


def test_a_date_kept_for_a_paper_is_let_go_when_the_paper_comes_back_at_once(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    print_slip(desk, uid)
    assert correct(desk, uid, reception(**LONGER)).return_due_at == DUE_AFTER_5
    corrected = correct(desk, uid, reception(**LONGER), returned=True)
    assert corrected.return_due_at == DUE_AFTER_12
    assert corrected.changed == ("return_due_at",)
    assert reason_of(lambda: correct(desk, uid, reception(**LONGER), returned=True)) is (
        Reason.NOTHING_CORRECTED
    )
    sound(desk)


def test_an_old_paper_binds_even_when_the_slip_after_it_was_never_printed(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    print_slip(desk, uid)
    renamed = reception(abstract="Xin cấp lại")
    correct(desk, uid, renamed)
    corrected = correct(desk, uid, replace(renamed, **LONGER))
    assert corrected.return_due_at == DUE_AFTER_5


def test_a_shorter_limit_counts_at_once_paper_or_not(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    print_slip(desk, uid)
    corrected = correct(desk, uid, reception(**SHORTER))
    assert (corrected.return_due_at, corrected.counted_due_at) == (DUE_AFTER_1, None)
    assert stored(desk, uid).promise.late_against == DUE_AFTER_1


def test_no_slip_promises_what_has_passed_yet_lateness_counts_by_law(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    print_slip(desk, uid)
    corrected = correct(desk, uid, reception(**SHORTER), now=NOW + timedelta(days=2))
    assert corrected.return_due_at == DUE_AFTER_5
    promise = stored(desk, uid).promise
    assert (promise.return_due_at, promise.late_against) == (DUE_AFTER_5, DUE_AFTER_1)


def test_a_name_put_right_leaves_the_promise_alone_whatever_the_calendar_says(desk: Desk) -> None:
    received = receive(desk)
    before = stored(desk, received.dossier_uid).promise
    renamed = replace(reception().applicant, full_name="Trần Thị Mẩu")
    corrected = correct(desk, received.dossier_uid, reception(applicant=renamed))
    assert corrected.changed == ("applicant",)
    assert corrected.promise is None
    assert stored(desk, received.dossier_uid).promise == before


def test_a_renamed_applicant_is_found_by_the_right_name_only(desk: Desk) -> None:
    received = receive(desk)
    renamed = replace(reception().applicant, full_name="Phan Văn Đúng")
    correct(desk, received.dossier_uid, reception(applicant=renamed))
    (line,) = found(desk, "phan van dung")
    assert line.applicant == "Phan Văn Đúng"
    assert found(desk, "tran thi mau") == ()
    sound(desk)


def test_the_old_slip_is_void_and_the_new_one_says_so(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    print_slip(desk, uid)
    print_slip(desk, uid)
    corrected = correct(desk, uid, reception(sets=2))
    assert (corrected.edition, corrected.voided_copies) == (1, (1, 2))
    with desk.database.reading() as session:
        slip = receipt_slip(receipt_facts(session, uid, desk=desk.context))
    assert (slip.replacement, slip.reprint, slip.sets) == (1, False, 2)
    assert any("không còn giá trị" in note for note in slip.foot_notes)
    assert print_slip(desk, uid) == 1
    assert print_slip(desk, uid) == 2
    dossier = stored(desk, uid)
    assert (dossier.slip_edition, dossier.slip_copies) == (1, 2)
    sound(desk)


def test_each_correction_is_a_further_edition_issued_at_its_own_time(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    correct(desk, uid, reception(sets=2))
    assert correct(desk, uid, reception(sets=3)).edition == 2
    dossier = stored(desk, uid)
    assert dossier.slip_issued_at == LATER
    assert dossier.received_at == NOW


def test_what_changed_and_why_is_told_in_a_sentence(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    print_slip(desk, uid)
    correct(desk, uid, reception(**LONGER, sets=2))
    sentences = [event_sentence(each) for each in told(desk, uid)[-2:]]
    assert sentences == [
        "Sửa hồ sơ: thủ tục, số bộ hồ sơ; hẹn trả 09:30 thứ Hai 23/11/2026 "
        "như đã ghi trên giấy; lý do: Chọn nhầm.",
        "Giấy tiếp nhận và hẹn trả cũ hết giá trị, thay bằng bản thay thế lần 1.",
    ]


def test_the_reason_and_the_persons_lie_in_the_private_part_alone(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    renamed = replace(reception().applicant, full_name="Phan Văn Đúng")
    correct(desk, uid, reception(applicant=renamed))
    (event,) = [each for each in told(desk, uid) if each.kind == "dossier.corrected"]
    for said in ("Phan Văn Đúng", "034188004321", "Chọn nhầm"):
        assert said not in event.content.decode()
    assert isinstance(event.fact, DossierCorrected)
    assert event.fact.private is not None
    assert event.fact.private.reason == "Chọn nhầm"


def test_the_look_up_token_on_the_old_paper_still_works(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    before = stored(desk, uid).private
    correct(desk, uid, reception(sets=2))
    after = stored(desk, uid).private
    assert before is not None
    assert after is not None
    assert after.lookup_token == before.lookup_token is not None


def test_a_form_as_received_corrects_nothing(desk: Desk) -> None:
    by_post = ReturnWay(place=ReturnPlace.POST, address="Số 1 phố Thử")
    posted = reception(return_way=by_post, money=Money(fee=5000, paid=True), notes="ghi chú")
    for form in (reception(), posted):
        uid = receive(desk, form).dossier_uid
        for same in (form_as_received(stored(desk, uid)), form):
            assert reason_of(partial(correct, desk, uid, same)) is Reason.NOTHING_CORRECTED


def test_money_is_collected_for_the_difference_and_never_twice(desk: Desk) -> None:
    paid = Money(fee=50_000, levy=10_000, paid=True, receipt_number="0000123")
    uid = receive(desk, reception(money=paid)).dossier_uid
    dearer = replace(paid, fee=70_000)
    assert correct(desk, uid, reception(money=dearer)).overpaid == 0
    money = stored(desk, uid).money
    assert (money.fee_due, money.fee_paid, money.levy_paid) == (70_000, 70_000, 10_000)
    assert money.receipt_numbers == ("0000123",)
    cheaper = replace(dearer, fee=20_000, levy=0)
    assert correct(desk, uid, reception(money=cheaper)).overpaid == 60_000
    assert stored(desk, uid).money.fee_paid == 70_000
    sound(desk)


def test_a_quote_says_before_saving_what_will_be_promised(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    print_slip(desk, uid)

    def quote(*, returned: bool) -> CorrectionQuote:
        with desk.database.reading() as session:
            return quote_correction(
                session,
                uid,
                reception(**LONGER),
                slip_returned=returned,
                now=LATER,
                desk=desk.context,
            )

    kept, moved = quote(returned=False), quote(returned=True)
    assert (kept.return_due_at, kept.counted_due_at) == (DUE_AFTER_5, DUE_AFTER_12)
    assert (moved.return_due_at, moved.counted_due_at) == (DUE_AFTER_12, None)
    corrected = correct(desk, uid, reception(**LONGER), returned=True)
    assert corrected.return_due_at == moved.return_due_at


def test_a_new_procedure_is_quoted_before_its_papers_are_ticked(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    print_slip(desk, uid)
    unticked = reception(**LONGER, documents=())

    with desk.database.reading() as session:
        kept = quote_correction(session, uid, unticked, now=LATER, desk=desk.context)

    assert (kept.return_due_at, kept.counted_due_at) == (DUE_AFTER_5, DUE_AFTER_12)
    assert "documents" in kept.changed


def test_a_cancelled_dossier_keeps_its_number_and_its_line(desk: Desk) -> None:
    received = receive(desk)
    print_slip(desk, received.dossier_uid)
    cancelled = cancel(desk, received.dossier_uid)
    assert cancelled.dossier_code == received.dossier_code
    assert cancelled.register == received.register
    assert cancelled.voided_copies == (1,)
    (line,) = found(desk, "tran thi mau")
    with desk.database.reading() as session:
        (today,) = dossiers.received_on(session, "H40", date(2026, 11, 16))
    assert line.state == today.state == "cancelled"
    following = receive(desk)
    assert following.dossier_code.endswith("3002")
    assert following.register.number == received.register.number + 1
    sound(desk)


def test_a_cancelled_dossier_says_why_and_what_was_paid(desk: Desk) -> None:
    uid = receive(desk, reception(money=Money(fee=7000, levy=500, paid=True))).dossier_uid
    assert cancel(desk, uid, " Công dân \n đổi ý ").money_taken == 7500
    assert event_sentence(told(desk, uid)[-2]) == "Hủy hồ sơ; lý do: Công dân đổi ý."


def test_a_cancelled_dossier_gives_no_slip_and_is_never_taken_up_again(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    cancel(desk, uid)

    def draw() -> None:
        with desk.database.reading() as session:
            receipt_pdf(session, uid, desk=desk.context)

    deeds: tuple[Callable[[], Any], ...] = (
        draw,
        lambda: cancel(desk, uid),
        lambda: correct(desk, uid, reception(sets=2)),
    )
    assert [reason_of(deed) for deed in deeds] == [Reason.DOSSIER_CANCELLED] * 3


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"documents": ()}, Reason.PAPERS_MISSING),
        ({"procedure_code": "9.999999"}, Reason.PROCEDURE_UNKNOWN),
        ({"applicant": Person(full_name=" ")}, Reason.NAME_MISSING),
        (
            {"applicant": Person(full_name="A", identity=Identity(number="12"))},
            Reason.CITIZEN_NUMBER_WRONG,
        ),
        ({"stated_at": NOW - timedelta(hours=1)}, Reason.RECEPTION_TIME_STAYS),
    ],
)
def test_the_rules_of_reception_hold_for_a_correction_and_nothing_is_saved(
    desk: Desk, changed: dict[str, object], reason: Reason
) -> None:
    uid = receive(desk).dossier_uid
    assert reason_of(lambda: correct(desk, uid, reception(**changed))) is reason
    assert len(told(desk, uid)) == 1


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_reason_is_compulsory(desk: Desk, reason: str) -> None:
    uid = receive(desk).dossier_uid

    def correct_silently() -> None:
        with desk.database.transaction() as session:
            correct_dossier(
                session,
                uid,
                reception(sets=2),
                reason,
                now=LATER,
                desk=desk.context,
                actor=desk.actor,
            )

    assert reason_of(lambda: cancel(desk, uid, reason)) is Reason.REASON_MISSING
    assert reason_of(correct_silently) is Reason.REASON_MISSING
    assert len(told(desk, uid)) == 1


def test_only_clerks_of_the_office_that_received_it_correct(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    elsewhere = replace(desk, context=replace(desk.context, agency_code="H40.17"))
    nobody = replace(desk, seat=Seat(replace(desk.actor, roles=("supervisor",))))
    form = reception(sets=2)
    assert reason_of(lambda: correct(elsewhere, uid, form)) is Reason.DOSSIER_ELSEWHERE
    assert reason_of(lambda: cancel(elsewhere, uid)) is Reason.DOSSIER_ELSEWHERE
    assert reason_of(lambda: correct(nobody, uid, form)) is Reason.ROLE_LACKING
    assert reason_of(lambda: cancel(nobody, uid)) is Reason.ROLE_LACKING


def test_the_version_of_the_day_of_reception_is_kept(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    before = stored(desk, uid).procedure
    correct(desk, uid, reception(sets=2), now=datetime(2026, 11, 18, 3, 0, tzinfo=UTC))
    assert stored(desk, uid).procedure == before


def erase(desk: Desk) -> None:
    """Delete every personal part as the erasing deed will: tombstones first."""
    with desk.database.transaction() as session:
        driver = session.connection()
        of_dossiers = "FROM event WHERE dossier_uid IS NOT NULL"
        driver.exec_driver_sql(
            f"INSERT OR IGNORE INTO tombstone SELECT tenant, uid, uid {of_dossiers}"
        )
        driver.exec_driver_sql(f"DELETE FROM event_private WHERE uid IN (SELECT uid {of_dossiers})")
        upkeep.rebuild(session, desk.context.tenant)


def test_erased_persons_stop_a_correction_but_not_a_cancellation(desk: Desk) -> None:
    uid = receive(desk).dossier_uid
    correct(desk, uid, reception(sets=2))
    erase(desk)
    assert stored(desk, uid).private is None
    assert reason_of(lambda: correct(desk, uid, reception(sets=3))) is Reason.DOSSIER_ERASED
    cancel(desk, uid)
    erase(desk)
    assert event_sentence(told(desk, uid)[-2]) == "Hủy hồ sơ."
    assert stored(desk, uid).state is DossierState.CANCELLED
    with desk.database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM dossier_person")).scalar() == 0
    sound(desk)
