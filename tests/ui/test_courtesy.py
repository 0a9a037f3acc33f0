from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Event, get_ident

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.ui.courtesy import Courtesy, give_way
from app.ui.one_a_turn import OneATurn


def test_a_courteous_lane_goes_on_when_the_window_has_ended_its_turn(qtbot: QtBot) -> None:
    parent, order, lane_waits = QObject(), list[str](), Event()
    courtesy = Courtesy(parent)

    def work() -> None:
        lane_waits.set()
        give_way()
        order.append("lane")

    with ThreadPoolExecutor(1, initializer=courtesy.begin) as lane:

        def turn() -> None:
            lane.submit(work)
            assert lane_waits.wait(5)
            order.append("window")

        QTimer.singleShot(0, turn)
        qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["window", "lane"]
    parent.deleteLater()


def test_outside_a_courteous_lane_nobody_waits() -> None:
    give_way()

    with ThreadPoolExecutor(1) as lane:
        assert lane.submit(give_way).result(5) is None


def test_a_window_that_never_comes_round_holds_nobody_for_good() -> None:
    parent = QObject()
    courtesy = Courtesy(parent)

    with ThreadPoolExecutor(1, initializer=courtesy.begin) as lane:
        assert lane.submit(give_way).result(5) is None
    parent.deleteLater()


def test_between_two_pieces_the_event_loop_comes_round(qtbot: QtBot) -> None:
    parent, beats, seen = QObject(), list[int](), list[int]()
    pieces, beat = OneATurn(parent), QTimer(parent)
    beat.timeout.connect(lambda: beats.append(0))
    beat.start(0)

    for _ in range(5):
        pieces.add(lambda: seen.append(len(beats)))
    qtbot.waitUntil(lambda: len(seen) == 5)

    assert all(later > before for before, later in pairwise(seen))
    beat.stop()
    parent.deleteLater()


def test_what_waits_is_handed_over_while_a_piece_waits_in_a_dialog(qtbot: QtBot) -> None:
    parent, order = QObject(), list[str]()
    pieces = OneATurn(parent)

    def asks() -> None:
        qtbot.waitUntil(lambda: "answer" in order)
        order.append("dialog closed")

    pieces.add(asks)
    pieces.add(lambda: order.append("answer"))
    qtbot.waitUntil(lambda: len(order) == 2)

    assert order == ["answer", "dialog closed"]
    parent.deleteLater()


def test_nothing_is_handed_over_in_the_turn_that_adds_it(qtbot: QtBot) -> None:
    parent, here = QObject(), list[int]()
    pieces = OneATurn(parent)
    pieces.add(lambda: here.append(get_ident()))

    assert here == []
    qtbot.waitUntil(lambda: here == [get_ident()])
    pieces.add(lambda: here.append(0))
    pieces.clear()
    done = list[bool]()
    QTimer.singleShot(0, lambda: done.append(True))
    qtbot.waitUntil(lambda: done == [True])
    assert 0 not in here
    parent.deleteLater()
