"""The sheet of a day's opening or closing: headed lines on one page, signed by two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.printing.barcode import DotGrid
from app.printing.flow import Block, fit_pages, gap, glue
from app.printing.office_head import OfficeHead, office_head
from app.printing.papers_table import Cell, TableColumn, table
from app.printing.pieces import Column, Signature, notes, paragraph, signatures, title
from app.printing.sheet import Imprint, bind
from app.printing.style import BOLD, FORMATS, ITALIC, MM, Paper, Type, register_fonts
from app.printing.typesetting import Span

OPENING, CLOSING = "PHIẾU MỞ NGÀY", "PHIẾU KẾT NGÀY"
_VALUE = 44 * MM


@dataclass(frozen=True, slots=True)
class DayLine:
    """What was looked at, what was found, and a remark where something is open."""

    label: str
    value: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class DaySection:
    """Lines under one heading."""

    title: str
    lines: tuple[DayLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """Everything on the sheet; ``name`` is ``OPENING`` or ``CLOSING``, ``subject`` desk and day."""

    head: OfficeHead
    name: str
    subject: str
    sections: tuple[DaySection, ...]
    first: Signature
    second: Signature
    issued_at: datetime
    foot_notes: tuple[str, ...] = ()
    training: bool = False


def draw(sheet: DaySheet, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """The sheet as PDF."""
    register_fonts()
    grid, form = DotGrid(dots_per_inch), FORMATS[paper]

    def layout(density: Type) -> list[Block]:
        return _body(sheet, Column(form.text_width, density), grid)

    imprint = Imprint(
        title=f"{sheet.name.capitalize()} {sheet.subject}",
        author=sheet.head.unit,
        code=sheet.subject,
        issued_at=sheet.issued_at,
        training=sheet.training,
    )
    copies = [fit_pages(layout, form.text_height)] * form.copies
    return bind(copies, imprint, paper=paper, grid=grid)


def _body(sheet: DaySheet, column: Column, grid: DotGrid) -> list[Block]:
    blocks = [
        office_head(column, sheet.head, grid),
        *title(column, sheet.name, (sheet.subject,)),
    ]
    for section in sheet.sections:
        words = [Span(section.title, column.type.body, BOLD)]
        blocks += [gap(2 * MM, stretch=2 * MM), *paragraph(column, words), gap(0.8 * MM)]
        blocks += _lines(column, section.lines)
    signing = glue(signatures(column, [sheet.first, sheet.second]))
    return [*blocks, gap(2 * MM, stretch=4 * MM), *signing, *notes(column, sheet.foot_notes)]


def _remark(line: DayLine, size: float) -> list[Span]:
    return [Span(f"({line.remark})", size * 0.9, ITALIC)] if line.remark else []


def _lines(column: Column, lines: Iterable[DayLine]) -> list[Block]:
    size = column.type.body * 0.95
    columns = [
        TableColumn("Nội dung", column.width - _VALUE, centred=False),
        TableColumn("Số, tình trạng", _VALUE),
    ]
    rows: list[list[Cell]] = [
        [
            [Span(each.label, size), *_remark(each, size)],
            [Span(each.value, size, BOLD)],
        ]
        for each in lines
    ]
    return glue(table(column, columns, rows), first=2)
