"""One dossier through every branch of its life, and companions where branches exclude each other.

In the real window, by keyboard and simulated scans alone, from reception to returned result.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from desks import NOW
from keys import press, type_text
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot
from stage import ALT, CONTROL, LONG_CARD, OTHER_CARD, SHIFT, Stage
from walker import ENTER, Walker
from windows import gone

from app.domain.dossier import DossierState
from app.domain.dossier_rules import DeedKind
from app.domain.tasks import TASK_TITLES, TaskKind
from app.services.upkeep import verify
from app.ui.dialogs.deed import DeedDialog
from app.ui.dialogs.deed_menu import DeedMenuDialog
from app.ui.dialogs.money_on import MoneyOnDialog
from app.ui.tour import SAMPLE_CARD, SAMPLE_WORDS

S = DossierState
AGENCY = "So Noi vu"
FOREIGN = "G22.99-261116-0007"


@pytest.fixture
def walker(desk_folder: Path, qtbot: QtBot) -> Iterator[Walker]:
    stage = Stage(desk_folder, qtbot)
    stage.open(size=QSize(1366, 768))
    yield Walker(stage)
    desk: Any = stage.session.desk
    with desk.database.reading() as session:
        assert verify(session, desk.context.tenant) == ()
    gone(stage.running)
    assert stage.trouble == []


def test_one_dossier_from_the_door_through_every_branch_to_the_returned_result(
    walker: Walker,
) -> None:
    uid = received(walker, fee="50000")
    sheet = handed_over(walker, uid)
    counted_in(walker, uid, sheet)
    worked_on(walker, uid)
    supplemented(walker, uid)
    paid_a_duty(walker, uid)
    delayed(walker, uid)
    kept_from_withdrawal(walker, uid)
    came_back_with_result(walker, uid)
    put_right(walker, uid)
    returned(walker, uid)
    assert walker.kinds(uid) >= {
        *("dossier.received", "fee.collected", "dossier.handed_over", "result.returned"),
        *("dossier.hand_over_accepted", "step.started", "step.finished", "step.failed"),
        *("supplement.requested", "supplement.told", "supplement.received"),
        *("payment.requested", "payment.met", "delay.announced", "apology.drafted"),
        *("return.rescheduled", "notice.sent", "withdrawal.requested", "withdrawal.declined"),
        *("result.received", "result.recalled", "authority.recorded", "slip.reported_lost"),
        *("fee.assessed", "fee.exempted", "collection.refused", "note.added"),
        *("foreign_code.recorded", "reminder.sent", "dossier.shared_with"),
    }


def received(walker: Walker, *, fee: str = "", card: str = SAMPLE_CARD) -> UUID:
    """From greeting to slip: procedure by a few letters, the card scanned, papers, money, F9."""
    stage, receive = walker.stage, walker.stage.session.receive
    press(Qt.Key.Key_F2)
    type_text(SAMPLE_WORDS)
    with stage.bot.waitSignal(receive.facts.quoted):
        press(ENTER)
    walker.scan(card)
    press(Qt.Key.Key_T, CONTROL)
    if fee:
        walker.type_in(receive.panels.settlement.fields, fee=fee, paid="1")
    done: list[Any] = []
    receive.received.connect(done.append)
    walker.leave_picture("reception")
    with stage.bot.waitSignals([receive.received, receive.refreshed]):
        press(Qt.Key.Key_F9)
    receive.received.disconnect(done.append)
    assert done[0].papers == (("fee_receipt",) if fee else ())
    uid: UUID = done[0].dossier_uid
    return uid


def handed_over(walker: Walker, uid: UUID) -> str:
    """F7, the slip scanned, the agency named, F9: the sheet's code."""
    press(Qt.Key.Key_F7)
    screen = walker.screen
    walker.scan_slip(uid)
    walker.until(lambda: screen.pile_page.count.text() == "1")
    press(Qt.Key.Key_N, ALT)
    type_text(AGENCY)
    press(ENTER)
    walker.leave_picture("pile")
    sheets: list[Any] = []
    screen.pile.closed.connect(sheets.append)
    press(Qt.Key.Key_F9)
    walker.until(lambda: bool(sheets))
    screen.pile.closed.disconnect(sheets.append)
    assert walker.dossier(uid).custody.is_on_the_way
    code: str = sheets[0].code
    return code


