"""A virtual screen, and a person with a keyboard and a scanner in front of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest

needs_screen = [
    pytest.mark.xvfb,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool") and shutil.which("xkbcomp")),
        reason="needs Xvfb, xdotool and xkbcomp",
    ),
]

_LETTERS = (
    "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"
    "“…"  # without a capital; typed as they are
)
_FIRST_SPARE_CODE = 150
"""Above it lie the keys of music players and telephones, which no counter has."""


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own, whose keyboard has a key for every Vietnamese letter."""
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert screen.stdout is not None
    display = f":{screen.stdout.readline().strip()}"
    _lay_vietnamese_keys(display)
    yield display
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
            timeout=60,
        )
        return done.stdout

    def sit_down(self) -> None:
        self.turn_to("Một Cửa")

    def turn_to(self, title: str) -> None:
        """What a window manager does when a window opens."""
        window = self.tool("search", "--sync", "--onlyvisible", "--name", title).split()[0]
        self.tool("windowfocus", "--sync", window)

    def type(self, words: str, delay: int = 70) -> None:
        """At the pace of quick fingers: what comes much faster is a scanner's."""
        self.tool("type", "--delay", str(delay), words)

    def scan(self, *lines: str) -> None:
        """At the pace of a scanner, each line ended by Enter."""
        each = ("type", "--args", "1", "--delay", "5")
        self.tool(*(word for line in lines for word in (*each, line, "key", "Return")))

    def press(self, *keys: str) -> None:
        self.tool("key", *keys)


def _lay_vietnamese_keys(display: str) -> None:
    """Give each letter a key: xdotool would borrow one per letter, and lose some on the way."""
    keymap = subprocess.run(
        ["xkbcomp", "-xkb", display, "-"], capture_output=True, text=True, check=True
    ).stdout
    names, _, _ = keymap.partition("xkb_types")
    spare = [
        name
        for name, code in re.findall(r"<(\w+)> = (\d+);", names)
        if int(code) >= _FIRST_SPARE_CODE
    ][: len(_LETTERS)]
    taken = "|".join(spare)
    keymap = re.sub(rf"\s*key <(?:{taken})> {{.*?}};", "", keymap, flags=re.DOTALL)
    laid = "".join(
        f'key <{name}> {{ type= "ALPHABETIC", [ {_symbol(small)}, {_symbol(small.upper())} ] }};'
        for name, small in zip(spare, _LETTERS, strict=True)
    )
    keymap = re.sub(r'(xkb_symbols "[^"]*" {)', rf"\1{laid}", keymap)
    subprocess.run(
        ["xkbcomp", "-w", "0", "-", display],
        input=keymap,
        text=True,
        check=True,
        stderr=subprocess.DEVNULL,
    )


def _symbol(letter: str) -> str:
    return f"U{ord(letter):04X}"
