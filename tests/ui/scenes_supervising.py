"""What a supervisor sees of the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from deeds_at_desk import acting, do, received
from desks import NOW
from keys import press, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from scene import scene
from stage import CONTROL, SHIFT, Stage

from app.domain.deed_forms import ReceiveResultForm, RequestSupplementForm
from app.domain.dossier_rules import DeedKind
from app.domain.printers import Paper, PrinterChoice, PrinterPlan
from app.domain.staff_facts import StaffEnrolled, StaffPrivate
from app.domain.units import agency_unit
from app.services import journal
from app.services.attendance import keep_desks
from app.services.dossier_deeds import office_deed
from app.services.handing_over import PileForm, close_sheet
from app.ui.dialogs.issued_reports import IssuedReportsDialog
from app.ui.dialogs.issuing import IncompleteReportDialog
from app.ui.dialogs.office_day import ClosingDayDialog
from app.ui.dialogs.opening_day import OpeningDayDialog
from app.ui.dialogs.work_handing import HandWorkDialog

LATER = NOW + timedelta(days=8, hours=2)


def busy_office(stage: Stage) -> None:
    """Dossiers that stand in different queues eight days later."""
    desk: Any = stage.session.desk
    uids = [received(desk) for _ in range(6)]
    do(desk, uids[0], DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy xác nhận"))
    asked = RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ")
    do(desk, uids[1], DeedKind.REQUEST_SUPPLEMENT, asked)
    with desk.database.transaction() as session:
        pile = PileForm(scanned=tuple(uids[2:5]), receiver=agency_unit("Sở Nội vụ"))
        close_sheet(session, pile, acting(desk))


def colleague(stage: Stage) -> str:
    """Another clerk at the same office, who has no PIN yet; gives their uid."""
    desk: Any = stage.session.desk
    uid = "0190a1b2-0000-7000-8000-0000000000aa"
    fact = StaffEnrolled(
        staff_uid=uid,
        roles=("clerk",),
        employer="office",
        private=StaffPrivate(full_name="Vũ Thị Thay"),
    )
    with desk.database.transaction() as session:
        journal.record(session, office_deed(acting(desk), ("administrator",)), fact)
    return uid


def go_to_the_day(stage: Stage) -> Any:
    """The supervisor's page, read."""
    press(Qt.Key.Key_F6)
    screen: Any = stage.window.screen_shown
    stage.bot.waitSignal(screen.shown).wait()
    return screen


@scene
def supervisors_day(stage: Stage) -> QWidget:
    stage.open(LATER)
    busy_office(stage)
    go_to_the_day(stage)
    return stage.window


@scene
def supervisors_day_quiet(stage: Stage) -> QWidget:
    stage.open()
    go_to_the_day(stage)
    return stage.window


@scene
def opening_day(stage: Stage) -> QWidget:
    stage.open()
    screen = go_to_the_day(stage)
    screen.deeds._preferences.printers = PrinterPlan(
        usual=PrinterChoice(printer="HP LaserJet tầng 1"),
        fallback=PrinterChoice(printer="tcp:127.0.0.1:9", paper=Paper.ROLL_80),
    )
    press(Qt.Key.Key_O, CONTROL)
    return stage.dialog(OpeningDayDialog)


@scene
def closing_day(stage: Stage) -> QWidget:
    stage.open()
    busy_office(stage)
    go_to_the_day(stage)
    press(Qt.Key.Key_O, CONTROL | SHIFT)
    return stage.dialog(ClosingDayDialog)


@scene
def handing_work(stage: Stage) -> QWidget:
    stage.open(LATER)
    busy_office(stage)
    colleague(stage)
    go_to_the_day(stage)
    press(Qt.Key.Key_G, CONTROL)
    return stage.dialog(HandWorkDialog)


def go_to_reports(stage: Stage) -> Any:
    """The reports, with the running month chosen and counted."""
    press(Qt.Key.Key_F10)
    screen: Any = stage.window.screen_shown
    stage.bot.waitUntil(lambda: screen.report is not None)
    screen.choices.days.put("rule", "free")
    screen.choices.days.put("last", "30/11/2026")
    screen.choices.days.put("first", "01/11/2026")
    wanted = (date(2026, 11, 1), date(2026, 11, 30))
    stage.bot.waitUntil(lambda: (screen.report.asked.first, screen.report.asked.last) == wanted)
    stage.bot.waitUntil(lambda: screen.lines.model().rowCount() > 0)
    return screen


@scene
def report_of_a_month(stage: Stage) -> QWidget:
    stage.open(LATER)
    busy_office(stage)
    screen = go_to_reports(stage)
    with stage.bot.waitSignal(screen.listed):
        screen.table.setCurrentIndex(screen.table.model().index(1, 0))
    return stage.window


@scene
def report_as_a_chart(stage: Stage) -> QWidget:
    stage.open(LATER)
    busy_office(stage)
    screen = go_to_reports(stage)
    with stage.bot.waitSignal(screen.chart.drawn):
        press(Qt.Key.Key_B, CONTROL)
    return stage.window


def go_to_last_week(stage: Stage) -> Any:
    """The reports of days that are over, which can be issued."""
    screen = go_to_reports(stage)
    screen.choices.days.put("last", "20/11/2026")
    stage.bot.waitUntil(lambda: screen.report.asked.last.day == 20)
    return screen


def a_desk_that_never_came(stage: Stage) -> None:
    """The centre told of another desk of the office, which handed nothing in."""
    desk: Any = stage.session.desk
    with desk.database.transaction() as session:
        keep_desks(session, desk.context.tenant, [(desk.context.number, None), (5, None)])


def reopened_report(stage: Stage) -> Any:
    """A report issued in spite of what it lacked, opened as it was; a slip was typed in since."""
    busy_office(stage)
    a_desk_that_never_came(stage)
    screen = go_to_last_week(stage)
    press(Qt.Key.Key_I, CONTROL)
    dialog: Any = stage.dialog(IncompleteReportDialog)
    dialog.fields.put("reason", "Hôm nay hết hạn nộp báo cáo")
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: screen.report.issued_as is not None)
    stage.come_to_front()
    late: Any = {"stated_at": NOW + timedelta(days=1), "late_reason": "Từ phiếu viết tay"}
    received(stage.session.desk, LATER, **late)
    press(Qt.Key.Key_I, CONTROL | SHIFT)
    issued: Any = stage.dialog(IssuedReportsDialog)
    type_text(screen.report.issued_as[-12:])
    assert issued.table.model().rowCount() == 1
    with stage.bot.waitSignal(screen.deeds.reopened):
        press(Qt.Key.Key_Return)
    stage.come_to_front()
    stage.bot.waitUntil(lambda: screen.lines.model().rowCount() == 6)
    return screen


@scene
def report_as_issued(stage: Stage) -> QWidget:
    stage.open(LATER)
    reopened_report(stage)
    return stage.window


@scene
def report_incomplete(stage: Stage) -> QWidget:
    stage.open(LATER)
    busy_office(stage)
    a_desk_that_never_came(stage)
    go_to_last_week(stage)
    press(Qt.Key.Key_I, CONTROL)
    return stage.dialog(IncompleteReportDialog)


@scene
def reports_issued(stage: Stage) -> QWidget:
    stage.open(LATER)
    busy_office(stage)
    screen = go_to_last_week(stage)
    with stage.bot.waitSignal(screen.deeds.issued):
        press(Qt.Key.Key_I, CONTROL)
    press(Qt.Key.Key_I, CONTROL | SHIFT)
    return stage.dialog(IssuedReportsDialog)
