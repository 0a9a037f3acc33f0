"""The clock of this machine: the one place that reads it."""

from __future__ import annotations

from datetime import UTC, datetime


def machine_now() -> datetime:
    """What time this machine believes it is."""
    return datetime.now(UTC)
