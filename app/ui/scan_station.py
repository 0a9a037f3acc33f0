"""Every ear of the desk: what is scanned by keyboard or serial port comes to one router."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Slot

from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.ui.scan_router import ScanRouter
from app.ui.scanner import Scanner
from app.ui.scans_in_dialogs import TakesScans, dialog_in_the_way, hold
from app.ui.serial_listener import SerialListener
from app.ui.tokens import RESOURCES
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.devices.sound import Sound, Speaker


class Locks(Protocol):
    """What covers the desk, and takes every scan while it does."""

    @property
    def is_locked(self) -> bool:
        """Whether it does."""

    def take_scan(self, scanned: str) -> None:
        """Act on a badge, refuse everything else."""


class ScanStation(QObject):
    """Hands scans to the open dialog or to the router, and lets it be heard what came of them."""

    def __init__(
        self,
        scanner: Scanner,
        router: ScanRouter,
        workplace: Workplace,
        lock: Locks | None = None,
    ) -> None:
        super().__init__(router)
        self._lock = lock
        self._router = router
        self._scanner = scanner
        self._workplace = workplace
        self._was_troubled = False
        self._listener = SerialListener(workplace.background, self)
        scanner.scanned.connect(self.hear)
        self._listener.scanned.connect(self.hear)
        self._listener.troubled.connect(self._tell_trouble)
        self._listener.plugged.connect(self._tell_plugged)
        router.understood.connect(self.praise)
        router.nonsense.connect(self.complain)
        workplace.choices.port_chosen.connect(self._listener.listen_at)
        workplace.choices.sounds_chosen.connect(self._switch_sounds)

    def begin(self) -> None:
        """Listen at the port that was chosen."""
        self._listener.listen_at(self._workplace.preferences.scanner_port)

    def stop(self) -> None:
        """Hear nothing any more: the window goes."""
        self._scanner.stop()
        self._listener.listen_at("")

    @Slot(str)
    def hear(self, scanned: str) -> None:
        """Act on a scan, wherever the keyboard is."""
        if self._lock is not None and self._lock.is_locked:
            self._lock.take_scan(scanned)
            return
        dialog = dialog_in_the_way()
        if dialog is None:
            self._router.route(scanned)
        elif isinstance(dialog, TakesScans):
            (self.praise if dialog.take_scan(scanned) else self.complain)()
        else:
            hold(dialog, refusal_sentence(Refusal(Reason.SCAN_WAITS)), self._workplace.theme)
            self.complain()

    @Slot()
    def praise(self) -> None:
        """The scan was understood."""
        from app.devices.sound import Sound

        self._play(Sound.GOOD)

    @Slot()
    def complain(self) -> None:
        """There is a sentence to read."""
        from app.devices.sound import Sound

        self._play(Sound.BAD)

    @cached_property
    def _speaker(self) -> Speaker:
        from app.devices.sound import Speaker, player

        is_on = self._workplace.preferences.sounds
        return Speaker(RESOURCES / "sounds", player(), is_on=is_on)

    def _play(self, sound: Sound) -> None:
        self._speaker.play(sound)

    @Slot(bool)
    def _switch_sounds(self, on: bool) -> None:
        self._speaker.is_on = on
        self.praise()

    @Slot(object)
    def _tell_trouble(self, refusal: Refusal) -> None:
        self._was_troubled = True
        self._workplace.messages.refuse(refusal)

    @Slot(str)
    def _tell_plugged(self, port: str) -> None:
        if self._was_troubled:
            self._workplace.messages.clear()
            self._workplace.messages.tell(f"Máy quét ở cổng {port} đã sẵn sàng.")
        self._was_troubled = False
