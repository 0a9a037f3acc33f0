"""A chart on the screen: drawn by the same hand as on paper, in the colours of the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.tokens import length

if TYPE_CHECKING:
    from app.printing.charts import Chart, Look
    from app.ui.background import Background
    from app.ui.theme import Theme

_HUES = ("accent", "good", "quiet", "warn", "muted", "accent_hover")
"""Colours of the series in their order; red is kept for what raises the alarm."""

_MAGNIFIED = 1.4
"""Pixels a point: what is small on paper is as large as the small type of the window."""


class ChartPicture(QWidget):
    """Draws the chart anew for every size and look, off the thread of the window.

    ``drawn`` follows each picture.
    """

    drawn = Signal()

    def __init__(self, background: Background, theme: Theme, name: str) -> None:
        super().__init__()
        self._background = background
        self._theme = theme
        self._chart: Chart | None = None
        self._picture = QPixmap()
        self._asked: tuple[object, ...] = ()
        self.setAccessibleName(name)
        self.setMinimumHeight(length("chart_least"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._draw)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart | None) -> None:
        """Another chart, or none; whoever does not see it hears every value."""
        from app.printing.charts import chart_words

        self._chart = chart
        self.setAccessibleDescription("" if chart is None else chart_words(chart))
        if chart is None:
            self._picture = QPixmap()
            self._asked = ()
            self.update()
        self._draw()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room, half as high."""
        return QSize(2 * length("chart_least"), length("chart_least"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Drawn anew, for type never to be stretched."""
        super().resizeEvent(event)
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is drawn while nobody looks."""
        super().showEvent(event)
        self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The newest picture; for a moment it may be of the size before, never of another look."""
        if not self._picture.isNull():
            with QPainter(self) as painter:
                painter.drawPixmap(0, 0, self._picture)

    @Slot()
    def _draw(self) -> None:
        if self._chart is None or not self.isVisible():
            return
        look = self._look()
        ratio = self.devicePixelRatioF()
        wanted = (self._chart, look, self.width(), self.height(), ratio)
        if wanted != self._asked:
            if self._asked[:2] != wanted[:2]:
                self._picture = QPixmap()
                self.update()
            self._asked = wanted
            self._background.errand(_drawn, *wanted, then=partial(self._put, wanted))

    def _put(self, wanted: tuple[object, ...], content: bytes) -> None:
        if wanted != self._asked:
            return
        picture = QPixmap()
        picture.loadFromData(content)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture = picture
        self.update()
        self.drawn.emit()

    def _look(self) -> Look:
        from app.printing.charts import screen_look

        ground, ink, faint, rule = (
            self._theme.colour(each).name() for each in ("surface", "text", "muted", "line")
        )
        hues = tuple(self._theme.colour(each).name() for each in (*_HUES, "bad"))
        return screen_look(ground, ink, faint, rule, hues)


def _drawn(chart: Chart, look: Look, width: int, height: int, ratio: float) -> bytes:
    from app.printing.charts import chart_png

    points = max(1.0, width / _MAGNIFIED), max(1.0, height / _MAGNIFIED)
    return chart_png(chart, look, size=points, pixel_ratio=ratio * _MAGNIFIED)
