from __future__ import annotations

import os
import pwd
from collections.abc import Iterator
from pathlib import Path

import pytest
from clerk import PINNED
from counter import Counter
from cups_queue import Cups
from desks import desk_settings
from morning import Morning

from app.bootstrap import open_desk
from app.services.catalogue_search import pin_procedure

PAPER = Path(pwd.getpwuid(os.geteuid()).pw_dir) / "PDF"
"""Where the printer lays its paper."""


@pytest.fixture
def morning(desk_folder: Path, display: str, cups: Cups) -> Iterator[Morning]:
    """A counter whose officer pinned three procedures, with a window open and a printer ready."""
    desk = open_desk(desk_settings(desk_folder))
    with desk.database.transaction() as session:
        for code in PINNED:
            pin_procedure(session, code, desk=desk.context)
    desk.close()
    before = set(PAPER.glob("*.pdf"))
    counter = Counter(desk_folder, display, cups.environment)
    counter.start()
    try:
        yield Morning(counter, cups)
    finally:
        counter.end()
        for paper in set(PAPER.glob("*.pdf")) - before:
            paper.unlink()
