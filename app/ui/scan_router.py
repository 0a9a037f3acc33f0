"""Whatever is scanned, wherever: told apart by its pattern, brought to the act that it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import Refusal
from app.ui.dossier_ways import DossierWays
from app.ui.main_window import MainWindow
from app.ui.screens.receive import ReceiveScreen

if TYPE_CHECKING:
    from app.domain.scan import ScanKind


class ScanRouter(QObject):
    """Citizen cards fill the form, slips open their dossier, a visit's slip reopens its form.

    The QR of a procedure, from a notice or what somebody brings along, chooses the procedure.

    Hand-over sheets and bags open to be counted in, items of the post to be opened.

    ``badge`` brings the badge of somebody who wants to sit down, ``permit`` the permit by which
    this machine takes a lost desk's place; ``understood`` follows a scan
    that was acted on, ``nonsense`` one that a sentence answers.
    """

    understood = Signal()
    badge = Signal(str)
    permit = Signal(str)
    nonsense = Signal()

    def __init__(self, window: MainWindow, receive: ReceiveScreen, dossiers: DossierWays) -> None:
        super().__init__(window)
        self._dossiers = dossiers
        self._window = window
        self._receive = receive
        dossiers.found.connect(self.understood)
        dossiers.unknown.connect(self._leave_unknown)

    @Slot(str)
    def route(self, scanned: str) -> None:
        """Act on a scan; nonsense is answered with a sentence."""
        from app.domain.scan import (
            ScanKind,
            kind_of_scan,
            possible_codes,
            scanned_code,
            scanned_procedure,
        )

        self._window.messages.clear()
        match kind_of_scan(scanned):
            case ScanKind.DOSSIER_CODE | ScanKind.SLIP:
                self._dossiers.scan(scanned)
            case ScanKind.HAND_OVER_SHEET:
                self._dossiers.show_sheet(scanned)
            case ScanKind.POSTAL_NUMBER:
                self._dossiers.show_item(scanned)
            case ScanKind.MANIFEST:
                self._dossiers.show_bag(scanned)
            case ScanKind.VISIT_NUMBER:
                self._window.go_to_screen(self._receive)
                self._receive.reopen_visit(scanned_code(scanned) or scanned)
                self.understood.emit()
            case ScanKind.PROCEDURE:
                self._choose_procedure(scanned_procedure(scanned) or scanned)
            case ScanKind.BADGE:
                self.badge.emit(scanned)
            case ScanKind.PERMIT:
                self.understood.emit()
                self.permit.emit(scanned)
            case ScanKind.DAMAGED_CODE if possible_codes(scanned):
                self._dossiers.scan(scanned)
            case ScanKind.CITIZEN_CARD:
                self._take_card(scanned)
            case kind:
                self._take_unknown(scanned, kind)

    @Slot(str)
    def search(self, typed: str) -> None:
        """Look for dossiers; their list shows them."""
        self._dossiers.look_for(typed)

    @Slot(str)
    def _leave_unknown(self, _sentence: str) -> None:
        self.nonsense.emit()

    def _choose_procedure(self, code: str) -> None:
        if not self._window.screen_shown.take_procedure(code):
            self._window.go_to_screen(self._receive)
            self._receive.choose_procedure(code)
        self.understood.emit()

    def _take_unknown(self, scanned: str, kind: ScanKind) -> None:
        from app.domain.scan import NAMELESS

        if self._window.screen_shown.take_number(scanned):
            # Numbers of the carriers follow no standard: only the postal desk knows one.
            return
        if kind in NAMELESS:
            self._dossiers.scan_nameless(scanned, self._take_card)
        else:
            self._take_card(scanned)

    def _take_card(self, scanned: str) -> None:
        from app.domain.citizen_card import read_citizen_card

        try:
            card = read_citizen_card(scanned)
        except Refusal as refusal:
            self._window.messages.refuse(refusal)
            self.nonsense.emit()
            return
        if self._window.screen_shown.claim_card(card):
            self.understood.emit()
            return
        self._window.go_to_screen(self._receive)
        self._receive.take_card(card)
        self.understood.emit()
