"""The scanner on a serial port, as the window hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.background import Background

if TYPE_CHECKING:
    from app.devices.serial_scanner import Said


class SerialListener(QObject):
    """``scanned`` brings the text of a code; ``troubled`` a refusal, ``plugged`` its end."""

    scanned = Signal(str)
    troubled = Signal(object)
    plugged = Signal(str)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background

    def listen_at(self, port: str) -> None:
        """Listen at a port from now on; at none when ``port`` is empty."""
        if not port:
            self._background.stop_listening()
            return
        from app.devices.serial_scanner import SerialScanner

        self._background.listen(SerialScanner(port).listen, self._hear)

    def _hear(self, said: Said) -> None:
        from app.devices.serial_scanner import Plugged, Scanned

        match said:
            case Scanned(text):
                self.scanned.emit(text)
            case Plugged(port):
                self.plugged.emit(port)
            case _:
                self.troubled.emit(said.refusal)
