"""How the printers of a desk stand, as far as the system or their port says."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.errors import Refusal
from app.domain.office_day import Printer
from app.domain.printers import PrinterAddress, Route, printer_address


def printers_standing(names: Iterable[str]) -> tuple[Printer, ...]:
    """Each printer with its state in words; slow, for the errand lane."""
    return tuple(_standing(name) for name in names)


def _standing(name: str) -> Printer:
    try:
        address = printer_address(name)
    except Refusal:
        return Printer(name=name, state="địa chỉ không đúng", is_ready=False)
    trouble = _trouble(address)
    return Printer(name=address.name, state=trouble or "sẵn sàng", is_ready=not trouble)


def _trouble(address: PrinterAddress) -> str:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    from app.devices.raw_printer import is_listening

    if address.route is Route.NETWORK:
        return "" if is_listening(address) else "không trả lời"
    info = QPrinterInfo.printerInfo(address.name)
    if info.isNull():
        return "không thấy ở máy này"
    states = QPrinter.PrinterState
    return "đang dừng" if info.state() in (states.Aborted, states.Error) else ""
