"""Every paper keeps the rules of PDF/A-2b that can be checked here, and says exactly its text."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta
from io import BytesIO

import deed_samples
import handout_samples
import pikepdf
import pypdfium2
import pytest
import samples
from pdfa_rules import broken_rules
from reading import whole_text
from reportlab.pdfgen.canvas import Canvas
from test_charts import ALL, sheet

from app.domain.moments import VIETNAM
from app.printing.archival import declare, finished
from app.printing.style import REGULAR, register_fonts

PAPERS = {
    **samples.PAPERS_DRAWN,
    **deed_samples.PAPERS_OF_DEEDS,
    **handout_samples.HANDOUTS_DRAWN,
    "charts": lambda: sheet(*ALL),
}
AT = "2026-11-21T08:30:00+07:00"


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_keeps_every_rule(name: str) -> None:
    assert broken_rules(PAPERS[name]()) == []


@pytest.mark.parametrize("name", ["receipt-longest", "to-bring-longest", "control-40"])
def test_the_text_of_a_paper_is_composed_and_has_no_letter_of_its_own(name: str) -> None:
    text = whole_text(PAPERS[name]())
    assert unicodedata.is_normalized("NFC", text)
    assert "\ufffd" not in text
    assert not re.search("[\ue000-\uf8ff]", text)


@pytest.mark.parametrize("name", ["receipt-a4x2", "receipt-roll", "labels-dossier", "charts"])
def test_the_same_paper_has_the_same_bytes(name: str) -> None:
    assert PAPERS[name]() == PAPERS[name]()


def drawn(*texts: str, title: str = "Giấy thử <1> & 2") -> bytes:
    """A file with some lines in the serif face, each line in a page of its own."""
    register_fonts()
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1, lang="vi-VN", initialFontName=REGULAR)
    declare(canvas, title=title, author="Trung tâm (thử)", subject="Mã 1", at=AT)
    for text in texts:
        canvas.setFont(REGULAR, 12)
        canvas.drawString(72, 720, text)
        canvas.showPage()
    return finished(canvas, stream)


def test_signs_of_markup_in_a_title_break_nothing() -> None:
    pdf = drawn("Đặng Thị Ngọc Huyền")
    assert broken_rules(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.docinfo["/Title"] == "Giấy thử <1> & 2"
        assert document.Root.Metadata.read_raw_bytes().count(b"&lt;1&gt; &amp; 2") == 1


def test_moving_the_objects_leaves_a_file_that_any_reader_opens_without_mending() -> None:
    texts = [f"Trang {number}: ấ ầ ẩ ẫ ậ ư ớ ợ đ" for number in range(1, 40)]
    pdf = drawn(*texts)
    with pypdfium2.PdfDocument(pdf) as document:
        read = [page.get_textpage().get_text_range().strip() for page in document]
    assert read == texts
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []


def test_the_time_of_issue_is_told_with_its_zone() -> None:
    with pikepdf.open(BytesIO(drawn("x"))) as document:
        assert document.docinfo["/CreationDate"] == "D:20261121083000+07'00'"
    offset = datetime.fromisoformat(AT).utcoffset()
    assert offset == VIETNAM.utcoffset(None) == timedelta(hours=7)


def without(pdf: bytes, change: str) -> bytes:
    """The file with one thing spoilt, as other programs write it."""
    written = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        if change == "metadata":
            del document.Root.Metadata
        elif change == "intent":
            del document.Root.OutputIntents
        elif change == "font":
            font = next(iter(document.pages[0].Resources.Font.values()))
            del font.FontDescriptor["/FontFile2"]
        elif change == "colour":
            page = document.pages[0]
            page.contents_add(document.make_stream(b"0 0 0 1 k"), prepend=True)
        elif change == "language":
            document.Root.Lang = pikepdf.String("en")
        document.save(written, deterministic_id=True)
    return written.getvalue()


@pytest.mark.parametrize("change", ["metadata", "intent", "font", "colour", "language"])
def test_the_rules_see_what_is_missing(change: str) -> None:
    assert broken_rules(without(drawn("Chữ"), change))


def test_the_rules_see_a_letter_that_the_face_does_not_have() -> None:
    assert broken_rules(drawn("汉"))


def test_the_rules_see_what_reportlab_alone_leaves_out() -> None:
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1)
    canvas.drawString(72, 720, "x")
    canvas.setTitle("x")
    canvas.save()
    said = " ".join(broken_rules(stream.getvalue()))
    for clause in ("6.1.7.1", "6.2.3", "6.6.2.1", "6.2.11.4.1"):
        assert clause in said
