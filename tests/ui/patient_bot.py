"""A bot that waits as long as a busy machine needs: what never comes fails all the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partialmethod

from pytestqt.qtbot import QtBot

PATIENCE = 30_000
"""Milliseconds. A test that passes ends with its cause, so patience costs nothing."""


class PatientBot(QtBot):
    """Waits, where nothing else is said, six times as long as the bot of pytest-qt."""

    def waitUntil(  # noqa: N802 - Qt's name
        self, is_so: Callable[[], object], *, timeout: int = PATIENCE
    ) -> None:
        """Wait until something is there: whatever is empty or none is not yet.

        Its base takes ``None`` for an answer, and falls over an empty list; on a quiet machine,
        where all is there at once, no test would show it.
        """
        super().waitUntil(lambda: bool(is_so()), timeout=timeout)


for _name in ("waitSignal", "waitSignals", "waitExposed", "waitActive"):
    setattr(PatientBot, _name, partialmethod(getattr(QtBot, _name), timeout=PATIENCE))
