"""A report on paper: its form, its table over as many pages as it needs, who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.printing.barcode import DotGrid
from app.printing.charts import Chart, chart_block
from app.printing.flow import Block, gap, paginate
from app.printing.grouped_head import Headed, grouped_head
from app.printing.papers_table import Cell, TableColumn, table
from app.printing.pieces import Column, Signature, paragraph, signatures, title
from app.printing.sheet import Imprint, bind
from app.printing.style import (
    A4_WIDE,
    BOLD,
    DENSITIES,
    ITALIC,
    MM,
    REGULAR,
    register_fonts,
)
from app.printing.typesetting import Span

_DENSITY = 5
_NUMBER_WIDTH = 8 * MM
_WIDE_PAGE = 0.72
"""Size of type where many columns share a page."""
_MANY = 9


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its heading, the share of the width that it takes, whether it is text.

    ``group`` is the name that it shares with its neighbours, ``number`` that of the official form.
    """

    heading: str
    share: int
    is_text: bool = False
    group: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row as shown; ``weight`` is ``plain``, ``bold`` or ``italic``."""

    cells: tuple[str, ...]
    weight: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """Everything that stands on the paper."""

    unit: str
    form: str
    name: str
    remarks: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    lines: tuple[SheetLine, ...]
    notes: tuple[str, ...]
    code: str
    made_at: datetime
    made_by: str
    chart: Chart | None = None
    training: bool = False


def draw(sheet: ReportSheet, *, dots_per_inch: int = 600) -> bytes:
    """The sheet as PDF, A4 lying."""
    register_fonts()
    column = Column(A4_WIDE.text_width, DENSITIES[_DENSITY])
    size = column.type.body * (_WIDE_PAGE if len(sheet.columns) > _MANY else 0.9)
    head = [Span(sheet.unit, column.type.body, BOLD)]
    blocks: list[Block] = [
        *paragraph(column, head),
        *(paragraph(column, [Span(sheet.form, column.type.small, ITALIC)]) if sheet.form else ()),
        gap(2 * MM),
        *title(column, sheet.name, sheet.remarks),
        gap(2 * MM),
        *_table(column, sheet, size),
        gap(2 * MM),
    ]
    for note in sheet.notes:
        blocks += paragraph(column, [Span(note, column.type.small, ITALIC)])
    signers = [Signature("NGƯỜI LẬP BIỂU", name=sheet.made_by), Signature("THỦ TRƯỞNG ĐƠN VỊ")]
    blocks += signatures(column, signers)
    imprint = Imprint(
        title=sheet.name.capitalize(),
        author=sheet.unit,
        code=sheet.code,
        issued_at=sheet.made_at,
        training=sheet.training,
    )
    pages = paginate(blocks, A4_WIDE.text_height)
    if sheet.chart is not None:
        pages += paginate(_beside(column, sheet, sheet.chart), A4_WIDE.text_height)
    return bind([pages], imprint, paper=A4_WIDE, grid=DotGrid(dots_per_inch))


def _beside(column: Column, sheet: ReportSheet, chart: Chart) -> list[Block]:
    """The chart on a page of its own, behind the signatures: no official form has one."""
    said = [Span(f"Biểu đồ kèm theo: {sheet.code}", column.type.small, ITALIC)]
    return [
        *paragraph(column, said),
        gap(3 * MM),
        chart_block(chart, column.width, min(_CHART_HEIGHT, A4_WIDE.text_height * 0.85)),
    ]


_CHART_HEIGHT = 120 * MM


def _table(column: Column, sheet: ReportSheet, size: float) -> list[Block]:
    rest = column.width - _NUMBER_WIDTH
    whole = sum(each.share for each in sheet.columns)
    widths = [rest * each.share / whole for each in sheet.columns]
    pairs = list(zip(sheet.columns, widths, strict=True))
    numbered = any(each.number for each in sheet.columns)
    head = grouped_head(
        column,
        [
            Headed("TT", _NUMBER_WIDTH, number="(1)" if numbered else ""),
            *(Headed(each.heading, wide, each.group, each.number) for each, wide in pairs),
        ],
    )
    columns = [
        TableColumn("TT", _NUMBER_WIDTH),
        *(TableColumn(each.heading, wide, centred=not each.is_text) for each, wide in pairs),
    ]
    return table(column, columns, [_row(each, size) for each in sheet.lines], head)


def _row(line: SheetLine, size: float) -> list[Cell]:
    font = {"plain": REGULAR, "bold": BOLD, "italic": ITALIC}[line.weight]
    return [[Span(each, size, font)] for each in line.cells]
