"""The hour of work, replayed at the pace of a person: ``python3 run.py hour``."""

from __future__ import annotations

import pytest
from accounts import reckon
from cups_queue import needs_cups
from gaps import tell
from import_watch import late_imports
from morning import CORRECTIONS, RECEPTIONS, Morning
from virtual_screen import needs_screen

pytestmark = [*needs_screen, pytest.mark.cups, needs_cups]


def test_an_hour_of_work_loses_nothing(morning: Morning) -> None:
    try:
        morning.hour()
        reckon(morning)
    finally:
        tell(morning.counter.told)
    assert late_imports(morning.counter.told) == []
    done = morning.clerk.ledger
    assert len(done.received) == RECEPTIONS
    assert len(done.corrected) + len(done.cancelled) == CORRECTIONS
