"""The supervisor's day in the real window: numbers, lists, reminders, the end of the day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from keys import press, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from scenes_supervising import LATER, busy_office, go_to_the_day
from stage import CONTROL, SHIFT, Stage
from test_window import gone

from app.domain.queues import QueueKind
from app.ui.dialogs.office_day import ClosingDayDialog
from app.ui.screens.dossiers import DossiersScreen


@pytest.fixture
def stage(desk_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(desk_folder, qtbot)
    yield made
    gone(made.running)
    assert made.trouble == []


def numbers(screen: Any) -> dict[str, str]:
    model = screen.queues.model()
    rows = range(model.rowCount())
    return {model.index(at, 0).data(): model.index(at, 1).data() for at in rows}


def choose(stage: Stage, screen: Any, kind: QueueKind) -> None:
    with stage.bot.waitSignal(screen.shown):
        screen.queues.setCurrentIndex(screen.queues.model().index(list(QueueKind).index(kind), 0))


def test_the_numbers_open_their_lists_and_a_line_its_dossier(stage: Stage) -> None:
    stage.open(LATER)
    busy_office(stage)
    screen = go_to_the_day(stage)
    assert numbers(screen)["Quá hạn"] == "4"
    assert numbers(screen)["Bàn giao chưa ký nhận"] == "3"
    assert screen.lines.model().rowCount() == 4
    assert "trễ" in screen.lines.model().index(0, 2).data()
    screen.queues.setFocus()
    press(Qt.Key.Key_Return)
    assert screen.lines.hasFocus()
    press(Qt.Key.Key_Return)
    stage.bot.waitUntil(lambda: isinstance(stage.window.screen_shown, DossiersScreen))


def test_one_key_urges_the_agency_that_has_the_papers(stage: Stage) -> None:
    stage.open(LATER)
    busy_office(stage)
    screen = go_to_the_day(stage)
    choose(stage, screen, QueueKind.HAND_OVER_UNSIGNED)
    previews: list[Any] = []
    screen._slips.previewed.connect(lambda pdf, title: previews.append((pdf, title)))
    screen.lines.setCurrentIndex(screen.lines.model().index(0, 0))
    press(Qt.Key.Key_U, CONTROL)
    stage.bot.waitUntil(lambda: bool(previews))
    assert previews[0][1] == "Văn bản đôn đốc"
    assert previews[0][0].startswith(b"%PDF")


def test_the_day_is_opened_and_closed_with_a_reason(stage: Stage) -> None:
    stage.open()
    screen = go_to_the_day(stage)
    previews: list[str] = []
    screen._slips.previewed.connect(lambda _pdf, title: previews.append(title))
    press(Qt.Key.Key_O, CONTROL)
    stage.bot.waitUntil(lambda: previews == ["Phiếu mở ngày"])
    for dialog in list(QApplication.topLevelWidgets()):
        if dialog.isModal():
            dialog.close()
    busy_office(stage)
    press(Qt.Key.Key_O, CONTROL | SHIFT)
    closing: Any = stage.dialog(ClosingDayDialog)
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(closing.trouble.isVisible)
    assert "Chưa khóa ngày được" in closing.trouble.text()
    type_text("0")
    press(Qt.Key.Key_Tab)
    type_text("May in hong")
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: previews[-1] == "Phiếu kết ngày")
