"""Hypothesis draws the walk, and shrinks what goes wrong to the fewest steps."""

from __future__ import annotations

import os
import random
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from centres import Cluster
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from random_walk import Walk
from walking import SOAK, walking

_places, _lucks = st.integers(0, 6), st.integers(0, 2**32 - 1)
_FAULTS = (
    "line cut in a round",
    "backup of a desk",
    "desk restored from its backup",
    "dump of the centre",
    "centre restored from an older dump",
    "desk cloned",
    "clock a year off",
    "hostile calls",
)


class Machine(RuleBasedStateMachine):
    """Deeds, rounds and faults in any order; at the end all agree and nothing is missing."""

    cluster: Cluster
    made: Path

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="motcua-walk-")))
        self.walk: Walk = self._open.enter_context(walking(0, self.cluster, self.made, folder))
        self.walk.longest_away = 3

    @rule(at=_places, luck=_lucks)
    def deed(self, at: int, luck: int) -> None:
        self._step("deed", at, luck)

    @rule(at=_places, luck=_lucks)
    def round(self, at: int, luck: int) -> None:
        self._step("round", at, luck)

    @rule(at=_places, luck=_lucks, fault=st.sampled_from(_FAULTS))
    def fault(self, at: int, luck: int, fault: str) -> None:
        self._step(fault, at, luck)

    @precondition(lambda self: SOAK in os.environ)
    @rule(at=_places, luck=_lucks, slow=st.sampled_from(("days without a line",)))
    def slow_fault(self, at: int, luck: int, slow: str) -> None:
        self._step(slow, at, luck)

    def teardown(self) -> None:
        try:
            self.walk.quiet()
        finally:
            self._open.close()

    def _step(self, name: str, at: int, luck: int) -> None:
        self.walk.luck = random.Random(luck)
        self.walk.step(name, at)


def test_any_order_of_deeds_and_faults_ends_in_step(cluster: Cluster, made_places: Path) -> None:
    soaks = SOAK in os.environ
    bound: Any = type("BoundMachine", (Machine,), {"cluster": cluster, "made": made_places})
    run_state_machine_as_test(
        bound,
        settings=settings(
            max_examples=max(int(2 * float(os.environ[SOAK])), 1) if soaks else 2,
            stateful_step_count=40 if soaks else 12,
            derandomize=not soaks,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink) if soaks else (Phase.generate,),
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
