from __future__ import annotations

import json
from pathlib import Path
from time import monotonic
from typing import Any

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

    def gaps() -> list[dict[str, Any]]:
        """Those that name the place; a busy machine makes others of its own."""
        told_so_far = [json.loads(each) for each in told.read_text().splitlines()]
        return [
            each
            for each in told_so_far
            if any(place.endswith(" stand_still") for place in each.get("stack", ()))
        ]

    QTimer.singleShot(0, stand_still)
    qtbot.waitUntil(lambda: gaps() != [])

    watch.end()
    assert max(each["wall"] for each in gaps()) > 100
    parent.deleteLater()
