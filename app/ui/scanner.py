"""Tells a scan from typing, at the window: what was typed into the form is taken back.

The filter looks at the focus window, where each physical key passes exactly once before Qt hands
it to a widget, and at the focused widget for what an input method commits. Keys pass at once, so
typing has no delay. The code's pattern decides whether a burst was a scan; time only helps: nobody
types a code by hand as fast as a slow scanner does.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from app.ui.field_memory import Restore, nothing, remember, remember_focus

_GAP_SECONDS = 0.3
"""Longer than a busy machine delays a key, shorter than two scans stand apart."""

_PACE_SECONDS = 0.06
"""A letter of a scan takes less on average, one typed by a person more."""

_REWRITE_SECONDS = 0.03
"""An input method takes letters back faster than any person does."""

_LINE_MILLISECONDS = 150
"""Silence after which a slip has no further lines."""

_LOST = "\N{REPLACEMENT CHARACTER}"
_NAMELESS = (0, Qt.Key.Key_unknown)
"""A key for which the keyboard's layout has no letter: a scanner may send what is not on it."""

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
        self._keys = 0
        self._first_at = self._last_at = 0.0
        self._apart = inf
        self._restores: list[Restore] = []
        self._lines: list[str] = []
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(_LINE_MILLISECONDS)
        self._silence.timeout.connect(self._end_lines)
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
            return self._add(event.commitString(), self._clock())
        return False

    def stop(self) -> None:
        """Look at nothing any more: the window goes."""
        self._application.focusWindowChanged.disconnect(self._watch_window)
        self._application.focusObjectChanged.disconnect(self._watch_focused)
        self._watch_window(None)
        self._watch_focused(None)
        self._silence.stop()
        self._forget()

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in _ENDS:
            return self._end(self._moment(event))
        text = event.text()
        if not text or not text.isprintable():
            if self._is_lost_letter(event):
                return self._add(_LOST, self._moment(event))
            # A modifier alone belongs to a capital letter; any other key is a person's.
            if not _is_modifier(event) and not self._takes_back(event):
                self._forget()
            return bool(self._lines)
        now = self._moment(event)
        return self._add(text, now) or (text == " " and self._is_inside_a_scan())

    def _moment(self, event: QKeyEvent) -> float:
        """When the key was pressed, on this clock: a busy window reads its keys late, and at once.

        The windowing system stamps each key; the key that was read soonest ties the two clocks.
        """
        stamp = event.timestamp() / 1000
        if not stamp:
            return self._clock()
        self._apart = min(self._apart, self._clock() - stamp)
        return stamp + self._apart

    def _is_lost_letter(self, event: QKeyEvent) -> bool:
        """Whether a scanner goes on with a letter that did not arrive; the card will be refused."""
        is_next = self._moment(event) - self._last_at <= _PACE_SECONDS
        return bool(self._typed) and is_next and event.key() in _NAMELESS

    def _is_inside_a_scan(self) -> bool:
        """Whether a space would press the focused button, or open the focused choice."""
        if isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            return False
        took = self._last_at - self._first_at
        return bool(self._typed.strip()) and took <= self._keys * _PACE_SECONDS

    def _add(self, text: str, now: float) -> bool:
        """Note what was typed; whether it belongs to a slip and reaches no widget."""
        if not self._restores or now - self._last_at > _GAP_SECONDS:
            self._forget()
            self._first_at = now
            self._restores = [remember_focus()]
        self._typed += text
        self._keys += 1
        self._last_at = now
        if self._lines:
            self._silence.start()
        return bool(self._lines)

    def _takes_back(self, event: QKeyEvent) -> bool:
        """Whether an input method exchanges the letter before, as Telex makes ``Ê`` of ``EE``."""
        now = self._moment(event)
        if event.key() != Qt.Key.Key_Backspace or now - self._last_at > _REWRITE_SECONDS:
            return False
        self._typed = self._typed[:-1]
        self._last_at = now
        return True

    def _end(self, now: float) -> bool:
        if self._lines:
            self._lines.append(self._typed)
            self._typed = ""
            self._silence.start()
            return True
        typed, restores, keys = self._typed, self._restores, self._keys
        is_slow = now - self._first_at > _GAP_SECONDS + keys * _PACE_SECONDS
        is_late = now - self._last_at > _GAP_SECONDS
        self._forget()
        if is_slow or is_late or keys < _SHORTEST or not _is_code(typed):
            return False
        _close_popups()
        # The first widget comes last: the keyboard ends where it was.
        for restore in reversed(restores):
            restore()
        if _has_more_lines(typed):
            # Its further lines reach no widget, so that nothing has to be brought back.
            self._lines, self._restores, self._last_at = [typed], [nothing], now
            self._silence.start()
        else:
            self.scanned.emit(typed)
        return True

    @Slot()
    def _end_lines(self) -> None:
        scanned = "\n".join(filter(None, [*self._lines, self._typed]))
        self._forget()
        self.scanned.emit(scanned)

    def _forget(self) -> None:
        self._typed, self._keys, self._restores, self._lines = "", 0, [], []

    @Slot(QWindow)
    def _watch_window(self, window: QObject | None) -> None:
        self._unwatch(self._window)
        self._window = window
        self._watch(window)

    @Slot(QObject)
    def _watch_focused(self, focused: QObject | None) -> None:
        if self._restores and not self._lines and isinstance(focused, QWidget):
            # A letter of the scan has moved the keyboard: this one gets the rest.
            self._restores.append(remember(focused))
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
        ScanKind.POSTAL_NUMBER,
        ScanKind.HAND_OVER_SHEET,
        ScanKind.MANIFEST,
        ScanKind.BADGE,
        ScanKind.PERMIT,
        ScanKind.DAMAGED_CODE,
        ScanKind.PAYMENT_CODE,
        ScanKind.PROCEDURE,
    )


def _has_more_lines(typed: str) -> bool:
    """Whether it is the first line of a slip, whose QR has several where there is no address."""
    from app.domain.scan import ScanKind, kind_of_scan

    is_slip = kind_of_scan(typed) in (ScanKind.SLIP, ScanKind.VISIT_NUMBER)
    return is_slip and ": " in typed and "://" not in typed


def _close_popups() -> None:
    """A list that hangs open would take the keys that follow."""
    popup = QApplication.activePopupWidget()
    while popup is not None and popup.close():
        popup = QApplication.activePopupWidget()
