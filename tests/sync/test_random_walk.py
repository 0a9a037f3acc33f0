"""Walks of real desks; ``run.py soak --minutes N`` goes on with further seeds."""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path
from time import monotonic

import pytest
from bad_line import cutting_line
from centres import Cluster, Running, enrol_at, fresh_desks, running
from desks import NOW
from random_walk import Walk, through

from app.bootstrap import Desk
from app.server.centre import open_centre

SOAK, FIRST = "MOTCUA_SOAK_MINUTES", "MOTCUA_SOAK_SEED"
SEEDS = (1, 2)
KEPT: tuple[int, ...] = ()
"""Seeds that once went wrong."""


def walk(
    seed: int, steps: int, centre: Running, cluster: Cluster, desks: tuple[Desk, Desk], folder: Path
) -> None:
    with cutting_line(centre.url) as line:
        walking = Walk(seed, cluster, centre, line, list(desks), folder)
        through(line, walking.desks)
        walking.go(steps)
        for desk in walking.desks:
            desk.close()


@pytest.mark.parametrize("seed", [*SEEDS, *KEPT])
def test_a_walk_through_faults_loses_nothing_and_ends_in_step(
    seed: int, centre: Running, cluster: Cluster, enrolled: tuple[Desk, Desk], tmp_path: Path
) -> None:
    walk(seed, 25, centre, cluster, enrolled, tmp_path)


@pytest.mark.skipif(SOAK not in os.environ, reason="run.py soak --minutes N walks on")
def test_walks_go_on_for_as_long_as_asked(
    cluster: Cluster, desk_templates: Path, tmp_path: Path
) -> None:
    until = monotonic() + 60 * float(os.environ[SOAK])
    for seed in count(int(os.environ.get(FIRST, "100"))):
        if monotonic() > until:
            break
        print(f"seed {seed}", flush=True)  # noqa: T201 - whoever soaks wants to see the seed
        folder = tmp_path / str(seed)
        with running(open_centre(cluster.new_database(), lambda: NOW)) as served:
            desks = fresh_desks(desk_templates, folder)
            for desk in desks:
                enrol_at(served, desk)
            walk(seed, 40, served, cluster, desks, folder)
        shutil.rmtree(folder)
