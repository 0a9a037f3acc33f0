"""Pages to a PDF: sheets, halves of a sheet, page numbers, watermarks of training and preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.domain.moments import local
from app.printing.archival import declare, finished
from app.printing.barcode import DotGrid
from app.printing.flow import Page
from app.printing.style import (
    BOLD,
    FORMATS,
    ITALIC,
    MM,
    REGULAR,
    THIN,
    Format,
    Paper,
    register_fonts,
)
from app.printing.typesetting import fit, printable

_TRAINING_MARK = "TẬP HUẤN"
_PREVIEW_MARK = "XEM TRƯỚC"
_WATERMARK_SIZE = 74.0
_FOOT_SIZE = 7.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a file and its page feet say about themselves; a preview is no paper of anything yet."""

    title: str
    author: str
    code: str
    issued_at: datetime
    training: bool = False
    preview: bool = False
    template: str = ""

    @property
    def watermark(self) -> str:
        """The word across the page, or nothing."""
        if self.preview:
            return _PREVIEW_MARK
        return _TRAINING_MARK if self.training else ""


def bind(
    copies: Sequence[tuple[Page, ...]], imprint: Imprint, *, paper: Paper | Format, grid: DotGrid
) -> bytes:
    """The PDF of one or more copies; copies that share a sheet go on in their own half.

    The same input gives the same bytes: the file is dated with the moment of issue. Sheets
    measure whole dots of ``grid``, so that a picture of them is not scaled by a hair.
    """
    register_fonts()
    form = paper if isinstance(paper, Format) else FORMATS[paper]
    width, height = (grid.snap(side) - 0.0004 for side in (form.width, form.height))
    stream = BytesIO()
    canvas = Canvas(
        stream, pagesize=(width, height), invariant=1, lang="vi-VN", initialFontName=REGULAR
    )
    describe(canvas, imprint)
    for start in range(0, len(copies), form.copies):
        _bind_sheets(canvas, copies[start : start + form.copies], imprint, form)
    return finished(canvas, stream)


def _bind_sheets(
    canvas: Canvas, copies: Sequence[tuple[Page, ...]], imprint: Imprint, form: Format
) -> None:
    for index in range(max(map(len, copies))):
        for half, pages in enumerate(copies):
            if index < len(pages):
                left = half * form.width / form.copies + form.side
                _paint_watermark(canvas, imprint.watermark, left, form)
                _paint_page(canvas, pages[index], left, form)
                _paint_foot(canvas, imprint, (index + 1, len(pages)), left, form)
        if form.copies > 1:
            _paint_cut_line(canvas, form)
        canvas.showPage()


def describe(canvas: Canvas, imprint: Imprint) -> None:
    """Write into the file what it is, and when it was issued."""
    declare(
        canvas,
        title=printable(imprint.title),
        author=printable(imprint.author),
        subject=printable(imprint.code),
        at=f"{local(imprint.issued_at):%Y-%m-%dT%H:%M:%S}+07:00",
    )


def _paint_page(canvas: Canvas, page: Page, left: float, form: Format) -> None:
    top = form.height - form.top
    for placed in page:
        placed.block.paint(canvas, left, top - placed.down)


def _paint_foot(
    canvas: Canvas, imprint: Imprint, count: tuple[int, int], left: float, form: Format
) -> None:
    number, total = count
    base = form.bottom - 3.4 * MM
    canvas.setFont(ITALIC, _FOOT_SIZE)
    taken = 0.0
    if total > 1:
        foot = f"{printable(imprint.code)} – Trang {number}/{total}"
        taken = stringWidth(foot, ITALIC, _FOOT_SIZE) + 4 * MM
        canvas.drawRightString(left + form.text_width, base, foot)
    said = " · ".join(filter(None, (_standing(imprint), imprint.template)))
    if said:
        line = fit(said, font=ITALIC, size=_FOOT_SIZE, width=form.text_width - taken)
        line.paint(canvas, left, base + 0.92 * line.size)


def _standing(imprint: Imprint) -> str:
    """What a paper that is none says of itself at its foot."""
    if imprint.preview:
        return "Bản xem trước, chưa phải giấy hẹn"
    return "Bản tập huấn, không có giá trị pháp lý" if imprint.training else ""


def _paint_watermark(canvas: Canvas, mark: str, left: float, form: Format) -> None:
    if not mark:
        return
    canvas.saveState()
    canvas.translate(left + form.text_width / 2, form.height * 0.44)
    canvas.rotate(52)
    canvas.setFillGray(0.955)
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(THIN)
    writing = canvas.beginText(
        -stringWidth(mark, BOLD, _WATERMARK_SIZE) / 2, -0.3 * _WATERMARK_SIZE
    )
    writing.setFont(BOLD, _WATERMARK_SIZE)
    writing.setTextRenderMode(2)
    writing.textOut(mark)
    canvas.drawText(writing)
    canvas.restoreState()


def _paint_cut_line(canvas: Canvas, form: Format) -> None:
    canvas.saveState()
    canvas.setLineWidth(THIN)
    canvas.setStrokeGray(0.35)
    canvas.setDash(4, 3)
    canvas.line(form.width / 2, 4 * MM, form.width / 2, form.height - 4 * MM)
    canvas.restoreState()
