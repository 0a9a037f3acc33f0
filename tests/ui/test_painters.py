from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.code_picture import CodePicture
from app.ui.widgets.layouts import ElidedLabel

PAINTED = [
    lambda: ElidedLabel("Bản sao giấy khai sinh của người được xác nhận"),
    lambda: CodePicture("G12-0001", "Mã"),
]


@pytest.mark.parametrize("build", PAINTED)
def test_a_painter_ends_with_its_picture_even_where_its_frame_is_kept(
    build: Callable[[], QWidget], qtbot: QtBot
) -> None:
    widget = build()
    qtbot.addWidget(widget)
    kept: list[FrameType] = []

    def keep(frame: FrameType, event: str, _arg: object) -> None:
        if event == "call" and frame.f_code.co_name in ("paintEvent", "_draw"):
            kept.append(frame)

    sys.setprofile(keep)
    try:
        widget.grab()
    finally:
        sys.setprofile(None)

    painters = [
        each for frame in kept for each in frame.f_locals.values() if isinstance(each, QPainter)
    ]
    assert painters
    assert not any(each.isActive() for each in painters)
