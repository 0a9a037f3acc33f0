from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from deeds_at_desk import acting, do, received
from desks import NOW, reception
from piles import AGENCY, accept, close, of_agency

from app.bootstrap import Desk
from app.domain.deed_forms import (
    FORMS,
    AnnounceDelayForm,
    NotifyForm,
    ReasonForm,
    ReceiveResultForm,
    ReceiveSupplementForm,
    RequestSupplementForm,
    RescheduleForm,
    ReturnResultForm,
    TellForm,
)
from app.domain.delay_facts import NoticeAbout
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.domain.filing import FilingForm
from app.domain.procedure import Channel
from app.domain.tasks import TASK_DEEDS, TASK_TITLES, TaskKind
from app.domain.units import office_unit
from app.services.duties import DUTIES
from app.services.filing import record_filing
from app.services.filing_answers import request_filing_supplement
from app.services.tasks import TaskFilter, TaskGroup, due_tasks


def tasks(desk: Desk, now: datetime = NOW, **asked: object) -> dict[TaskKind, TaskGroup]:
    with desk.database.reading() as session:
        groups = due_tasks(
            session,
            TaskFilter(**asked),  # type: ignore[arg-type]
            now=now,
            desk=desk.context,
        )
    return {group.kind: group for group in groups}


def uids(group: TaskGroup) -> list[UUID]:
    return [task.line.dossier_uid for task in group.tasks]


def test_every_kind_has_a_duty_and_a_title() -> None:
    of_dossiers = [each for each in TaskKind if each is not TaskKind.FILING_NOT_ANSWERED]
    assert [duty.kind for duty in DUTIES] == of_dossiers
    assert set(TASK_TITLES) == set(TaskKind)


def test_who_is_to_be_telephoned_leaves_the_list_once_told(desk: Desk) -> None:
    lacking, ready = received(desk), received(desk)
    form = RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ")
    do(desk, lacking, DeedKind.REQUEST_SUPPLEMENT, form)
    do(desk, ready, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy", shelf="A3"))
    found = tasks(desk)
    assert uids(found[TaskKind.SUPPLEMENT_NOT_TOLD]) == [lacking]
    assert uids(found[TaskKind.RESULT_NOT_TOLD]) == [ready]
    assert found[TaskKind.SUPPLEMENT_NOT_TOLD].tasks[0].due_at == NOW + timedelta(days=1)
    assert found[TaskKind.RESULT_NOT_TOLD].tasks[0].words == "Ngăn A3, từ 09:30 16/11"

    do(desk, lacking, DeedKind.TELL_SUPPLEMENT, TellForm())
    do(desk, ready, DeedKind.NOTIFY, NotifyForm())

    found = tasks(desk)
    assert not found[TaskKind.SUPPLEMENT_NOT_TOLD].tasks
    assert not found[TaskKind.RESULT_NOT_TOLD].tasks
    (awaited,) = found[TaskKind.SUPPLEMENT_AWAITED].tasks
    assert awaited.words == "Đã báo 09:30 16/11; hạn hết 07/12"
    (lying,) = found[TaskKind.RESULT_ON_SHELF].tasks
    assert lying.words == "Ngăn A3, từ 09:30 16/11; đã báo 09:30 16/11"

    do(desk, lacking, DeedKind.RECEIVE_SUPPLEMENT, ReceiveSupplementForm())
    slip = ReturnResultForm(proofs=(ShownProof.SLIP,))
    do(desk, ready, DeedKind.RETURN_RESULT, slip)
    found = tasks(desk)
    assert uids(found[TaskKind.SUPPLEMENT_BACK]) == [lacking]
    assert not found[TaskKind.SUPPLEMENT_AWAITED].tasks
    assert not found[TaskKind.RESULT_ON_SHELF].tasks


def test_a_signed_apology_is_to_be_told_until_it_was(desk: Desk) -> None:
    uid = received(desk)
    later = NOW + timedelta(days=14)
    delay = AnnounceDelayForm(proposed_due_at=later, reason="Chờ xác minh", agency="Sở Nội vụ")
    do(desk, uid, DeedKind.ANNOUNCE_DELAY, delay)
    assert not tasks(desk)[TaskKind.APOLOGY_NOT_TOLD].tasks
    do(desk, uid, DeedKind.RESCHEDULE, RescheduleForm(signatory="Lê Thị Mẫu"))
    (task,) = tasks(desk)[TaskKind.APOLOGY_NOT_TOLD].tasks
    assert task.words == "Hẹn lại 09:30 30/11"
    do(desk, uid, DeedKind.NOTIFY, NotifyForm(about=NoticeAbout.APOLOGY))
    assert not tasks(desk)[TaskKind.APOLOGY_NOT_TOLD].tasks


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(days=2), None),
        (timedelta(days=3), "Còn 2 ngày làm việc"),
        (timedelta(days=4), "Ngày cuối để xin lỗi, hẹn lại"),
        (timedelta(days=5), "Ngày cuối để xin lỗi, hẹn lại"),
        (timedelta(days=7), "Đến hạn hôm nay"),
        (timedelta(days=8, hours=2), "Trễ 1 ngày 2 giờ làm việc"),
    ],
)
def test_a_promise_is_looked_after_from_two_working_days_before(
    desk: Desk, later: timedelta, words: str | None
) -> None:
    """Promised for Monday 23 November: Thursday, Friday, the weekend, the day, the day after."""
    uid = received(desk)
    found = tasks(desk, NOW + later)[TaskKind.PROMISE_NEAR].tasks
    assert [(each.line.dossier_uid, each.words) for each in found] == [(uid, words)] * bool(words)


