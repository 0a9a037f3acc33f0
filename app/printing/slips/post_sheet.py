"""Papers between office and post: facts, a table where there are items, sums, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from app.printing.flow import Block, gap
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.papers_table import Cell, TableColumn, table
from app.printing.pieces import Column, Signature, field, signatures
from app.printing.style import MM, Paper
from app.printing.typesetting import Span

_SIZE = 0.86
"""Size of the rows in sizes of the text."""


@dataclass(frozen=True, slots=True)
class PostColumn:
    """A column of the table: its heading, its share of the width, and how it is set."""

    heading: str
    share: float
    centred: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSheet:
    """Everything on a paper; ``copies`` names who keeps each, ``strong`` stands below the table."""

    heading: Heading
    name: str
    issued_at: datetime
    facts: tuple[tuple[str, str], ...] = ()
    columns: tuple[PostColumn, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    strong: tuple[tuple[str, str], ...] = ()
    signers: tuple[tuple[str, str], ...] = ()
    copies: tuple[str, ...] = ("",)
    reprint: bool = False
    training: bool = False


def draw(sheet: PostSheet, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """The paper as PDF, a copy for each side that keeps one."""
    issue = Issue(
        heading=sheet.heading, name=sheet.name, issued_at=sheet.issued_at, training=sheet.training
    )
    again = remarks(reprint=sheet.reprint)
    copies = [
        Copy(tuple(filter(None, (whose, *again))), partial(_body, sheet)) for whose in sheet.copies
    ]
    return draw_issue(issue, copies, paper=paper, dots_per_inch=dots_per_inch)


def _body(sheet: PostSheet, column: Column) -> list[Block]:
    return [
        *(block for words, value in sheet.facts for block in field(column, words, value)),
        gap(1.6 * MM),
        *(_table(sheet, column) if sheet.columns else ()),
        # Whatever is signed stands on a page with the last row, never alone.
        *(replace(block, glued=True) for block in _ending(sheet, column)),
    ]


def _ending(sheet: PostSheet, column: Column) -> list[Block]:
    signers = [Signature(title, name=name) for title, name in sheet.signers]
    strong = (
        block for words, value in sheet.strong for block in field(column, words, value, strong=True)
    )
    return [gap(1.6 * MM), *strong, *(signatures(column, signers) if signers else ())]


def _table(sheet: PostSheet, column: Column) -> list[Block]:
    size = column.type.body * _SIZE
    whole = sum(each.share for each in sheet.columns)
    columns = [
        TableColumn(each.heading, column.width * each.share / whole, each.centred)
        for each in sheet.columns
    ]
    return table(column, columns, [_row(row, size) for row in sheet.rows])


def _row(row: Sequence[str], size: float) -> Sequence[Cell]:
    return tuple([Span(text, size)] for text in row)
