from __future__ import annotations

import os
from datetime import UTC, datetime

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first import of Qt

import pytest
from hypothesis import HealthCheck, settings

NOW = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)
"""Monday 16 November 2026, half past nine in Viet Nam: a working day like any other."""

settings.register_profile(
    "dev", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("dev"), max_examples=300, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture
def now() -> datetime:
    """The moment at which tests happen."""
    return NOW
