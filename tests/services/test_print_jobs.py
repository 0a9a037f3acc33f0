from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from desks import NOW, reception
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.printers import Paper, PrinterChoice, SlipKind
from app.papers.door_slips import supplement_slip
from app.papers.receipt import receipt_slip
from app.services import dossiers, print_jobs, visits
from app.services.history import day_history
from app.services.papers_of_day import PapersOfDay, papers_of_day
from app.services.print_jobs import JobState, PrintJob, PrintOrder
from app.services.receiving import receive_dossier
from app.services.slip_facts import receipt_facts, visit_facts

TODAY = date(2026, 11, 16)
LASER = PrinterChoice(printer="Laser A5")


def received(desk: Desk) -> UUID:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, reception(), now=NOW, desk=desk.context, actor=desk.actor
        ).dossier_uid


def order_of(uid: UUID) -> PrintOrder:
    return PrintOrder(slip=SlipKind.RECEIPT, title="H40.16", choice=LASER, dossier_uid=uid)


def asked(desk: Desk, order: PrintOrder) -> PrintJob:
    with desk.database.transaction() as session:
        return print_jobs.ask_print(session, order, now=NOW, desk=desk.context)


def sent(desk: Desk, job: PrintJob) -> PrintJob:
    with desk.database.transaction() as session:
        return print_jobs.mark_sent(session, job.uid, now=NOW, desk=desk.context, actor=desk.actor)


def denied(desk: Desk, job: PrintJob | None = None) -> PrintJob:
    with desk.database.transaction() as session:
        return print_jobs.deny_print(
            session, None if job is None else job.uid, now=NOW, desk=desk.context
        )


def state_of(desk: Desk, job: PrintJob) -> JobState:
    with desk.database.reading() as session:
        return print_jobs.print_job(session, job.uid, desk=desk.context).state


def day(desk: Desk) -> PapersOfDay:
    with desk.database.reading() as session:
        return papers_of_day(session, TODAY, desk=desk.context)


def events_of_printing(desk: Desk) -> int:
    with desk.database.reading() as session:
        count: int = session.execute(
            text("SELECT count(*) FROM event WHERE kind = 'slip.printed'")
        ).scalar_one()
        return count


def test_a_print_is_recorded_when_it_is_sent_and_not_before(desk: Desk) -> None:
    job = asked(desk, order_of(received(desk)))
    assert (job.state, job.copy, events_of_printing(desk)) == (JobState.ASKED, 0, 0)
    job = sent(desk, job)
    assert (job.state, job.copy, events_of_printing(desk)) == (JobState.SENT, 1, 1)
    assert job.sent_at == NOW


def test_the_next_reception_confirms_the_last_print(desk: Desk) -> None:
    job = sent(desk, asked(desk, order_of(received(desk))))
    waiting = asked(desk, order_of(received(desk)))
    assert state_of(desk, job) is JobState.CAME_OUT
    assert state_of(desk, waiting) is JobState.ASKED


def test_a_refused_reception_confirms_nothing(desk: Desk) -> None:
    job = sent(desk, asked(desk, order_of(received(desk))))
    with pytest.raises(Refusal), desk.database.transaction() as session:
        receive_dossier(
            session, reception(documents=()), now=NOW, desk=desk.context, actor=desk.actor
        )
    assert state_of(desk, job) is JobState.SENT


def test_another_desks_prints_are_not_confirmed(desk: Desk) -> None:
    job = sent(desk, asked(desk, order_of(received(desk))))
    other = replace(desk.context, number=4)
    with desk.database.transaction() as session:
        assert print_jobs.confirm_sent(session, now=NOW, desk=other) == 0
        assert print_jobs.confirm_sent(session, now=NOW, desk=desk.context) == 1
    assert state_of(desk, job) is JobState.CAME_OUT


def test_a_denied_print_is_asked_for_again_and_comes_out_marked_as_a_copy(desk: Desk) -> None:
    uid = received(desk)
    first = sent(desk, asked(desk, order_of(uid)))
    again = denied(desk)
    assert state_of(desk, first) is JobState.DENIED
    assert (again.order, again.state) == (first.order, JobState.ASKED)
    with desk.database.reading() as session:
        assert receipt_slip(receipt_facts(session, uid, desk=desk.context)).reprint
    assert sent(desk, again).copy == 2


def test_a_print_that_never_left_is_tried_again_without_a_mark(desk: Desk) -> None:
    uid = received(desk)
    job = asked(desk, order_of(uid))
    with desk.database.transaction() as session:
        failed = print_jobs.mark_failed(session, job.uid, "Hết giấy.", desk=desk.context)
    assert (failed.state, failed.problem) == (JobState.ASKED, "Hết giấy.")
    assert denied(desk).uid == job.uid
    with desk.database.reading() as session:
        assert not receipt_slip(receipt_facts(session, uid, desk=desk.context)).reprint
    done = sent(desk, job)
    assert (done.copy, done.problem) == (1, None)


