"""How soon after a deed the centre has it, and a neighbour's list shows it, by the clock."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from time import monotonic

import psycopg
import pytest
from centre_process import CentreProcess, enrolled
from centres import Cluster, fresh_desks
from desks import reception
from pytestqt.qtbot import QtBot

from app.bootstrap import Desk, open_desk
from app.commands.syncing import rounds_of
from app.services.receiving import receive_dossier
from app.ui.background import Background
from app.ui.in_step import InStep

_DEEDS = 30


@pytest.fixture
def lanes() -> Iterator[tuple[Background, Background]]:
    both = Background(), Background()
    yield both
    for each in both:
        each.close()


def opened_in(lane: Background, desk: Desk) -> Desk:
    """The desk, whose commits its own lanes hear of."""
    desk.close()
    again = replace(open_desk(desk.settings, lane.publish), now=desk.now)
    again.seat.take(desk.actor)
    lane.open(lambda: again, then=lambda _: None, refused=lambda refusal: pytest.fail(str(refusal)))
    return again


def test_how_soon_a_deed_is_elsewhere(
    cluster: Cluster,
    desk_templates: Path,
    tmp_path: Path,
    lanes: tuple[Background, Background],
    qtbot: QtBot,
) -> None:
    address = cluster.new_database()
    centre = CentreProcess(address)
    desks = fresh_desks(desk_templates, tmp_path)
    for desk in desks:
        enrolled(address, centre.url, desk)
    first, second = (opened_in(lane, desk) for lane, desk in zip(lanes, desks, strict=True))
    steps = [InStep(), InStep()]
    for step, lane, desk in zip(steps, lanes, (first, second), strict=True):
        with qtbot.waitSignal(step.stood, timeout=60_000):
            step.begin(lane, rounds_of(desk))
    qtbot.wait(1_000)
    at_centre, at_neighbour = [], []
    with closing(psycopg.connect(address, autocommit=True)) as asked:
        for _ in range(_DEEDS):
            stamp = {"now": first.now(), "desk": first.context, "actor": first.actor}
            done: list[tuple[float, object]] = []
            lanes[0].command(
                receive_dossier,
                reception(),
                **stamp,
                then=lambda it, done=done: done.append((monotonic(), it.dossier_uid)),
            )
            qtbot.waitUntil(lambda done=done: bool(done), timeout=30_000)
            begun, uid = done[0]
            shown: list[float] = []

            def heard(events: object, uid: object = uid, shown: list[float] = shown) -> None:
                if any(each.dossier_uid == uid for each in events):  # type: ignore[attr-defined]
                    shown.append(monotonic())

            lanes[1].recorded.connect(heard)
            count = "SELECT count(*) FROM event WHERE dossier_uid = %s"
            until = begun + 60
            arrived = 0.0
            while not (arrived and shown) and monotonic() < until:
                qtbot.wait(10)
                if not arrived and asked.execute(count, (uid,)).fetchone() != (0,):
                    arrived = monotonic()
            lanes[1].recorded.disconnect(heard)
            at_centre.append(arrived - begun)
            at_neighbour.append(shown[0] - begun)
    for step in steps:
        step.stop()
    told = {
        "deeds": _DEEDS,
        "load": round(os.getloadavg()[0], 1),
        "at_centre_ms": spread(at_centre),
        "at_neighbour_ms": spread(at_neighbour),
    }
    print(json.dumps(told, indent=1))
    for desk in (first, second):
        desk.close()
    centre.kill()
    assert median(at_neighbour) < 2.5


def spread(seconds: list[float]) -> dict[str, int]:
    """Median, the 95th of a hundred, and the longest (ms)."""
    return {
        "median": round(median(seconds) * 1000),
        "p95": round(quantiles(seconds, n=20)[-1] * 1000),
        "longest": round(max(seconds) * 1000),
    }
