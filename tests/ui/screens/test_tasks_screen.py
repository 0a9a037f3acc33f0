"""What is due, in the real window on a real desk."""

from __future__ import annotations

from typing import Any

import pytest
from keys import press
from PySide6.QtCore import Qt
from stage import CONTROL, Stage

from app.domain.tasks import TASK_TITLES, TaskKind
from app.ui.screens.dossiers import DossiersScreen
from app.ui.screens.tasks import TasksScreen

pytestmark = pytest.mark.usefixtures("open_stage")


def tasks(stage: Stage) -> TasksScreen:
    press(Qt.Key.Key_E, CONTROL)
    screen = stage.window.screen_shown
    assert isinstance(screen, TasksScreen)
    stage.bot.waitSignal(screen.shown).wait()
    return screen


def cells(table: Any, column: int) -> list[str]:
    model = table.model()
    return [model.index(at, column).data() for at in range(model.rowCount())]


def test_every_kind_has_its_number_and_leads_to_its_dossiers_by_enter(stage: Stage) -> None:
    code = stage.receive().dossier_code
    screen = tasks(stage)
    assert cells(screen.kinds, 0) == [TASK_TITLES[each] for each in TaskKind]
    at = list(TaskKind).index(TaskKind.NOT_HANDED_OVER)
    assert cells(screen.kinds, 1)[at] == "1"
    screen.kinds.setCurrentIndex(screen.kinds.model().index(at, 0))
    assert cells(screen.tasks, 0) == [code]
    screen.kinds.setFocus()
    press(Qt.Key.Key_Return)
    assert screen.tasks.hasFocus()
    press(Qt.Key.Key_Return)
    stage.bot.waitUntil(lambda: isinstance(stage.window.screen_shown, DossiersScreen))
    page: Any = stage.window.screen_shown
    stage.bot.waitUntil(lambda: page.sheet.code.text() == code)


def test_the_list_is_narrowed_by_desk_and_officer(stage: Stage) -> None:
    stage.receive()
    screen = tasks(stage)
    officer: Any = screen.filters["officer"]
    stage.bot.waitUntil(lambda: officer.count() > 1)
    at = list(TaskKind).index(TaskKind.NOT_HANDED_OVER)
    with stage.bot.waitSignal(screen.shown):
        screen.filters.put("desk", "3")
    assert cells(screen.kinds, 1)[at] == "1"
    with stage.bot.waitSignal(screen.shown):
        officer.setCurrentIndex(1)
    assert cells(screen.kinds, 1)[at] == "1"


def test_where_nothing_is_due_it_says_so(stage: Stage) -> None:
    screen = tasks(stage)
    assert set(cells(screen.kinds, 1)) == {"0"}
    assert screen.tasks.isHidden()
    press(Qt.Key.Key_Return)
    assert not screen.tasks.hasFocus()
