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
from app.papers.receipt import receipt_pdf
from app.services import print_jobs
from app.services.dossiers import dossier_by_uid
from app.services.print_jobs import PrintOrder
from app.services.slip_printing import record_receipt_printed
from app.ui.print_routes import put_on_paper, resolution_on


def print_receipt(desk: Desk, dossier_uid: UUID, printer: str, paper: Paper = Paper.A5) -> None:
    """Print the receipt slip and record it. Raises ``Refusal`` when the printer says no.

    The print is asked for first, so that a dead printer leaves it in the list of the day.
    """
    address = open_route(printer)
    choice = PrinterChoice(printer=str(address), paper=address.paper(paper))
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
                dots_per_inch=resolution_on(choice.printer),
            )
        put_on_paper(pdf, choice.printer, title=code)
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


def open_route(printer: str) -> PrinterAddress:
    """The address of a printer, with Qt ready where it is reached by its driver.

    Raises ``Refusal`` (``PRINTER_ADDRESS_WRONG``).
    """
    address = printer_address(printer)
    if address.route is Route.DRIVER:
        _qt()
    return address


@cache
def _qt() -> object:
    """Qt without a screen, kept for the whole command: a second application forgets the paper."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    application.setApplicationName("motcua")
    return application
