from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 1000
ALLOWANCE = 100
"""Other code takes and drops a few references meanwhile; the fault takes one with each call."""


def test_calls_that_return_nothing_do_not_use_up_the_references_of_none() -> None:
    thing = QObject()
    thing.setObjectName("before")
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("after")
    assert abs(sys.getrefcount(None) - before) < ALLOWANCE
