"""Scanner and person at a real window: what is typed stays in a field, what is scanned does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from desks import ROOT
from virtual_screen import Person, needs_screen

from app.ui.tour import SAMPLE_CARD

pytestmark = needs_screen

NONSENSE = "H99.99-261116-0001"
CODE = "H40.16-261116-0001"
SLIP = ("Mã hồ sơ: H40.16-261116-3001", "Mã TTHC: 1.010833", "Hệ thống: Một Cửa")

# The window as the desk starts it; after every scan it says what stands in the form and where.
PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication
from app.commands.window import doors
from app.config import read_settings
from app.ui.dialogs.reasons import RefusalDialog
from app.ui.start import start
running = start(doors(read_settings(Path(sys.argv[1]))))
session, asked = running.session, []
def say(event):
    focus, modal = QApplication.focusWidget(), QApplication.activeModalWidget()
    print(json.dumps({
        "event": event, "draft": session.receive.draft(), "focus": type(focus).__name__,
        "dialog": type(modal).__name__, "popup": QApplication.activePopupWidget() is not None,
        "reason": asked[-1].reason.toPlainText() if asked else "",
        "banner": session.window.messages.banner.sentence,
        "search": session.window.search.text(),
    }), flush=True)
def ask():
    asked.append(RefusalDialog(session.window))
    asked[-1].open()
    asked[-1].finished.connect(lambda result: say(f"answered {result}"))
    asked[-1].activateWindow()
    QTimer.singleShot(0, lambda: say("asked"))
QShortcut("Ctrl+F12", session.window).activated.connect(ask)
QShortcut("Ctrl+F11", session.window).activated.connect(lambda: say("shown"))
session.ready.connect(lambda: say("ready"))
session.scans._play = lambda sound: QTimer.singleShot(0, lambda: say(sound.value))
sys.exit(running.application.exec())
"""


class Desk:
    """The running program, and the person in front of it."""

    def __init__(self, program: subprocess.Popen[str], person: Person) -> None:
        self._program = program
        self.person = person

    def hears(self, event: str) -> dict[str, Any]:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            said: dict[str, Any] = json.loads(line)
            if said["event"] == event:
                return said
        pytest.fail(f"the window never said {event!r}")

    def scan(self, code: str, event: str) -> dict[str, Any]:
        self.person.scan(code)
        return self.hears(event)

    def look(self) -> dict[str, Any]:
        self.person.press("ctrl+F11")
        return self.hears("shown")

    def type_by_hand(self, words: str) -> None:
        self.person.type(words, 260)


@pytest.fixture
def desk(desk_folder: Path, display: str) -> Iterator[Desk]:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(desk_folder)],
        env=os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    watchdog = Timer(150, program.kill)
    watchdog.start()
    made = Desk(program, Person(display))
    try:
        made.hears("ready")
        made.person.sit_down()
        yield made
    finally:
        watchdog.cancel()
        program.terminate()
        program.wait(30)


def test_a_scan_leaves_nothing_in_any_field_and_presses_nothing(desk: Desk) -> None:
    before = desk.scan(SAMPLE_CARD, "good")["draft"]
    visited = set()
    for _ in range(20):
        desk.person.press("Tab")
        where = desk.look()["focus"]
        after = desk.scan(NONSENSE, "bad")
        assert after["draft"] == before, where
        assert after["focus"] == where
        assert after["search"] == ""
        assert not after["popup"]
        visited.add(where)
    assert len(visited) >= 4, visited


def test_what_a_person_types_stays_even_when_it_is_a_code(desk: Desk) -> None:
    desk.scan(SAMPLE_CARD, "good")
    desk.person.press("Tab")
    for _ in range(12):
        desk.person.press("Tab")
        if desk.look()["focus"] in ("QLineEdit", "DateEdit"):
            break
    before = desk.look()["draft"]
    desk.person.press("ctrl+a")
    desk.type_by_hand(CODE)
    desk.person.press("Return")
    after = desk.look()
    changed = {key for key in before if before[key] != after["draft"][key]}
    assert len(changed) == 1
    assert CODE in str(after["draft"][changed.pop()])
    assert after["banner"] == ""


def test_a_question_is_neither_answered_nor_written_to_by_a_scan(desk: Desk) -> None:
    desk.person.press("ctrl+F12")
    assert desk.hears("asked")["dialog"] == "RefusalDialog"
    desk.person.turn_to("Phiếu từ chối")
    desk.type_by_hand("thieu chu ky")
    desk.person.press("End")

    held = desk.scan(SAMPLE_CARD, "bad")

    assert (held["dialog"], held["reason"]) == ("RefusalDialog", "thieu chu ky")
    assert held["draft"]["full_name"] == ""
    desk.person.press("Escape")
    assert desk.hears("answered 0")["dialog"] == "NoneType"


def test_help_gives_way_and_a_slip_of_several_lines_is_one_scan(desk: Desk) -> None:
    before = desk.look()["draft"]
    desk.person.press("F1")
    desk.person.turn_to("Trợ giúp")
    desk.person.scan(*SLIP)

    after = desk.hears("bad")
    assert after["dialog"] == "NoneType"
    assert after["draft"] == before
    assert "H40.16-261116-3001" in after["banner"]


def test_an_open_list_is_closed_by_a_scan_and_nothing_in_it_is_chosen(desk: Desk) -> None:
    before = desk.look()["draft"]
    for _ in range(12):
        desk.person.press("Tab")
        if desk.look()["focus"] == "QComboBox":
            break
    desk.person.press("alt+Down")

    after = desk.scan(NONSENSE, "bad")

    assert after["focus"] == "QComboBox"
    assert after["draft"] == before
    assert not after["popup"]
