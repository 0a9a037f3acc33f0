"""Keys of a person and of a scanner, for the window that has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

from app.ui.hands import Hands

CONTROL = Qt.KeyboardModifier.ControlModifier


def _active() -> QWindow:
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window is active"
    return window


_HANDS = Hands(_active)
press, type_text, scan = _HANDS.press, _HANDS.type_text, _HANDS.scan


def show_active(qtbot: object, widget: QWidget) -> None:
    """Show a window and wait until keys reach it."""
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is widget.windowHandle())  # type: ignore[attr-defined]
