"""Tells which modules the window's own thread still had to load once all was loaded ahead."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from threading import get_ident
from types import ModuleType

_OURS = "/app/"


class ImportWatch:
    """Stands in front of all finders and finds nothing; ``begin`` in the thread that it watches."""

    def __init__(self, told: Path) -> None:
        self._told = told
        self._watched: int | None = None
        sys.meta_path.insert(0, self)

    def begin(self) -> None:
        """From now on this thread has nothing left to load."""
        self._watched = get_ident()

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Write who asked for a module that is not loaded yet."""
        if get_ident() == self._watched:
            ours = [each for each in traceback.extract_stack() if _OURS in each.filename]
            by = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
            with self._told.open("a", encoding="utf-8") as told:
                told.write(json.dumps({"imported": name, "by": by}) + "\n")
        return None


def late_imports(told: Path) -> list[str]:
    """What was told, module and asker, in order."""
    lines = (json.loads(line) for line in told.read_text("utf-8").splitlines())
    return [f"{each['imported']} by {each['by']}" for each in lines if "imported" in each]
