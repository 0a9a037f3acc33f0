"""Walks of real desks; ``run.py soak --minutes N`` goes on with further seeds."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from itertools import count
from pathlib import Path
from time import monotonic

import pytest
from centres import Cluster
from walking import SOAK, walking

FIRST, TOLD = "MOTCUA_SOAK_SEED", "MOTCUA_SOAK_TALLY"
SEEDS = (1,)
KEPT: tuple[int, ...] = ()
"""Seeds that once went wrong."""


@pytest.mark.parametrize("seed", [*SEEDS, *KEPT])
def test_a_walk_through_faults_loses_nothing_and_ends_in_step(
    seed: int, cluster: Cluster, made_places: Path, tmp_path: Path
) -> None:
    with walking(seed, cluster, made_places, tmp_path) as walk:
        walk.longest_away = 3
        for name in walk.steps:
            walk.step(name, seed)
        walk.go(6)


@pytest.mark.skipif(SOAK not in os.environ, reason="run.py soak --minutes N walks on")
def test_walks_go_on_for_as_long_as_asked(
    cluster: Cluster, made_places: Path, tmp_path: Path
) -> None:
    until = monotonic() + 60 * float(os.environ[SOAK])
    tally: Counter[str] = Counter()
    for seed in count(int(os.environ.get(FIRST, "100"))):
        if monotonic() > until:
            break
        print(f"seed {seed}", flush=True)  # noqa: T201 - whoever soaks wants to see the seed
        folder = tmp_path / str(seed)
        with walking(seed, cluster, made_places, folder) as walk:
            walk.go(60)
        tally += walk.tally + Counter({"walks": 1})
        for name, (stream, n, chain) in walk.agreed.items():
            print(f"  {name}: {stream} n={n} chain={chain.hex()[:16]} verify clean")  # noqa: T201
        shutil.rmtree(folder)
        if TOLD in os.environ:
            Path(os.environ[TOLD]).write_text(json.dumps(tally, indent=1, sort_keys=True))
    print(json.dumps(tally, indent=1, sort_keys=True))  # noqa: T201 - the table of the run
