from __future__ import annotations

import json
from pathlib import Path
from time import monotonic

from loop_watch import LoopWatch
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot


def stand_still() -> None:
    until = monotonic() + 0.2
    while monotonic() < until:
        pass


def test_a_gap_is_told_with_the_place_where_the_loop_stood(qtbot: QtBot, tmp_path: Path) -> None:
    parent, told = QObject(), tmp_path / "gaps.jsonl"
    watch = LoopWatch(told, parent)

    QTimer.singleShot(0, stand_still)
    qtbot.waitUntil(lambda: told.read_text() != "")

    watch.end()
    gaps = [json.loads(each) for each in told.read_text().splitlines()]
    longest = max(gaps, key=lambda each: each.get("wall", 0))
    assert longest["wall"] > 100
    assert any(each.endswith(" stand_still") for each in longest["stack"])
    parent.deleteLater()
