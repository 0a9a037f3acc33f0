"""What time the machine of a test believes it is: never the real one, never by its environment."""

from __future__ import annotations

import pytest

from app.devices import machine_clock
from app.domain import moments


def set_clock(patch: pytest.MonkeyPatch, moment: str) -> None:
    """From now on desks that are opened read this moment, in the time of Viet Nam."""
    told = moments.from_text(moment)
    patch.setattr(machine_clock, "machine_now", lambda: told)
