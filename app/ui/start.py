"""The Qt application: one window, until it is closed."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.domain.light_dataclass import dataclass
from app.ui.ahead import Ahead
from app.ui.collector import Collector
from app.ui.desk_at_work import Doors
from app.ui.desk_session import DeskSession
from app.ui.dialog_help import DialogHelp
from app.ui.scanner import Scanner
from app.ui.theme import Theme

_FIRST_SIZE = QSize(1366, 768)
_SWITCH_SECONDS = 0.0002
"""How long a lane may compute on while the window waits; Python's own 5 ms add up to a pause.

Painting calls Qt many times, and after each call the window waits so long for its turn.
"""


@dataclass(frozen=True, slots=True)
class Running:
    """What has to live as long as the window does."""

    application: QApplication
    theme: Theme
    session: DeskSession
    ahead: Ahead


def start(doors: Doors) -> Running:
    """Build and show the window; the desk opens after its first picture."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        # As an argument: setStyle would hand a style object back, whose class is slow to load.
        application = QApplication([sys.argv[0], "-style", "Fusion"])
    application.setApplicationName("motcua")
    application.setApplicationDisplayName("Một Cửa")
    sys.setswitchinterval(_SWITCH_SECONDS)
    theme = Theme(application)
    scanner = Scanner(application)
    session = DeskSession(doors, theme, scanner)
    scanner.scanned.connect(session.door.hold_scan)
    ahead = Ahead(session.background, session.window)
    session.ready.connect(ahead.begin)
    collector = Collector(session.window)
    for settled in (ahead.done, session.door.not_opened, session.door.asked):
        settled.connect(collector.begin)
    session.window.closing.connect(collector.end)
    DialogHelp(application, session.window)
    session.window.resize(_FIRST_SIZE)
    session.window.show()
    return Running(application, theme, session, ahead)


def run_window(doors: Doors) -> int:
    """Show the window until it is closed; the exit code of the process."""
    running = start(doors)
    window = running.session.window
    if _FIRST_SIZE.boundedTo(window.screen().availableSize()) != _FIRST_SIZE:
        window.showMaximized()
    return running.application.exec()
