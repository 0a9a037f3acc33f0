"""Fields in columns of equal width, as many as there is room for: labels stand below labels."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from app.ui.tokens import length, space
from app.ui.widgets.fields import Fields, Input
from app.ui.widgets.layouts import column

_MOST = 3
"""Columns; more are not read at a glance."""


class FieldBoard(Fields):
    """Short choices that narrow a list, three to a line at most."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space("near"))
        self._grid.setVerticalSpacing(space("tight"))
        self._below = column(gap="none")
        self._columns = _MOST
        self.setLayout(column(self._grid, self._below, gap="none"))

    def add(self, key: str, words: str, field: Input) -> None:
        """One input behind the others: ``words`` with ``&`` before its access key."""
        self._label(key, words, field)
        self._below.addWidget(self._keep(key, words, field))
        self._place(key, len(self._inputs) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many columns as there is room for."""
        super().resizeEvent(event)
        columns = max(1, min(_MOST, event.size().width() // length("board_cell")))
        if columns != self._columns:
            self._columns = columns
            for at, key in enumerate(self._inputs):
                self._place(key, at)

    def _place(self, key: str, at: int) -> None:
        line, column = divmod(at, self._columns)
        self._grid.addWidget(self._labels[key], line, column * 2)
        self._grid.addWidget(self._inputs[key], line, column * 2 + 1)
        for each in range(_MOST):
            self._grid.setColumnStretch(each * 2 + 1, int(each < self._columns))
