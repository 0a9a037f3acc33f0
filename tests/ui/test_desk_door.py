from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from keys import scan
from pytestqt.qtbot import QtBot
from stage import Stage
from windows import gone

from app.ui.scans_in_dialogs import HeldScan
from app.ui.tour import SAMPLE_CARD


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(tmp_path / "desk", qtbot)
    yield made
    gone(made.running)
    assert made.trouble == []


def test_a_scan_before_the_desk_is_open_is_told_in_the_dialog_that_asks(
    stage: Stage, tmp_path: Path
) -> None:
    dialog = stage.open_new(tmp_path / "desk")

    scan(SAMPLE_CARD)

    (held,) = dialog.findChildren(HeldScan)
    assert "dữ liệu của quầy chưa mở" in held.sentence
    assert dialog.isVisible()
