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
from scenes_supervising import LATER, busy_office, go_to_reports, reopened_report
from stage import CONTROL, Stage
from windows import gone


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
    assert "Đối chiếu: Cột 3 = cột 7 + cột 11 ở mọi dòng." in screen.foot.text()
    assert "Số liệu đủ đến hết" in screen.foot.text()
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
    screen.deeds.save_to(screen.report, out, screen.made_by)
    sheet = openpyxl.load_workbook(out, data_only=True)["Báo cáo"]
    assert [sheet.cell(row, 3).value for row in (9, 10, 11)] == [6, 6, 6]


def test_a_running_period_is_not_issued_and_one_that_is_over_is(stage: Stage) -> None:
    busy_office(stage)
    screen: Any = go_to_reports(stage)
    refused: list[Any] = []
    screen.deeds._messages.refuse = refused.append
    press(Qt.Key.Key_I, CONTROL)
    stage.bot.waitUntil(lambda: bool(refused) or screen.report.issued_as is not None)
    assert screen.report.issued_as is None
    screen.choices.days.put("last", "20/11/2026")
    stage.bot.waitUntil(lambda: screen.report.asked.last.day == 20)
    press(Qt.Key.Key_I, CONTROL)
    stage.bot.waitUntil(lambda: screen.report.issued_as is not None)
    assert "Mã báo cáo" in screen.foot.text()
    screen.draw.setChecked(True)
    screen.choices.what.put("name", "late")
    screen.refresh()
    stage.bot.waitUntil(lambda: screen.report.name == "late")
    assert not screen.draw.isEnabled()
    assert not screen.chart.isVisible()


def test_a_report_issued_incomplete_is_opened_as_it_was(stage: Stage, tmp_path: Path) -> None:
    """An inspector with a number on paper: the figures of then, their dossiers, the proof."""
    screen: Any = reopened_report(stage)
    assert "tính lại từ nhật ký" in screen.notice.sentence
    assert "SAI" not in screen.notice.sentence
    assert screen.lacking.text() == "SỐ LIỆU CHƯA ĐỦ: quầy 5 chưa gửi lần nào."
    assert "lý do: Hôm nay hết hạn nộp báo cáo." in screen.foot.text()
    model = screen.table.model()
    assert model.index(model.rowCount() - 1, 1).data() == "6"
    assert not screen.issue.isEnabled()
    # The dossier received since is not among those of then.
    stage.bot.waitUntil(lambda: screen.lines.model().rowCount() == 6)
    out = tmp_path / "lai.pdf"
    screen.deeds.save_to(screen.report, out, screen.made_by)
    assert out.read_bytes().startswith(b"%PDF")
    with stage.bot.waitSignal(screen.shown):
        press(Qt.Key.Key_F5)
    assert screen.notice.sentence == ""
    assert screen.issue.isEnabled()
    assert screen.report.issued_as is None
    assert model.index(model.rowCount() - 1, 1).data() == "7"
