"""A short piece of the hour of work, in which every kind of trouble happens once."""

from __future__ import annotations

import pytest
from accounts import reckon
from cups_queue import needs_cups
from import_watch import late_imports
from morning import Morning
from virtual_screen import needs_screen

pytestmark = [*needs_screen, pytest.mark.cups, needs_cups]


def test_nothing_is_lost_and_nothing_doubled(morning: Morning) -> None:
    morning.short()

    reckon(morning)
    assert late_imports(morning.counter.told) == [], "a first use waits for what could be ahead"