def counted_in(walker: Walker, uid: UUID, sheet: str) -> None:
    """The sheet scanned elsewhere opens; each slip is scanned back; names, F9."""
    press(Qt.Key.Key_F2)
    walker.scan(sheet)
    walker.until(lambda: hasattr(walker.screen, "sheet") and walker.screen.sheet.is_counting)
    screen = walker.screen
    walker.scan_slip(uid)
    walker.until(lambda: screen.sheet_page.count.text() == "1/1")
    press(Qt.Key.Key_N, ALT)
    type_text("Le Van Mau")
    walker.leave_picture("counted-in")
    with walker.stage.bot.waitSignal(screen.sheet.done):
        press(Qt.Key.Key_F9)
    assert not walker.dossier(uid).custody.is_on_the_way


def worked_on(walker: Walker, uid: UUID) -> None:
    """A step ends, another fails; a note, a code of another system, an office that shares it."""
    press(Qt.Key.Key_F2)
    walker.scan_slip(uid)
    walker.until(lambda: getattr(walker.screen, "_page", None) is not None)
    walker.do(uid, "bat dau buoc", unit="Phong Noi vu", work="tham dinh")
    walker.do(uid, "ket thuc buoc", document="12/BC")
    walker.do(uid, "bat dau buoc", key="", unit="Lanh dao So", work="ky")
    walker.do(uid, "ket thuc buoc", failed="1", reason="Thieu can cu")
    walker.do(uid, "ghi chu", words="Da goi dien hoi So")
    walker.deed(uid, "ghi ma cua", system="Cong quoc gia")
    walker.scan(FOREIGN)
    walker.agree(uid)
    walker.do(uid, "cho don vi khac", office="H40.17")
    walker.do(uid, "don doc", agency=AGENCY)
    dossier = walker.dossier(uid)
    assert [each.code for each in dossier.foreign_codes] == [FOREIGN]
    assert [each.outcome for each in dossier.steps] == ["finished", "failed"]
    walker.leave_picture("steps")


def supplemented(walker: Walker, uid: UUID) -> None:
    """Asked for once, told by telephone, brought to the counter: the scan begins the reception."""
    walker.do(uid, "yeu cau bo sung", content="Ban sao giay bao tu", asked_by=AGENCY)
    walker.do(uid, "bao cong dan bo sung")
    press(Qt.Key.Key_F2)
    dialog = walker.scan_for_deed(uid)
    assert dialog.sheet.kind is DeedKind.RECEIVE_SUPPLEMENT
    walker.leave_picture("supplement-back")
    walker.agree(uid)
    assert walker.dossier(uid).open_supplement is None


def paid_a_duty(walker: Walker, uid: UUID) -> None:
    """A duty outside the office's own fees, met when the citizen comes with the proof."""
    walker.do(uid, "yeu cau nghia vu", amount="500000", document="15/TB-CCT")
    assert walker.dossier(uid).state is S.AWAITING_PAYMENT
    press(Qt.Key.Key_F4)
    dialog = walker.scan_for_deed(uid)
    assert dialog.sheet.kind is DeedKind.MEET_PAYMENT
    walker.type_in(dialog.fields.grid, document="0001234")
    walker.agree(uid)


def delayed(walker: Walker, uid: UUID) -> None:
    """The agency's letter, the apology drafted and signed, and told from the list of calls."""
    promised = walker.dossier(uid).promise.return_due_at
    walker.do(
        uid,
        "ghi bao cham",
        proposed_due_at="27/11/2026 09:30",
        reason="Cho xac minh",
        agency=AGENCY,
        document="88/SNV",
    )
    walker.do(uid, "du thao xin loi", letter="12/PXL")
    walker.do(uid, "hen lai ngay", signatory="Pham Dinh Tap", letter="12/PXL")
    assert walker.dossier(uid).promise.return_due_at > promised
    call(walker, TaskKind.APOLOGY_NOT_TOLD)
    walker.agree(uid)
    assert walker.dossier(uid).delays[-1].told_at == NOW


def call(walker: Walker, kind: TaskKind) -> None:
    """Ctrl+E, down to a kind of task, Enter into its list, Enter on the first of it."""
    press(Qt.Key.Key_E, CONTROL)
    screen = walker.screen
    walker.until(lambda: screen.kinds.current_record() is not None)
    press(Qt.Key.Key_Home, CONTROL)
    while screen.kinds.current_record().title != TASK_TITLES[kind]:
        before = screen.kinds.current_record()
        press(Qt.Key.Key_Down)
        assert screen.kinds.current_record() is not before
    walker.until(lambda: screen.kinds.current_record().count == 1)
    press(ENTER)
    walker.leave_picture("tasks")
    press(ENTER)
    walker.stage.dialog(DeedDialog)


