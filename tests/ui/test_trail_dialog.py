from __future__ import annotations

from typing import Any

import pytest
from keys import CONTROL, press
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from windows import receive_one

from app.ui import print_routes
from app.ui.start import Running

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def trail(running: Running, qtbot: QtBot) -> Any:
    receive_one(running, qtbot)
    press(Qt.Key.Key_H, CONTROL | SHIFT)
    shown = running.session.trail
    qtbot.waitUntil(lambda: shown.dialog is not None)
    qtbot.waitUntil(lambda: shown.dialog.table.model().rowCount() > 0)
    yield shown
    if shown.dialog is not None:
        shown.dialog.accept()


def sentences(trail: Any) -> list[str]:
    table = trail.dialog.table
    return [
        table.model().index(row, table.model().columnCount() - 1).data()
        for row in range(table.model().rowCount())
    ]


def test_the_deeds_of_today_are_read(trail: Any) -> None:
    assert any("Tiếp nhận hồ sơ" in each for each in sentences(trail))
    assert trail.dialog.summary.text() == f"{len(sentences(trail))} việc"
    assert sentences(trail)[0] in trail.dialog.sentence.text()


def test_the_days_before_are_walked_to_and_no_day_to_come(trail: Any, qtbot: QtBot) -> None:
    today = trail.dialog.day.text()
    press(Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: trail.dialog.summary.text() == "Không có việc nào")
    assert not trail.dialog.print.isEnabled()
    press(Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: trail.dialog.table.model().rowCount() > 0)
    press(Qt.Key.Key_Right, ALT)
    assert trail.dialog.day.text() == today
    trail.dialog.day.setText("hôm nao")
    trail.dialog.day.editingFinished.emit()
    assert trail.dialog.day.text() == today


def test_it_is_printed_where_the_desk_prints(
    trail: Any,
    running: Running,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    came_out: list[tuple[bytes, str]] = []

    def put(pdf: bytes, printer: str, *, title: str) -> None:
        came_out.append((pdf, printer))

    monkeypatch.setattr(print_routes, "put_on_paper", put)
    running.session._preferences.printer = "Laser A4"
    press(Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: bool(came_out))
    ((pdf, printer),) = came_out
    assert (pdf[:4], printer) == (b"%PDF", "Laser A4")


def test_without_a_printer_the_paper_is_shown(
    trail: Any,
    running: Running,
    qtbot: QtBot,
) -> None:
    running.session._preferences.printer = ""
    with qtbot.waitSignal(running.session.slips.previewed) as shown:
        press(Qt.Key.Key_P, CONTROL)
    assert shown.args[0].startswith(b"%PDF")
