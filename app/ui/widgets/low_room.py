"""A place of work that is scrolled where the window is lower than the least it wants."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def _never() -> bool:
    return False


class LowRoom(QScrollArea):
    """Squeezed below its least, a place would cut its words and lay its buttons on its tables.

    What ``scrolls_itself`` is not scrolled once more.
    """

    def __init__(self, inside: QWidget, scrolls_itself: Callable[[], bool] = _never) -> None:
        super().__init__()
        self.inside = inside
        self.setObjectName("page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        # One of our own: to name Qt's, Python would load all classes that it might be of.
        self.setViewport(QWidget())
        self.setWidget(_Least(inside, scrolls_itself))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It never holds the window."""
        return QSize(0, 0)

    def follow(self, focused: QWidget | None) -> None:
        """Bring what has the keyboard into view."""
        if focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)


class _Least(QWidget):
    """As high as the place at least wants to be in this width."""

    def __init__(self, inside: QWidget, scrolls_itself: Callable[[], bool]) -> None:
        super().__init__()
        self._inside, self._scrolls_itself = inside, scrolls_itself
        inside.setParent(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        if self._scrolls_itself():
            return QSize(0, 0)
        layout, ground = self._inside.layout(), self.parentWidget()
        if layout is not None and ground is not None and layout.hasHeightForWidth():
            return QSize(0, layout.minimumHeightForWidth(ground.width()))
        return QSize(0, self._inside.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._inside.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
