"""The real window on a real desk: the ways into it, an act or two in it, and its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desks import NOW, desk_settings
from keys import CONTROL, press, scan, type_text
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import create_desk, open_desk
from app.ui.desk_at_work import Doors, FirstOpening
from app.ui.screens.dossiers import DossiersScreen
from app.ui.start import Running
from app.ui.tour import SAMPLE_CARD, SAMPLE_WORDS


def doors(folder: Path, now: datetime = NOW, *, is_set_up: bool = True) -> Doors:
    """The ways into a desk in a scratch folder, at a moment of the test's choice."""
    settings = desk_settings(folder)

    def set_up(form: Any, listener: Any) -> FirstOpening:
        made = create_desk(settings, form, listener)
        return FirstOpening(desk=replace(made.desk, now=lambda: now), recovery=made.recovery)

    return Doors(
        is_set_up=is_set_up,
        open=lambda listener: replace(open_desk(settings, listener), now=lambda: now),
        set_up=set_up,
        preferences=folder.with_name("window.ini"),
    )


def come_to_front(running: Running, qtbot: QtBot) -> None:
    window = running.session.window
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())


def gone(running: Running) -> None:
    """Close the window and let it go for good, so that no later test meets it."""
    running.session.window.close()
    for each in (running.session.window, running.session):
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def dossiers_of(running: Running) -> DossiersScreen:
    window = running.session.window
    return next(each for each in window.screens if isinstance(each, DossiersScreen))


def page_of(running: Running, qtbot: QtBot) -> DossiersScreen:
    """The screen of the dossiers, once it shows a page."""
    window = running.session.window
    qtbot.waitUntil(lambda: isinstance(window.screen_shown, DossiersScreen))
    screen = dossiers_of(running)
    qtbot.waitUntil(screen.sheet.isVisible)
    return screen


def receive_one(running: Running, qtbot: QtBot) -> Any:
    session = running.session
    type_text(SAMPLE_WORDS)
    with qtbot.waitSignal(session.receive.facts.quoted):
        press(Qt.Key.Key_Return)
    scan(SAMPLE_CARD)
    press(Qt.Key.Key_T, CONTROL)
    received: list[Any] = []
    session.receive.received.connect(received.append)
    with qtbot.waitSignals([session.receive.received, session.receive.refreshed]):
        press(Qt.Key.Key_F9)
    return received[0]
