"""The look as data: colours, sizes and spaces, read from ``resources/theme/tokens.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
THEME = RESOURCES / "theme"


@cache
def tokens() -> dict[str, Any]:
    """The whole file; immutable by custom, read once."""
    loaded: dict[str, Any] = json.loads((THEME / "tokens.json").read_text("utf-8"))
    return loaded


def space(name: str) -> int:
    """A distance of the grid in logical pixels: none, hair, tight, near, cell, card, page."""
    return int(tokens()["spaces"][name])


def length(name: str) -> int:
    """A named length in logical pixels that a style sheet cannot set."""
    return int(tokens()["lengths"][name])


def palette(scheme: str, *, training: bool = False, high_contrast: bool = False) -> dict[str, str]:
    """Colours by name for ``light`` or ``dark``.

    Training data has a side bar of its own; whoever asks the machine for high contrast gets texts
    of at least 7:1.
    """
    colours: dict[str, str] = dict(tokens()["palettes"][scheme])
    if training:
        colours |= tokens()["training"][scheme]
    if high_contrast:
        colours |= tokens()["high_contrast"][scheme]
    return colours
