"""Phiếu bàn giao hồ sơ: a pile between two units, a copy for each side, three signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from app.domain.moments import local
from app.printing.flow import Block, gap
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.papers_table import Cell, TableColumn, table
from app.printing.party import written_out
from app.printing.pieces import Column, Signature, field, field_pair, signatures
from app.printing.style import MM, Paper
from app.printing.typesetting import Span

NAME = "PHIẾU BÀN GIAO HỒ SƠ"
GIVERS_COPY, RECEIVERS_COPY = "bản bên giao giữ", "bản bên nhận giữ"
_COLUMNS = (
    TableColumn("TT", 8 * MM),
    TableColumn("Mã hồ sơ", 36 * MM),
    TableColumn("Người nộp", 39 * MM, centred=False),
    TableColumn("Thủ tục", 46 * MM, centred=False),
    TableColumn("Hẹn trả", 22 * MM),
    TableColumn("Ghi chú", 23 * MM, centred=False),
)
_SIZE = 0.86
"""Size of the rows in sizes of the text: a line of a dossier is mostly two of type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverRow:
    """One dossier on the sheet."""

    code: str
    applicant: str
    procedure: str
    return_due_at: datetime
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverSheet:
    """Everything on the sheet; ``counted`` says what the receiver found, once it is signed."""

    heading: Heading
    name: str = NAME
    giver: str
    receiver: str
    closed_at: datetime
    rows: tuple[HandOverRow, ...]
    total: str
    giver_name: str = ""
    receiver_name: str = ""
    witness_name: str = ""
    counted: str = ""
    reprint: bool = False
    training: bool = False


def draw(sheet: HandOverSheet, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """The sheet twice as PDF, a copy for each side."""
    issue = Issue(
        heading=sheet.heading, name=sheet.name, issued_at=sheet.closed_at, training=sheet.training
    )
    again = remarks(reprint=sheet.reprint)
    copies = [
        Copy((whose, *again), partial(_body, sheet)) for whose in (GIVERS_COPY, RECEIVERS_COPY)
    ]
    return draw_issue(issue, copies, paper=paper, dots_per_inch=dots_per_inch)


def _body(sheet: HandOverSheet, column: Column) -> list[Block]:
    return [
        *field_pair(column, ("Bên giao", sheet.giver), ("Bên nhận", sheet.receiver)),
        *field(column, "Thời gian giao", written_out(sheet.closed_at)),
        gap(1.6 * MM),
        *_table(sheet, column),
        # Whatever is signed stands on a page with the last dossier, never alone.
        *(replace(block, glued=True) for block in _ending(sheet, column)),
    ]


def _ending(sheet: HandOverSheet, column: Column) -> list[Block]:
    signers = [
        Signature("NGƯỜI GIAO", name=sheet.giver_name),
        Signature("NGƯỜI NHẬN", name=sheet.receiver_name),
        Signature("NGƯỜI CHỨNG KIẾN", name=sheet.witness_name),
    ]
    counted = sheet.counted or "………… hồ sơ; thiếu …………; thừa …………"
    return [
        gap(1.6 * MM),
        *field(column, "Tổng số", sheet.total, strong=True),
        *field(column, "Bên nhận đã đếm", counted),
        *signatures(column, signers),
    ]


def _table(sheet: HandOverSheet, column: Column) -> list[Block]:
    size = column.type.body * _SIZE
    share = column.width / sum(each.width for each in _COLUMNS)
    columns = [TableColumn(each.heading, each.width * share, each.centred) for each in _COLUMNS]
    rows = [_row(number, row, size) for number, row in enumerate(sheet.rows, start=1)]
    return table(column, columns, rows)


def _row(number: int, row: HandOverRow, size: float) -> Sequence[Cell]:
    return (
        [Span(str(number), size)],
        [Span(row.code, size)],
        [Span(row.applicant, size)],
        [Span(row.procedure, size)],
        [Span(f"{local(row.return_due_at):%d/%m/%Y}", size)],
        [Span(row.remark, size)],
    )
