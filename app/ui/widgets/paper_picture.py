"""Pages of a paper as pictures, as wide as the room beside a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from app.ui.printer import image_of
from app.ui.tokens import space
from app.ui.widgets.layouts import column

if TYPE_CHECKING:
    from app.printing.raster import Picture


class PaperPicture(QScrollArea):
    """The pages below each other; ``widened`` tells that they could be drawn sharper."""

    widened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages: list[tuple[QPixmap, QLabel]] = []

    @property
    def page_width(self) -> int:
        """Room for a page, in pixels of the screen."""
        return round((self.viewport().width() - 2 * space("card")) * self.devicePixelRatioF())

    def show_pages(self, pages: tuple[Picture, ...]) -> None:
        """Put new pages in the place of the old; what was scrolled to stays."""
        at = self.verticalScrollBar().value()
        sheets = column(gap="card", margin="card")
        self._pages = [(QPixmap.fromImage(image_of(page)), QLabel()) for page in pages]
        for number, (_, sheet) in enumerate(self._pages, start=1):
            sheet.setAccessibleName(f"Trang {number}")
            sheets.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        sheets.addStretch(1)
        inside = QWidget()
        inside.setLayout(sheets)
        self.setWidget(inside)
        self._fit()
        self.verticalScrollBar().setValue(at)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The pages follow the room."""
        super().resizeEvent(event)
        self._fit()
        self.widened.emit()

    def _fit(self) -> None:
        ratio = self.devicePixelRatioF()
        for picture, sheet in self._pages:
            smooth = Qt.TransformationMode.SmoothTransformation
            fitted = picture.scaledToWidth(max(1, self.page_width), smooth)
            fitted.setDevicePixelRatio(ratio)
            sheet.setPixmap(fitted)
