"""F9 and the keys while a round is under way over a line that hangs, is silent, or crawls."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from statistics import median
from threading import Event
from time import perf_counter, thread_time
from typing import Any

import pytest
from centre_process import CentreProcess, enrolled
from centres import PIN, TENANT, Cluster
from desks import desk_settings
from keys import press, scan, type_text
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from slow_line import slow_line
from sqlalchemy import delete
from stage import CONTROL, Stage
from windows import gone

from app.bootstrap import open_desk
from app.commands.syncing import rounds_of
from app.models.people import CredentialRow
from app.services import centre_link, credentials

_RECEPTIONS, _LETTERS = 8, 60
_HUNG = "trung-tam-khong-ten.example"


@dataclass(slots=True)
class Seen:
    """Milliseconds by the clock, and those that the window's own thread computed."""

    save: list[float] = field(default_factory=list)
    save_own: list[float] = field(default_factory=list)
    key: list[float] = field(default_factory=list)
    key_own: list[float] = field(default_factory=list)
    busy: int = 0
    asked: int = 0


class Painted(QObject):
    """Ends a wait with the next picture of one widget."""

    def __init__(self, waiting: QEventLoop) -> None:
        super().__init__()
        self._waiting = waiting

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self._waiting.quit()
        return False


def _timed(act: Callable[[], None], clock: list[float], own: list[float]) -> None:
    began, computed = perf_counter(), thread_time()
    act()
    clock.append((perf_counter() - began) * 1000)
    own.append((thread_time() - computed) * 1000)


def _letters(seen: Seen) -> None:
    """Each letter until it stands in its field, painted."""
    line: Any = QApplication.focusWidget()
    waiting = QEventLoop()
    painted = Painted(waiting)
    line.installEventFilter(painted)

    def one() -> None:
        type_text("a")
        waiting.exec()

    for _ in range(_LETTERS):
        _timed(one, seen.key, seen.key_own)
    line.removeEventFilter(painted)
    line.clear()


def _receptions(stage: Stage, bot: QtBot, keep_busy: bool) -> Seen:
    seen, number = Seen(), count(1)
    in_step = stage.session._workplace.in_step

    def ask() -> None:
        if keep_busy and not in_step.is_busy:
            in_step.talk()
        seen.asked += 1
        seen.busy += in_step.is_busy

    press(Qt.Key.Key_F2)
    for _ in range(_RECEPTIONS):
        ask()
        _letters(seen)
        stage.choose()
        scan(f"0340{next(number):02d}001234||Lê Văn Thử|05021990|Nam|Thôn Ví Dụ, An Thử|14082021")
        press(Qt.Key.Key_T, CONTROL)
        ask()
        waiting = QEventLoop()
        stage.session.receive.received.connect(waiting.quit)

        def save(waiting: QEventLoop = waiting) -> None:
            press(Qt.Key.Key_F9)
            waiting.exec()

        with bot.waitSignal(stage.session.receive.refreshed):
            _timed(save, seen.save, seen.save_own)
    return seen


def _redirected(folder: Path, url: str) -> None:
    desk = open_desk(desk_settings(folder))
    with desk.database.transaction() as session:
        known = centre_link.enrolment(session, TENANT)
        assert known is not None
        other = replace(known, url=url)
        centre_link.keep_enrolment(session, TENANT, other, desk.now())
    desk.close()


def _enrolled(folder: Path, address: str, url: str) -> None:
    """A desk at which nobody has to sign in: the PIN that enrolling wants goes again."""
    desk = open_desk(desk_settings(folder))
    with desk.database.transaction() as session:
        hashed, uid = credentials.hash_secret(PIN), desk.actor.uid
        credentials.keep_secret(session, TENANT, uid, hashed, now=desk.now(), given=False)
    enrolled(address, url, desk)
    with desk.database.transaction() as session:
        session.execute(delete(CredentialRow))
    desk.close()


@contextmanager
def _lines(centre: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Each kind of line with its address; names and machines answer nobody until the end."""
    over, real = Event(), socket.getaddrinfo

    def looked_up(host: Any, *args: Any, **named: Any) -> Any:
        if host == _HUNG:
            over.wait()
            raise socket.gaierror
        return real(host, *args, **named)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    with ExitStack() as served:
        silent = served.enter_context(socket.create_server(("127.0.0.1", 0)))
        slow = served.enter_context(slow_line(centre))
        served.callback(over.set)
        yield {
            "none": "",
            "hanging look-up": f"http://{_HUNG}:8700",
            "silent": f"http://127.0.0.1:{silent.getsockname()[1]}",
            "2 KB/s, 20 % loss": slow.url,
            "none again": "",
        }


def test_nobody_waits_for_a_line(
    cluster: Cluster,
    desk_folder: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = cluster.new_database()
    centre = CentreProcess(address)
    _enrolled(desk_folder, address, centre.url)
    told: dict[str, Any] = {"load": round(os.getloadavg()[0], 1)}
    with _lines(centre.url, monkeypatch) as lines:
        for name, url in lines.items():
            if url:
                _redirected(desk_folder, url)
            stage = Stage(desk_folder, qtbot)
            stage.rounds = rounds_of if url else None
            stage.open()
            seen = _receptions(stage, qtbot, keep_busy=bool(url))
            told[name] = figures(seen)
            gone(stage.running)
            assert stage.trouble == []
    centre.kill()
    print(json.dumps(told, indent=1, ensure_ascii=False))  # noqa: T201 - what was measured


def figures(seen: Seen) -> dict[str, float]:
    """Medians and the longest (ms), and how often a round was under way when it was looked."""
    pairs = {"save": seen.save, "save own": seen.save_own, "key": seen.key, "key own": seen.key_own}
    found = {f"{name} median": round(median(each), 1) for name, each in pairs.items()}
    found |= {f"{name} longest": round(max(each), 1) for name, each in pairs.items()}
    return {**found, "round under way": round(seen.busy / seen.asked, 2)}
