"""Tells a scan from typing, at the window: what was typed into the form is taken back.

The filter looks at the focus window, where each physical key passes exactly once before Qt hands
it to a widget, and at the focused widget for what an input method commits. Keys pass at once, so
typing has no delay. The code's pattern decides whether a burst was a scan; time only helps, except
for what has no pattern at all: letters in a rhythm that no person keeps are nonsense, to be told.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from app.ui.burst import SHORTEST, Burst, Tail
from app.ui.field_memory import remember, remember_focus
from app.ui.widgets.fields import KEEPS_SCANS

_REWRITE_SECONDS = 0.03
"""An input method takes letters back faster than any person does."""

_LINE_MILLISECONDS = 150
"""Silence after which a scan has no further lines."""

_END_MILLISECONDS = 300
"""Silence after which a scanner that sends no Enter has ended."""

_LATE_SECONDS = 0.03
"""A timer that comes so late says nothing: keys may wait to be read."""

_LOST = "\N{REPLACEMENT CHARACTER}"
_NAMELESS = (0, Qt.Key.Key_unknown)
"""A key for which the keyboard's layout has no letter: a scanner may send what is not on it."""

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_CHORDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class _Silence(QTimer):
    """Fires after so much silence that was really heard: a busy window asks once more."""

    passed = Signal()

    def __init__(self, milliseconds: int, clock: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._begun = 0.0
        self.setSingleShot(True)
        self.setInterval(milliseconds)
        self.timeout.connect(self._fire)

    def begin(self) -> None:
        """From now on."""
        self._begun = self._clock()
        self.start()

    @Slot()
    def _fire(self) -> None:
        if self._clock() - self._begun > self.interval() / 1000 + _LATE_SECONDS:
            self.begin()
        else:
            self.passed.emit()


class Scanner(QObject):
    """``scanned`` brings the text of a code; the focused field is as it was before."""

    scanned = Signal(str)

    def __init__(
        self, application: QGuiApplication, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(application)
        self._application = application
        self._clock = clock
        self._stamped = self._read_at = 0.0
        self._burst = Burst()
        self._lines: list[str] = []
        self._no_line = _Silence(_LINE_MILLISECONDS, clock, self)
        self._no_line.passed.connect(self._end_lines)
        self._no_end = _Silence(_END_MILLISECONDS, clock, self)
        self._no_end.passed.connect(self._end_without_key)
        self._window: QObject | None = None
        self._focused: QObject | None = None
        application.focusWindowChanged.connect(self._watch_window)
        application.focusObjectChanged.connect(self._watch_focused)
        self._watch_window(application.focusWindow())
        self._watch_focused(application.focusObject())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See every key once; eat the one that ends a scan."""
        if watched is self._window and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._keep_from_shortcuts(event)
            return event.type() == QEvent.Type.KeyPress and self._key(event)
        if isinstance(event, QInputMethodEvent) and event.commitString():
            return self._add(event.commitString(), self._now())
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
            return self._end(self._moment(event))
        text = event.text()
        if event.isAutoRepeat():
            self._forget_burst()
        elif text and text.isprintable():
            now = self._moment(event)
            opens = text == " " and self._is_inside_a_scan(now)
            return self._add(text, now) or opens
        elif self._is_lost_letter(event):
            return self._add(text or _LOST, self._moment(event))
        elif not _is_modifier(event) and not self._takes_back(event):
            # A modifier alone belongs to a capital letter; any other key is a person's.
            self._forget_burst()
        return bool(self._lines)

    def _keep_from_shortcuts(self, event: QKeyEvent) -> bool:
        """Letters and Enter of a scan are no shortcuts, which Qt looks for before any widget."""
        if event.modifiers() & _CHORDS:
            return False
        now = self._moment(event)
        ends = event.key() in _ENDS and self._burst.scan(now) is not None
        letter = event.text().isprintable() and self._burst.is_running(now)
        if ends or letter or self._lines:
            event.accept()
            return True
        return False

    def _moment(self, event: QKeyEvent) -> float:
        """When the key was pressed: a busy window reads its keys late, and all at once."""
        if not event.timestamp():
            return self._now()
        self._stamped, self._read_at = event.timestamp() / 1000, self._clock()
        return self._stamped

    def _now(self) -> float:
        """By the clock that stamps the keys, for what has no stamp of its own."""
        return self._stamped + self._clock() - self._read_at

    def _is_lost_letter(self, event: QKeyEvent) -> bool:
        """Whether a scanner goes on with a letter that did not arrive; the card will be refused."""
        return event.key() in _NAMELESS and self._burst.is_running(self._moment(event))

    def _is_inside_a_scan(self, now: float) -> bool:
        """Whether a space would press the focused button, or open the focused choice."""
        if isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            return False
        return self._burst.is_running(now)

    def _add(self, text: str, now: float) -> bool:
        """Note what was typed; whether it belongs to a slip and reaches no widget."""
        self._burst.add(text, now, remember_focus)
        if self._lines:
            self._no_line.begin()
        elif len(self._burst) >= SHORTEST:
            self._no_end.begin()
        return bool(self._lines)

    def _takes_back(self, event: QKeyEvent) -> bool:
        """Whether an input method exchanges the letter before, as Telex makes ``Ê`` of ``EE``."""
        now = self._moment(event)
        if event.key() != Qt.Key.Key_Backspace or now - self._burst.last_at > _REWRITE_SECONDS:
            return False
        self._burst.take_back(now)
        return True

    def _end(self, now: float) -> bool:
        if self._lines:
            self._lines.append(self._burst.text)
            self._burst.clear()
            self._no_line.begin()
            return True
        tail = self._burst.scan(now)
        self._forget_burst()
        if tail is None:
            return False
        if not tail.is_code and _keeps_scans(QApplication.focusWidget()):
            return True
        if _has_more_lines(tail):
            # Its further lines reach no widget, so that nothing has to be brought back.
            self._lines = [tail.text]
            self._no_line.begin()
        self._take(tail)
        return True

    def _take(self, tail: Tail) -> None:
        _close_popups()
        # The first widget comes last: the keyboard ends where it was.
        for restore in reversed(tail.restores):
            restore()
        if not self._lines:
            self.scanned.emit(tail.text)

    @Slot()
    def _end_without_key(self) -> None:
        tail = None if self._lines else self._burst.scan(self._burst.last_at)
        if tail is not None and tail.is_code and tail.is_in_rhythm:
            self._forget_burst()
            self._take(tail)

    @Slot()
    def _end_lines(self) -> None:
        scanned = "\n".join(filter(None, [*self._lines, self._burst.text]))
        self._forget()
        self.scanned.emit(scanned)

    def _forget_burst(self) -> None:
        self._burst.clear()
        self._no_end.stop()

    def _forget(self) -> None:
        self._forget_burst()
        self._no_line.stop()
        self._lines = []

    @Slot(QWindow)
    def _watch_window(self, window: QObject | None) -> None:
        self._unwatch(self._window)
        self._window = window
        self._watch(window)

    @Slot(QObject)
    def _watch_focused(self, focused: QObject | None) -> None:
        if not self._lines and isinstance(focused, QWidget):
            self._burst.move(remember(focused))
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


def _has_more_lines(tail: Tail) -> bool:
    """Whether it is the first line of a slip, whose QR has several where there is no address.

    What has no pattern may have more lines too.
    """
    from app.domain.scan import ScanKind, kind_of_scan

    is_slip = kind_of_scan(tail.text) in (ScanKind.SLIP, ScanKind.VISIT_NUMBER)
    is_worded = is_slip and ": " in tail.text and "://" not in tail.text
    return is_worded or not tail.is_code


def _keeps_scans(widget: QWidget | None) -> bool:
    """Whether a code without a pattern is meant to stay, as on the sheet of a recovery key."""
    return widget is not None and bool(widget.property(KEEPS_SCANS))


def _close_popups() -> None:
    """A list that hangs open would take the keys that follow."""
    popup = QApplication.activePopupWidget()
    while popup is not None and popup.close():
        popup = QApplication.activePopupWidget()
