"""A counter: the watched window on a virtual screen, and the hands in front of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from time import monotonic
from typing import Any

import pytest
from desks import ROOT
from virtual_screen import Person

PROGRAM = Path(__file__).with_name("watched_window.py")
_HUMAN = 110
"""Milliseconds between two letters of somebody who types every day."""

_LOOK_AGAIN = 0.15
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
_PATIENCE = 30.0
Said = dict[str, Any]


class Counter:
    """Starts the window, works in it, and hears what it says.

    ``told`` is the file that gets the gaps of the window's event loop.
    """

    def __init__(self, folder: Path, display: str, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.told = folder.with_name("gaps.jsonl")
        self.person = Person(display)
        # As installed, with its bytecode: what imports cost without it is no fault of the window.
        inherited = {key: environment[key] for key in environment if key != _NO_BYTECODE}
        self._environment = {
            **inherited,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(PROGRAM.parent))),
        }
        self._begun = monotonic()
        self._rest = b""
        self._waiting: list[Said] = []
        self._window = ""

    def start(self) -> None:
        """Open the window and wait until procedures can be found."""
        self._program = subprocess.Popen(
            [
                sys.executable,
                "-X",
                "faulthandler",
                str(PROGRAM),
                str(self.folder),
                str(self.told),
                str(self._begun),
            ],
            env=self._environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._program.stdout is not None
        self._ears = DefaultSelector()
        self._ears.register(self._program.stdout, EVENT_READ)
        self._rest, self._waiting = b"", []
        self.hears("ready")
        self._window = self.person.tool("search", "--sync", "--onlyvisible", "--name", "Một Cửa")
        self.turn_back()

    def kill(self) -> None:
        """Pull the plug."""
        os.kill(self._program.pid, signal.SIGKILL)
        self._program.wait(30)

    def close(self) -> None:
        """Close the window as an officer does, and wait until it has given its desk back."""
        assert self._program.stdin is not None
        self._program.stdin.close()
        assert self._program.wait(30) == 0

    def end(self) -> None:
        """Leave nothing behind, whatever happened."""
        if self._program.poll() is None:
            self.kill()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, after the moment that a hand needs to get there."""
        for key in keys:
            self.person.tool("sleep", "0.25", "key", key)

    def type(self, words: str) -> None:
        """Type at the pace of a person."""
        self.person.type(words, _HUMAN)

    def scan(self, code: str) -> None:
        """Scan at the pace of a scanner."""
        self.person.tool("sleep", "0.25")
        self.person.scan(code)

    def do(self, key: str, event: str, **named: str) -> Said:
        """Press a key and wait for what comes of it."""
        self._waiting = []
        self._hear_what_came()
        self._waiting = []
        self.press(key)
        return self.hears(event, **named)

    def hears(self, event: str, **named: str) -> Said:
        """Wait for the window to say something; what else it says meanwhile is dropped."""
        until = monotonic() + _PATIENCE
        while monotonic() < until:
            while self._waiting:
                said = self._waiting.pop(0)
                if said["event"] == "failed":
                    pytest.fail(f"the window failed: {said['error']}")
                if said["event"] == event and named.items() <= said.items():
                    return said
            self._hear_what_came(0.5)
        pytest.fail(f"the window never said {event} {named}; it stands at {self.look()}")

    def picture(self, file: Path) -> None:
        """A picture of what is in front, for eyes."""
        assert self._program.stdin is not None
        self._program.stdin.write(f"picture {file}\n".encode())
        self._program.stdin.flush()
        self.hears("pictured")

    def look(self) -> Said:
        """How everything stands now."""
        assert self._program.stdin is not None
        self._program.stdin.write(b"look\n")
        self._program.stdin.flush()
        kept = self._waiting
        self._waiting = []
        until = monotonic() + _PATIENCE
        while monotonic() < until:
            self._hear_what_came(0.5)
            for at, said in enumerate(self._waiting):
                if said["event"] == "seen":
                    del self._waiting[at]
                    self._waiting = kept + self._waiting
                    return said
        pytest.fail("the window does not answer")

    def sees(self, what: str, is_so: Callable[[Said], object]) -> Said:
        """Look until something is so."""
        until = monotonic() + _PATIENCE
        while monotonic() < until:
            seen = self.look()
            if is_so(seen):
                return seen
            self._hear_what_came(_LOOK_AGAIN)
        pytest.fail(f"{what}: never seen, instead {self.look()}")

    def answer(self, title: str, words: str, *keys: str) -> None:
        """Answer a dialog that opens, and turn back to the window."""
        self.sees(f"dialog {title}", lambda seen: seen["dialog"].startswith(title))
        self.person.turn_to(title)
        if words:
            self.type(words)
        self.press(*keys)
        self.sees(f"end of {title}", lambda seen: not seen["dialog"])
        self.turn_back()

    def turn_back(self) -> None:
        """The keyboard goes to the window, as a window manager does when a dialog closes."""
        self.person.tool("windowfocus", "--sync", self._window.split()[0])

    def _hear_what_came(self, seconds: float = 0) -> None:
        assert self._program.stdout is not None
        if not self._ears.select(seconds):
            return
        came = os.read(self._program.stdout.fileno(), 1 << 16)
        if not came:
            pytest.fail("the window ended")
        *lines, self._rest = (self._rest + came).split(b"\n")
        self._waiting.extend(json.loads(line) for line in lines)
