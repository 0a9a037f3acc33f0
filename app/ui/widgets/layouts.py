"""Rows, columns, labels and cards on the one grid of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.ui.tokens import length, space

Item = QWidget | QLayout | None
_DRESSED_AT_ONCE = 16


def row(*items: Item, gap: str = "near", margin: str = "none") -> QHBoxLayout:
    """Items side by side; ``None`` is a stretch."""
    layout = QHBoxLayout()
    _fill(layout, items, gap, margin)
    return layout


def column(*items: Item, gap: str = "near", margin: str = "none", wide: str = "") -> QVBoxLayout:
    """Items below each other; ``None`` is a stretch, ``wide`` the least width by its name.

    A least width of the window alone comes too late for its height: sentences would be given what
    they want in a narrower one, and stand apart.
    """
    layout = QVBoxLayout()
    _fill(layout, items, gap, margin)
    if wide:
        layout.addStrut(length(wide) - 2 * space(margin))
    return layout


def turn(layout: QBoxLayout, *, narrow: bool) -> None:
    """Items side by side, or below each other where it is narrow."""
    way = QBoxLayout.Direction
    layout.setDirection(way.TopToBottom if narrow else way.LeftToRight)


def label(text: str = "", tone: str = "text", *, wraps: bool = False) -> QLabel:
    """A text in one of the tones that the style sheet knows."""
    written = QLabel(text)
    written.setTextFormat(Qt.TextFormat.PlainText)
    written.setProperty("tone", tone)
    written.setWordWrap(wraps)
    # Qt indents text in a framed label by half a letter: words would not begin below each other.
    written.setIndent(0)
    if wraps:
        # Stacked tone marks (Ẩ, Ỗ) stand above the height of the letters and would be cut off.
        written.setContentsMargins(0, length("mark_room"), 0, 0)
        written.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return written


def key_button(words: str, key: str, role: str = "") -> QPushButton:
    """A button with its key written on it.

    The key clicks at once and leaves the keyboard where it is: a button's own shortcut waits for
    its animation and takes the focus.
    """
    button = QPushButton(f"{words}  {key}")
    button.setProperty("role", role)
    button.setAutoDefault(False)
    # A screen reader hears the words alone.
    button.setAccessibleName(words)
    QShortcut(key, button).activated.connect(button.click)
    return button


def scrolling(inside: QWidget) -> QScrollArea:
    """On a low screen the form moves; what stands around it stays."""
    scroll = QScrollArea()
    scroll.setObjectName("page")
    scroll.setWidget(inside)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll


def put_page(pages: QStackedWidget, page: QWidget) -> None:
    """Add a page to a stack, unless it is there; adding is what dresses and measures it."""
    if pages.indexOf(page) < 0:
        pages.addWidget(page)


def dressing(page: QWidget) -> Iterator[Callable[[], None]]:
    """Steps that dress a page nobody sees yet: its first picture would wait for all at once."""
    inside = page.findChildren(QWidget)
    for at in range(0, len(inside), _DRESSED_AT_ONCE):
        yield partial(_dress, inside[at : at + _DRESSED_AT_ONCE])


def _dress(widgets: list[QWidget]) -> None:
    for each in filter(isValid, widgets):
        each.ensurePolished()


def turn_to(pages: QStackedWidget, page: QWidget) -> None:
    """Show a page of a stack, which gets it when it is first wanted."""
    put_page(pages, page)
    pages.setCurrentWidget(page)


class ElidedLabel(QLabel):
    """One line that ends in dots where room is short, and says the rest in its tip."""

    def __init__(self, text: str = "", tone: str = "text") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what fits."""
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        self.setToolTip("" if shown == self.text() else self.text())
        # Ended by itself: a frame that somebody keeps, with a trace or to look, keeps its painter.
        with QPainter(self) as painter:
            # Not by the style, which does no more: its class is slow to load.
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(
                self.contentsRect(),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                shown,
            )


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and dress the widget anew."""
    if (widget.property(name) or False) == (value or False):
        return
    widget.setProperty(name, value)
    # Before its first picture a widget is dressed anyhow; asking for its style early is slow.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Card(QFrame):
    """A group of the form on a ground of its own, with a heading and a quiet line beside it."""

    def __init__(self, heading: str, *, headed: bool = True) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setAccessibleName(heading)
        self._heading = label(heading, "heading")
        self._aside = ElidedLabel("", "small")
        self._head = row(self._heading, self._aside, gap="cell")
        self._head.setStretch(1, 1)
        self._body = column(gap="near")
        parts = (self._head, self._body) if headed else (self._body,)
        self.setLayout(column(*parts, gap="near", margin="card"))

    def put(self, *items: Item) -> None:
        """Add items below what is there; ``None`` is a stretch."""
        _add(self._body, items)

    def name(self, heading: str) -> None:
        """Change the heading."""
        self._heading.setText(heading)
        self.setAccessibleName(heading)

    def put_in_head(self, widget: QWidget) -> None:
        """Add a widget at the right end of the heading."""
        self._head.addWidget(widget)

    def say_aside(self, text: str, tone: str = "small") -> None:
        """Write the quiet line beside the heading."""
        self._aside.setText(text)
        mark(self._aside, "tone", tone)


def _fill(layout: QBoxLayout, items: tuple[Item, ...], gap: str, margin: str) -> None:
    layout.setSpacing(space(gap))
    edge = space(margin)
    layout.setContentsMargins(edge, edge, edge, edge)
    _add(layout, items)


def _add(layout: QBoxLayout, items: tuple[Item, ...]) -> None:
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
