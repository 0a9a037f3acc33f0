"""Tells a scan from typing, at the window: what was typed into the form is taken back.

The filter looks at the focus window, where each physical key passes exactly once before Qt hands
it to a widget, and at the focused widget for what an input method commits. Keys pass at once, so
typing has no delay. The code's pattern decides whether a burst was a scan; time only helps.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from shiboken6 import isValid

from app.ui.field_memory import Restore, remember_focus

_GAP_SECONDS = 0.3
"""Longer than a busy machine delays a key, shorter than two scans stand apart."""

_SHORTEST = 8
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Scanner(QObject):
    """``scanned`` brings the text of a code; the focused field is as it was before."""

    scanned = Signal(str)

    def __init__(
        self, application: QGuiApplication, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(application)
        self._application = application
        self._clock = clock
        self._typed = ""
        self._last_at = 0.0
        self._restore: Restore | None = None
        self._window: QObject | None = None
        self._focused: QObject | None = None
        application.focusWindowChanged.connect(self._watch_window)
        application.focusObjectChanged.connect(self._watch_focused)
        self._watch_window(application.focusWindow())
        self._watch_focused(application.focusObject())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See every key once; eat the one that ends a scan."""
        if watched is self._window and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key(event)
        if isinstance(event, QInputMethodEvent) and event.commitString():
            self._add(event.commitString())
        return False

    def stop(self) -> None:
        """Look at nothing any more: the window goes."""
        self._application.focusWindowChanged.disconnect(self._watch_window)
        self._application.focusObjectChanged.disconnect(self._watch_focused)
        self._watch_window(None)
        self._watch_focused(None)
        self._forget()

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in _ENDS:
            return self._end()
        text = event.text()
        if not text or not text.isprintable():
            # A modifier alone belongs to a capital letter; any other key is a person's.
            if not _is_modifier(event):
                self._forget()
            return False
        self._add(text)
        # A space inside a code would press the focused button, or open the focused choice.
        takes_text = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        return text == " " and len(self._typed) > _SHORTEST and not takes_text

    def _add(self, text: str) -> None:
        now = self._clock()
        if not self._typed or now - self._last_at > _GAP_SECONDS:
            self._typed = ""
            self._restore = remember_focus()
        self._typed += text
        self._last_at = now

    def _end(self) -> bool:
        typed, restore = self._typed, self._restore
        late = self._clock() - self._last_at > _GAP_SECONDS
        self._forget()
        if late or restore is None or len(typed) < _SHORTEST:
            return False
        if not _is_code(typed):
            return False
        restore()
        self.scanned.emit(typed)
        return True

    def _forget(self) -> None:
        self._typed, self._restore = "", None

    @Slot(QWindow)
    def _watch_window(self, window: QObject | None) -> None:
        self._unwatch(self._window)
        self._window = window
        self._watch(window)

    @Slot(QObject)
    def _watch_focused(self, focused: QObject | None) -> None:
        self._unwatch(self._focused)
        self._focused = focused
        self._watch(focused)

    def _watch(self, target: QObject | None) -> None:
        if target is not None:
            target.installEventFilter(self)

    def _unwatch(self, target: QObject | None) -> None:
        # What was watched may have been deleted together with its dialog.
        if target is not None and isValid(target):
            target.removeEventFilter(self)


def _is_modifier(event: QKeyEvent) -> bool:
    return event.key() in (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
    )


def _is_code(typed: str) -> bool:
    """Whether the pattern is one that nobody types by hand; bare numbers and words stay typing."""
    from app.domain.scan import ScanKind, kind_of_scan

    return kind_of_scan(typed) in (
        ScanKind.CITIZEN_CARD,
        ScanKind.DOSSIER_CODE,
        ScanKind.VISIT_NUMBER,
        ScanKind.SLIP,
        ScanKind.HEALTH_CARD,
        ScanKind.COVID_CODE,
        ScanKind.HAND_OVER_SHEET,
        ScanKind.MANIFEST,
        ScanKind.BADGE,
        ScanKind.DAMAGED_CODE,
        ScanKind.PAYMENT_CODE,
    )
