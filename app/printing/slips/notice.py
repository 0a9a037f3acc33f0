"""Niêm yết: a procedure with all that is published of it, and the list of them with their QR."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.printing.barcode import Code, DotGrid, qr
from app.printing.flow import Block, fit_pages, gap
from app.printing.listed_papers import ListedPaper, PaperGroup
from app.printing.office_head import OfficeHead, office_head
from app.printing.papers_table import Cell, TableColumn, table
from app.printing.pieces import Column, centred, field, notes, paragraph, title
from app.printing.sheet import Imprint, bind
from app.printing.style import BOLD, FORMATS, ITALIC, MM, Paper, Type, register_fonts
from app.printing.typesetting import Span

NAME = "THỦ TỤC HÀNH CHÍNH"
LIST_NAME = "DANH MỤC THỦ TỤC HÀNH CHÍNH"
_NUMBER, _COUNTS, _CODE, _MONEY, _TIME, _SQUARE = (each * MM for each in (9, 34, 21, 30, 30, 18))
_QR_ROOM, _LEAST = 16 * MM, 13 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One procedure to put up; ``facts`` are labels with what is published under them."""

    head: OfficeHead
    procedure: str
    about: str
    groups: tuple[PaperGroup, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    foot_notes: tuple[str, ...]
    issued_at: datetime
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProcedure:
    """One line of the list; ``qr_text`` opens the procedure."""

    code: str
    name: str
    limit: str
    money: str
    qr_text: str


@dataclass(frozen=True, slots=True)
class Sector:
    """The procedures of one sector."""

    name: str
    procedures: tuple[ListedProcedure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeList:
    """The list to put up beside the counter."""

    head: OfficeHead
    sectors: tuple[Sector, ...]
    foot_notes: tuple[str, ...]
    issued_at: datetime
    training: bool = False


def draw(notice: Notice, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """One procedure as PDF."""

    def layout(column: Column, grid: DotGrid) -> list[Block]:
        size = column.type.body
        told = [_fact(column, label, lines) for label, lines in notice.facts]
        return [
            office_head(column, notice.head, grid),
            *title(column, NAME, ()),
            *centred(column, [Span(notice.procedure, size * 1.15, BOLD)]),
            *centred(column, [Span(notice.about, size, ITALIC)]),
            gap(2 * MM, stretch=2 * MM),
            *paragraph(column, [Span("Thành phần hồ sơ:", size, BOLD)]),
            gap(1 * MM),
            *_papers(column, notice.groups),
            gap(2 * MM, stretch=2 * MM),
            *(block for blocks in told for block in blocks),
            *notes(column, notice.foot_notes),
        ]

    return _bound(layout, notice, f"{NAME.capitalize()} {notice.about}", paper, dots_per_inch)


def draw_list(notice: NoticeList, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """The list as PDF, a table for each sector."""

    def layout(column: Column, grid: DotGrid) -> list[Block]:
        blocks = [office_head(column, notice.head, grid), *title(column, LIST_NAME, ())]
        for sector in notice.sectors:
            count = f"({len(sector.procedures)} thủ tục)"
            spans = [Span(sector.name, column.type.body, BOLD), Span(count, column.type.body)]
            blocks += [gap(2 * MM), *paragraph(column, spans), gap(1 * MM)]
            rows = _list_rows(sector, column.type.body * 0.95, grid)
            head, *lines = table(column, _list_columns(column), rows)
            blocks += [replace(head, glued=True), *lines]
        return [*blocks, *notes(column, notice.foot_notes)]

    return _bound(layout, notice, LIST_NAME.capitalize(), paper, dots_per_inch)


def _bound(
    layout: Callable[[Column, DotGrid], list[Block]],
    notice: Notice | NoticeList,
    name: str,
    paper: Paper,
    dots_per_inch: int,
) -> bytes:
    register_fonts()
    grid, form = DotGrid(dots_per_inch), FORMATS[paper]

    def laid(density: Type) -> list[Block]:
        return layout(Column(form.text_width, density), grid)

    imprint = Imprint(
        title=name,
        author=notice.head.unit,
        code=name,
        issued_at=notice.issued_at,
        training=notice.training,
    )
    return bind([fit_pages(laid, form.text_height)], imprint, paper=paper, grid=grid)


def _fact(column: Column, label: str, lines: tuple[str, ...]) -> list[Block]:
    if len(lines) == 1:
        return field(column, label, lines[0])
    size = column.type.body
    said = (paragraph(column, [Span(f"– {each}", size)], indent=4 * MM) for each in lines)
    return [*paragraph(column, [Span(f"{label}:", size)]), *(b for blocks in said for b in blocks)]


def _papers(column: Column, groups: Sequence[PaperGroup]) -> list[Block]:
    """The papers, with how many of each where that is published of any."""
    counted = any(paper.counts for group in groups for paper in group.papers)
    counts = [TableColumn("Số lượng", _COUNTS)] if counted else []
    rest = column.width - _NUMBER - sum(each.width for each in counts)
    columns = [TableColumn("TT", _NUMBER), TableColumn("Tên giấy tờ", rest, centred=False), *counts]
    rows = _paper_rows(groups, column.type.body)
    return table(column, columns, [row[: len(columns)] for row in rows])


def _paper_rows(groups: Sequence[PaperGroup], size: float) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    number = 0
    for group in groups:
        if group.case:
            rows.append([[], [Span(f"Trường hợp: {group.case}", size, BOLD)], []])
        for paper in group.papers:
            number += 1
            rows.append(_paper_row(number, paper, size))
    return rows


def _paper_row(number: int, paper: ListedPaper, size: float) -> list[Cell]:
    name = [Span(paper.name, size)]
    remark = [Span(f"({paper.remark})", size * 0.9, ITALIC)] if paper.remark else []
    return [[Span(str(number), size)], [*name, *remark], [Span(paper.counts or "–", size)]]


def _list_columns(column: Column) -> list[TableColumn]:
    fixed = (_NUMBER, _CODE, _TIME, _MONEY, _SQUARE)
    return [
        TableColumn("TT", _NUMBER),
        TableColumn("Mã", _CODE),
        TableColumn("Tên thủ tục", column.width - sum(fixed), centred=False),
        TableColumn("Thời hạn", _TIME),
        TableColumn("Phí, lệ phí", _MONEY),
        TableColumn("Quét xem", _SQUARE),
    ]


def _list_rows(sector: Sector, size: float, grid: DotGrid) -> list[list[Cell | Code]]:
    return [
        [
            [Span(str(number), size)],
            [Span(each.code, size)],
            [Span(each.name, size)],
            [Span(each.limit, size * 0.9)],
            [Span(each.money, size * 0.9)],
            qr(each.qr_text, grid, room=_QR_ROOM, least=_LEAST),
        ]
        for number, each in enumerate(sector.procedures, start=1)
    ]
