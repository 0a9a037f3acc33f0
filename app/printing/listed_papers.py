"""The papers that a procedure asks for, as a list to tick off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from app.printing.flow import Block, gap
from app.printing.pieces import Column, paragraph
from app.printing.style import BOLD, ITALIC, MM, RULE
from app.printing.typesetting import Line, Span, wrap


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """One paper: what it is called, how many of which sort, what else is said of it."""

    name: str
    counts: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """The papers of one case; ``case`` is empty for those that everybody brings."""

    case: str
    papers: tuple[ListedPaper, ...]


def spans_of(paper: ListedPaper, size: float) -> list[Span]:
    """Name, numbers in bold, remark in small italics."""
    said = [Span(paper.name, size)]
    said += [Span(f"– {paper.counts}", size, BOLD)] if paper.counts else []
    said += [Span(f"({paper.remark})", size * 0.9, ITALIC)] if paper.remark else []
    return said


def to_tick(column: Column, groups: Sequence[PaperGroup]) -> list[Block]:
    """Every paper behind a box to tick, under its case."""
    blocks: list[Block] = []
    for group in groups:
        if group.case:
            words = [Span(f"Trường hợp: {group.case}", column.type.body, BOLD)]
            blocks += [gap(1 * MM), *paragraph(column, words)]
        for paper in group.papers:
            blocks += _ticked(column, spans_of(paper, column.type.body))
    return blocks


def _ticked(column: Column, spans: Sequence[Span]) -> list[Block]:
    size = column.type.body
    box, indent = 0.82 * size, 1.5 * size
    first, *rest = wrap(spans, column.width - indent)

    def paint(canvas: Canvas, left: float, top: float) -> None:
        canvas.setLineWidth(RULE)
        canvas.rect(left, top - 0.98 * size, box, box)
        first.paint(canvas, left + indent, top)

    lines = [Block(first.height, paint), *(_indented(line, indent) for line in rest)]
    return [*lines, gap(0.32 * size)]


def _indented(line: Line, indent: float) -> Block:
    return Block(
        line.height, lambda canvas, left, top: line.paint(canvas, left + indent, top), glued=True
    )
