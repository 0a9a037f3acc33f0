"""Remembers what stands in the focused field, so that a scan typed into it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

Restore = Callable[[], None]


@runtime_checkable
class Remembering(Protocol):
    """A widget of our own that knows how to bring itself back."""

    def remember(self) -> Restore:
        """What undoes every change from now on."""


def remember_focus() -> Restore:
    """What brings the focused widget, and the focus itself, back to how they are now."""
    widget = QApplication.focusWidget()
    return nothing if widget is None else remember(widget)


def remember(widget: QWidget) -> Restore:
    """What brings a widget back to how it is now, with the keyboard in it."""
    restore = _memory_of(widget)

    def bring_back() -> None:
        restore()
        if QApplication.focusWidget() is not widget:
            widget.setFocus()

    return bring_back


def _memory_of(widget: QWidget) -> Restore:
    match widget:
        case Remembering():
            return widget.remember()
        case QLineEdit():
            return _line_memory(widget)
        case QPlainTextEdit():
            return _paragraph_memory(widget)
        case QComboBox():
            index = widget.currentIndex()
            return lambda: widget.setCurrentIndex(index)
        case QCheckBox():
            checked = widget.isChecked()
            return lambda: widget.setChecked(checked)
        case QAbstractItemView():
            current = widget.currentIndex()
            return lambda: widget.setCurrentIndex(current)
    return nothing


def _line_memory(edit: QLineEdit) -> Restore:
    text, cursor, modified = edit.text(), edit.cursorPosition(), edit.isModified()
    start, selected = edit.selectionStart(), edit.selectionLength()

    def restore() -> None:
        edit.setText(text)
        edit.setModified(modified)
        edit.setCursorPosition(cursor)
        if selected:
            edit.setSelection(start, selected)

    return restore


def _paragraph_memory(edit: QPlainTextEdit) -> Restore:
    text, cursor = edit.toPlainText(), edit.textCursor().position()

    def restore() -> None:
        edit.setPlainText(text)
        place = edit.textCursor()
        place.setPosition(cursor)
        edit.setTextCursor(place)

    return restore


def nothing() -> None:
    """Nothing had the focus."""
