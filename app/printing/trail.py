"""Nhật ký công việc on paper: who did what, when, as a table over as many pages as it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.printing.barcode import DotGrid
from app.printing.flow import Block, gap, paginate
from app.printing.papers_table import Cell, TableColumn, table
from app.printing.pieces import Column, Signature, paragraph, signatures, title
from app.printing.sheet import Imprint, bind
from app.printing.style import (
    BOLD,
    DENSITIES,
    FORMATS,
    ITALIC,
    MM,
    USUAL_DENSITY,
    Paper,
    register_fonts,
)
from app.printing.typesetting import Span

NAME = "NHẬT KÝ CÔNG VIỆC"
_NUMBER, _AT, _CODE, _WHO = 9 * MM, 24 * MM, 38 * MM, 34 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """One deed: when it is stated to have happened, the dossier or the visit, who, and what."""

    at: str
    code: str
    who: str
    place: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailSheet:
    """The deeds of a dossier, an officer or a day; ``subject`` says of which."""

    unit: str
    subject: str
    lines: tuple[TrailLine, ...]
    printed_by: str
    printed_at: datetime
    training: bool = False


def draw(sheet: TrailSheet, *, dots_per_inch: int = 600) -> bytes:
    """The sheet as PDF on A4."""
    register_fonts()
    form = FORMATS[Paper.A4]
    column = Column(form.text_width, DENSITIES[USUAL_DENSITY])
    size = column.type.body
    blocks: list[Block] = [
        *paragraph(column, [Span(sheet.unit, size, BOLD)]),
        gap(2 * MM),
        *title(column, NAME, (sheet.subject,)),
        gap(2 * MM),
        *table(column, _columns(column), [_row(n, each, size) for n, each in _numbered(sheet)]),
        gap(2 * MM),
        *paragraph(column, [Span(f"Cộng: {len(sheet.lines)} việc.", size, ITALIC)]),
        *signatures(column, [None, Signature("NGƯỜI IN", name=sheet.printed_by)]),
    ]
    imprint = Imprint(
        title=NAME.capitalize(),
        author=sheet.unit,
        code=sheet.subject,
        issued_at=sheet.printed_at,
        training=sheet.training,
    )
    pages = paginate(blocks, form.text_height)
    return bind([pages], imprint, paper=Paper.A4, grid=DotGrid(dots_per_inch))


def _numbered(sheet: TrailSheet) -> list[tuple[int, TrailLine]]:
    return list(enumerate(sheet.lines, 1))


def _columns(column: Column) -> list[TableColumn]:
    rest = column.width - _NUMBER - _AT - _CODE - _WHO
    return [
        TableColumn("TT", _NUMBER),
        TableColumn("Lúc", _AT),
        TableColumn("Mã", _CODE),
        TableColumn("Cán bộ", _WHO, centred=False),
        TableColumn("Việc", rest, centred=False),
    ]


def _row(number: int, line: TrailLine, size: float) -> list[Cell]:
    small = size * 0.9
    return [
        [Span(str(number), small)],
        [Span(line.at, small)],
        [Span(line.code, small)],
        [Span(line.who, small), Span(line.place, small * 0.9, ITALIC)],
        [Span(line.sentence, small)],
    ]
