"""What the officer chose for this window: look, printer, scanner. No truth, hence no journal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from app.ui.theme import Appearance

if TYPE_CHECKING:
    from app.domain.printers import PrinterPlan

PAPERS = {
    "a5": "A5, một bản",
    "a4x2": "A4 ngang, hai bản cắt đôi",
    "roll80": "Cuộn giấy nhiệt 80 mm",
}


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
    def printers(self) -> PrinterPlan:
        """Which printer takes which paper, and where to turn when it fails."""
        from app.domain.printers import read_plan

        return read_plan(self._text("printers"))

    @printers.setter
    def printers(self, plan: PrinterPlan) -> None:
        from app.domain.printers import plan_text

        self._file.setValue("printers", plan_text(plan))

    @property
    def printer(self) -> str:
        """Name of the usual printer, or nothing."""
        usual = self.printers.usual
        return "" if usual is None else usual.printer

    @printer.setter
    def printer(self, name: str) -> None:
        self._keep_usual(printer=name)

    @property
    def paper(self) -> str:
        """Paper in the usual printer: a key of ``PAPERS``."""
        usual = self.printers.usual
        return usual.paper.value if usual is not None and usual.paper in PAPERS else "a5"

    @paper.setter
    def paper(self, paper: str) -> None:
        self._keep_usual(paper=paper)

    @property
    def order_columns(self) -> str:
        """Headings of the carrier's order file, one a line, or nothing for the usual ones."""
        return self._text("order_columns")

    @order_columns.setter
    def order_columns(self, text: str) -> None:
        self._file.setValue("order_columns", text)

    @property
    def customer_code(self) -> str:
        """What the carrier calls this office, or nothing."""
        return self._text("customer_code")

    @customer_code.setter
    def customer_code(self, code: str) -> None:
        self._file.setValue("customer_code", code)

    @property
    def thermal(self) -> str:
        """Address of a thermal printer without a driver, or nothing."""
        return self._text("thermal")

    @thermal.setter
    def thermal(self, address: str) -> None:
        self._file.setValue("thermal", address)

    @property
    def monitor_shown(self) -> bool:
        """Whether the citizen's monitor was open when the window was closed."""
        return self._text("monitor") == "on"

    @monitor_shown.setter
    def monitor_shown(self, shown: bool) -> None:
        self._file.setValue("monitor", "on" if shown else "off")

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

    def _keep_usual(self, **changed: str) -> None:
        from app.domain.printers import Paper, PrinterChoice

        plan = self.printers
        usual = plan.usual or PrinterChoice(printer="")
        kept = PrinterChoice(
            printer=changed.get("printer", usual.printer),
            paper=Paper(changed.get("paper", usual.paper)),
        )
        self.printers = replace(plan, usual=kept)

    def _text(self, name: str) -> str:
        return str(self._file.value(name, "") or "")
