"""What the officer chose for this window: look, printer, scanner. No truth, hence no journal."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from app.ui.theme import Appearance

PAPERS = {"a5": "A5, một bản", "a4x2": "A4 ngang, hai bản cắt đôi"}


class Preferences:
    """A small file beside the state of this machine; every change is written at once."""

    def __init__(self, path: Path) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> Appearance:
        """Light, dark or as the system; what cannot be read is the system's."""
        chosen = self._text("appearance")
        return Appearance(chosen) if chosen in list(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, chosen: Appearance) -> None:
        self._file.setValue("appearance", chosen.value)

    @property
    def printer(self) -> str:
        """Name of the printer for receipt slips, or nothing."""
        return self._text("printer")

    @printer.setter
    def printer(self, name: str) -> None:
        self._file.setValue("printer", name)

    @property
    def paper(self) -> str:
        """Paper of receipt slips: ``a5`` or ``a4x2``."""
        chosen = self._text("paper")
        return chosen if chosen in PAPERS else "a5"

    @paper.setter
    def paper(self, paper: str) -> None:
        self._file.setValue("paper", paper)

    @property
    def scanner_port(self) -> str:
        """Serial port of the scanner, or nothing where it types like a keyboard."""
        return self._text("scanner_port")

    @scanner_port.setter
    def scanner_port(self, port: str) -> None:
        self._file.setValue("scanner_port", port)

    @property
    def sounds(self) -> bool:
        """Whether scans are answered with sounds; they are until switched off."""
        return self._text("sounds") != "off"

    @sounds.setter
    def sounds(self, on: bool) -> None:
        self._file.setValue("sounds", "on" if on else "off")

    def _text(self, name: str) -> str:
        return str(self._file.value(name, "") or "")
