"""Giấy tờ cần mang: what to bring for one procedure, in usual type or large."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from app.printing.barcode import DotGrid, qr
from app.printing.flow import Block, Layout, Page, fit_pages, gap, glue, paginate
from app.printing.listed_papers import PaperGroup, to_tick
from app.printing.office_head import OfficeHead, office_head
from app.printing.pieces import Column, centred, field, notes, paragraph
from app.printing.roll import BODY as ROLL_BODY
from app.printing.roll import SMALL, TEXT_WIDTH, TITLE, RollSlip, draw_roll, rule, said
from app.printing.roll import notes as roll_notes
from app.printing.sheet import Imprint, bind
from app.printing.style import BOLD, FORMATS, ITALIC, MM, Paper, Type, register_fonts
from app.printing.typesetting import Span

NAME = "GIẤY TỜ CẦN MANG"
_LARGE = Type(1.75)
"""18 points: what is read without glasses, at arm's length."""

_ROLL_QR = 26 * MM
_Paged = Callable[[Layout, float], tuple[Page, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBring:
    """Everything on the sheet; ``facts`` are labels with what is published under them."""

    head: OfficeHead
    procedure: str
    about: str
    groups: tuple[PaperGroup, ...]
    facts: tuple[tuple[str, str], ...]
    foot_notes: tuple[str, ...]
    issued_at: datetime
    training: bool = False


def draw(sheet: ToBring, *, paper: Paper = Paper.A5, dots_per_inch: int = 600) -> bytes:
    """The sheet as PDF in the usual type."""
    return _draw(sheet, paper, dots_per_inch, fit_pages)


def draw_large(sheet: ToBring, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """The sheet as PDF in large type, never smaller, over as many pages as it needs."""
    return _draw(
        sheet, paper, dots_per_inch, lambda layout, height: paginate(layout(_LARGE), height)
    )


def draw_on_roll(sheet: ToBring, *, dots_per_inch: int) -> bytes:
    """The sheet on a thermal roll."""
    register_fonts()
    blocks: list[Block] = [
        *said(sheet.head.unit, size=SMALL, bold=True, centre=True),
        rule(),
        *said(NAME, size=TITLE, bold=True, centre=True),
        *said(sheet.procedure, bold=True, centre=True),
        *said(sheet.about, size=SMALL, centre=True),
        rule(),
        *_on_roll(sheet),
        rule(),
        *(block for name, value in sheet.facts for block in said(f"{name}: {value}", size=SMALL)),
        *_code(sheet.head.qr_text, DotGrid(dots_per_inch)),
        *roll_notes((*sheet.foot_notes, sheet.head.contact)),
    ]
    return draw_roll([RollSlip(blocks, _imprint(sheet))], dots_per_inch=dots_per_inch)


def _on_roll(sheet: ToBring) -> list[Block]:
    blocks: list[Block] = []
    for group in sheet.groups:
        blocks += said(f"Trường hợp: {group.case}" if group.case else "", bold=True)
        for each in group.papers:
            blocks += said(f"• {each.name}", size=ROLL_BODY)
            blocks += said(each.counts, size=SMALL, bold=True)
            blocks += said(each.remark, size=SMALL)
    return blocks


def _code(text: str, grid: DotGrid) -> list[Block]:
    if not text:
        return []
    square = qr(text, grid, room=_ROLL_QR)

    def paint(canvas: Canvas, left: float, top: float) -> None:
        square.paint(canvas, left + (TEXT_WIDTH - square.width) / 2, top)

    return [Block(square.height, paint)]


def _draw(sheet: ToBring, paper: Paper, dots_per_inch: int, paged: _Paged) -> bytes:
    register_fonts()
    grid, form = DotGrid(dots_per_inch), FORMATS[paper]

    def layout(density: Type) -> list[Block]:
        return _body(sheet, Column(form.text_width, density), grid)

    copies = [paged(layout, form.text_height)] * form.copies
    return bind(copies, _imprint(sheet), paper=paper, grid=grid)


def _body(sheet: ToBring, column: Column, grid: DotGrid) -> list[Block]:
    size = column.type.body
    heading = [
        *centred(column, [Span(NAME, size * 1.3, BOLD)]),
        *centred(column, [Span(sheet.procedure, size * 1.08, BOLD)]),
        *centred(column, [Span(sheet.about, size * 0.9, ITALIC)]),
    ]
    return [
        office_head(column, sheet.head, grid),
        *heading,
        gap(2 * MM, stretch=2 * MM),
        *glue(paragraph(column, [Span("Khi đến nộp hồ sơ, mang theo:", size, BOLD)])),
        gap(1 * MM),
        *to_tick(column, sheet.groups),
        gap(1 * MM, stretch=3 * MM),
        *(block for name, value in sheet.facts for block in field(column, name, value)),
        *notes(column, sheet.foot_notes),
    ]


def _imprint(sheet: ToBring) -> Imprint:
    return Imprint(
        title=f"{NAME.capitalize()}: {sheet.procedure}",
        author=sheet.head.unit,
        code=sheet.about,
        issued_at=sheet.issued_at,
        training=sheet.training,
    )