def test_a_print_turns_to_the_fallback_printer(desk: Desk) -> None:
    job = asked(desk, order_of(received(desk)))
    roll = PrinterChoice(printer="tcp:192.168.1.50", paper=Paper.ROLL_80)
    with desk.database.transaction() as session:
        turned = print_jobs.turn_to(session, job.uid, roll, desk=desk.context)
    assert turned.order.choice == roll
    sent(desk, turned)
    with desk.database.reading() as session:
        content = session.execute(
            text("SELECT content FROM event WHERE kind = 'slip.printed'")
        ).scalar_one()
    assert b'"printer":"tcp:192.168.1.50"' in content
    assert b'"paper":"roll80"' in content


def test_with_nothing_to_deny_it_is_said(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        denied(desk)
    assert refused.value.reason is Reason.PRINT_JOB_UNKNOWN


def test_the_day_lists_dossiers_without_paper_and_papers_without_a_word(desk: Desk) -> None:
    silent, failed, printed, lost = (received(desk) for _ in range(4))
    waiting = asked(desk, order_of(failed))
    seen = sent(desk, asked(desk, order_of(printed)))
    spoilt = sent(desk, asked(desk, order_of(lost)))
    again = denied(desk, spoilt)
    found = day(desk)
    assert {line.dossier_uid for line in found.without_paper} == {silent, failed, lost}
    assert [job.uid for job in found.unconfirmed] == [waiting.uid, seen.uid, again.uid]
    sent(desk, again)
    with desk.database.transaction() as session:
        print_jobs.confirm_sent(session, now=NOW, desk=desk.context)
    found = day(desk)
    assert {line.dossier_uid for line in found.without_paper} == {silent, failed}
    assert [job.uid for job in found.unconfirmed] == [waiting.uid]


def test_another_day_has_other_papers(desk: Desk) -> None:
    asked(desk, order_of(received(desk)))
    with desk.database.reading() as session:
        tomorrow = TODAY + timedelta(days=1)
        found = papers_of_day(session, tomorrow, desk=desk.context)
    assert (found.without_paper, found.unconfirmed) == ((), ())


def test_a_door_slip_printed_again_is_marked(desk: Desk) -> None:
    with desk.database.transaction() as session:
        guided = visits.guide_visit(
            session,
            reception(documents=()),
            (),
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )
    order = PrintOrder(
        slip=SlipKind.SUPPLEMENT, title=guided.number, choice=LASER, visit_number=guided.number
    )
    assert sent(desk, asked(desk, order)).copy == 1
    assert sent(desk, denied(desk)).copy == 2
    with desk.database.reading() as session:
        assert print_jobs.copies_sent(session, guided.number, tenant=desk.context.tenant) == 2
        facts = visit_facts(session, guided.number, desk=desk.context)
    assert supplement_slip(facts).reprint


def test_prints_are_no_truth_and_leave_the_fold_alone(desk: Desk) -> None:
    uid = received(desk)
    asked(desk, order_of(uid))
    with desk.database.reading() as session:
        assert dossiers.dossier_by_uid(session, desk.context.tenant, uid).slip_copies == 0
    assert events_of_printing(desk) == 0


def test_a_failed_print_leaves_the_list_when_the_paper_is_printed_anew(desk: Desk) -> None:
    uid, other = received(desk), received(desk)
    failed, others = asked(desk, order_of(uid)), asked(desk, order_of(other))
    with desk.database.transaction() as session:
        print_jobs.mark_failed(session, failed.uid, "Máy in không trả lời.", desk=desk.context)
    assert failed.uid in {job.uid for job in day(desk).unconfirmed}

    anew = sent(desk, asked(desk, order_of(uid)))

    assert state_of(desk, failed) is JobState.DENIED
    assert {job.uid for job in day(desk).unconfirmed} == {anew.uid, others.uid}
    assert [line.dossier_uid for line in day(desk).without_paper] == [other]


def test_a_copy_of_a_paper_that_was_sent_leaves_the_first_print_waiting_for_its_word(
    desk: Desk,
) -> None:
    uid = received(desk)
    first = sent(desk, asked(desk, order_of(uid)))

    sent(desk, asked(desk, order_of(uid)))

    assert state_of(desk, first) is JobState.SENT


def test_another_paper_of_a_dossier_does_not_stand_for_its_receipt(desk: Desk) -> None:
    uid = received(desk)
    sent(desk, asked(desk, order_of(uid)))
    denied(desk)
    control = replace(order_of(uid), slip=SlipKind.CONTROL, title="Phiếu kiểm soát")
    assert sent(desk, asked(desk, control)).copy == 1
    assert [line.dossier_uid for line in day(desk).without_paper] == [uid]
    assert sent(desk, asked(desk, control)).copy == 2


def test_the_journal_says_which_sheet_was_printed_and_how_often(desk: Desk) -> None:
    order = PrintOrder(slip=SlipKind.HAND_OVER, title="BG-H40.16-261116-3001", choice=LASER)
    for copy in (1, 2):
        assert sent(desk, asked(desk, order)).copy == copy
    with desk.database.reading() as session:
        said = [each.sentence for each in day_history(session, TODAY, desk=desk.context)]
    assert f"In phiếu bàn giao {order.title} tại {LASER.printer}." in said
    assert f"In phiếu bàn giao {order.title} (bản in thứ 2) tại {LASER.printer}." in said
