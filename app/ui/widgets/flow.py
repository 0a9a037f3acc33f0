"""Items side by side that go on in the next line where a line is full."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QSpacerItem, QWidget

from app.ui.tokens import space
from app.ui.widgets.layouts import row


class Flow(QLayout):
    """``None`` is a stretch: what comes after it stands at the right end of its line."""

    def __init__(self, *items: QWidget | QLayout | None, gap: str = "near") -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = space(gap)
        self.setContentsMargins(0, 0, 0, 0)
        for each in items:
            self.put(each)

    def put(self, item: QWidget | QLayout | None) -> None:
        """Add an item at the end."""
        match item:
            case None:
                self.addItem(QSpacerItem(0, 0))
            case QLayout():
                self.addChildLayout(item)
                self.addItem(item)
            case _:
                self.addWidget(item)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take an item in."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items, stretches among them."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """An item by its place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """It fills its width, and is as high as its lines."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height of all lines at this width."""
        lines = list(self._lines(width))
        return sum(map(_height, lines)) + self._gap * max(len(lines) - 1, 0)

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """No narrower than its widest item."""
        sizes = [each.minimumSize() for each in self._shown()]
        return QSize(
            max((each.width() for each in sizes), default=0),
            max((each.height() for each in sizes), default=0),
        )

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in one line."""
        shown = self._shown()
        return QSize(self._width(shown), _height(shown))

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Place every item."""
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            left, height = rect.left(), _height(line)
            stretches = sum(_is_stretch(each) for each in line)
            rest = max(0, rect.width() - self._width(line))
            for item in line:
                if _is_stretch(item):
                    left += rest // stretches
                    continue
                hint = item.sizeHint()
                wide = min(hint.width(), rect.width())
                place = QPoint(left, top + (height - hint.height()) // 2)
                item.setGeometry(QRect(place, QSize(wide, hint.height())))
                left += wide + self._gap
            top += height + self._gap

    def _shown(self) -> list[QLayoutItem]:
        return [each for each in self._items if _is_stretch(each) or not each.isEmpty()]

    def _width(self, items: list[QLayoutItem]) -> int:
        wide = [each.sizeHint().width() for each in items if not _is_stretch(each)]
        return sum(wide) + self._gap * max(len(wide) - 1, 0)

    def _lines(self, width: int) -> Iterator[list[QLayoutItem]]:
        line: list[QLayoutItem] = []
        for item in self._shown():
            if any(not _is_stretch(each) for each in line) and self._width([*line, item]) > width:
                yield line
                line = line[-1:] if _is_stretch(line[-1]) else []
            line.append(item)
        if line:
            yield line


def foot(main: QWidget, others: Flow) -> QHBoxLayout:
    """What is done most stands at the right end, where it is also on a narrow window."""
    acts = row(gap="near")
    acts.addLayout(others, 1)
    acts.addWidget(main, 0, Qt.AlignmentFlag.AlignBottom)
    return acts


def _is_stretch(item: QLayoutItem) -> bool:
    return item.spacerItem() is not None


def _height(items: list[QLayoutItem]) -> int:
    return max((each.sizeHint().height() for each in items), default=0)
