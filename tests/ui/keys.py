"""Keys as a keyboard or a scanner sends them: to the window, which hands them on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget


def press(
    key: Qt.Key | int,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    text: str = "",
) -> None:
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window is active"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(window, QKeyEvent(kind, int(key), modifiers, text))


def type_text(text: str) -> None:
    for letter in text:
        press(ord(letter.upper()) if letter.isascii() else 0, text=letter)


def scan(text: str) -> None:
    type_text(text)
    press(Qt.Key.Key_Return)


def show_active(qtbot: object, widget: QWidget) -> None:
    """Show a window and wait until keys reach it."""
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is widget.windowHandle())  # type: ignore[attr-defined]
