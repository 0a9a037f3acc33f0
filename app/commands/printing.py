"""Printing from the command line: Qt without a screen, the same way as the window."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

from app.bootstrap import Desk
from app.commands.opening import write_file
from app.papers.receipt import receipt_pdf
from app.printing.style import Paper
from app.services.dossiers import dossier_by_uid
from app.services.slip_printing import record_receipt_printed


def print_receipt(desk: Desk, dossier_uid: UUID, printer: str, paper: Paper = Paper.A5) -> None:
    """Print the receipt slip and record it. Raises ``Refusal`` when the printer says no."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from app.ui.printer import print_pdf, resolution_of

    application = QGuiApplication.instance() or QGuiApplication([])
    application.setApplicationName("motcua")
    with desk.database.reading() as session:
        code = dossier_by_uid(session, desk.context.tenant, dossier_uid).code
        pdf = receipt_pdf(
            session,
            dossier_uid,
            desk=desk.context,
            paper=paper,
            dots_per_inch=resolution_of(printer),
        )
    print_pdf(pdf, printer, title=code)
    with desk.database.transaction() as session:
        record_receipt_printed(
            session,
            dossier_uid,
            paper=paper.value,
            printer=printer,
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )


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
