"""What a scene is, and where each is kept by its name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from stage import Stage

Act = Callable[[Stage], QWidget]
SCENES: dict[str, Act] = {}


def scene(act: Act) -> Act:
    """Keep a scene under the name of its function."""
    SCENES[act.__name__.replace("_", "-")] = act
    return act
