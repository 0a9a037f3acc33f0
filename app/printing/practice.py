"""A sheet of codes to practise scanning with: each beside the words of what should happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from app.printing.barcode import Code, DotGrid, code_128, qr
from app.printing.flow import Block, gap, glue, paginate
from app.printing.pieces import Column, paragraph, title
from app.printing.sheet import Imprint, bind
from app.printing.style import (
    BOLD,
    DENSITIES,
    FORMATS,
    ITALIC,
    MM,
    THIN,
    USUAL_DENSITY,
    Paper,
    register_fonts,
)
from app.printing.typesetting import Line, Span, wrap

_CODE_ROOM = 70 * MM
_BAR_HEIGHT = 11 * MM
_AIR = 8.4 * MM


@dataclass(frozen=True, slots=True)
class Exercise:
    """One code to scan: its name, what should happen, its text, and whether it is a QR."""

    name: str
    outcome: str
    text: str
    is_square: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSheet:
    """Tờ tập quét: everything on it is invented."""

    name: str
    advice: str
    exercises: tuple[Exercise, ...]
    issued_at: datetime


def draw(sheet: PracticeSheet, *, dots_per_inch: int = 600) -> bytes:
    """The sheet as PDF on A4."""
    register_fonts()
    grid = DotGrid(dots_per_inch)
    form = FORMATS[Paper.A4]
    column = Column(form.text_width, DENSITIES[USUAL_DENSITY])
    blocks = [
        *title(column, sheet.name, ()),
        gap(1.5 * MM),
        *glue(paragraph(column, [Span(sheet.advice, column.type.body, ITALIC)])),
        gap(3 * MM),
        *(_exercise(column, grid, number, each) for number, each in enumerate(sheet.exercises, 1)),
    ]
    imprint = Imprint(
        title=sheet.name,
        author="Một Cửa",
        code=sheet.name,
        issued_at=sheet.issued_at,
    )
    return bind([paginate(blocks, form.text_height)], imprint, paper=Paper.A4, grid=grid)


def _exercise(column: Column, grid: DotGrid, number: int, exercise: Exercise) -> Block:
    code = _code(grid, exercise)
    beside = replace(column, width=column.width - _CODE_ROOM - 4 * MM)
    size = column.type.body
    lines = [
        *wrap([Span(f"{number}. {exercise.name}", size, BOLD)], beside.width),
        *wrap([Span(exercise.outcome, size)], beside.width),
    ]
    height = max(code.height, sum(line.height for line in lines)) + _AIR

    def paint(canvas: Canvas, left: float, top: float) -> None:
        canvas.setLineWidth(THIN)
        canvas.line(left, top, left + column.width, top)
        below = top - _AIR / 2
        code.paint(canvas, left + (_CODE_ROOM - code.width) / 2, below)
        _paint(canvas, lines, left + _CODE_ROOM + 4 * MM, below)

    return Block(height, paint)


def _code(grid: DotGrid, exercise: Exercise) -> Code:
    if exercise.is_square:
        return qr(exercise.text, grid, room=_CODE_ROOM)
    return code_128(exercise.text, grid, room=_CODE_ROOM, height=_BAR_HEIGHT)


def _paint(canvas: Canvas, lines: Sequence[Line], left: float, top: float) -> None:
    for line in lines:
        line.paint(canvas, left, top)
        top -= line.height