def test_what_waits_for_the_citizen_or_is_settled_is_not_looked_after(desk: Desk) -> None:
    waits, settled, moved = received(desk), received(desk), received(desk)
    ask = RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ")
    do(desk, waits, DeedKind.REQUEST_SUPPLEMENT, ask)
    do(desk, settled, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
    at = NOW + timedelta(days=7)
    delay = AnnounceDelayForm(
        proposed_due_at=NOW + timedelta(days=14), reason="Chờ xác minh", agency="Sở Nội vụ"
    )
    do(desk, moved, DeedKind.ANNOUNCE_DELAY, delay)
    (task,) = tasks(desk, at)[TaskKind.PROMISE_NEAR].tasks
    assert task.words == "Đến hạn hôm nay; đã báo chậm"
    do(desk, moved, DeedKind.RESCHEDULE, RescheduleForm(signatory="Lê Thị Mẫu"))
    assert not tasks(desk, at)[TaskKind.PROMISE_NEAR].tasks


def test_a_task_that_one_deed_settles_names_a_deed_with_a_form() -> None:
    assert set(TASK_DEEDS.values()) <= set(FORMS)


def test_a_dossier_is_to_be_handed_over_within_one_working_day(desk: Desk) -> None:
    uid = received(desk)
    (task,) = tasks(desk)[TaskKind.NOT_HANDED_OVER].tasks
    assert task.line.dossier_uid == uid
    assert task.since == NOW
    assert task.due_at == NOW + timedelta(days=1)
    assert task.words == "Dữ liệu lúc 09:30 16/11"
    assert not task.is_late
    (later,) = tasks(desk, NOW + timedelta(days=1, minutes=1))[TaskKind.NOT_HANDED_OVER].tasks
    assert later.is_late


def test_after_three_o_clock_data_go_at_the_next_opening(desk: Desk) -> None:
    at = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
    received(desk, at)
    (task,) = tasks(desk, at)[TaskKind.NOT_HANDED_OVER].tasks
    assert task.words.startswith("Dữ liệu lúc 07:00 17/11")


def test_a_dossier_on_the_way_at_the_agency_or_paused_is_not_to_be_handed_over(desk: Desk) -> None:
    on_the_way, there, paused, asked_back = (received(desk) for _ in range(4))
    close(desk, [on_the_way])
    accept(desk, close(desk, [there]).code)
    ask = RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ")
    do(desk, paused, DeedKind.REQUEST_SUPPLEMENT, ask)
    do(desk, asked_back, DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Không làm nữa"))
    assert tasks(desk)[TaskKind.NOT_HANDED_OVER].count == 0


def test_a_dossier_that_only_changed_desks_is_still_to_be_handed_over(desk: Desk) -> None:
    uid = received(desk)
    code = close(desk, [uid], receiver=office_unit("H40.16", 2)).code
    assert tasks(desk)[TaskKind.NOT_HANDED_OVER].count == 0
    accept(desk, code)
    assert uids(tasks(desk)[TaskKind.NOT_HANDED_OVER]) == [uid]


def test_a_sheet_that_nobody_signs_is_asked_after_in_four_working_hours(desk: Desk) -> None:
    uid = received(desk)
    closed = close(desk, [uid])
    kind = TaskKind.HAND_OVER_UNSIGNED
    assert tasks(desk, NOW + timedelta(hours=3))[kind].count == 0
    (task,) = tasks(desk, NOW + timedelta(days=1))[kind].tasks
    assert task.line.dossier_uid == uid
    assert task.words == f"Phiếu {closed.code} đến {AGENCY.name}"
    assert task.is_late
    accept(desk, closed.code)
    assert tasks(desk, NOW + timedelta(days=1))[kind].count == 0


def test_the_most_pressing_come_first(desk: Desk) -> None:
    later = received(desk, NOW + timedelta(hours=1))
    first = received(desk)
    assert uids(tasks(desk, NOW + timedelta(hours=2))[TaskKind.NOT_HANDED_OVER]) == [first, later]


def test_tasks_are_narrowed_by_agency_desk_officer_and_kind(desk: Desk) -> None:
    plain, named = received(desk), of_agency(desk)
    kind = TaskKind.NOT_HANDED_OVER
    assert uids(tasks(desk, agency=AGENCY.name)[kind]) == [named]
    with desk.database.reading() as session:
        at_two = due_tasks(session, TaskFilter(desk=2), now=NOW, desk=desk.context)
        mine = due_tasks(session, TaskFilter(officer=desk.actor.uid), now=NOW, desk=desk.context)
        nobody = due_tasks(session, TaskFilter(officer=UUID(int=1)), now=NOW, desk=desk.context)
        one_kind = due_tasks(session, TaskFilter(kind=kind), now=NOW, desk=desk.context)
    assert not any(group.count for group in at_two)
    assert set(uids(mine[1])) == {plain, named}
    assert nobody[1].count == 0
    assert [group.kind for group in one_kind] == [kind]


def test_an_online_filing_is_due_until_it_is_answered(desk: Desk) -> None:
    kind = TaskKind.FILING_NOT_ANSWERED
    form = FilingForm(
        code="G22.99-261116-0007",
        system="Cổng Dịch vụ công quốc gia",
        filed_at=NOW - timedelta(hours=1),
        form=reception(channel=Channel.ONLINE),
    )
    with desk.database.transaction() as session:
        uid = record_filing(session, form, acting(desk))
    (task,) = tasks(desk)[kind].tasks
    assert (task.line.dossier_uid, task.line.dossier_code) == (uid, form.code)
    assert task.due_at is not None
    assert not task.is_late
    assert tasks(desk, task.due_at + timedelta(minutes=1))[kind].late == 1
    assert tasks(desk, agency=AGENCY.name)[kind].count == 0
    with desk.database.transaction() as session:
        request_filing_supplement(session, uid, "Bản sao giấy báo tử", acting(desk))
    assert tasks(desk)[kind].count == 0
