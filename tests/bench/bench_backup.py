"""A backup of 1,000,000 dossiers: no pause of the window, no deed that waits for it."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from desks import NOW, OFFICE, desk_settings, reception
from PySide6.QtCore import QCoreApplication, QTimer

from app.bootstrap import Desk, create_desk
from app.custody.backing_up import Made, back_up_to_place, choose_place
from app.custody.copying import ContinuousCopy, choose_copy_place
from app.devices.quiet_thread import stand_back
from app.services.receiving import receive_dossier

ROWS = int(os.environ.get("MOTCUA_BENCH_ROWS", "1000000"))
TICK = 5
"""Milliseconds between two beats of the event loop."""

DOSSIER = (
    "INSERT INTO dossier VALUES ('H40', ?, ?, ?, 'H40.16', 3, 'returned', '1.010833', 'Thủ tục', "
    "'Lĩnh vực', 'Trần Thị Mẫu', '034188004321', 1, '2025-01-02', 2, '2025-01-09', 1, 0, NULL, "
    "1, ?, ?)"
)
EVENT = (
    "INSERT INTO event VALUES ('H40', ?, ?, 'dossier.received', 1, 'H40.16', 3, x'01', ?, 1, "
    "'2025-01-02', 1, ?)"
)
PRIVATE = "INSERT INTO event_private VALUES ('H40', ?, ?)"
CONTENT, PERSONS, FOLD = os.urandom(1100), os.urandom(500), os.urandom(1300)
"""As large as those of an ordinary reception."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("million") / "desk"
    opened = replace(create_desk(desk_settings(folder), OFFICE).desk, now=lambda: NOW)
    with opened.database.transaction() as session:
        raw: Any = session.connection().connection.driver_connection
        numbers = iter(range(1000, ROWS + 1000))
        while batch := list(islice(numbers, 50_000)):
            uids = [(number, number.to_bytes(16, "big")) for number in batch]
            code = "H40.16-250102-3001"
            raw.executemany(DOSSIER, [(uid, n, code, FOLD, PERSONS) for n, uid in uids])
            raw.executemany(EVENT, [(uid, n, uid, CONTENT) for n, uid in uids])
            raw.executemany(PRIVATE, [(uid, PERSONS) for _, uid in uids])
    with opened.database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    for _ in range(20):
        receive(opened)
    yield opened
    opened.close()


def receive(desk: Desk) -> float:
    began = time.perf_counter()
    with desk.database.transaction() as session:
        receive_dossier(session, reception(), now=NOW, desk=desk.context, actor=desk.actor)
    return (time.perf_counter() - began) * 1000


def p95(milliseconds: list[float]) -> float:
    return statistics.quantiles(milliseconds, n=20)[-1]


class Beats:
    """How late the event loop's timer came, while somebody receives one dossier after another."""

    def __init__(self, desk: Desk, until: Future[Made]) -> None:
        self.late: list[float] = []
        self.deeds: list[float] = []
        self._desk, self._until = desk, until
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._beat)

    def run(self, application: QCoreApplication) -> None:
        self._timer.start()
        with ThreadPoolExecutor(1) as lane:
            working = lane.submit(self._work)
            application.exec()
            self._timer.stop()
            working.result()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late.append((now - self._last) * 1000 - TICK)
        self._last = now
        if self._until.done():
            QCoreApplication.quit()

    def _work(self) -> None:
        while not self._until.done():
            self.deeds.append(receive(self._desk))


def beats_of_a_desk_alone(desk: Desk, application: QCoreApplication) -> Beats:
    """The same officer for ten seconds without a backup, to hold it against."""
    ended: Future[Made] = Future()
    QTimer.singleShot(10_000, lambda: ended.set_result(Made(file=Path(), size=0)))
    beats = Beats(desk, ended)
    beats.run(application)
    return beats


def test_a_nightly_backup_pauses_neither_window_nor_deed(desk: Desk, tmp_path: Path) -> None:
    application = QCoreApplication.instance() or QCoreApplication([])
    choose_place(desk, tmp_path)
    alone = beats_of_a_desk_alone(desk, application)
    began = time.perf_counter()
    with ThreadPoolExecutor(1, initializer=stand_back) as lane:
        backup = lane.submit(back_up_to_place, desk)
        beats = Beats(desk, backup)
        beats.run(application)
        made = backup.result()
    took = time.perf_counter() - began
    print(
        f"\n{ROWS} dossiers, {made.size / 1e9:.1f} GB in {took:.0f} s; event loop late p95 "
        f"{p95(beats.late):.1f} ms, at most {max(beats.late):.0f} ms; {len(beats.deeds)} deeds "
        f"meanwhile p95 {p95(beats.deeds):.1f} ms, at most {max(beats.deeds):.0f} ms "
        f"(without a backup: event loop late p95 {p95(alone.late):.1f} ms, at most "
        f"{max(alone.late):.0f} ms; deeds p95 {p95(alone.deeds):.1f} ms)"
    )
    made.file.unlink()
    assert max(beats.late) < 200
    assert p95(beats.deeds) < 150


def test_the_continuous_copy_of_a_deed(desk: Desk, tmp_path: Path) -> None:
    choose_copy_place(desk, tmp_path)
    copy = ContinuousCopy(desk)
    copy.catch_up()
    times = []
    for _ in range(100):
        receive(desk)
        began = time.perf_counter()
        copy.catch_up()
        times.append((time.perf_counter() - began) * 1000)
    print(f"\ncopy of one deed: median {statistics.median(times):.1f} ms, p95 {p95(times):.1f} ms")
    assert p95(times) < 100
