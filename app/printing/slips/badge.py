"""The staff badge and the name plate of the desk, on one A4 sheet to cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from app.printing.barcode import DotGrid, code_128
from app.printing.flow import Block, gap, paginate
from app.printing.sheet import Imprint, bind
from app.printing.style import BOLD, FORMATS, MM, REGULAR, THIN, Paper, register_fonts
from app.printing.typesetting import Line, Span, wrap

_BADGE = (86 * MM, 54 * MM)
"""The size of a bank card: holders for it hang in every stationer's shop."""

_PLATE = (174 * MM, 62 * MM)
_BAR_ROOM, _BAR_HEIGHT = 78 * MM, 13 * MM
_AIR = 4 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """What stands on badge and plate; ``code`` is the text of the bar code, absent on no badge."""

    full_name: str
    title: str
    office: str
    code: str
    issued_at: datetime
    desk: int | None = None
    training: bool = False


def draw(badge: Badge, *, dots_per_inch: int = 600) -> bytes:
    """Badge above, plate below, each in a frame to cut along, as PDF on A4."""
    register_fonts()
    grid = DotGrid(dots_per_inch)
    form = FORMATS[Paper.A4]
    blocks = [_badge(badge, grid), gap(14 * MM), _plate(badge)]
    imprint = Imprint(
        title=f"Thẻ cán bộ {badge.full_name}",
        author=badge.office,
        code=badge.full_name,
        issued_at=badge.issued_at,
        training=badge.training,
    )
    return bind([paginate(blocks, form.text_height)], imprint, paper=Paper.A4, grid=grid)


def _badge(badge: Badge, grid: DotGrid) -> Block:
    width, height = _BADGE
    room = width - 2 * _AIR
    lines = [
        *wrap([Span(badge.office, 8.5)], room),
        *wrap([Span("THẺ CÁN BỘ", 9, BOLD)], room),
        *wrap([Span(badge.full_name, 14, BOLD)], room),
        *wrap([Span(badge.title, 10)], room),
    ]
    code = code_128(badge.code, grid, room=_BAR_ROOM, height=_BAR_HEIGHT)

    def paint(canvas: Canvas, left: float, top: float) -> None:
        _frame(canvas, left, top, _BADGE)
        _paint_centred(canvas, lines, left, top - _AIR, width)
        bar_top = top - height + _AIR + _BAR_HEIGHT
        code.paint(canvas, left + (width - code.width) / 2, bar_top)

    return Block(height, paint)


def _plate(badge: Badge) -> Block:
    width, height = _PLATE
    room = width - 2 * _AIR
    desk = [] if badge.desk is None else wrap([Span(f"QUẦY SỐ {badge.desk}", 20, BOLD)], room)
    lines = [
        *desk,
        *wrap([Span(badge.full_name, 34, BOLD)], room),
        *wrap([Span(badge.title, 18)], room),
        *wrap([Span(badge.office, 12, REGULAR)], room),
    ]

    def paint(canvas: Canvas, left: float, top: float) -> None:
        _frame(canvas, left, top, _PLATE)
        free = height - sum(line.height for line in lines)
        _paint_centred(canvas, lines, left, top - free / 2, width)

    return Block(height, paint)


def _frame(canvas: Canvas, left: float, top: float, size: tuple[float, float]) -> None:
    canvas.setLineWidth(THIN)
    canvas.rect(left, top - size[1], size[0], size[1])


def _paint_centred(
    canvas: Canvas, lines: Sequence[Line], left: float, top: float, width: float
) -> None:
    for line in lines:
        line.paint(canvas, left + (width - line.width) / 2, top)
        top -= line.height
