"""Every state of the program that an officer or a citizen can see, each made on a real desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from desks import NOW, OFFICE, reception
from keys import press, scan, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from stage import ALT, CONTROL, LONG_CARD, OTHER_CARD, SHIFT, Stage

from app.domain.filing import FilingForm
from app.domain.filing_words import ImportLine
from app.domain.procedure import Channel
from app.exchange.subject_rows import pasted_rows
from app.services.dossier_deeds import Acting
from app.services.filing import record_filing
from app.ui.dialogs.attachments import AttachmentsDialog
from app.ui.dialogs.batch import BatchDialog
from app.ui.dialogs.feedback import FeedbackAnswerDialog, FeedbackDialog
from app.ui.dialogs.filing import ConsultationDialog, FilingDialog, FilingWithdrawalDialog
from app.ui.dialogs.import_preview import ImportPreviewDialog
from app.ui.navigation import DOSSIERS, ONLINE, SETTINGS
from app.ui.screens.online import OnlineScreen
from app.ui.tour import SAMPLE_CARD

SATURDAY = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
LATE_IN_YEAR = datetime(2026, 12, 28, 9, 50, tzinfo=UTC)
DEAD_PRINTER = "tcp:127.0.0.1:9"
Act = Callable[[Stage], QWidget]
SCENES: dict[str, Act] = {}


def scene(act: Act) -> Act:
    """Keep a scene under the name of its function."""
    SCENES[act.__name__.replace("_", "-")] = act
    return act


@scene
def receive_empty(stage: Stage) -> QWidget:
    stage.open()
    return stage.window


@scene
def receive_finding(stage: Stage) -> QWidget:
    stage.open()
    type_text("khai sinh")
    return stage.window


@scene
def receive_filled(stage: Stage) -> QWidget:
    stage.open()
    stage.fill()
    press(Qt.Key.Key_G, CONTROL)
    return stage.window


@scene
def receive_long_names(stage: Stage) -> QWidget:
    stage.open()
    stage.choose("cho phep thanh lap truong trung cap")
    scan(LONG_CARD)
    return stage.window


@scene
def receive_unfolded(stage: Stage) -> QWidget:
    stage.open()
    stage.fill()
    press(Qt.Key.Key_O, CONTROL)
    press(Qt.Key.Key_I, CONTROL)
    panels = stage.session.receive.panels
    panels.settlement.fields.put("return_place", "post")
    return stage.window


@scene
def receive_no_identity(stage: Stage) -> QWidget:
    stage.open()
    stage.choose()
    stage.session.receive.panels.applicant.fields.put("identity_kind", "none")
    press(Qt.Key.Key_F9)
    return stage.window


@scene
def receive_refused_at_field(stage: Stage) -> QWidget:
    stage.open()
    stage.choose()
    stage.session.receive.panels.applicant.fields.put("identity_number", "034188004399")
    press(Qt.Key.Key_T, CONTROL)
    press(Qt.Key.Key_F9)
    return stage.window


@scene
def receive_papers_missing(stage: Stage) -> QWidget:
    stage.open()
    stage.choose()
    scan(OTHER_CARD)
    press(Qt.Key.Key_F9)
    return stage.window


@scene
def receive_nonsense_scanned(stage: Stage) -> QWidget:
    stage.open()
    stage.fill()
    scan("00020101021238540010A000000727012400069704220110")
    return stage.window


@scene
def receive_duplicate(stage: Stage) -> QWidget:
    stage.open()
    stage.receive()
    stage.fill()
    stage.bot.waitUntil(lambda: bool(stage.session.receive.duplicates.notice.sentence))
    return stage.window


@scene
def receive_correcting(stage: Stage) -> QWidget:
    stage.open()
    stage.receive()
    with stage.bot.waitSignal(stage.session.receive.facts.quoted):
        press(Qt.Key.Key_R, CONTROL)
    return stage.window


@scene
def receive_parked(stage: Stage) -> QWidget:
    stage.open()
    for card in (LONG_CARD, OTHER_CARD):
        stage.fill(card)
        press(Qt.Key.Key_F11)
    stage.bot.waitUntil(lambda: "2 phiếu" in stage.session.receive.parking.strip.sentence)
    return stage.window


@scene
def receive_keyed_in_later(stage: Stage) -> QWidget:
    stage.open()
    stage.fill()
    press(Qt.Key.Key_I, CONTROL)
    more = stage.session.receive.panels.settlement.fields_of("stated_at")
    assert more is not None
    with stage.bot.waitSignal(stage.session.receive.facts.quoted):
        more.put("stated_at", "13/11/2026 15:40")
    more.put("late_reason", "mất điện")
    return stage.window


@scene
def receive_on_saturday(stage: Stage) -> QWidget:
    stage.open(SATURDAY)
    stage.fill()
    press(Qt.Key.Key_G, CONTROL)
    return stage.window


@scene
def receive_over_new_year(stage: Stage) -> QWidget:
    stage.open(LATE_IN_YEAR)
    stage.fill()
    return stage.window


@scene
def received(stage: Stage) -> QWidget:
    stage.open()
    for card in (OTHER_CARD, LONG_CARD):
        stage.receive(card)
        stage.session.receive.set_busy(False)
    return stage.window


@scene
def print_failed(stage: Stage) -> QWidget:
    from app.domain.printers import PrinterChoice, PrinterPlan

    stage.open()
    stage.session._preferences.printers = PrinterPlan(usual=PrinterChoice(printer=DEAD_PRINTER))
    with stage.bot.waitSignal(stage.session.slips._printer.failed, timeout=20_000):
        stage.receive()
    return stage.window


@scene
def dossiers_none(stage: Stage) -> QWidget:
    stage.open()
    stage.window.go_to(DOSSIERS)
    return stage.window


@scene
def dossiers_list(stage: Stage) -> QWidget:
    stage.open()
    for card in (OTHER_CARD, LONG_CARD):
        stage.receive(card)
        stage.session.receive.set_busy(False)
    return _listed(stage)


@scene
def dossiers_filtered(stage: Stage) -> QWidget:
    stage.open()
    stage.receive(OTHER_CARD)
    _listed(stage)
    screen: Any = stage.window.screen_shown
    with stage.bot.waitSignal(screen.listed):
        screen.narrow({"received": "range", "since": "01/11/2026", "typed": "thu quay 3"})
    return stage.window


@scene
def dossier_page(stage: Stage) -> QWidget:
    stage.open()
    stage.page(stage.receive(LONG_CARD).dossier_uid)
    return stage.window


@scene
def dossier_cancelled(stage: Stage) -> QWidget:
    from app.services.correcting import cancel_dossier
    from app.ui.desk_at_work import stamp

    stage.open()
    uid = stage.receive().dossier_uid
    desk = stage.session.desk
    assert desk is not None
    done: list[Any] = []
    stage.session.background.command(
        cancel_dossier,
        uid,
        "người nộp đổi ý ngay tại quầy",
        slip_returned=True,
        **stamp(desk),
        then=done.append,
    )
    stage.bot.waitUntil(lambda: bool(done))
    stage.page(uid)
    return stage.window


@scene
def dossier_under_way(stage: Stage) -> QWidget:
    stage.open()
    uid = stage.receive(LONG_CARD).dossier_uid
    walk(stage, uid)
    stage.page(uid)
    return stage.window


@scene
def deed_form(stage: Stage) -> QWidget:
    from app.domain.dossier_rules import DeedKind

    stage.open()
    return deed(stage, stage.receive().dossier_uid, DeedKind.REQUEST_SUPPLEMENT)


@scene
def deed_refused(stage: Stage) -> QWidget:
    from app.domain.dossier_rules import DeedKind

    stage.open()
    dialog: Any = deed(stage, stage.receive().dossier_uid, DeedKind.RECEIVE_RESULT)
    dialog.fields.put({"name": ""})
    press(Qt.Key.Key_Return, CONTROL)
    return dialog  # type: ignore[no-any-return]


@scene
def deed_menu(stage: Stage) -> QWidget:
    from app.ui.dialogs.deed_menu import DeedMenuDialog

    stage.open()
    stage.page(stage.receive().dossier_uid)
    press(Qt.Key.Key_J, CONTROL)
    return stage.dialog(DeedMenuDialog)


@scene
def return_start(stage: Stage) -> QWidget:
    stage.open()
    press(Qt.Key.Key_F4)
    return stage.window


@scene
def return_collection(stage: Stage) -> QWidget:
    stage.open()
    uid = stage.receive().dossier_uid
    walk(stage, uid)
    returning(stage, uid)
    return stage.window


@scene
def return_of_somebody_else(stage: Stage) -> QWidget:
    return_collection(stage)
    scan(OTHER_CARD)
    press(Qt.Key.Key_F9)
    return stage.window


@scene
def return_waiting(stage: Stage) -> QWidget:
    from app.domain.deed_forms import ReceiveResultForm
    from app.domain.dossier_rules import DeedKind

    stage.open()
    for shelf in ("A1", "B2"):
        form = ReceiveResultForm(name="Giấy xác nhận", shelf=shelf)
        do_now(stage, stage.receive().dossier_uid, DeedKind.RECEIVE_RESULT, form)
        stage.session.receive.set_busy(False)
    press(Qt.Key.Key_F4)
    screen: Any = stage.window.screen_shown
    with stage.bot.waitSignal(screen.shown):
        scan(SAMPLE_CARD)
    return stage.window


@scene
def return_given(stage: Stage) -> QWidget:
    return_collection(stage)
    screen: Any = stage.window.screen_shown
    screen.collection.fields.put({"proofs.slip": "1"})
    with stage.bot.waitSignal(screen.shown):
        press(Qt.Key.Key_F9)
    return stage.window


@scene
def settings(stage: Stage) -> QWidget:
    stage.open()
    stage.window.go_to(SETTINGS)
    return stage.window


@scene
def set_up(stage: Stage) -> QWidget:
    return stage.open_new(stage._folder.with_name("new"))


@scene
def set_up_refused(stage: Stage) -> QWidget:
    dialog: Any = stage.open_new(stage._folder.with_name("new"))
    dialog.start.click()
    return dialog  # type: ignore[no-any-return]


@scene
def set_up_recovery_key(stage: Stage) -> QWidget:
    dialog: Any = stage.open_new(stage._folder.with_name("new"))
    dialog.fields.load(
        {
            "office_name": OFFICE.office_name,
            "agency_code": OFFICE.agency_code,
            "place": OFFICE.place,
            "desk": "3",
            "officer": OFFICE.officer,
        }
    )
    first = stage.session.door.first_start
    assert first is not None
    with stage.bot.waitSignal(first.shown, timeout=20_000):
        dialog.start.click()
    return dialog  # type: ignore[no-any-return]


@scene
def help_page(stage: Stage) -> QWidget:
    from app.ui.dialogs.help import HelpDialog

    stage.open()
    press(Qt.Key.Key_F1)
    return stage.dialog(HelpDialog)


@scene
def compare_duplicates(stage: Stage) -> QWidget:
    from app.ui.dialogs.duplicates import DuplicateDialog

    receive_duplicate(stage)
    press(Qt.Key.Key_D, ALT)
    dialog: Any = stage.dialog(DuplicateDialog)
    stage.bot.waitUntil(lambda: bool(dialog.grid.lines()))
    return dialog  # type: ignore[no-any-return]


@scene
def parked_list(stage: Stage) -> QWidget:
    from app.ui.widgets.parked import ParkedDialog

    receive_parked(stage)
    press(Qt.Key.Key_F12)
    return stage.dialog(ParkedDialog)


@scene
def papers_of_the_day(stage: Stage) -> QWidget:
    from app.ui.dialogs.paper_day import PaperDayDialog

    print_failed(stage)
    press(Qt.Key.Key_G, CONTROL | SHIFT)
    dialog: Any = stage.dialog(PaperDayDialog)
    stage.bot.waitUntil(lambda: "Đang xem" not in dialog.summary.text())
    return dialog  # type: ignore[no-any-return]


@scene
def slip_preview(stage: Stage) -> QWidget:
    from app.ui.dialogs.preview import PreviewDialog

    stage.open()
    stage.receive()
    press(Qt.Key.Key_P, CONTROL | SHIFT)
    return stage.dialog(PreviewDialog)


@scene
def supplement_at_the_door(stage: Stage) -> QWidget:
    from app.ui.dialogs.reasons import GuidanceDialog

    stage.open()
    stage.choose()
    scan(OTHER_CARD)
    lacking = [each.name for each in stage.session.receive.panels.papers.lacking()]
    lacking = lacking or [each.paper.name for each in _lines(stage)]
    return stage.show(GuidanceDialog(stage.session.receive, lacking))


@scene
def refusal_at_the_door(stage: Stage) -> QWidget:
    from app.ui.dialogs.reasons import RefusalDialog

    stage.open()
    stage.fill()
    return stage.show(RefusalDialog(stage.session.receive))


@scene
def cancellation(stage: Stage) -> QWidget:
    from app.ui.dialogs.reasons import CancellationDialog

    stage.open()
    received = stage.receive()
    screen = stage.page(received.dossier_uid)
    dialog: Any = CancellationDialog(screen, received.dossier_code, slip_is_out=True)
    stage.show(dialog)
    dialog.reason.setPlainText("người nộp đổi ý ngay tại quầy")
    return dialog  # type: ignore[no-any-return]


@scene
def scan_trial(stage: Stage) -> QWidget:
    from app.ui.dialogs.scan_trial import ScanTrialDialog

    settings(stage)
    stage.window.screen_shown.scanner.trial.click()  # type: ignore[attr-defined]
    return stage.dialog(ScanTrialDialog)


@scene
def scan_trial_bad(stage: Stage) -> QWidget:
    dialog: Any = scan_trial(stage)
    dialog.take_scan("MOTCUA?THU?Ưă 0123456789")
    return dialog  # type: ignore[no-any-return]


@scene
def question(stage: Stage) -> QWidget:
    from app.ui.messages import _Question

    stage.open()
    words = "Biểu mẫu đang có những gì đã gõ. Bỏ hết và bắt đầu lại?"
    return stage.show(_Question(stage.window, words, "Bỏ hết", "Quay lại"))


@scene
def crash(stage: Stage) -> QWidget:
    from app.ui.messages import _CrashReport, crash_report

    stage.open()
    return stage.show(_CrashReport(stage.window, crash_report(KeyError("mất một khóa"))))


@scene
def closing_without_backup(stage: Stage) -> QWidget:
    from app.ui.dialogs.closing import ClosingDialog

    stage.open()
    words = "Bản sao lưu gần nhất có từ 07:45 thứ Sáu 13/11/2026. Sao lưu trước khi đóng?"
    return stage.show(ClosingDialog(stage.window, words))


@scene
def clock_in_doubt(stage: Stage) -> QWidget:
    from app.ui.dialogs.reasons import ClockDialog

    stage.open()
    return stage.show(ClockDialog(stage.window, "Đồng hồ máy chậm hơn lần làm việc trước."))


@scene
def recovery_key_sheet(stage: Stage) -> QWidget:
    from app.domain.custody import KeySheet
    from app.ui.dialogs.key_sheet import KeySheetDialog

    stage.open()
    sheet = KeySheet("ILXO-NDUN-2TIY-A2JE-Q2AK-PXTU-HFY3-K3TZ-I2NR-XCNL-O34Q-KH6V", "K2", b"")
    words = "Khóa cũ đã hết hiệu lực. In tờ này và cất ở nơi an toàn."
    return stage.show(KeySheetDialog(stage.window, sheet, words))


@scene
def restoring(stage: Stage) -> QWidget:
    from app.ui.dialogs.restore import RestoreDialog

    return stage.show(RestoreDialog(stage.open_new(stage._folder.with_name("new"))))


@scene
def hand_over_pile(stage: Stage) -> QWidget:
    stage.open()
    _piled(stage, 6)
    return stage.window


@scene
def hand_over_counting(stage: Stage) -> QWidget:
    stage.open()
    codes = _piled(stage, 6)
    screen: Any = stage.window.screen_shown
    beside = codes.pop()
    press(Qt.Key.Key_Delete)
    _hand_to(screen, "Sở Nội vụ")
    sheets: list[Any] = []
    screen.pile.closed.connect(sheets.append)
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: bool(sheets))
    with stage.bot.waitSignal(screen.sheet.opened):
        scan(sheets[0].code)
    for code in (*codes[:3], beside):
        _scanned(stage, code)
    return stage.window


@scene
def taking_a_sheet_back(stage: Stage) -> QWidget:
    from app.ui.dialogs.reasons import TakeBackDialog

    stage.open()
    return stage.show(TakeBackDialog(stage.window, "BG-H40.16-261116-3001"))


@scene
def tasks_due(stage: Stage) -> QWidget:
    stage.open()
    for card in (SAMPLE_CARD, OTHER_CARD, LONG_CARD):
        stage.receive(card)
    press(Qt.Key.Key_E, CONTROL)
    screen: Any = stage.window.screen_shown
    stage.bot.waitSignal(screen.shown).wait()
    return stage.window


def _piled(stage: Stage, count: int) -> list[str]:
    """A pile of dossiers of several citizens, to the agency that settles them."""
    cards = (SAMPLE_CARD, OTHER_CARD, LONG_CARD)
    codes = [str(stage.receive(cards[at % 3]).dossier_code) for at in range(count)]
    press(Qt.Key.Key_F7)
    for code in codes:
        _scanned(stage, code)
    _hand_to(stage.window.screen_shown, "Sở Nội vụ")
    screen: Any = stage.window.screen_shown
    screen.pile_page.table.setFocus()
    return codes


def _hand_to(screen: Any, agency: str) -> None:
    screen.pile_page.receiver.setFocus()
    screen.pile_page.receiver.selectAll()
    type_text(agency)
    press(Qt.Key.Key_Return)


def _scanned(stage: Stage, code: str) -> None:
    heard: list[object] = []
    ways = stage.session.dossiers
    for signal in (ways.found, ways.unknown):
        signal.connect(lambda *_: heard.append(True))
    scan(code)
    stage.bot.waitUntil(lambda: bool(heard))


@scene
def attachments(stage: Stage) -> QWidget:
    stage.open()
    stage.page(stage.receive().dossier_uid)
    press(Qt.Key.Key_D, CONTROL)
    dialog = stage.dialog(AttachmentsDialog)
    assert isinstance(dialog, AttachmentsDialog)
    stage.bot.waitUntil(lambda: "chưa số hóa" in dialog.left.text())
    press(Qt.Key.Key_U, CONTROL)
    stage.bot.waitUntil(lambda: "còn 1" in dialog.left.text())
    return dialog


def take_feedback(stage: Stage, about: str, words: str) -> Any:
    """Feedback taken at the desk of the window, behind its back."""
    from app.services.feedback import FeedbackForm, receive_feedback

    desk = stage.session.desk
    assert desk is not None
    acting = Acting(now=stage.now, desk=desk.context, actor=desk.actor)
    with desk.database.transaction() as session:
        return receive_feedback(session, FeedbackForm(about=about, words=words), acting)


def go_to_feedback(stage: Stage) -> Any:
    press(Qt.Key.Key_K, CONTROL | SHIFT)
    screen: Any = stage.window.screen_shown
    stage.bot.waitSignal(screen.shown).wait()
    return screen


@scene
def feedback_list(stage: Stage) -> QWidget:
    stage.open()
    take_feedback(stage, "chờ lâu ở quầy 2", "Tôi chờ hai giờ mà không ai gọi số.")
    take_feedback(stage, "biển chỉ dẫn", "Biển chỉ phòng chờ bị che khuất.")
    go_to_feedback(stage)
    return stage.window


@scene
def feedback_taken(stage: Stage) -> QWidget:
    stage.open()
    go_to_feedback(stage)
    press(Qt.Key.Key_N, CONTROL)
    return stage.dialog(FeedbackDialog)


@scene
def feedback_answered(stage: Stage) -> QWidget:
    stage.open()
    words = "Tôi chờ hai giờ mà không ai gọi số."
    return stage.show(FeedbackAnswerDialog(stage.window, "PA-3/2026-0001", words))


@scene
def monitor_greeting(stage: Stage) -> QWidget:
    stage.open()
    return _monitor(stage)


@scene
def monitor_form(stage: Stage) -> QWidget:
    stage.open()
    monitor = _monitor(stage)
    stage.fill(LONG_CARD)
    stage.session.monitor.look()
    return monitor


@scene
def monitor_thanks(stage: Stage) -> QWidget:
    stage.open()
    monitor = _monitor(stage)
    stage.receive(LONG_CARD)
    return monitor


def deed(stage: Stage, uid: Any, kind: Any) -> QDialog:
    """The form of a deed, opened from the page."""
    from app.ui.dialogs.deed import DeedDialog

    stage.page(uid)._deeds.begin(kind)
    return stage.dialog(DeedDialog)


def returning(stage: Stage, uid: Any) -> Any:
    """The return screen with a dossier on it."""
    from app.ui.navigation import RETURN

    stage.window.go_to(RETURN)
    screen: Any = stage.window.screen_shown
    with stage.bot.waitSignal(screen.shown):
        screen.show_dossier(uid)
    return screen


def walk(stage: Stage, uid: Any) -> None:
    """Steps, a supplement, a delay, money and two results: a page with something in every card."""
    from app.domain import deed_forms as forms
    from app.domain.dossier_rules import DeedKind

    later = NOW + timedelta(days=14)
    for kind, form in (
        (DeedKind.START_STEP, forms.StartStepForm(unit="Phòng Người có công", work="thẩm định")),
        (DeedKind.FINISH_STEP, forms.FinishStepForm()),
        (
            DeedKind.REQUEST_SUPPLEMENT,
            forms.RequestSupplementForm(
                content="Bản sao giấy báo tử có chứng thực", asked_by="Sở Nội vụ", lacking=(2,)
            ),
        ),
        (DeedKind.TELL_SUPPLEMENT, forms.TellForm()),
        (DeedKind.RECEIVE_SUPPLEMENT, forms.ReceiveSupplementForm()),
        (
            DeedKind.ANNOUNCE_DELAY,
            forms.AnnounceDelayForm(
                proposed_due_at=later, reason="Chờ xác minh", agency="Sở Nội vụ"
            ),
        ),
        (DeedKind.START_STEP, forms.StartStepForm(unit="Sở Nội vụ", work="ký giấy xác nhận")),
        (DeedKind.ASSESS_FEE, forms.AssessFeeForm(fee=150_000, levy=8_000)),
        (DeedKind.COLLECT_FEE, forms.CollectFeeForm(fee=100_000, receipt_number="0012345")),
        (
            DeedKind.RECEIVE_RESULT,
            forms.ReceiveResultForm(
                name="Giấy xác nhận thân nhân", number="15/GXN", shelf="A3", remaining=1
            ),
        ),
    ):
        do_now(stage, uid, kind, form)


def do_now(stage: Stage, uid: Any, kind: Any, form: Any) -> None:
    """Do a deed at the desk of the window, behind its back."""
    from app.services.stated_deeds import stated_deed
    from app.ui.desk_at_work import stamp

    desk = stage.session.desk
    assert desk is not None
    with desk.database.transaction() as session:
        stated_deed(session, uid, kind, form, **stamp(desk))


def _listed(stage: Stage) -> QWidget:
    stage.window.go_to(DOSSIERS)
    screen: Any = stage.window.screen_shown
    stage.bot.waitUntil(lambda: screen.list.table.rows > 0)
    return stage.window


def _lines(stage: Stage) -> Any:
    return stage.session.receive.panels.papers.view.papers.lines


def _monitor(stage: Stage) -> QWidget:
    press(Qt.Key.Key_M, CONTROL | SHIFT)
    monitor = stage.session.monitor.monitor
    assert monitor is not None
    stage.bot.waitSignal(monitor.woken).wait()
    stage.come_to_front()
    return monitor


def file_online(stage: Stage, code: str = "G22.99-261116-0007", hours: int = 1) -> None:
    form = FilingForm(
        code=code,
        system="Cổng Dịch vụ công quốc gia",
        filed_at=stage.now - timedelta(hours=hours),
        form=reception(channel=Channel.ONLINE),
    )
    desk = stage.session.desk
    assert desk is not None
    acting = Acting(now=stage.now, desk=desk.context, actor=desk.actor)
    with desk.database.transaction() as session:
        record_filing(session, form, acting)


def go_online(stage: Stage) -> OnlineScreen:
    screen = stage.window.open_place(ONLINE)
    assert isinstance(screen, OnlineScreen)
    stage.bot.waitUntil(lambda: bool(screen.given.text()))
    return screen


@scene
def online_empty(stage: Stage) -> QWidget:
    stage.open()
    go_online(stage)
    return stage.window


@scene
def online_list(stage: Stage) -> QWidget:
    stage.open()
    for number, hours in enumerate((1, 3, 75), start=1):
        file_online(stage, f"G22.99-261116-{number:04d}", hours)
    screen = go_online(stage)
    stage.bot.waitUntil(lambda: screen.table.current_record() is not None)
    return stage.window


@scene
def receive_online_filing(stage: Stage) -> QWidget:
    stage.open()
    file_online(stage)
    scan("G22.99-261116-0007")
    stage.bot.waitUntil(lambda: stage.session.receive.filing.uid is not None)
    return stage.window


@scene
def filing_keyed_in(stage: Stage) -> QWidget:
    stage.open()
    go_online(stage)
    press(Qt.Key.Key_N, CONTROL)
    return stage.dialog(FilingDialog)


@scene
def consultation(stage: Stage) -> QWidget:
    stage.open()
    go_online(stage)
    press(Qt.Key.Key_H, CONTROL)
    return stage.dialog(ConsultationDialog)


@scene
def filing_withdrawn(stage: Stage) -> QWidget:
    stage.open()
    return stage.show(FilingWithdrawalDialog(stage.window, "G22.99-261116-0007"))


@scene
def import_preview(stage: Stage) -> QWidget:
    stage.open()
    why = "Mã hồ sơ G22.99-261116-0009 đã có ở dòng trên trong cùng tệp. Hãy sửa mã."
    lines = (
        ImportLine("cong.xlsx, dòng 5", "G22.99-261116-0009", "faulty", why),
        ImportLine("cong.xlsx, dòng 3", "G22.99-261116-0007", "new"),
        ImportLine("cong.xlsx, dòng 4", "G22.99-261116-0008", "known"),
    )
    return stage.show(ImportPreviewDialog(stage.window, stage.session._theme, lines))


@scene
def batch(stage: Stage) -> QWidget:
    stage.open()
    stage.fill()
    press(Qt.Key.Key_T, CONTROL)
    press(Qt.Key.Key_B, CONTROL | SHIFT)
    dialog = stage.dialog(BatchDialog)
    assert isinstance(dialog, BatchDialog)
    dialog.add(pasted_rows("Lê Văn Thử\t5/2/1990\t034090001234\nTrần Thị Mẫu\t31/2/1988\t\n"))
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: "1 đã nhận" in dialog.said.text(), timeout=20_000)
    return dialog
