"""A bot that waits as long as a busy machine needs: what never comes fails all the same."""

from __future__ import annotations

from functools import partialmethod

from pytestqt.qtbot import QtBot

PATIENCE = 30_000
"""Milliseconds. A test that passes ends with its cause, so patience costs nothing."""


class PatientBot(QtBot):
    """Waits, where nothing else is said, six times as long as the bot of pytest-qt."""


for _name in ("waitSignal", "waitSignals", "waitUntil", "waitExposed", "waitActive"):
    setattr(PatientBot, _name, partialmethod(getattr(QtBot, _name), timeout=PATIENCE))
