"""The window on a virtual screen, driven by xdotool as by a person and by a scanner."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import IO

import pytest
from desks import ROOT, desk_settings

from app.bootstrap import open_desk
from app.services.dossiers import search
from app.ui.tour import SAMPLE_CARD, SAMPLE_WORDS

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
    ),
]

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


@pytest.fixture
def display() -> Iterator[str]:
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert screen.stdout is not None
    yield f":{screen.stdout.readline().strip()}"
    screen.terminate()
    screen.wait()


class Person:
    """Types, scans and looks."""

    def __init__(self, display: str) -> None:
        self._environment = os.environ | {"DISPLAY": display}

    def tool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
        return done.stdout

    def sit_down(self) -> None:
        window = self.tool("search", "--sync", "--onlyvisible", "--name", "Một Cửa").split()[0]
        self.tool("windowfocus", "--sync", window)

    def type(self, words: str) -> None:
        self.tool("type", "--delay", "30", words)

    def scan(self, code: str) -> None:
        # xdotool borrows a key for each Vietnamese letter; faster than this, some get lost there.
        self.tool("type", "--args", "1", "--delay", "40", code, "key", "Return")

    def press(self, key: str) -> None:
        self.tool("key", key)


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
    with again.database.reading() as reading:
        found = search(reading, again.context.tenant, "tran thi mau")
    again.close()
    assert [each.applicant for each in found] == ["Trần Thị Mẫu"]
