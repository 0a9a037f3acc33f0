"""Printing from the command line: the same ways to paper as the window, and the same record."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from uuid import UUID

from app.bootstrap import Desk
from app.commands.opening import write_file
from app.domain.errors import Refusal
from app.domain.printers import (
    Paper,
    PrinterAddress,
    PrinterChoice,
    Route,
    SlipKind,
    printer_address,
)
from app.domain.words import refusal_sentence
from app.papers.raw_route import RAW_RESOLUTION, print_raw
from app.papers.receipt import receipt_pdf
from app.services import print_jobs
from app.services.dossiers import dossier_by_uid
from app.services.print_jobs import PrintOrder
from app.services.slip_printing import record_receipt_printed


def print_receipt(desk: Desk, dossier_uid: UUID, printer: str, paper: Paper = Paper.A5) -> None:
    """Print the receipt slip and record it. Raises ``Refusal`` when the printer says no.

    The print is asked for first, so that a dead printer leaves it in the list of the day.
    """
    address = printer_address(printer)
    choice = PrinterChoice(printer=str(address), paper=paper_for(address, paper))
    with desk.database.transaction() as session:
        code = dossier_by_uid(session, desk.context.tenant, dossier_uid).code
        order = PrintOrder(
            slip=SlipKind.RECEIPT, title=code, choice=choice, dossier_uid=dossier_uid
        )
        job = print_jobs.ask_print(session, order, now=desk.now(), desk=desk.context)
    try:
        with desk.database.reading() as session:
            pdf = receipt_pdf(
                session,
                dossier_uid,
                desk=desk.context,
                paper=choice.paper,
                dots_per_inch=resolution_for(address),
            )
        put_on_paper(pdf, address, title=code)
    except Refusal as refusal:
        with desk.database.transaction() as session:
            said = refusal_sentence(refusal)
            print_jobs.mark_failed(session, job.uid, said, desk=desk.context)
        raise
    with desk.database.transaction() as session:
        print_jobs.mark_sent(session, job.uid, now=desk.now(), desk=desk.context, actor=desk.actor)


def draw_receipt(desk: Desk, dossier_uid: UUID, path: Path) -> Path:
    """Write the receipt slip to a file, and record that it left the desk."""
    with desk.database.reading() as session:
        pdf = receipt_pdf(session, dossier_uid, desk=desk.context)
    write_file(path, pdf)
    with desk.database.transaction() as session:
        record_receipt_printed(
            session,
            dossier_uid,
            paper=Paper.A5.value,
            printer="pdf",
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )
    return path


def paper_for(address: PrinterAddress, paper: Paper) -> Paper:
    """The paper that can go this way: past the driver there is only the roll."""
    return paper if address.route is Route.DRIVER else Paper.ROLL_80


def resolution_for(address: PrinterAddress) -> int:
    """Dots per inch of a printer. Raises ``Refusal`` (``PRINTER_UNKNOWN``)."""
    if address.route is not Route.DRIVER:
        return RAW_RESOLUTION
    _qt()
    from app.ui.printer import resolution_of

    return resolution_of(address.name)


def put_on_paper(pdf: bytes, address: PrinterAddress, *, title: str) -> None:
    """Send a drawn paper its way. Raises ``Refusal`` when the printer says no."""
    if address.route is not Route.DRIVER:
        print_raw(pdf, address, title=title)
        return
    _qt()
    from app.ui.printer import print_pdf

    print_pdf(pdf, address.name, title=title)


@cache
def _qt() -> object:
    """Qt without a screen, kept for the whole command: a second application forgets the paper."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    application.setApplicationName("motcua")
    return application
