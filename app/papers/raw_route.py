"""A drawn roll slip to a printer without a driver: PDF, black and white, bands, bytes."""

from __future__ import annotations

from app.devices.raw_printer import send_raw
from app.domain.printers import PrinterAddress
from app.printing.escpos import raster_job
from app.printing.raster import pictures
from app.printing.roll import HEAD_DOTS_PER_INCH

RAW_RESOLUTION = HEAD_DOTS_PER_INCH
"""Draw at this resolution what goes by the raw route: its dots are the print head's."""


def print_raw(pdf: bytes, address: PrinterAddress, *, title: str) -> None:
    """Send every page of a roll slip and cut after each; slow, for the errand lane.

    Raises ``Refusal`` (``PRINTER_UNREACHABLE``, ``PRINTER_UNKNOWN``).
    """
    pages = pictures(pdf, dots_per_inch=RAW_RESOLUTION)
    send_raw(raster_job(pages), address, title=title)
