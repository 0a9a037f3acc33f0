"""How many keys and scans a citizen costs, counted in the real window on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keys
import pytest
from desks import desk_settings
from keys import CONTROL
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from windows import come_to_front, doors, gone

from app.bootstrap import open_desk
from app.services.catalogue_search import pin_procedure
from app.ui.screens.receive import ReceiveScreen
from app.ui.start import Running, start

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier

SINGLE_PAPER = "1.001653"
"""Đổi, cấp lại giấy xác nhận khuyết tật: one paper."""

ANOTHER = "1.014027"
"""Thôi hưởng trợ cấp hưu trí xã hội: one paper."""

CARD = (
    "034188004321|151234567|Trần Thị Mẫu|02091988|Nữ|"
    "Thôn Ví Dụ, An Thử, Quỳnh Mẫu, Thái Bình|14082021"
)
NEXT_CARD = (
    "034190004329|151234568|Lê Thị Thử|05021990|Nữ|"
    "Thôn Ví Dụ, An Thử, Quỳnh Mẫu, Thái Bình|14082021"
)


@dataclass
class Hands:
    """Presses keys, scans cards, and counts both; a chord is one key."""

    screen: ReceiveScreen
    qtbot: QtBot
    pressed: int = 0
    scanned: int = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> None:
        self.pressed += 1
        keys.press(key, modifiers, text)

    def type(self, text: str) -> None:
        self.pressed += len(text)
        keys.type_text(text)

    def choose(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """The key after which the procedure is known."""
        with self.qtbot.waitSignal(self.screen.facts.quoted):
            self.press(key, modifiers)

    def scan(self, card: str) -> None:
        self.scanned += 1
        keys.scan(card)

    def tick(self) -> None:
        self.press(Qt.Key.Key_Space, text=" ")

    def save(self, key: Qt.Key = Qt.Key.Key_F9, modifiers: Qt.KeyboardModifier = NONE) -> Any:
        """The key that saves, up to the dossier whose slip is printed."""
        received: list[Any] = []
        self.screen.received.connect(received.append)
        with self.qtbot.waitSignals([self.screen.received, self.screen.refreshed]):
            self.press(key, modifiers)
        if modifiers in (CONTROL, ALT):
            self.qtbot.waitUntil(lambda: bool(self.screen.panels.procedure.code))
        return received[0]

    def begin_again(self) -> None:
        """Count from here."""
        self.pressed = self.scanned = 0

    @property
    def count(self) -> tuple[int, int]:
        return self.pressed, self.scanned


@pytest.fixture
def hands(desk_folder: Path, qtbot: QtBot) -> Iterator[Hands]:
    """Hands at the window of a desk whose officer pinned two procedures."""
    desk = open_desk(desk_settings(desk_folder))
    with desk.database.transaction() as session:
        for code in (SINGLE_PAPER, ANOTHER):
            pin_procedure(session, code, desk=desk.context)
    desk.close()
    running: Running = start(doors(desk_folder))
    session = running.session
    with qtbot.waitSignals([session.ready, session.receive.refreshed]):
        pass
    qtbot.waitUntil(lambda: session.receive.panels.procedure._find(""))
    come_to_front(running, qtbot)
    yield Hands(session.receive, qtbot)
    gone(running)


def first_citizen(hands: Hands, key: Qt.Key = Qt.Key.Key_F9, modifiers: Any = NONE) -> Any:
    hands.choose(Qt.Key.Key_1, ALT)
    hands.scan(CARD)
    hands.tick()
    return hands.save(key, modifiers)


def test_a_card_and_a_pinned_procedure_cost_three_keys_and_one_scan(hands: Hands) -> None:
    received = first_citizen(hands)

    assert received.dossier_code
    assert hands.count == (3, 1)


def test_a_procedure_that_is_looked_for_costs_six_keys_and_one_scan(hands: Hands) -> None:
    hands.type("653")
    hands.choose(Qt.Key.Key_Return)
    assert hands.screen.panels.procedure.code == SINGLE_PAPER
    hands.scan(CARD)
    hands.tick()
    hands.save()

    assert hands.count == (6, 1)


def test_the_card_may_come_first(hands: Hands) -> None:
    hands.scan(CARD)
    hands.choose(Qt.Key.Key_1, ALT)
    hands.tick()
    hands.save()

    assert hands.count == (3, 1)


def test_the_same_citizen_with_another_procedure_costs_three_keys(hands: Hands) -> None:
    first_citizen(hands, Qt.Key.Key_Return, CONTROL | SHIFT)
    hands.begin_again()

    hands.choose(Qt.Key.Key_2, ALT)
    hands.tick()
    hands.save()

    assert hands.count == (3, 0)


def test_the_next_citizen_with_the_same_procedure_costs_two_keys_and_one_scan(
    hands: Hands,
) -> None:
    first_citizen(hands, Qt.Key.Key_Return, CONTROL)
    hands.begin_again()

    hands.scan(NEXT_CARD)
    hands.tick()
    hands.save()

    assert hands.count == (2, 1)


def test_the_same_citizen_and_procedure_again_cost_two_keys(hands: Hands) -> None:
    first_citizen(hands, Qt.Key.Key_Return, ALT)
    hands.begin_again()

    hands.tick()
    hands.save()

    assert hands.count == (2, 0)


def test_the_address_of_the_last_citizen_is_one_key_away(hands: Hands) -> None:
    first_citizen(hands)
    hands.begin_again()

    hands.press(Qt.Key.Key_D, CONTROL | SHIFT)

    fields = hands.screen.panels.applicant.fields
    hands.qtbot.waitUntil(lambda: fields.text("address").startswith("Thôn Ví Dụ"))
    assert hands.count == (1, 0)
