"""Reports in the real window: a cell opens its dossiers, a file holds the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from keys import press
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from scenes_supervising import LATER, busy_office, go_to_reports
from stage import CONTROL, Stage
from test_window import gone


@pytest.fixture
def stage(desk_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(desk_folder, qtbot)
    made.open(LATER)
    yield made
    gone(made.running)
    assert made.trouble == []


def test_a_cell_opens_its_dossiers_and_the_file_says_the_same(stage: Stage, tmp_path: Path) -> None:
    busy_office(stage)
    screen: Any = go_to_reports(stage)
    assert "Cân" in screen.foot.text()
    model = screen.table.model()
    assert [model.index(row, 1).data() for row in range(3)] == ["6", "6", "6"]
    screen.table.setCurrentIndex(model.index(1, 0))
    cells = screen.cells.model()
    screen.cells.setCurrentIndex(cells.index(screen.report.at("settled") - 1, 0))
    stage.bot.waitUntil(lambda: screen.lines.model().rowCount() == 1)
    assert screen.cells.current_record()[1] == 1
    with stage.bot.waitSignal(screen.chart.drawn):
        press(Qt.Key.Key_B, CONTROL)
    assert screen.chart.isVisible()
    assert "Xong trước hạn" in screen.chart.accessibleDescription()
    out = tmp_path / "bao-cao.xlsx"
    screen.save_to(out)
    sheet = openpyxl.load_workbook(out, data_only=True)["Báo cáo"]
    assert [sheet.cell(row, 3).value for row in (9, 10, 11)] == [6, 6, 6]


def test_a_running_period_is_not_issued_and_one_that_is_over_is(stage: Stage) -> None:
    busy_office(stage)
    screen: Any = go_to_reports(stage)
    refused: list[Any] = []
    screen._messages.refuse = refused.append
    press(Qt.Key.Key_I, CONTROL)
    stage.bot.waitUntil(lambda: bool(refused) or screen.report.issued_as is not None)
    assert screen.report.issued_as is None
    screen.days.put("last", "20/11/2026")
    stage.bot.waitUntil(lambda: screen.report.asked.last.day == 20)
    press(Qt.Key.Key_I, CONTROL)
    stage.bot.waitUntil(lambda: screen.report.issued_as is not None)
    assert "Mã báo cáo" in screen.foot.text()
    screen.draw.setChecked(True)
    screen.choices.put("name", "late")
    screen.refresh()
    stage.bot.waitUntil(lambda: screen.report.name == "late")
    assert not screen.draw.isEnabled()
    assert not screen.chart.isVisible()
