"""Deeds in the real window: refusals in place, second persons, who may collect, successors."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from keys import press, scan, type_text
from offices import HEAD, PINS, staffed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from scenes_dossiers import deed, do_now
from scenes_results import returning
from stage import CONTROL, OTHER_CARD, SHIFT, Stage

from app.domain.deed_forms import (
    AssessFeeForm,
    ReceiveResultForm,
    ReceiveSupplementForm,
    RequestSupplementForm,
    StartStepForm,
)
from app.domain.dossier import Dossier, DossierState
from app.domain.dossier_rules import DeedKind
from app.domain.moments import local_date
from app.services.dossiers import dossier_by_uid
from app.services.rating import pooled_ratings
from app.ui.dialogs.deed import DeedDialog
from app.ui.dialogs.deed_menu import DeedMenuDialog
from app.ui.dialogs.second_person import SecondPersonDialog

pytestmark = pytest.mark.usefixtures("open_stage")

ENTER = Qt.Key.Key_Return


def stored(stage: Stage, uid: UUID) -> Dossier:
    desk = stage.session.desk
    assert desk is not None
    with desk.database.reading() as session:
        return dossier_by_uid(session, desk.context.tenant, uid)


def supplemented(stage: Stage, uid: UUID) -> None:
    """Asked for a supplement once, and completed."""
    form = RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ")
    do_now(stage, uid, DeedKind.REQUEST_SUPPLEMENT, form)
    do_now(stage, uid, DeedKind.RECEIVE_SUPPLEMENT, ReceiveSupplementForm())


def finish(stage: Stage, uid: UUID, expected: DossierState) -> None:
    """Ctrl+Enter, until the page shows what came of it."""
    screen: Any = stage.window.screen_shown
    press(ENTER, CONTROL)
    stage.bot.waitUntil(lambda: stored(stage, uid).state is expected)
    stage.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    stage.bot.waitUntil(lambda: screen._page.dossier.state is expected)
    stage.come_to_front()


def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(stage: Stage) -> None:
    uid = stage.receive().dossier_uid
    dialog: Any = deed(stage, uid, DeedKind.COLLECT_FEE)
    dialog.fields.put({"fee": "nhiều", "receipt_number": "0012"})

    press(ENTER, CONTROL)

    complaint = dialog.fields.grid["fee"].accessibleDescription()
    assert "nhiều" in complaint
    assert dialog.fields.grid.text("receipt_number") == "0012"
    press(Qt.Key.Key_Escape)
    again: Any = deed(stage, uid, DeedKind.COLLECT_FEE)
    assert again.fields.grid.text("receipt_number") == "0012"
    again.fields.put({"fee": "20000"})
    finish(stage, uid, DossierState.RECEIVED)
    assert stored(stage, uid).money.fee_paid == 20_000
    fresh: Any = deed(stage, uid, DeedKind.COLLECT_FEE)
    assert fresh.fields.grid.text("receipt_number") == ""


def test_a_rule_that_says_no_is_said_in_the_dialog_and_the_deed_may_be_stated_again(
    stage: Stage,
) -> None:
    uid = stage.receive().dossier_uid
    dialog: Any = deed(stage, uid, DeedKind.STOP)
    dialog.fields.put({"cause": "withdrawn", "reason": "Công dân đổi ý"})

    press(ENTER, CONTROL)

    stage.bot.waitUntil(lambda: bool(dialog.fields.grid["cause"].accessibleDescription()))
    assert "chưa có yêu cầu rút" in dialog.fields.grid["cause"].accessibleDescription()
    dialog.fields.put({"cause": "other"})
    finish(stage, uid, DossierState.STOPPED)


def test_a_stated_time_may_not_lie_ahead_and_is_recorded_where_it_is_past(stage: Stage) -> None:
    uid = stage.receive().dossier_uid
    dialog: Any = deed(stage, uid, DeedKind.ADD_NOTE)
    dialog.fields.put({"words": "Đã gọi điện"})
    dialog.late.put("at", "17/11/2026 09:00")
    press(ENTER, CONTROL)
    stage.bot.waitUntil(lambda: bool(dialog.late["at"].accessibleDescription()))
    assert "17/11/2026" in dialog.late["at"].accessibleDescription()


def test_a_scan_in_the_form_fills_who_it_is_about(stage: Stage) -> None:
    uid = stage.receive().dossier_uid
    dialog: Any = deed(stage, uid, DeedKind.AUTHORISE)
    scan(OTHER_CARD)
    assert dialog.fields.grid.text("full_name") == "Lê Văn Thử"
    assert dialog.fields.grid.text("identity_number") == "034090001234"
    assert "Lê Văn Thử" in dialog.notice.sentence


def test_the_menu_finds_by_words_without_tone_marks(stage: Stage) -> None:
    stage.page(stage.receive().dossier_uid)
    press(Qt.Key.Key_J, CONTROL)
    menu: Any = stage.dialog(DeedMenuDialog)
    whole = menu.offered()
    type_text("thu phi")
    assert menu.offered() == ("Thu phí, lệ phí",)
    for _ in range(7):
        press(Qt.Key.Key_Backspace)
    assert menu.offered() == whole
    assert "Trả kết quả" not in whole
    assert "Nhận giấy tờ bổ sung" not in whole
    press(Qt.Key.Key_Escape)


def test_on_the_return_screen_a_slip_opens_what_waits_and_a_strangers_card_needs_a_paper(
    stage: Stage,
) -> None:
    uid = stage.receive().dossier_uid
    do_now(stage, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy xác nhận"))
    press(Qt.Key.Key_F4)
    screen: Any = stage.window.screen_shown
    with stage.bot.waitSignal(screen.shown):
        scan(stored(stage, uid).code)
    scan(OTHER_CARD)
    fields = screen.collection.fields.grid
    assert fields.text("collector") == "authorised"
    assert "không phải chủ hồ sơ" in stage.window.messages.banner.sentence

    with stage.bot.waitSignal(screen.shown):
        press(Qt.Key.Key_F9)
    assert "giấy ủy quyền" in fields["authority"].accessibleDescription()
    assert stored(stage, uid).state is DossierState.SETTLED

    fields.put("authority", "Giấy ủy quyền số 5")
    with stage.bot.waitSignal(screen.shown):
        press(Qt.Key.Key_F9)
    assert stored(stage, uid).state is DossierState.RETURNED


def test_what_is_owed_stands_ready_and_goes_with_the_result(stage: Stage) -> None:
    uid = stage.receive().dossier_uid
    do_now(stage, uid, DeedKind.ASSESS_FEE, AssessFeeForm(fee=50_000))
    do_now(stage, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy xác nhận"))
    screen = returning(stage, uid)
    assert screen.collection.money.grid.text("fee") == "50.000"
    screen.collection.take_slip()
    screen.collection.fields.put({"unpaid_reason": "Hộ nghèo, chờ xác nhận"})
    with stage.bot.waitSignal(screen.shown):
        press(Qt.Key.Key_F9)
    dossier = stored(stage, uid)
    assert dossier.state is DossierState.RETURNED
    assert dossier.money.outstanding == 50_000


def test_a_dossier_without_a_result_leads_to_its_page_with_the_reason(stage: Stage) -> None:
    uid = stage.receive().dossier_uid
    press(Qt.Key.Key_F4)
    scan(stored(stage, uid).code)
    stage.bot.waitUntil(lambda: hasattr(stage.window.screen_shown, "sheet"))
    stage.bot.waitUntil(lambda: "không trả kết quả" in stage.window.messages.banner.sentence)


def test_a_second_supplement_shows_where_its_reason_goes(stage: Stage) -> None:
    uid = stage.receive().dossier_uid
    supplemented(stage, uid)
    dialog: Any = deed(stage, uid, DeedKind.REQUEST_SUPPLEMENT)
    dialog.fields.put({"content": "Bản chính", "asked_by": "Sở Nội vụ"})
    press(ENTER, CONTROL)
    reason = dialog.fields.grid["repeat_reason"]
    stage.bot.waitUntil(lambda: "lần nữa" in reason.accessibleDescription())
    assert QApplication.focusWidget() is reason


def test_a_second_person_says_yes_and_the_deed_is_done_again(stage: Stage) -> None:
    uid = stage.receive().dossier_uid
    supplemented(stage, uid)
    desk: Any = stage.session.desk
    staffed(desk)
    dialog: Any = deed(stage, uid, DeedKind.REQUEST_SUPPLEMENT)
    dialog.fields.put(
        {"content": "Bản chính", "asked_by": "Sở Nội vụ", "repeat_reason": "Giấy bị rách"}
    )
    press(ENTER, CONTROL)
    stage.dialog(SecondPersonDialog)
    type_text(PINS[HEAD])
    press(ENTER)
    stage.bot.waitUntil(lambda: stored(stage, uid).state is DossierState.AWAITING_SUPPLEMENT)
    stage.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert len(stored(stage, uid).supplements) == 2


def test_a_dossier_under_a_wrong_procedure_that_went_on_gets_a_successor_in_the_form(
    stage: Stage,
) -> None:
    received = stage.receive()
    do_now(stage, received.dossier_uid, DeedKind.START_STEP, StartStepForm(unit="P", work="w"))
    stage.page(received.dossier_uid)
    stage.come_to_front()
    press(Qt.Key.Key_J, CONTROL)
    stage.dialog(DeedMenuDialog)
    type_text("thay bang")
    press(ENTER)
    receive = stage.session.receive
    stage.bot.waitUntil(lambda: receive.correction.is_replacing)
    stage.come_to_front()
    assert "thay cho" in receive.correction.strip.sentence
    assert receive.panels.applicant.fields.text("full_name") == "Trần Thị Mẫu"
    assert receive.panels.procedure.code == ""
    with stage.bot.waitSignal(receive.facts.quoted):
        receive.facts.choose("2.002755")
    press(Qt.Key.Key_T, CONTROL)
    receive.correction.strip.fields.put("reason", "nhận nhầm thủ tục")
    pages: list[Any] = []
    receive.correction.replaced.connect(pages.append)
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: bool(pages))
    old, new = stored(stage, received.dossier_uid), stored(stage, pages[0])
    assert old.state is DossierState.SUPERSEDED
    assert old.superseded_by_code == new.code
    assert (new.procedure.code, new.received_at) == ("2.002755", old.received_at)
    screen: Any = stage.window.screen_shown
    stage.bot.waitUntil(lambda: screen.sheet.code.text() == new.code)


def test_an_heir_takes_the_result_by_a_paper_and_a_citizen_may_refuse_one(stage: Stage) -> None:
    received = stage.receive()
    do_now(stage, received.dossier_uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
    screen = returning(stage, received.dossier_uid)
    stage.come_to_front()
    press(Qt.Key.Key_U, CONTROL)
    dialog: Any = stage.dialog(DeedDialog)
    dialog.fields.put({"reason": "sai ngày sinh, đề nghị đính chính"})
    press(ENTER, CONTROL)
    stage.bot.waitUntil(lambda: stored(stage, received.dossier_uid).results[0].refused_at)
    stage.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)

    screen = returning(stage, received.dossier_uid)
    stage.come_to_front()
    scan(OTHER_CARD)
    screen.collection.fields.put({"collector": "heir", "proofs.slip": "1"})
    press(Qt.Key.Key_F9)
    authority = screen.collection.fields.grid["authority"]
    stage.bot.waitUntil(lambda: bool(authority.accessibleDescription()))
    assert stored(stage, received.dossier_uid).results[0].returned_at is None
    screen.collection.fields.put({"authority": "Văn bản thừa kế số 12/2026"})
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: stored(stage, received.dossier_uid).state is DossierState.RETURNED)


def test_the_citizen_rates_on_the_monitor_once_and_nothing_is_known_of_them(stage: Stage) -> None:
    press(Qt.Key.Key_M, CONTROL | SHIFT)
    monitor: Any = stage.session.monitor.monitor
    stage.bot.waitSignal(monitor.woken).wait()
    stage.come_to_front()
    received = stage.receive()
    do_now(stage, received.dossier_uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
    screen = returning(stage, received.dossier_uid)
    screen.collection.fields.put({"proofs.slip": "1"})
    stage.come_to_front()
    with stage.bot.waitSignal(screen.shown):
        press(Qt.Key.Key_F9)
    assert monitor.rating.isVisibleTo(monitor)
    stage.session.monitor.look()
    assert monitor.rating.isVisibleTo(monitor)
    with stage.bot.waitSignal(screen.shown):
        monitor.rating.buttons[4].click()
    monitor.rating.buttons[0].click()
    assert monitor.greeting.isVisibleTo(monitor)
    desk: Any = stage.session.desk
    with desk.database.reading() as session:
        pooled = pooled_ratings(session, desk=desk.context)
    assert pooled == ((local_date(stage.now), 1),)
