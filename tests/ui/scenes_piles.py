"""Piles handed over, and what is due."""

from __future__ import annotations

from typing import Any

from keys import press, scan, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from scene import scene
from stage import CONTROL, LONG_CARD, OTHER_CARD, Stage

from app.ui.tour import SAMPLE_CARD


@scene
def hand_over_pile(stage: Stage) -> QWidget:
    stage.open()
    _piled(stage, 6)
    return stage.window


@scene
def hand_over_counting(stage: Stage) -> QWidget:
    stage.open()
    codes = _piled(stage, 6)
    screen: Any = stage.window.screen_shown
    beside = codes.pop()
    press(Qt.Key.Key_Delete)
    _hand_to(screen, "Sở Nội vụ")
    sheets: list[Any] = []
    screen.pile.closed.connect(sheets.append)
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: bool(sheets))
    with stage.bot.waitSignal(screen.sheet.opened):
        scan(sheets[0].code)
    for code in (*codes[:3], beside):
        _scanned(stage, code)
    return stage.window


@scene
def taking_a_sheet_back(stage: Stage) -> QWidget:
    from app.ui.dialogs.reasons import TakeBackDialog

    stage.open()
    return stage.show(TakeBackDialog(stage.window, "BG-H40.16-261116-3001"))


@scene
def tasks_due(stage: Stage) -> QWidget:
    stage.open()
    for card in (SAMPLE_CARD, OTHER_CARD, LONG_CARD):
        stage.receive(card)
    press(Qt.Key.Key_E, CONTROL)
    screen: Any = stage.window.screen_shown
    stage.bot.waitSignal(screen.shown).wait()
    return stage.window


def _piled(stage: Stage, count: int) -> list[str]:
    """A pile of dossiers of several citizens, to the agency that settles them."""
    cards = (SAMPLE_CARD, OTHER_CARD, LONG_CARD)
    codes = [str(stage.receive(cards[at % 3]).dossier_code) for at in range(count)]
    press(Qt.Key.Key_F7)
    for code in codes:
        _scanned(stage, code)
    _hand_to(stage.window.screen_shown, "Sở Nội vụ")
    screen: Any = stage.window.screen_shown
    screen.pile_page.table.setFocus()
    return codes


def _hand_to(screen: Any, agency: str) -> None:
    screen.pile_page.receiver.setFocus()
    screen.pile_page.receiver.selectAll()
    type_text(agency)
    press(Qt.Key.Key_Return)


def _scanned(stage: Stage, code: str) -> None:
    heard: list[object] = []
    ways = stage.session.dossiers
    for signal in (ways.found, ways.unknown):
        signal.connect(lambda *_: heard.append(True))
    scan(code)
    stage.bot.waitUntil(lambda: bool(heard))
