"""Every state of the program that an officer or a citizen can see, each made on a real desk.

By subject in the files beside this one, which are all found by their names.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from scene import SCENES

__all__ = ["FILES", "SCENES"]

FILES = tuple(sorted(Path(__file__).parent.glob("scenes_*.py")))

for _file in FILES:
    import_module(_file.stem)
