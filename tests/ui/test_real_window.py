"""The window on a virtual screen, driven by xdotool as by a person and by a scanner."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Timer
from typing import IO

import pytest
from desks import ROOT, desk_settings, found
from virtual_screen import Person, needs_screen

from app.bootstrap import open_desk
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
sys.exit(running.application.exec())
"""


def heard(output: IO[str], word: str) -> None:
    """Read what the program says until a word comes; it ends when the program does."""
    for line in output:
        if word in line:
            return
    pytest.fail(f"the window never said {word!r}")


def test_a_citizen_is_served_in_a_real_window(desk_folder: Path, display: str) -> None:
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
        person.type(SAMPLE_WORDS)
        person.press("Return")
        heard(program.stdout, "quoted")
        person.scan(SAMPLE_CARD)
        heard(program.stdout, "card")
        person.press("ctrl+t")
        person.press("F9")
        heard(program.stdout, "H40.16-")
    finally:
        watchdog.cancel()
        program.terminate()
        program.wait(30)

    again = open_desk(desk_settings(desk_folder))
    applicants = [each.applicant for each in found(again, "tran thi mau")]
    again.close()
    assert applicants == ["Trần Thị Mẫu"]
