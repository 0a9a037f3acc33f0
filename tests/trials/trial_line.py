"""A real window while ten thousand events come in and the centre dies in the middle of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

import pytest
from centre_process import CentreProcess, enrolled
from centres import AGENCY, TENANT, Cluster, fresh_desks, officer_of, party
from deeds_at_desk import received
from desks import NOW, desk_settings
from desks import reception as reception_form
from keys import press
from lock_watch import watched_locks
from loop_watch import LoopWatch
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from stage import Stage

from app.bootstrap import Desk, open_desk
from app.commands.syncing import rounds_of
from app.domain.deed_forms import NoteForm
from app.domain.dossier_rules import DeedKind
from app.services import following
from app.services.deeds import do_deed
from app.services.desk import actor_of, staff_named
from app.services.dossier_deeds import Acting
from app.services.receiving import receive_dossier
from app.sync.round import run_round
from app.ui.desk_at_work import Doors

_DOSSIERS, _NOTES = 500, 19
_EVENTS = _DOSSIERS * (_NOTES + 1)
_PATIENCE = 240_000


def filled(desk: Desk) -> None:
    """A busy month at the other desk."""
    here = {"now": NOW, "desk": desk.context, "actor": desk.actor}
    for _ in range(_DOSSIERS // 10):
        with desk.database.transaction() as session:
            for _ in range(10):
                uid = receive_dossier(session, reception_form(), **here).dossier_uid
                for _ in range(_NOTES):
                    note = NoteForm(words="đã gọi")
                    do_deed(session, uid, DeedKind.ADD_NOTE, note, Acting(**here))


def seated_doors(folder: Path) -> Doors:
    """The window opens with somebody at the desk, and rounds with the centre."""
    settings = desk_settings(folder)

    def opened(listener: Any) -> Desk:
        desk = replace(open_desk(settings, listener), now=lambda: NOW)
        with desk.database.reading() as session:
            desk.seat.take(actor_of(staff_named(session, TENANT, officer_of(1))))
        return desk

    return Doors(
        is_set_up=True,
        open=opened,
        set_up=lambda form, listener: pytest.fail("it is set up"),
        preferences=folder.with_name("window.ini"),
        rounds=rounds_of,
    )


def test_the_window_never_waits_for_the_line(
    cluster: Cluster, desk_templates: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    address = cluster.new_database()
    centre = CentreProcess(address)
    first, second = fresh_desks(desk_templates, tmp_path)
    for desk in (first, second):
        enrolled(address, centre.url, desk)
    filled(second)
    run_round(party(second))
    received(first)  # a desk that knows a dossier follows page by page, and takes no snapshot
    first.close()
    stage = Stage(tmp_path / "desk1", qtbot)
    centre.kill()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stage.doors", lambda folder, now, **_: seated_doors(folder))
        stage.open()
    idle = watched(stage, tmp_path / "idle.jsonl", lambda: qtbot.wait(3_000))
    centre.start()
    saved: list[float] = []

    def pull() -> None:
        talk(stage)
        qtbot.waitUntil(lambda: held(stage) > _EVENTS // 4, timeout=_PATIENCE)
        saved.append(reception(stage))
        qtbot.waitUntil(lambda: held(stage) > _EVENTS // 2, timeout=_PATIENCE)
        centre.kill()
        saved.append(reception(stage))
        beginning = Thread(target=centre.start)
        beginning.start()
        qtbot.waitUntil(lambda: not beginning.is_alive(), timeout=_PATIENCE)
        talk(stage)
        saved.append(reception(stage))
        qtbot.waitUntil(lambda: held(stage) >= _EVENTS, timeout=_PATIENCE)

    begun = monotonic()
    try:
        with watched_locks() as locks:
            pulled = watched(stage, tmp_path / "pulled.jsonl", pull)
    finally:
        took, count = monotonic() - begun, held(stage)
        stage.running.session.window.close()
        second.close()
        centre.kill()
    told = {
        "events": count,
        "seconds": round(took, 1),
        "receptions_ms": [round(each * 1000) for each in saved],
        "idle": idle,
        "while_pulling": pulled,
        "locks": locks.told(),
    }
    print(json.dumps(told, indent=1))
    assert stage.trouble == []
    assert pulled["worst_own_ms"] < 250
    # Each deed of a person may wait for one of these; what passes by the clock is the machine's.
    assert locks.told()["talk"]["longest_computed_ms"] < 100


def talk(stage: Stage) -> None:
    stage.session._workplace.in_step.talk()


def held(stage: Stage) -> int:
    """How many events of the office's stream stand here."""
    desk: Any = stage.session.desk
    with desk.database.reading() as session:
        return following.place(session, TENANT, AGENCY).pos


def reception(stage: Stage) -> float:
    """Seconds from F9 to the saved dossier, in the window."""
    stage.fill()
    begun = monotonic()
    with stage.bot.waitSignal(stage.session.receive.received, timeout=_PATIENCE):
        press(Qt.Key.Key_F9)
    took = monotonic() - begun
    stage.bot.wait(200)
    return took


def watched(stage: Stage, told: Path, act: Callable[[], None]) -> dict[str, Any]:
    """The gaps of the loop while something happens (ms)."""
    watch = LoopWatch(told, stage.window)
    act()
    watch.end()
    gaps = [json.loads(each) for each in told.read_text().splitlines()]
    walls = [each["wall"] for each in gaps if "wall" in each]
    owns = [each["own"] for each in gaps if "wall" in each]
    # What others of this process computed while the loop stood: they held it up, if anything did.
    lanes = [min(each["all"], each["wall"]) - each["own"] for each in gaps if "wall" in each]
    return {
        "beats": gaps[-1]["beats"],
        "gaps_above_50_ms": sum(each > 50 for each in walls),
        "gaps_above_100_ms": sum(each > 100 for each in walls),
        "where": [each.get("stack", [])[-3:] for each in gaps if each.get("wall", 0) > 100][:8],
        "worst_ms": round(max(walls, default=0)),
        "worst_own_ms": round(max(owns, default=0)),
        "worst_of_other_lanes_ms": round(max(lanes, default=0)),
    }
