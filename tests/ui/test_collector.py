from __future__ import annotations

import gc
from collections.abc import Iterator
from threading import Thread, get_ident

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.collector import Collector


class Ring:
    """Refers to itself, so that only a collector finds it; notes in which thread it died."""

    def __init__(self, died: list[int]) -> None:
        self.itself = self
        self._died = died

    def __del__(self) -> None:
        self._died.append(get_ident())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    parent = QObject()
    running = Collector(parent)
    running.begin()
    yield running
    running.end()
    parent.deleteLater()


def make_garbage(died: list[int]) -> None:
    Ring(died)
    # Far more than Python's own collector would let lie.
    kept = [[each] for each in range(20_000)]
    assert len(kept) == 20_000


@pytest.mark.usefixtures("collector")
def test_what_a_lane_leaves_behind_dies_in_the_gui_thread(qtbot: QtBot) -> None:
    died: list[int] = []

    lane = Thread(target=make_garbage, args=(died,))
    lane.start()
    lane.join()
    assert not died

    # The lane's lists are gone again; the window has to fill the first generation to be due.
    kept = [[each] for each in range(2_000)]
    qtbot.waitUntil(lambda: bool(died) and bool(kept))
    assert died == [get_ident()]


def test_after_the_window_no_lane_collects_it(collector: Collector) -> None:
    collector.end()

    assert not gc.isenabled()
