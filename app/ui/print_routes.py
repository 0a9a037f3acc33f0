"""The ways from a drawn paper to a printer: by its driver, a raw queue or a network port."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.errors import Refusal

if TYPE_CHECKING:
    from app.domain.printers import PrinterChoice


def fitting(choice: PrinterChoice) -> PrinterChoice:
    """The same printer with paper that can go its way."""
    from app.domain.printers import printer_address

    try:
        address = printer_address(choice.printer)
    except Refusal:
        # Said again, in a sentence, by whoever tries to print there.
        return choice
    return replace(choice, paper=address.paper(choice.paper))


def resolution_on(printer: str) -> int:
    """Dots per inch of a printer by its address; slow, for the errand lane.

    Raises ``Refusal`` (``PRINTER_UNKNOWN``, ``PRINTER_ADDRESS_WRONG``).
    """
    from app.domain.printers import Route, printer_address
    from app.papers.raw_route import RAW_RESOLUTION
    from app.ui.printer import resolution_of

    address = printer_address(printer)
    return resolution_of(address.name) if address.route is Route.DRIVER else RAW_RESOLUTION


def put_on_paper(pdf: bytes, printer: str, *, title: str) -> None:
    """Send a drawn paper to a printer by its address; slow, for the errand lane.

    Raises ``Refusal`` when the printer says no; nothing else is touched by that.
    """
    from app.domain.printers import Route, printer_address
    from app.papers.raw_route import print_raw
    from app.ui.printer import print_pdf

    address = printer_address(printer)
    if address.route is Route.DRIVER:
        print_pdf(pdf, address.name, title=title)
    else:
        print_raw(pdf, address, title=title)


def print_trial_page(choice: PrinterChoice, *, office: str, printed_at: datetime) -> None:
    """Draw the trial page for one printer and send it there and nowhere else, in the errand lane.

    Raises ``Refusal`` when the printer says no.
    """
    from app.papers.trial_page import trial_page_pdf

    pdf = trial_page_pdf(
        choice.printer,
        office=office,
        printed_at=printed_at,
        paper=choice.paper,
        dots_per_inch=resolution_on(choice.printer),
    )
    put_on_paper(pdf, choice.printer, title="Trang in thử")
