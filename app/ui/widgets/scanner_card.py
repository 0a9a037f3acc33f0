"""Choices of the scanner: its port, its sounds, and a trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from app.ui.widgets.fields import FieldGrid, choice, offer, value_of
from app.ui.widgets.layouts import Card, row
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.devices.serial_scanner import ScannerPort

_TYPES = ("", "Gõ như bàn phím (không cần chọn cổng)")
_SOUNDS = (("on", "Có"), ("off", "Không"))


class ScannerCard(Card):
    """Máy quét: what is chosen here takes effect at once."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Máy quét")
        self._workplace = workplace
        self._port = choice((_TYPES,))
        self.fields = FieldGrid()
        self.fields.add("port", "&Cổng máy quét", self._port)
        self.fields.add("sounds", "Âm th&anh khi quét", choice(_SOUNDS))
        self.trial = QPushButton("&Thử máy quét")
        self.trial.setAccessibleName("Thử máy quét")
        self.trial.clicked.connect(self._try)
        self.put(self.fields, row(self.trial, None))
        sounds = "on" if workplace.preferences.sounds else "off"
        self.fields.load({"sounds": sounds})
        self._offer_ports(())
        self.fields.edited.connect(self._chosen)

    def refresh(self) -> None:
        """Look for ports: a scanner may have been plugged in."""
        from app.devices.serial_scanner import scanner_ports

        self._workplace.background.errand(scanner_ports, then=self._offer_ports)

    def _offer_ports(self, ports: tuple[ScannerPort, ...]) -> None:
        kept = self._workplace.preferences.scanner_port
        options = [_TYPES, *((each.name, each.words) for each in ports)]
        if kept and all(each.name != kept for each in ports):
            options.append((kept, f"{kept} (không thấy)"))
        offer(self._port, options)
        self.fields.load({**self.fields.values(), "port": kept})

    @Slot(str)
    def _chosen(self, key: str) -> None:
        value, kept = value_of(self.fields[key]), self._workplace.preferences
        if key == "port":
            kept.scanner_port = value
            self._workplace.choices.port_chosen.emit(value)
        else:
            kept.sounds = value == "on"
            self._workplace.choices.sounds_chosen.emit(kept.sounds)

    @Slot()
    def _try(self) -> None:
        from app.ui.dialogs.scan_trial import ScanTrialDialog

        ScanTrialDialog(self.window()).open()
