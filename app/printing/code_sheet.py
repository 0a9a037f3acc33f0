"""A sheet about one code: what it is, the code in letters and as a square, what to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from app.printing.barcode import Code, DotGrid, qr
from app.printing.flow import Block, gap, paginate
from app.printing.sheet import Imprint, bind
from app.printing.style import BOLD, FORMATS, MM, REGULAR, Paper, register_fonts
from app.printing.typesetting import Line, Span, balanced, wrap

_LINE = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSheet:
    """``head`` stands small below the name, ``large`` big above the square, ``notes`` below it."""

    name: str
    office: str
    head: tuple[str, ...]
    large: tuple[str, ...]
    code: str
    notes: tuple[str, ...]
    printed_at: datetime


def draw(sheet: CodeSheet, *, dots_per_inch: int = 600) -> bytes:
    """One page of A5."""
    register_fonts()
    grid, form = DotGrid(dots_per_inch), FORMATS[Paper.A5]
    width = form.text_width
    blocks = [
        *_text(width, sheet.name.upper(), 15, bold=True, centre=True),
        *_text(width, sheet.office, 10, centre=True),
        *_all(width, sheet.head, 9, centre=True),
        gap(4 * MM),
        *_all(width, sheet.large, 14, bold=True, centre=True),
        gap(2 * MM),
        *_code(width, qr(sheet.code, grid, room=46 * MM)),
        gap(3 * MM),
        *_all(width, sheet.notes, 9),
    ]
    imprint = Imprint(
        title=sheet.name, author=sheet.office, code=sheet.name, issued_at=sheet.printed_at
    )
    return bind([paginate(blocks, form.text_height)], imprint, paper=Paper.A5, grid=grid)


def _all(
    width: float, lines: tuple[str, ...], size: float, *, bold: bool = False, centre: bool = False
) -> list[Block]:
    drawn = (_text(width, line, size, bold=bold, centre=centre) for line in lines)
    return [block for blocks in drawn for block in blocks]


def _text(
    width: float, words: str, size: float, *, bold: bool = False, centre: bool = False
) -> list[Block]:
    spans = [Span(words, size, BOLD if bold else REGULAR)]
    lines = balanced(spans, width) if centre else wrap(spans, width)
    return [_line(line, (width - line.width) / 2 if centre else 0.0) for line in lines]


def _line(line: Line, indent: float) -> Block:
    return Block(
        line.size * _LINE,
        lambda canvas, left, top: line.paint(canvas, left + indent, top - 0.12 * line.size),
    )


def _code(width: float, code: Code) -> list[Block]:
    def paint(canvas: Canvas, left: float, top: float) -> None:
        code.paint(canvas, left + (width - code.width) / 2, top)

    return [Block(code.height + 1 * MM, paint)]
