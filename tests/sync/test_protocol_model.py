from __future__ import annotations

import pytest
from model_run import Run
from model_server import EVERY_REMEDY, Remedy

TWICE = "twice: a code was given to two dossiers"
SEEDS = range(80)
SEEN_ONLY_WITH = {
    Remedy.INCARNATION: "lost: a disk holds what the centre does not",
    Remedy.GAP_FREE: "apart: a desk does not hold its stream",
    Remedy.WITNESS: TWICE,
    Remedy.HARDWARE: TWICE,
    Remedy.UID: "doubled: an event stands twice in a stream",
    Remedy.WHOLE_HISTORY: "incomplete: a stream lacks events of its dossiers",
    Remedy.ACCEPT_ALL: "lost: a disk holds what the centre does not",
}
SEEN_WITH_TWINS = {
    Remedy.CHAIN: "forked: centre and desk hold different chains of one writer",
    Remedy.TOKEN: "shared: two disks write as one",
}


@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_lost_doubled_or_left_apart(seed: int) -> None:
    assert Run(seed, EVERY_REMEDY).go() == []


@pytest.mark.parametrize("seed", range(40))
def test_twins_on_equal_hardware_lose_nothing_though_nobody_can_tell_their_first_numbers_apart(
    seed: int,
) -> None:
    assert set(Run(seed, EVERY_REMEDY, clones_keep_hardware=True).go()) <= {TWICE}


@pytest.mark.parametrize("remedy", Remedy, ids=lambda remedy: remedy.name.lower())
def test_a_remedy_switched_off_is_missed(remedy: Remedy) -> None:
    wanted = (SEEN_ONLY_WITH | SEEN_WITH_TWINS)[remedy]
    assert any(
        wanted
        in Run(seed, EVERY_REMEDY - {remedy}, clones_keep_hardware=remedy in SEEN_WITH_TWINS).go()
        for seed in SEEDS
    )


def test_the_faults_that_the_model_is_about_do_happen() -> None:
    runs = [Run(seed, EVERY_REMEDY) for seed in range(20)]
    for run in runs:
        run.go()
    assert any(run.server.store.incarnation > 1 for run in runs)
    assert any(desk.refused_to_number for run in runs for desk in run.desks)
    assert min(len(run.given) for run in runs) > 20
