"""The real window on a real desk, brought by keys and scans to whatever state is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desks import NOW
from keys import CONTROL, press, scan, type_text
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from windows import doors

from app.ui.desk_at_work import Doors, Keeper, Rounds
from app.ui.start import start
from app.ui.tour import SAMPLE_CARD, SAMPLE_WORDS

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
OTHER_CARD = (
    "034090001234||Lê Văn Thử|05021990|Nam|Thôn Ví Dụ, An Thử, Quỳnh Mẫu, Thái Bình|14082021"
)
LONG_CARD = (
    "034099001235||Nguyễn Phước Hoàng Quỳnh Phương Uyển Ẩn Thị Thử Nghiệm|05021999|Nam|"
    "Số 127/35 đường Nguyễn Thị Ví Dụ, Khu phố Thử Nghiệm 12, Phường An Thử Đông, Quỳnh Mẫu|"
    "14082021"
)


class Stage:
    """The running program in the hands of a test, with the acts of which every state is made."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self._folder = folder
        self.bot = qtbot
        self.now = NOW
        self.trouble: list[Exception] = []
        self.rounds: Callable[[Any], Rounds] | None = None
        self.keeper: Callable[[Any], Keeper] | None = None

    def open(self, now: datetime = NOW, size: QSize | None = None) -> None:
        """Start the program and wait until citizens can be served."""
        self.now = now
        ways = doors(self._folder, now)
        self._start(replace(ways, rounds=self.rounds, keeper=self.keeper))
        if size is not None:
            self.window.resize(size)
        with self.bot.waitSignals([self.session.ready, self.session.receive.refreshed]):
            pass
        self.come_to_front()
        self.bot.waitUntil(lambda: "chờ gửi" in self.window.status._line.text())

    def come_to_rest(self) -> None:
        """Wait until everything that was asked for has come and is shown."""
        background = self.session.background
        self.bot.waitUntil(
            lambda: not background._queries_waiting and not background._commands_waiting
        )

    def _start(self, ways: Doors) -> None:
        self.running = start(ways)
        self.session = self.running.session
        self.window = self.session.window
        self.session.background.failed.disconnect(self.window.messages.crash)
        self.session.background.failed.connect(self.trouble.append)

    def open_new(self, folder: Path) -> QDialog:
        """Start the program where nothing is set up; the dialog of the first start."""
        self._start(doors(folder, self.now, is_set_up=False))
        with self.bot.waitSignal(self.session.door.asked):
            pass
        first = self.session.door.first_start
        assert first is not None
        self.front(first.dialog)
        return first.dialog

    def come_to_front(self) -> None:
        """Give the window the keyboard."""
        self.front(self.window)

    def front(self, widget: QWidget) -> None:
        """Give a window the keyboard."""
        widget.activateWindow()
        # A window that closed before it was seen leaves the keyboard to nobody, one turn later.
        self.bot.wait(0)
        self.bot.waitUntil(lambda: QGuiApplication.focusWindow() is widget.windowHandle())

    def show(self, dialog: QDialog) -> QDialog:
        """Open a dialog over the window and give it the keyboard."""
        dialog.open()
        self.front(dialog)
        return dialog

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """The dialog that the last act opened."""
        self.bot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        self.front(found)
        return found

    def choose(self, words: str = SAMPLE_WORDS) -> None:
        """Find a procedure and take it."""
        type_text(words)
        with self.bot.waitSignal(self.session.receive.facts.quoted):
            press(Qt.Key.Key_Return)

    def fill(self, card: str = SAMPLE_CARD) -> None:
        """A reception that is ready to be saved."""
        self.choose()
        scan(card)
        press(Qt.Key.Key_T, CONTROL)

    def receive(self, card: str = SAMPLE_CARD) -> Any:
        """A reception from greeting to slip."""
        self.fill(card)
        received: list[Any] = []
        self.session.receive.received.connect(received.append)
        with self.bot.waitSignals([self.session.receive.received, self.session.receive.refreshed]):
            press(Qt.Key.Key_F9)
        self.session.receive.received.disconnect(received.append)
        return received[0]

    def page(self, uid: Any) -> Any:
        """The page of a dossier."""
        self.session.dossiers.show_page(uid)
        screen: Any = self.window.screen_shown
        self.bot.waitUntil(screen.sheet.isVisible)
        return screen
