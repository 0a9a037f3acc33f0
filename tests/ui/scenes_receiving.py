"""Receiving, from an empty form to the slip, and what is asked on the way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from keys import press, scan, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from scene import scene
from scenes_dossiers import do_now
from stage import ALT, CONTROL, LONG_CARD, OTHER_CARD, SHIFT, Stage

from app.exchange.subject_rows import pasted_rows
from app.ui.dialogs.at_once import AtOnceDialog
from app.ui.dialogs.batch import BatchDialog

SATURDAY = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
LATE_IN_YEAR = datetime(2026, 12, 28, 9, 50, tzinfo=UTC)
DEAD_PRINTER = "tcp:127.0.0.1:9"


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
    with stage.bot.waitSignal(stage.session.slips._printer.failed):
        stage.receive()
    return stage.window


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


def _lines(stage: Stage) -> Any:
    return stage.session.receive.panels.papers.view.papers.lines


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
    stage.bot.waitUntil(lambda: "1 đã nhận" in dialog.said.text())
    return dialog


@scene
def receive_at_once(stage: Stage) -> QWidget:
    stage.open()
    stage.fill()
    press(Qt.Key.Key_F9, SHIFT)
    return stage.dialog(AtOnceDialog)


@scene
def received_at_once(stage: Stage) -> QWidget:
    dialog: Any = receive_at_once(stage)
    dialog.fields.put("name", "Giấy xác nhận")
    dialog.fields.put("number", "07/TL")
    with stage.bot.waitSignal(stage.session.receive.saving.emptied):
        press(Qt.Key.Key_Return, CONTROL)
    today = stage.session.receive.panels.today.table.model()
    stage.bot.waitUntil(lambda: today.rowCount() > 0)
    stage.come_to_front()
    return stage.window


@scene
def receive_replacing(stage: Stage) -> QWidget:
    from app.domain.deed_forms import StartStepForm
    from app.domain.dossier_rules import DeedKind

    stage.open()
    received = stage.receive(LONG_CARD)
    step = StartStepForm(unit="Phòng Người có công", work="thẩm định")
    do_now(stage, received.dossier_uid, DeedKind.START_STEP, step)
    screen: Any = stage.page(received.dossier_uid)
    stage.bot.waitUntil(lambda: DeedKind.SUPERSEDE in screen._deeds._allowed)
    screen._deeds.begin(DeedKind.SUPERSEDE)
    stage.bot.waitUntil(lambda: stage.session.receive.correction.is_replacing)
    return stage.window
