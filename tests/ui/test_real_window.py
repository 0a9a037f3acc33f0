"""The window on a virtual screen, driven by xdotool as by a person and by a scanner."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO

import pytest
from deeds_at_desk import received, stored
from desks import ROOT, desk_settings, found
from virtual_screen import Person, needs_screen

from app.bootstrap import open_desk
from app.domain.dossier import DossierState
from app.ui.tour import SAMPLE_CARD, SAMPLE_WORDS

pytestmark = needs_screen

# The window as the desk starts it, which says on its output what happened.
PROGRAM = """
import sys
from pathlib import Path
from app.commands.window import doors
from app.config import read_settings
from app.ui.start import start
running = start(doors(read_settings(Path(sys.argv[1]))))
session, say = running.session, lambda word: print(word, flush=True)
session.ready.connect(lambda: say("ready"))
session.receive.facts.quoted.connect(lambda: say("quoted"))
session.receive.received.connect(lambda dossier: say(dossier.dossier_code))
session.receive.panels.applicant.fields["address"].textChanged.connect(lambda _: say("card"))
session.background.recorded.connect(lambda events: [say(each.kind) for each in events])
def page_opened():
    session.window.screen_shown.opened.connect(lambda: say("page"))
def front(window):
    dialog = running.application.activeModalWidget()
    if dialog:
        say(type(dialog).__name__)
running.application.focusWindowChanged.connect(front)
made = []
def look():
    screen = session.window.screen_shown
    if hasattr(screen, "opened") and not made:
        made.append(screen)
        page_opened()
session.window._pages.currentChanged.connect(lambda _: look())
sys.exit(running.application.exec())
"""


def heard(output: IO[str], word: str) -> None:
    """Read what the program says until a word comes; it ends when the program does."""
    for line in output:
        if word in line:
            return
    pytest.fail(f"the window never said {word!r}")


@contextmanager
def at_work(desk_folder: Path, display: str) -> Iterator[tuple[Person, IO[str]]]:
    """The program in its own process, ready for the first citizen, and a person before it."""
    environment = os.environ | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(ROOT),
    }
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(desk_folder)],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    watchdog = Timer(90, program.kill)
    watchdog.start()
    person = Person(display)
    try:
        heard(program.stdout, "ready")
        person.sit_down()
        yield person, program.stdout
    finally:
        watchdog.cancel()
        program.terminate()
        program.wait(30)


def test_a_citizen_is_served_in_a_real_window(desk_folder: Path, display: str) -> None:
    with at_work(desk_folder, display) as (person, output):
        person.type(SAMPLE_WORDS)
        person.press("Return")
        heard(output, "quoted")
        person.scan(SAMPLE_CARD)
        heard(output, "card")
        person.press("ctrl+t")
        person.press("F9")
        heard(output, "H40.16-")

    again = open_desk(desk_settings(desk_folder))
    applicants = [each.applicant for each in found(again, "tran thi mau")]
    again.close()
    assert applicants == ["Trần Thị Mẫu"]


def test_a_result_comes_in_a_real_window(desk_folder: Path, display: str) -> None:
    """From the page that a scan opens: Ctrl+J, a few letters, the form, Ctrl+Enter."""
    desk = open_desk(desk_settings(desk_folder))
    uid = received(desk, desk.now())
    code = stored(desk, uid).code
    desk.close()

    with at_work(desk_folder, display) as (person, output):
        person.scan(code)
        heard(output, "page")
        person.press("ctrl+j")
        heard(output, "DeedMenuDialog")
        person.type("nhan ket qua")
        person.press("Return")
        heard(output, "DeedDialog")
        person.type("Giay xac nhan")
        person.press("ctrl+Return")
        heard(output, "result.received")
        heard(output, "page")

    again = open_desk(desk_settings(desk_folder))
    dossier = stored(again, uid)
    again.close()
    assert dossier.state is DossierState.SETTLED
    assert dossier.results[0].name == "Giay xac nhan"
