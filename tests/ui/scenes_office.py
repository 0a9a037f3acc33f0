"""The desk itself: its set-up, settings, keys, and what goes wrong with it."""

from __future__ import annotations

from typing import Any

from desks import NOW, OFFICE
from keys import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from scene import scene
from stage import Stage

from app.domain.errors import Reason, Refusal
from app.domain.permit import Permit, SignedPermit
from app.ui.navigation import SETTINGS


@scene
def settings(stage: Stage) -> QWidget:
    stage.open()
    stage.window.go_to(SETTINGS)
    screen: Any = stage.window.screen_shown
    stage.bot.waitSignal(screen.rest.done).wait()
    return stage.window


@scene
def settings_handouts(stage: Stage) -> QWidget:
    settings(stage)
    screen: Any = stage.window.screen_shown
    screen.handouts.fields.put("handout", "notice_list")
    screen.findChild(QScrollArea, "page").ensureWidgetVisible(screen.handouts.look)
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
            "new_secret": "739152",
            "new_secret_again": "739152",
        }
    )
    first = stage.session.door.first_start
    assert first is not None
    with stage.bot.waitSignal(first.shown):
        dialog.start.click()
    return dialog  # type: ignore[no-any-return]


@scene
def help_page(stage: Stage) -> QWidget:
    from app.ui.dialogs.help import HelpDialog

    stage.open()
    press(Qt.Key.Key_F1)
    return stage.dialog(HelpDialog)


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
    sheet = KeySheet("ILXO-NDUN-2TIY-A2JE-Q2AK-PXTU-HFY3-K3TZ-I2NR-XCNL-O34Q-KH6V", "K2", b"", "")
    words = "Khóa cũ đã hết hiệu lực. In tờ này và cất ở nơi an toàn."
    return stage.show(KeySheetDialog(stage.window, sheet, words))


@scene
def restoring(stage: Stage) -> QWidget:
    from app.ui.dialogs.restore import RestoreDialog

    return stage.show(RestoreDialog(stage.open_new(stage._folder.with_name("new"))))


@scene
def numbering_by_permit(stage: Stage) -> QWidget:
    from app.ui.dialogs.numbering import NumberingDialog

    stage.open()
    dialog = NumberingDialog(stage.window)
    lines = _signed_permit().lines
    dialog.fields.put("permit", "\n".join((lines[0], lines[2])))
    return stage.show(dialog)


@scene
def numbering_by_a_strange_permit(stage: Stage) -> QWidget:
    from app.ui.dialogs.numbering import NumberingDialog

    stage.open()
    dialog = NumberingDialog(stage.window)
    stage.show(dialog)
    signed = _signed_permit()
    dialog.fields.put("permit", str(signed))
    dialog.refuse(Refusal(Reason.PERMIT_SIGNER_UNKNOWN, signer=signed.permit.signer))
    return dialog


@scene
def numbering_by_leave(stage: Stage) -> QWidget:
    from app.ui.dialogs.numbering import NumberingDialog

    stage.open()
    dialog = NumberingDialog(stage.window)
    dialog.fields.put("way", "leave")
    return stage.show(dialog)


@scene
def restored_desk_that_waits(stage: Stage) -> QWidget:
    stage.open()
    stage.session.lost_desk._show(True)  # noqa: FBT003 - as the query answers
    return stage.window


@scene
def permit_asked_for(stage: Stage) -> QWidget:
    from app.ui.dialogs.permit import PermitDialog

    stage.open()
    return stage.show(PermitDialog(stage.window))


@scene
def permit_issued(stage: Stage) -> QWidget:
    from app.ui.dialogs.permit import PermitDialog

    stage.open()
    dialog = PermitDialog(stage.window)
    stage.show(dialog)
    dialog.show_permit(_signed_permit())
    return dialog


@scene
def sheet_that_nobody_has(stage: Stage) -> QWidget:
    from app.domain.custody import Custody, Ledger
    from app.ui.key_sheets import KeySheetWatch

    stage.open()
    watch = KeySheetWatch(stage.session._workplace, stage.window)
    stage.window.put_notice(watch.notice)
    assert stage.session.desk is not None
    watch.open_desk(stage.session.desk)
    watch.show_standing(Custody(ledger=Ledger(), at=stage.now, mark="K7QX2M", sheet_kept=False))
    return stage.window


@scene
def forgotten_pin_answered(stage: Stage) -> QWidget:
    from app.ui.dialogs.unlock_answer import UnlockAnswerDialog

    stage.open()
    dialog = UnlockAnswerDialog(stage.window)
    stage.show(dialog)
    dialog.fields.load({"name": "Lê Thị Tiếp Nhận", "challenge": "1234 5674"})
    dialog.show_code("90817263")
    return dialog


@scene
def unlock_key(stage: Stage) -> QWidget:
    from app.ui.dialogs.unlock_key import UnlockKeyDialog

    stage.open()
    return stage.show(UnlockKeyDialog(stage.window, "ILXO-NDUN-2TIY-A2JE-Q2AK-PXTU-HFY3-K3TZ"))


def _signed_permit() -> SignedPermit:
    permit = Permit(
        agency_code="H40.16",
        desk_number=3,
        on=NOW.date(),
        first=751,
        last=875,
        book_suffix=1010,
        nonce="a1b2c3d4",
        public=bytes(range(32)).hex(),
    )
    return SignedPermit(permit, bytes(range(64)))
