from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import Theme
from app.ui.widgets.fields import line
from app.ui.widgets.layouts import label
from app.ui.widgets.text_grid import Line, TextColumn, TextGrid


def shown_in_a_grid(text: str) -> QWidget:
    grid = TextGrid((TextColumn("muted"), TextColumn(share=1)), "Tên")
    grid.show_lines((Line(("Tên", text)),))
    return grid


def shown_in_a_field(text: str) -> QWidget:
    field = line()
    field.setText(text)
    return field


def shown_in_a_sentence(text: str) -> QWidget:
    return label(text, wraps=True)


@pytest.mark.parametrize("shown", [shown_in_a_grid, shown_in_a_field, shown_in_a_sentence])
@pytest.mark.parametrize(("marked", "bare"), [("Ẩn", "Ân"), ("Ỗ", "Ô"), ("Ể", "Ê"), ("Ở", "Ơ")])
def test_the_upper_of_two_marks_is_not_cut_off(
    qtbot: QtBot, theme: Theme, shown: Callable[[str], QWidget], marked: str, bare: str
) -> None:
    pictures = []
    for text in (marked, bare):
        widget = shown(text)
        qtbot.addWidget(widget)
        widget.resize(200, widget.sizeHint().height())
        if isinstance(widget, QLineEdit):
            widget.setReadOnly(True)
        pictures.append(widget.grab().toImage())

    different_rows = {
        y
        for y in range(pictures[0].height())
        for x in range(pictures[0].width())
        if pictures[0].pixelColor(x, y) != pictures[1].pixelColor(x, y)
    }
    assert len(different_rows) >= 3, "the mark is at least three dots high"
