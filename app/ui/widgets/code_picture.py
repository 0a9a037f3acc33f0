"""A QR code on the screen, dark on white in either look, for a scanner to read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4
"""Modules that stay white around a QR (ISO/IEC 18004)."""

_MODULE = 5
"""Pixels of a module: what a counter scanner reads from a screen an arm's length away."""


class CodePicture(QWidget):
    """Draws the code of a text; whole pixels a module, so that no edge is blurred.

    ``module`` is the pixels of one: fewer for a long text, which the camera of a telephone reads.
    """

    def __init__(self, text: str, name: str, module: int = _MODULE) -> None:
        super().__init__()
        self._module = module
        from app.printing.qr_matrix import qr_matrix

        self._rows = qr_matrix(text)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The code with its white margin."""
        side = (len(self._rows) + 2 * _QUIET) * self._module
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Scanners want dark on light, whatever the look of the window."""
        with QPainter(self) as painter:
            self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        ink = QColor(Qt.GlobalColor.black)
        for down, row in enumerate(self._rows):
            for across, module in enumerate(row):
                if module == "1":
                    left, top = ((each + _QUIET) * self._module for each in (across, down))
                    painter.fillRect(QRectF(left, top, self._module, self._module), ink)
