"""Biển quầy: an A4 sheet that is folded once and stands on the desk, readable from both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from app.printing.barcode import DotGrid
from app.printing.flow import Block, paginate
from app.printing.sheet import Imprint, bind
from app.printing.style import BOLD, FORMATS, MM, REGULAR, THIN, Paper, register_fonts
from app.printing.typesetting import Line, Span, balanced

_STEPS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_FOLDED = "Gấp theo đường này"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPlate:
    """Who sits where; ``full_name`` and ``title`` may be empty, then the desk stands alone."""

    desk: int
    office: str
    issued_at: datetime
    full_name: str = ""
    title: str = ""
    training: bool = False


def draw(plate: DeskPlate, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """Both sides, one of them upside down, as PDF."""
    register_fonts()
    form = FORMATS[paper]
    imprint = Imprint(
        title=f"Biển quầy {plate.desk}",
        author=plate.office,
        code=str(plate.desk),
        issued_at=plate.issued_at,
        training=plate.training,
    )
    pages = paginate([_both_sides(plate, form.text_width, form.text_height)], form.text_height)
    return bind([pages], imprint, paper=paper, grid=DotGrid(dots_per_inch))


def _both_sides(plate: DeskPlate, width: float, height: float) -> Block:
    half = height / 2 - 6 * MM
    lines = _fitting(plate, width, half)

    def paint(canvas: Canvas, left: float, top: float) -> None:
        middle = top - height / 2
        _paint_side(canvas, lines, (left, middle - 6 * MM), width, half)
        canvas.saveState()
        canvas.translate(2 * left + width, 2 * middle)
        canvas.rotate(180)
        _paint_side(canvas, lines, (left, middle - 6 * MM), width, half)
        canvas.restoreState()
        canvas.saveState()
        canvas.setLineWidth(THIN)
        canvas.setDash(4, 3)
        canvas.line(left, middle, left + width, middle)
        canvas.restoreState()
        canvas.setFont(REGULAR, 7)
        canvas.drawString(left, middle + 1 * MM, _FOLDED)

    return Block(height, paint)


def _fitting(plate: DeskPlate, width: float, height: float) -> list[Line]:
    """The largest type in which every line is whole and all of them fit one side."""
    tried = [_lines(plate, width, factor) for factor in _STEPS]
    fit = (lines for lines in tried if sum(line.height for line in lines) <= height)
    return next(fit, tried[-1])


def _lines(plate: DeskPlate, width: float, factor: float) -> list[Line]:
    said = (
        (plate.office.upper(), 17, REGULAR),
        ("QUẦY SỐ", 40, BOLD),
        (str(plate.desk), 150 if not plate.full_name else 100, BOLD),
        (plate.full_name, 40, BOLD),
        (plate.title, 22, REGULAR),
    )
    return [
        line
        for text, size, font in said
        for line in balanced([Span(text, size * factor, font)], width)
    ]


def _paint_side(
    canvas: Canvas,
    lines: Sequence[Line],
    corner: tuple[float, float],
    width: float,
    height: float,
) -> None:
    left, top = corner
    y = top - (height - sum(line.height for line in lines)) / 2
    for line in lines:
        line.paint(canvas, left + (width - line.width) / 2, y)
        y -= line.height
