"""What the first picture and the first search wait for, counted in modules: no clock is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from desks import ROOT

PROGRAM = Path(__file__).with_name("opening_loads.py")
MOST_AT_THE_FIRST_PICTURE = 310
MOST_AT_THE_FIRST_SEARCH = 710
AFTER_THE_PICTURE = ("sqlalchemy", "sqlcipher3", "asyncio", "app.services", "app.models")
AFTER_THE_SEARCH = (
    *("reportlab", "PIL", "barcode", "segno", "pypdfium2", "openpyxl", "argon2"),
    *("app.custody", "app.sync", "app.papers", "app.exchange", "app.reports", "app.server"),
    *("app.services.receiving", "app.services.desk_status", "app.services.clashing"),
)


def test_a_window_loads_only_what_its_first_picture_and_its_first_search_need(
    desk_folder: Path,
) -> None:
    loaded = opened(desk_folder)

    assert within(AFTER_THE_PICTURE, loaded["painted"]) == []
    assert len(loaded["painted"]) <= MOST_AT_THE_FIRST_PICTURE
    # Whichever came first: what follows it is loaded while the officer works.
    first = min(loaded["found"], loaded["listed"], key=len)
    assert within(AFTER_THE_SEARCH, first) == []
    assert len(first) <= MOST_AT_THE_FIRST_SEARCH


def opened(folder: Path) -> dict[str, list[str]]:
    """The modules of a fresh process at each moment of its start."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(folder)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return told


def within(packages: tuple[str, ...], loaded: list[str]) -> list[str]:
    """Modules of these packages."""
    return [each for each in loaded if any(f"{each}.".startswith(f"{of}.") for of in packages)]
