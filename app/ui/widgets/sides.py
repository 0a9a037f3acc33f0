"""Two parts of a page side by side, and below each other where it is narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.tokens import length
from app.ui.widgets.layouts import row, turn


class Sides(QWidget):
    """``shares`` are the widths of the two, side by side."""

    def __init__(self, left: QWidget, right: QWidget, shares: tuple[int, int]) -> None:
        super().__init__()
        self._parts = row(left, right, gap="cell")
        for at, share in enumerate(shares):
            self._parts.setStretch(at, share)
        self.setLayout(self._parts)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width, another way."""
        super().resizeEvent(event)
        turn(self._parts, narrow=event.size().width() < length("middle_form"))
