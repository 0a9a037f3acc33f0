"""Keeps the citizen's monitor in step with the form, and private when it has to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QScreen, QShortcut

from app.ui.desk_at_work import OpenDesk
from app.ui.main_window import MainWindow
from app.ui.monitor_reading import Reading, read_panels
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.ways import Ways

if TYPE_CHECKING:
    from app.services.correcting import CorrectedDossier
    from app.services.receiving import ReceivedDossier
    from app.ui.monitor_window import MonitorWindow
    from app.ui.screens.receive import ReceiveScreen

_LOOK_MILLISECONDS = 200
_THANKS_MILLISECONDS = 8_000


class CitizenMonitor(QObject):
    """Ctrl+Shift+M opens and closes it; the choice is kept for the next start.

    It looks at the form five times a second while it is open: loading a form is silent on purpose,
    and a look cannot miss that a citizen's words were taken away.
    """

    def __init__(
        self, window: MainWindow, receive: ReceiveScreen, theme: Theme, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._window = window
        self._receive = receive
        self._theme = theme
        self._preferences = preferences
        self._office = ""
        self._thanked: str | None = None
        self._shown: Reading | None = None
        self._asks_rating = False
        self._ways: Ways | None = None
        self.monitor: MonitorWindow | None = None
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_MILLISECONDS)
        self._looks.timeout.connect(self.look)
        self._thanks = QTimer(self)
        self._thanks.setSingleShot(True)
        self._thanks.setInterval(_THANKS_MILLISECONDS)
        self._thanks.timeout.connect(self.end_thanks)
        receive.received.connect(self._received)
        receive.correction.saved.connect(self._corrected)
        QShortcut("Ctrl+Shift+M", window).activated.connect(self.toggle)

    def follow(self, ways: Ways) -> None:
        """Ask for a rating when a result was given out, and bring it there."""
        self._ways = ways
        ways.rating_wanted.connect(self._ask_rating)
        ways.rating_over.connect(self._end_rating)

    def open_desk(self, desk: OpenDesk) -> None:
        """The desk is open: show the monitor again where it was shown last."""
        self._office = f"{desk.context.office_name} · Quầy {desk.context.number}"
        if self._preferences.monitor_shown:
            self._open()

    def close(self) -> None:
        """The officer's window goes, and this one with it; what was chosen stays chosen."""
        self._looks.stop()
        self._thanks.stop()
        if self.monitor is not None:
            self.monitor.dismissed.disconnect(self._dismissed)
            self.monitor.close()
            self.monitor.deleteLater()
            self.monitor = None

    @Slot()
    def toggle(self) -> None:
        """Open or close the monitor, and keep that for the next start."""
        is_shown = self.monitor is not None
        self._preferences.monitor_shown = not is_shown
        if is_shown:
            self.close()
        elif self._office:
            self._open()

    @Slot()
    def look(self) -> None:
        """Show the form as it stands, or nothing of anybody."""
        if self.monitor is None:
            return
        reading = read_panels(self._receive.panels) if self._is_in_sight else Reading()
        if self._asks_rating and not reading.applicant:
            return
        self._asks_rating = False
        if self._thanked is not None:
            if reading.applicant in ("", self._thanked):
                return
            self._thanked = None
        if reading == self._shown:
            return
        self._shown = reading
        if reading.is_empty:
            self.monitor.greet()
        else:
            self.monitor.ask(reading)

    @Slot()
    def end_thanks(self) -> None:
        """Thanked for long enough."""
        self._thanked = self._shown = None
        self.look()

    @property
    def _is_in_sight(self) -> bool:
        """Whether the officer has the form before them: neither elsewhere nor locked nor away."""
        return self._receive.isVisible() and not self._window.isMinimized()

    def _open(self) -> None:
        from app.ui.monitor_window import MonitorWindow

        self.monitor = MonitorWindow(self._theme)
        self.monitor.office.setText(self._office)
        self.monitor.dismissed.connect(self._dismissed)
        self.monitor.woken.connect(self._window.activateWindow)
        if self._ways is not None:
            self.monitor.rated.connect(self._ways.rated)
        self._shown = None
        self.monitor.greet()
        self._place()
        self.monitor.windowHandle().screenChanged.connect(self._place)
        self._looks.start()
        self.look()

    @Slot()
    def _place(self) -> None:
        """On the screen that the officer does not work on; when that one is unplugged, not over
        the officer's."""
        if self.monitor is None:
            return
        own = self._window.screen()
        free = free_screen(own, own.virtualSiblings())
        if free is None or self.monitor.screen() is not free or not self.monitor.isVisible():
            self.monitor.show_on(free)

    @Slot()
    def _dismissed(self) -> None:
        self._preferences.monitor_shown = False
        self.close()

    @Slot()
    def _ask_rating(self) -> None:
        if self.monitor is not None:
            self._thanks.stop()
            self._asks_rating, self._shown, self._thanked = True, None, None
            self.monitor.ask_rating()

    @Slot()
    def _end_rating(self) -> None:
        self._asks_rating = False
        self.look()

    @Slot(object)
    def _received(self, dossier: ReceivedDossier) -> None:
        self._thank(dossier.dossier_code, dossier.return_due_at)

    @Slot(object, str)
    def _corrected(self, corrected: CorrectedDossier, _applicant: str) -> None:
        self._thank(corrected.dossier_code, corrected.return_due_at)

    def _thank(self, code: str, due_at: datetime) -> None:
        if self.monitor is not None:
            self._thanked = read_panels(self._receive.panels).applicant
            self.monitor.thank(code, due_at)
            self._thanks.start()


def free_screen(own: QScreen, screens: Sequence[QScreen]) -> QScreen | None:
    """A screen for the citizen: any but the officer's own."""
    return next((each for each in screens if each is not own), None)
