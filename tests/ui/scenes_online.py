"""Filings that came online."""

from __future__ import annotations

from datetime import timedelta

from desks import reception
from keys import press, scan
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from scene import scene
from stage import CONTROL, Stage

from app.domain.filing import FilingForm
from app.domain.filing_words import ImportLine
from app.domain.procedure import Channel
from app.services.dossier_deeds import Acting
from app.services.filing import record_filing
from app.ui.dialogs.filing import (
    ConsultationDialog,
    FilingCompletedDialog,
    FilingDialog,
    FilingWithdrawalDialog,
)
from app.ui.dialogs.import_preview import ImportPreviewDialog
from app.ui.navigation import ONLINE
from app.ui.screens.online import OnlineScreen


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
def filing_completed(stage: Stage) -> QWidget:
    stage.open()
    file_online(stage)
    screen = go_online(stage)
    stage.bot.waitUntil(lambda: screen.table.current_record() is not None)
    press(Qt.Key.Key_B, CONTROL)
    return stage.dialog(FilingCompletedDialog)
