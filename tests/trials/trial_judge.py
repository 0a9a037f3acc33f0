"""The first ten minutes, row by row, by keys and scans alone.

``python3 run.py hour tests/trials/trial_judge.py``.

The rows are those by which an officer judges: start without a line, find a procedure, scan a card,
tick, read the date, print, correct, scan anything anywhere, find again, plug the line in, pull the
plug. What each took is told at the end, with a picture of each row in the folder of the trial.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from centre_process import CentreProcess, enrolled
from centres import PIN, Cluster, fresh_desks
from citizens import Citizen, citizens
from counter import Counter
from cups_queue import Cups, needs_cups
from virtual_screen import needs_screen

pytestmark = [*needs_screen, pytest.mark.cups, needs_cups]

NONSENSE = ("8934563138165", "khuyen mai mua 2 tang 1")
PLACES = ("F2", "F3", "F4", "F6", "F7", "F10", "ctrl+comma")
"""But for the postal desk (F8), which takes any number for one of an item."""

PILE = "HandOverScreen"
"""Where a slip goes into the pile."""


class Judge:
    """Works at the counter by keys and scans, counts both, and notes what was seen."""

    def __init__(self, counter: Counter, folder: Path) -> None:
        self.counter = counter
        self._folder = folder
        self._keys = self._scans = self._told = 0

    @contextmanager
    def row(self, name: str) -> Iterator[dict[str, Any]]:
        """One row: seconds, keys and scans are its own."""
        begun, self._keys, self._scans = monotonic(), 0, 0
        said: dict[str, Any] = {"row": name}
        yield said
        said |= {"seconds": round(monotonic() - begun, 1)}
        said |= {"keys": self._keys, "scans": self._scans}
        self._told += 1
        self.counter.picture(self._folder / f"{self._told}.png")
        print(json.dumps(said, ensure_ascii=False), flush=True)

    def sit_down(self) -> None:
        """By the PIN, which is asked for at once."""
        self.type(PIN)
        self.press("Return")

    def press(self, *keys: str) -> None:
        self._keys += len(keys)
        self.counter.press(*keys)

    def do(self, key: str, event: str) -> dict[str, Any]:
        self._keys += 1
        return self.counter.do(key, event)

    def type(self, words: str) -> None:
        self._keys += len(words)
        self.counter.type(words)

    def scan(self, code: str) -> None:
        self._scans += 1
        self.counter.scan(code)

    def sees(self, what: str, **wanted: object) -> dict[str, Any]:
        """Look until what is named stands there, or the words of it."""

        def is_so(seen: dict[str, Any]) -> bool:
            return all(
                each in str(seen[key]) if isinstance(each, str) else seen[key] == each
                for key, each in wanted.items()
            )

        return self.counter.sees(what, is_so)


@pytest.fixture
def centre(cluster: Cluster, desk_templates: Path, tmp_path: Path) -> Iterator[CentreProcess]:
    """A centre to which the desk belongs, and whose line is cut."""
    address = cluster.new_database()
    made = CentreProcess(address)
    try:
        desk, other = fresh_desks(desk_templates, tmp_path)
        enrolled(address, made.url, desk)
        desk.close()
        other.close()
        made.kill()
        yield made
    finally:
        made.kill()


def test_the_first_ten_minutes(
    display: str, cups: Cups, centre: CentreProcess, tmp_path: Path
) -> None:
    counter = Counter(tmp_path / "desk1", display, cups.environment)
    judge = Judge(counter, tmp_path)
    first, second, third = people()
    try:
        start(judge)
        code = receive(judge, first)
        code = correct(judge, code)
        scan_anything(judge, code)
        find(judge, first, code)
        pull_the_plugs(judge, centre, second, third)
    finally:
        counter.end()
        print(f"pictures in {tmp_path}")


def people() -> list[Citizen]:
    found = citizens()
    return [next(found) for _ in range(3)]


def start(judge: Judge) -> None:
    begun = monotonic()
    with judge.row("0-1 starts with the line cut") as said:
        judge.counter.start()
        said["opened"] = round(monotonic() - begun, 1)
        judge.sit_down()
        seen = judge.sees("the foot", foot="chờ gửi")
        said |= {"foot": seen["foot"], "focus": seen["focus"], "banner": seen["banner"]}


def receive(judge: Judge, citizen: Citizen) -> str:
    with judge.row("1-2 a procedure by a few letters, without a click"):
        judge.type("than nhan nguoi co cong")
        judge.do("Return", "quoted")
    with judge.row("2-3 the card"):
        judge.scan(citizen.card)
        seen = judge.sees("the citizen", draft=citizen.name)
        stated = seen["draft"]
        assert stated["identity_number"] == citizen.number
        assert stated["address"] == citizen.address
    with judge.row("3-4 the papers"):
        judge.press("ctrl+t")
        judge.counter.sees("ticks", lambda seen: len(seen["draft"]["documents"]) == 2)
    with judge.row("4-5 the promise and why") as said:
        judge.press("ctrl+g")
        said["date"] = judge.sees("the date", date="/11/2026")["date"]
    with judge.row("5-6 saved and on paper") as said:
        code = str(judge.do("F9", "received")["code"])
        said["printed"] = judge.counter.hears("printed")["title"]
    return code


def correct(judge: Judge, code: str) -> str:
    with judge.row("6-7 the wrong procedure, with a reason") as said:
        judge.do("ctrl+r", "quoted")
        judge.press("F2", "ctrl+a")
        judge.type("1.001653")
        judge.do("Return", "quoted")
        judge.press("ctrl+t", "alt+l")
        judge.type("chon nham thu tuc")
        said["code"] = judge.do("F9", "corrected")["code"]
        assert said["code"] == code
        said["printed"] = judge.counter.hears("printed")["title"]
    return code


def scan_anything(judge: Judge, code: str) -> None:
    with judge.row("7-8 a slip and nonsense from every place") as said:
        places = {}
        for key in PLACES:
            judge.press(key)
            here = judge.counter.look()["place"]
            for nonsense in NONSENSE:
                before = judge.counter.look()
                judge.scan(nonsense)
                after = judge.sees(f"a sentence at {key}", banner=nonsense[:10])
                for what in ("draft", "search", "focus", "place"):
                    assert after[what] == before[what], (key, nonsense, what)
            if here != PILE:
                judge.scan(code)
                judge.counter.sees("the page", lambda seen: seen["page"][:1] == [code])
            places[here] = after["banner"]
            judge.press("Escape")
        said["places"] = places
        judge.scan("BG-H40.16-261116-3099")
        said["sheet"] = judge.sees("the sheet", place=PILE)["banner"]


def find(judge: Judge, citizen: Citizen, code: str) -> None:
    from app.domain.text import fold

    with judge.row("8-9 a person without tone marks"):
        judge.press("F3", "ctrl+k", "ctrl+a")
        judge.type(fold(citizen.name))
        judge.counter.sees("the line", lambda seen: seen["listed"] == 1)
        judge.press("Return")
        judge.counter.sees("the page", lambda seen: seen["page"][:1] == [code])


def pull_the_plugs(judge: Judge, centre: CentreProcess, citizen: Citizen, parked: Citizen) -> None:
    with judge.row("9 the line comes, all is sent") as said:
        centre.start()
        judge.press("ctrl+shift+y", "F5")
        said["foot"] = judge.sees("the line up", foot="Đồng bộ")["foot"]
        judge.press("F2")
    with judge.row("10 the plug of the machine, one citizen parked, another half typed") as said:
        judge.scan(parked.card)
        judge.sees("the citizen", draft=parked.name)
        judge.press("F11")
        judge.counter.sees("parked", lambda seen: seen["parked"])
        judge.type("than nhan nguoi co cong")
        judge.do("Return", "quoted")
        judge.scan(citizen.card)
        judge.sees("the citizen", draft=citizen.name)
        judge.counter.person.tool("sleep", "2")
        judge.counter.kill()
        judge.counter.start()
        judge.sit_down()
        judge.sees("the half form", draft=citizen.name, parked=1)
        seen = judge.sees("its procedure", draft="'procedure_code': '1.010833'")
        said["banner"] = seen["banner"]
