"""The table of a dossier's papers (thành phần hồ sơ): as many rows as there are, over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from app.printing.barcode import Code
from app.printing.flow import Block
from app.printing.pieces import Column
from app.printing.style import BOLD, ITALIC, MM, THIN
from app.printing.typesetting import Line, Span, wrap

_PAD_X, _PAD_Y = 1.2 * MM, 0.55 * MM
_NUMBER_WIDTH = 8 * MM
_COUNTS = (("Bản chính", 11.5 * MM), ("Bản chứng thực", 18 * MM), ("Bản sao", 11.5 * MM))
_LINES_TOGETHER = 12
"""A row with more lines than this may be divided over pages."""
_NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper as handed in; ``remark`` says what stood in for it (a database look-up)."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the table: heading, width, whether its text is centred."""

    heading: str
    width: float
    centred: bool = True


def papers_table(column: Column, papers: Sequence[PaperLine]) -> list[Block]:
    """TT, name, and how many originals, certified copies and plain copies where any are told."""
    told = any(each.originals or each.certified or each.copies for each in papers)
    known = _COUNTS if told else ()
    counts = [TableColumn(heading, width * column.type.factor) for heading, width in known]
    name_width = column.width - _NUMBER_WIDTH - sum(each.width for each in counts)
    columns = [
        TableColumn("TT", _NUMBER_WIDTH),
        TableColumn("Thành phần hồ sơ", name_width, centred=False),
        *counts,
    ]
    size = column.type.body * 0.95
    rows = [
        [
            [Span(str(number), size)],
            [Span(paper.name, size), Span(paper.remark, size * 0.9, ITALIC)],
            *(
                [Span(str(count) if count else _NOTHING, size)]
                for count in (paper.originals, paper.certified, paper.copies)[: len(counts)]
            ),
        ]
        for number, paper in enumerate(papers, start=1)
    ]
    return table(column, columns, rows)


Cell = Sequence[Span]


class _Inked(Protocol):
    """A line of text or a code: how big it is, and how it is drawn."""

    @property
    def width(self) -> float: ...

    @property
    def height(self) -> float: ...

    def paint(self, canvas: Canvas, left: float, top: float) -> None: ...


class Paragraphs(tuple[Cell, ...]):
    """A cell of several paragraphs; one whose text is empty is a line left free."""

    __slots__ = ()


def table(
    column: Column,
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[Cell | Paragraphs | Code]],
    head: Block | None = None,
) -> list[Block]:
    """A ruled table whose heading stands again on every page that it reaches.

    A cell is text, several paragraphs, or a code in its own size. ``head`` is a heading of several
    levels, as wide as the columns.
    """
    head = head or _head(column, columns)
    blocks = [head]
    for cells in rows:
        lines = [
            _lines(cell, each.width - 2 * _PAD_X) for each, cell in zip(columns, cells, strict=True)
        ]
        blocks += [replace(block, head=head) for block in _pieces(columns, lines)]
    if len(blocks) > 1:
        blocks[1] = replace(blocks[1], glued=True)
    return blocks


def _head(column: Column, columns: Sequence[TableColumn]) -> Block:
    cells = [
        wrap([Span(each.heading, column.type.small, BOLD)], each.width - 2 * _PAD_X)
        for each in columns
    ]
    return _row([replace(each, centred=True) for each in columns], cells, first=True)


def _lines(cell: Cell | Paragraphs | Code, width: float) -> Sequence[_Inked]:
    if isinstance(cell, Code):
        return [cell]
    if not isinstance(cell, Paragraphs):
        return wrap(cell, width)
    return [line for each in cell for line in wrap(each, width) or [_free(each)]]


def _free(paragraph: Cell) -> Line:
    return Line((), 0.0, max(span.size for span in paragraph))


def _pieces(columns: Sequence[TableColumn], cells: Sequence[Sequence[_Inked]]) -> list[Block]:
    longest = max(len(lines) for lines in cells)
    return [
        _row(columns, [lines[start : start + _LINES_TOGETHER] for lines in cells])
        for start in range(0, longest, _LINES_TOGETHER)
    ]


def _row(
    columns: Sequence[TableColumn],
    cells: Sequence[Sequence[_Inked]],
    *,
    first: bool = False,
) -> Block:
    heights = [sum(line.height for line in lines) for lines in cells]
    height = max(heights) + 2 * _PAD_Y

    def paint(canvas: Canvas, left: float, top: float) -> None:
        x = left
        for each, lines, tall in zip(columns, cells, heights, strict=True):
            y = top - (height - tall) / 2
            for line in lines:
                room = each.width - line.width
                line.paint(canvas, x + (room / 2 if each.centred else _PAD_X), y)
                y -= line.height
            x += each.width
        _rule(canvas, columns, (left, top, height), first=first)

    return Block(height, paint)


def _rule(
    canvas: Canvas,
    columns: Sequence[TableColumn],
    row: tuple[float, float, float],
    *,
    first: bool,
) -> None:
    left, top, height = row
    right = left + sum(each.width for each in columns)
    bottom = top - height
    lines = [(left, bottom, right, bottom), (left, bottom, left, top)]
    if first:
        lines.append((left, top, right, top))
    x = left
    for each in columns:
        x += each.width
        lines.append((x, bottom, x, top))
    canvas.setLineWidth(THIN)
    canvas.lines(lines)
