from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp
from desks import PROCEDURE
from PIL import Image
from pypdfium2 import PdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.papers import samples
from app.papers.receipt import receipt_pdf
from app.printing.raster import pictures
from app.services.procedures import procedure_in_force
from app.services.receiving import ReceivedDossier, receive_dossier
from app.ui.printer import paint, print_pdf, resolution_of


@pytest.fixture
def received(desk: Desk) -> ReceivedDossier:
    with desk.database.transaction() as session:
        tenant, on = desk.context.tenant, local_date(desk.now())
        _, procedure = procedure_in_force(session, tenant, PROCEDURE, on)
        return receive_dossier(
            session,
            samples.complete_form(procedure),
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )


@pytest.mark.parametrize("dots_per_inch", [203, 300, 600])
def test_what_leaves_for_the_printer_is_exact_in_size_and_scans(
    desk: Desk, received: ReceivedDossier, tmp_path: Path, qapp: QApplication, dots_per_inch: int
) -> None:
    with desk.database.reading() as session:
        pdf = receipt_pdf(
            session, received.dossier_uid, desk=desk.context, dots_per_inch=dots_per_inch
        )
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(dots_per_inch)

    paint(pdf, printer)

    printed = pictures((tmp_path / "out.pdf").read_bytes(), dots_per_inch=dots_per_inch)
    wanted = pictures(pdf, dots_per_inch=dots_per_inch)
    assert len(printed) == len(wanted)
    point = dots_per_inch / 72 + 1  # a PDF page is measured in whole points
    assert abs(printed[0].width - wanted[0].width) <= point
    assert abs(printed[0].height - wanted[0].height) <= point
    page = Image.frombytes("L", (printed[0].width, printed[0].height), printed[0].pixels)
    read = {str(each.format): each.text for each in zxingcpp.read_barcodes(page)}
    assert received.dossier_code in read.values()
    assert any(received.dossier_code in text and len(text) > 40 for text in read.values())


def test_each_page_keeps_its_own_length(tmp_path: Path, qapp: QApplication) -> None:
    whole = PdfDocument.new()
    for height in (205, 190, 308):
        whole.new_page(204, height)
    whole.save(tmp_path / "labels.pdf")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(203)
    paint((tmp_path / "labels.pdf").read_bytes(), printer)
    sizes = [page.get_size() for page in PdfDocument(tmp_path / "out.pdf")]
    assert [round(height) for _, height in sizes] == pytest.approx([205, 190, 308], abs=1)
    assert [round(width) for width, _ in sizes] == pytest.approx([204] * 3, abs=1)


def test_a_printer_that_is_not_there_is_refused_in_a_sentence(qapp: QApplication) -> None:
    for attempt in (
        lambda: resolution_of("Máy không có"),
        lambda: print_pdf(b"", "Máy không có", title="x"),
    ):
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.reason is Reason.PRINTER_UNKNOWN
