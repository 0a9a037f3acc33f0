"""The head of what an office hands out or puts up: no number, no motto, the QR of its subject."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from app.printing.barcode import DotGrid, qr
from app.printing.flow import Block
from app.printing.pieces import Column
from app.printing.style import BOLD, ITALIC, MM, RULE
from app.printing.typesetting import Line, Span, wrap

_QR_ROOM = 27 * MM
_LEAST = 16 * MM
"""What is read from a wall or across a counter; a short text would be set smaller."""

_GUTTER = 3 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHead:
    """Whose paper it is; ``caption`` says beside the QR what scanning it brings."""

    parent_body: str
    unit: str
    contact: str = ""
    qr_text: str = ""
    caption: str = ""


def office_head(column: Column, head: OfficeHead, grid: DotGrid) -> Block:
    """QR left, the office beside it, a rule below."""
    size = column.type.body
    square = qr(head.qr_text, grid, room=_QR_ROOM, least=_LEAST) if head.qr_text else None
    quiet = square.quiet * square.module * grid.dot if square else 0.0
    start = square.width - 2 * quiet + _GUTTER if square else 0.0
    room = column.width - start
    lines: list[Line] = [
        *wrap([Span(head.parent_body, size * 0.9)], room),
        *wrap([Span(head.unit, size, BOLD)], room),
        *wrap([Span(head.contact, size * 0.9)], room),
        *wrap([Span(head.caption, size * 0.85, ITALIC)], room),
    ]
    text = sum(line.height for line in lines)
    tall = max(text, square.height - 2 * quiet if square else 0.0)

    def paint(canvas: Canvas, left: float, top: float) -> None:
        if square:
            square.paint(canvas, left - quiet, top + quiet)
        y = top - (tall - text) / 2
        for line in lines:
            line.paint(canvas, left + start, y)
            y -= line.height
        canvas.setLineWidth(RULE)
        canvas.line(left, top - tall - 2 * MM, left + column.width, top - tall - 2 * MM)

    return Block(tall + 4 * MM, paint)
