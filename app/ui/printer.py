"""From PDF bytes to paper: pictures at exactly the printer's resolution, never scaled."""

from __future__ import annotations

from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING

from app.domain.errors import Reason, Refusal
from app.ui.courtesy import give_way

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPageSize, QPainter
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from app.printing.raster import Picture, Strip

_MILLIMETRES_PER_INCH = 25.4
_FINEST = 600
"""Dots per inch of an office printer; CUPS names 1200, which is four times the work."""


def printer_names() -> tuple[str, ...]:
    """Printers of this machine, the default one first. Slow: ask in the errand lane."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names = list(QPrinterInfo.availablePrinterNames())
    default = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(names, key=lambda name: (name != default, name)))


def default_and_all() -> tuple[str, tuple[str, ...]]:
    """The machine's default printer, or nothing, and all of them; slow as well."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return QPrinterInfo.defaultPrinterName(), printer_names()


def resolution_of(printer_name: str) -> int:
    """Dots per inch of a printer, so that a slip is drawn in whole dots of it.

    Raises ``Refusal`` (``PRINTER_UNKNOWN``).
    """
    return _printer(printer_name).resolution()


def print_pdf(pdf: bytes, printer_name: str, *, title: str) -> None:
    """Send every page of ``pdf`` to a printer, in the errand lane.

    Raises ``Refusal`` (``PRINTER_UNKNOWN``, ``PRINT_FAILED``); nothing else is touched by that.
    """
    printer = _printer(printer_name)
    printer.setDocName(title)
    paint(pdf, printer)


def paint(pdf: bytes, printer: QPrinter) -> None:
    """Draw the pages of ``pdf`` on a printer that is set up but not started.

    Full page, no margins and the exact size are all needed for bars of whole dots.
    """
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPageLayout, QPainter

    from app.printing.raster import strips

    with closing(strips(pdf, dots_per_inch=printer.resolution())) as drawn:
        first = next(drawn)
        printer.setFullPage(True)
        printer.setPageSize(_page_size(first))
        printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
        painter = QPainter()
        if not painter.begin(printer):
            raise Refusal(Reason.PRINT_FAILED, printer=printer.printerName())
        try:
            # While Qt packs what it is given no other thread runs: a whole page takes a second.
            for strip in chain((first,), drawn):
                _draw_strip(painter, printer, strip)
                give_way()
        finally:
            painter.end()


def _draw_strip(painter: QPainter, printer: QPrinter, strip: Strip) -> None:
    if strip.page and not strip.top:
        printer.setPageSize(_page_size(strip))  # labels of one roll are not all as long
        if not printer.newPage():
            raise Refusal(Reason.PRINT_FAILED, printer=printer.printerName())
    painter.drawImage(0, strip.top, image_of(strip.picture))


def print_asking(pdf: bytes, parent: QWidget) -> bool:
    """Ask for a printer and print ``pdf`` on it; whether it was sent.

    For the recovery sheet: it must not lie about as a file, nor go to a printer by habit.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    from PySide6.QtWidgets import QDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return False
    paint(pdf, printer)
    return True


def _printer(name: str) -> QPrinter:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise Refusal(Reason.PRINTER_UNKNOWN, printer=name)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    if printer.resolution() > _FINEST and printer.resolution() % _FINEST == 0:
        printer.setResolution(_FINEST)
    return printer


def image_of(picture: Picture) -> QImage:
    """The same dots as a Qt image that owns its bytes."""
    from PySide6.QtGui import QImage

    image = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.width,
        QImage.Format.Format_Grayscale8,
    )
    return image.copy()


def _page_size(strip: Strip) -> QPageSize:
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QPageSize

    millimetres = _MILLIMETRES_PER_INCH / strip.picture.dots_per_inch
    size = QSizeF(strip.picture.width * millimetres, strip.height * millimetres)
    return QPageSize(size, QPageSize.Unit.Millimeter, "slip", QPageSize.SizeMatchPolicy.ExactMatch)