def kept_from_withdrawal(walker: Walker, uid: UUID) -> None:
    """The citizen asks for it back, too late."""
    before = walker.dossier(uid).state
    walker.do(uid, "ghi yeu cau rut", reason="Doi y")
    assert walker.dossier(uid).state is S.WITHDRAWAL_ASKED
    walker.do(uid, "khong cho rut", decision="45/QD")
    assert walker.dossier(uid).state is before


def came_back_with_result(walker: Walker, uid: UUID) -> None:
    """Scanned at F7 it turns the way round; the result travels with it and is there when signed."""
    press(Qt.Key.Key_F7)
    screen = walker.screen
    walker.scan_slip(uid)
    walker.until(lambda: screen.pile_page.count.text() == "1")
    press(Qt.Key.Key_R, CONTROL)
    dialog: Any = walker.stage.dialog(DeedDialog)
    walker.type_in(dialog.fields.grid, name="Giay xac nhan", number="07/GXN", shelf="A3")
    press(ENTER, CONTROL)
    walker.until(lambda: "07/GXN" in screen.pile_page.table.current_record().words)
    walker.stage.come_to_front()
    walker.leave_picture("result-comes-along")
    with walker.stage.bot.waitSignal(screen.sheet.opened):
        press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F9)
    walker.until(lambda: "họ tên người giao" in walker.stage.window.messages.banner.sentence)
    type_text("Le Van Mau")
    with walker.stage.bot.waitSignal(screen.sheet.done):
        press(Qt.Key.Key_F9)
    dossier = walker.dossier(uid)
    assert dossier.state is S.SETTLED
    assert (dossier.results[0].number, dossier.results[0].shelf) == ("07/GXN", "A3")


def put_right(walker: Walker, uid: UUID) -> None:
    """The citizen finds a fault and does not take it; it is recalled and comes anew."""
    press(Qt.Key.Key_F4)
    screen = walker.screen
    with walker.stage.bot.waitSignal(screen.shown):
        walker.scan_slip(uid)
    press(Qt.Key.Key_U, CONTROL)
    dialog: Any = walker.stage.dialog(DeedDialog)
    walker.type_in(dialog.fields.grid, reason="Sai ngay sinh")
    walker.agree(uid)
    walker.do(uid, "thu lai ket qua", reason="Sai ngay sinh")
    assert walker.dossier(uid).state is S.IN_PROCESS
    walker.do(uid, "nhan ket qua", number="07a/GXN", shelf="B1")
    assert walker.dossier(uid).state is S.SETTLED
    call(walker, TaskKind.RESULT_NOT_TOLD)
    walker.agree(uid)
    assert walker.dossier(uid).results[-1].told_at == NOW


def returned(walker: Walker, uid: UUID) -> None:
    """Slip lost, somebody else authorised, more owed and partly let off; their card, F9, a tap."""
    walker.do(uid, "ghi bao mat")
    walker.deed(uid, "ghi uy quyen", paper="Giay uy quyen so 5", is_certified="1")
    walker.scan(OTHER_CARD)
    walker.agree(uid)
    walker.do(uid, "xac dinh so phai nop", fee="150000")
    walker.do(uid, "mien giam", ground="Ho ngheo", fee="30000")
    assert walker.dossier(uid).money.outstanding == 70_000
    press(Qt.Key.Key_F4)
    screen = walker.screen
    walker.scan(OTHER_CARD)
    walker.until(lambda: screen.collection.isVisible() and screen.collection.fields is not None)
    fields = screen.collection.fields.grid
    assert (fields.text("collector"), fields.text("full_name")) == ("authorised", "Lê Văn Thử")
    assert screen.collection.money.grid.text("fee") == "70.000"
    walker.type_in(fields, proofs__undertaking="1")
    walker.leave_picture("collection")
    with walker.stage.bot.waitSignal(screen.shown):
        press(Qt.Key.Key_F9)
    dossier = walker.dossier(uid)
    assert dossier.state is S.RETURNED
    assert dossier.money.outstanding == 0
    with walker.stage.bot.waitSignal(screen.shown):
        press(Qt.Key.Key_5)
    walker.leave_picture("given")
    press(Qt.Key.Key_Escape)
    walker.scan(dossier.code)
    walker.until(lambda: getattr(walker.screen, "_page", None) is not None)
    walker.leave_picture("page-at-the-end")


