from __future__ import annotations

from pathlib import Path

import pytest
from clocks import set_clock
from lines import Line


@pytest.fixture
def line(
    desk_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Line:
    """The command line of a desk that is set up, at half past nine."""
    set_clock(monkeypatch, "2026-11-16T09:30")
    return Line(desk_folder, capsys)
