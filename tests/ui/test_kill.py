"""The window's process is killed in the middle of a citizen, and started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO, Any

import pytest
from desks import ROOT

# The window as the desk starts it; keys come by way of the window, as a keyboard sends them.
TYPING = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from app.commands.window import doors
from app.config import read_settings
from app.ui.start import start
from app.ui.tour import SAMPLE_CARD, SAMPLE_WORDS
from keys import press, scan, type_text

running = start(doors(read_settings(Path(sys.argv[1]))))
screen = running.session.receive
typed_at = []

def choose():
    running.session.window.activateWindow()
    type_text(SAMPLE_WORDS)
    press(Qt.Key.Key_Return)

def fill():
    screen.facts.quoted.disconnect(fill)
    scan(SAMPLE_CARD)
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    screen.panels.applicant.fields["phone"].setFocus()
    type_text("0912345678")
    typed_at.append(time.monotonic())

def say_kept(draft):
    if draft["phone"] == "0912345678":
        print(json.dumps({"age": time.monotonic() - typed_at[0]}), flush=True)

running.session.ready.connect(choose)
screen.facts.quoted.connect(fill)
screen.keeper.kept.connect(say_kept)
sys.exit(running.application.exec())
"""

LOOKING = """
import json, sys
from pathlib import Path
from app.commands.window import doors
from app.config import read_settings
from app.ui.start import start

running = start(doors(read_settings(Path(sys.argv[1]))))
screen = running.session.receive

def look():
    said = running.session.window.messages.banner.sentence
    print(json.dumps({"draft": screen.draft(), "said": said}), flush=True)

screen.facts.quoted.connect(look)
sys.exit(running.application.exec())
"""


@contextmanager
def window(program: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """The window in a process of its own, which a watchdog ends if it hangs."""
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests" / "ui")))
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": path},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    watchdog = Timer(60, process.kill)
    watchdog.start()
    try:
        yield process, process.stdout
    finally:
        watchdog.cancel()
        process.kill()
        process.wait(30)


def heard(output: IO[str]) -> dict[str, Any]:
    line = output.readline()
    if not line:
        pytest.fail("the window ended without a word")
    said: dict[str, Any] = json.loads(line)
    return said


def test_what_was_typed_survives_a_killed_window(desk_folder: Path) -> None:
    with window(TYPING, desk_folder) as (process, output):
        age = heard(output)["age"]
        os.kill(process.pid, signal.SIGKILL)
        process.wait(30)

    with window(LOOKING, desk_folder) as (_, output):
        seen = heard(output)

    assert age < 2
    draft = seen["draft"]
    assert draft["procedure_code"] == "1.010833"
    assert draft["full_name"] == "Trần Thị Mẫu"
    assert draft["phone"] == "0912345678"
    assert [each["ordinal"] for each in draft["documents"]] == [1, 2]
    assert "phiếu đang gõ dở" in seen["said"]
