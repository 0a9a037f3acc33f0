"""Whatever is scanned, wherever: told apart by its pattern, brought to the act that it means."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from app.domain.errors import Refusal
from app.ui.main_window import MainWindow
from app.ui.screens.receive import ReceiveScreen


class ScanRouter(QObject):
    """Citizen cards fill the form, slips show their dossier, a visit's slip reopens its form."""

    def __init__(self, window: MainWindow, receive: ReceiveScreen) -> None:
        super().__init__(window)
        self._window = window
        self._receive = receive

    @Slot(str)
    def route(self, scanned: str) -> None:
        """Act on a scan; nonsense gives a sound and a sentence."""
        from app.domain.scan import ScanKind, kind_of_scan, scanned_code

        self._window.messages.clear()
        match kind_of_scan(scanned):
            case ScanKind.DOSSIER_CODE | ScanKind.SLIP:
                self.search(scanned)
            case ScanKind.VISIT_NUMBER:
                self._window.go_to_screen(self._receive)
                self._receive.reopen_visit(scanned_code(scanned) or scanned)
            case _:
                self._take_card(scanned)

    @Slot(str)
    def search(self, typed: str) -> None:
        """Look for dossiers; the list of the receive screen shows them."""
        self._window.go_to_screen(self._receive)
        self._receive.search(typed)

    def _take_card(self, scanned: str) -> None:
        from app.domain.citizen_card import read_citizen_card

        try:
            card = read_citizen_card(scanned)
        except Refusal as refusal:
            QApplication.beep()
            self._window.messages.refuse(refusal)
            return
        self._window.go_to_screen(self._receive)
        self._receive.take_card(card)
