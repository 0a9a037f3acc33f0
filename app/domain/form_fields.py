"""How a form says what it asks: each field's label, its lines, from what it is picked, and when."""

from __future__ import annotations

from dataclasses import MISSING, field
from enum import StrEnum
from typing import Any


class Pick(StrEnum):
    """From what a field is chosen, where its annotation does not say it."""

    PUBLISHED_PAPERS = "published_papers"
    RESULT_ON_SHELF = "result_on_shelf"
    RESULT = "result"
    STAFF = "staff"
    RUNNING_STEP = "running_step"
    KNOWN_STEP = "known_step"


When = tuple[str, tuple[Any, ...]]
"""Another field of the form, and the values of it with which this one has a sense."""


def asked(
    label: str,
    default: Any = MISSING,
    *,
    lines: int = 1,
    pick: Pick | None = None,
    when: When | None = None,
) -> Any:
    """A field of a form: its label, how many lines it wants, from what it is picked, and when."""
    metadata = {"label": label, "lines": lines, "pick": pick, "when": when}
    return field(default=default, metadata=metadata)