def test_companions_end_otherwise_stopped_refused_and_closed(walker: Walker) -> None:
    stopped = received(walker, fee="50000")
    walker.do(stopped, "ghi yeu cau rut", reason="Doi y")
    walker.do(stopped, "dung giai quyet", reason="Cong dan rut")
    walker.do(stopped, "tra lai tien", reason="Chua giai quyet")
    dossier = walker.dossier(stopped)
    assert (dossier.state, dossier.money.fee_paid) == (S.STOPPED, 0)

    refused = received(walker, card=OTHER_CARD)
    walker.do(refused, "tu choi", reason="Khong du dieu kien")
    assert walker.dossier(refused).state is S.REFUSED
    press(Qt.Key.Key_F4)
    walker.scan_slip(refused)
    walker.until(lambda: getattr(walker.screen, "_page", None) is not None)
    assert "không trả kết quả" in walker.stage.window.messages.banner.sentence

    closed = received_a_month_ago(walker)
    walker.do_at("20/10/2026 10:00", closed, "yeu cau bo sung", content="Ban sao", asked_by=AGENCY)
    walker.do_at("20/10/2026 10:30", closed, "bao cong dan bo sung")
    walker.do(closed, "dong vi khong")
    assert walker.dossier(closed).state is S.STOPPED
    walker.leave_picture("closed")


def test_the_agencys_letter_about_several_dossiers_is_stated_once_and_signed_once(
    walker: Walker,
) -> None:
    uids = [received(walker, card=card) for card in (SAMPLE_CARD, OTHER_CARD)]
    press(Qt.Key.Key_F7)
    pile = walker.screen.pile_page
    for at, uid in enumerate(uids, start=1):
        walker.scan_slip(uid)
        walker.until(lambda at=at: pile.count.text() == str(at))  # type: ignore[misc]
    letter = {"proposed_due_at": "27/11/2026 09:30", "reason": "Cho xac minh", "agency": AGENCY}
    for words, texts in (
        ("ghi bao cham", letter),
        ("du thao xin loi", {}),
        ("hen lai ngay", {"signatory": "Pham Dinh Tap"}),
        ("thong bao", {"about": "apology", "means": "letter"}),
    ):
        press(Qt.Key.Key_J, CONTROL)
        walker.stage.dialog(DeedMenuDialog)
        type_text(words)
        press(ENTER)
        dialog: Any = walker.stage.dialog(DeedDialog)
        walker.type_in(dialog.fields.grid, **texts)
        walker.leave_picture(f"many-{words.split()[0]}")
        press(ENTER, CONTROL)
        walker.until(walker.is_through)
        walker.stage.come_to_front()
    delays = [walker.dossier(uid).delays[-1] for uid in uids]
    assert [each.told_at for each in delays] == [NOW, NOW]
    assert pile.count.text() == "2"
    walker.leave_picture("many-done")


def test_what_was_taken_for_an_agency_is_recorded_as_passed_on_once(walker: Walker) -> None:
    received_a_month_ago(walker, fee="50000")
    press(Qt.Key.Key_F, CONTROL | SHIFT)
    dialog: Any = walker.stage.dialog(MoneyOnDialog)
    walker.until(lambda: dialog.table.current_record() is not None)
    assert dialog.table.current_record().total == 50_000
    walker.type_in(dialog.fields, document="UNC 12")
    press(Qt.Key.Key_F9)
    walker.until(lambda: dialog.table.current_record().handed_on)
    assert not dialog.hand_on.isEnabled()
    walker.leave_picture("money-on")
    press(Qt.Key.Key_Escape)


def received_a_month_ago(walker: Walker, *, fee: str = "") -> UUID:
    """Keyed in from paper after a long cut: the stated time and why."""
    receive = walker.stage.session.receive
    press(Qt.Key.Key_F2)
    type_text(SAMPLE_WORDS)
    with walker.stage.bot.waitSignal(receive.facts.quoted):
        press(ENTER)
    walker.scan(LONG_CARD)
    press(Qt.Key.Key_T, CONTROL)
    if fee:
        walker.type_in(receive.panels.settlement.fields, fee=fee, paid="1")
    press(Qt.Key.Key_I, CONTROL)
    more = receive.panels.settlement.fields_of("stated_at")
    assert more is not None
    with walker.stage.bot.waitSignal(receive.facts.quoted):
        walker.type_in(more, stated_at="19/10/2026 09:00", late_reason="Mat dien")
    done: list[Any] = []
    receive.received.connect(done.append)
    with walker.stage.bot.waitSignals([receive.received, receive.refreshed]):
        press(Qt.Key.Key_F9)
    receive.received.disconnect(done.append)
    uid: UUID = done[0].dossier_uid
    return uid
