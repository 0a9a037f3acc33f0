"""The desk itself: its set-up, settings, keys, and what goes wrong with it."""

from __future__ import annotations

from typing import Any

from desks import OFFICE
from keys import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from scene import scene
from stage import Stage

from app.ui.navigation import SETTINGS


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
