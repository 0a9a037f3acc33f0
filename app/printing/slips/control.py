"""Phiếu kiểm soát quá trình giải quyết hồ sơ: a block for each hand-over and each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.domain.moments import local
from app.printing.flow import Block, gap
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue
from app.printing.papers_table import Cell, Paragraphs, TableColumn, table
from app.printing.pieces import Column, field, field_pair, notes
from app.printing.style import BOLD, ITALIC, MM, Paper
from app.printing.typesetting import Span

LEAST_BLOCKS = 4
"""A page has room for this many; a sheet with fewer has the others left to be written."""

_COLUMNS = (
    TableColumn("TÊN CƠ QUAN", 45 * MM, centred=False),
    TableColumn("THỜI GIAN GIAO, NHẬN HỒ SƠ", 70 * MM, centred=False),
    TableColumn("KẾT QUẢ GIẢI QUYẾT HỒ SƠ", 25 * MM),
    TableColumn("GHI CHÚ", 35 * MM, centred=False),
)
_SIZE, _LEAST_SIZE = 0.86, 8.2
_SIGNING = 1.35
"""Room to sign beside its label, in sizes of type."""
_BLANK = "…… giờ …… phút, ngày …/…/………"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRow:
    """One block: two lines of names with two moments and who signs at each.

    A moment that is not known yet is left to be written.
    """

    first: str
    second: str
    began_at: datetime | None = None
    ended_at: datetime | None = None
    signers: tuple[str, str] = ("Người giao (Ký)", "Người nhận (Ký)")
    labels: tuple[str, str] = ("", "")
    outcome: str = ""
    remarks: tuple[str, ...] = ()


BLANK_ROW = ControlRow(first="1. Giao:", second="2. Nhận:", outcome="Trước hạn/đúng hạn/quá hạn")


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSheet:
    """Everything on the sheet; ``drawn_at`` tells up to when the journal is on it."""

    heading: Heading
    name: str
    owner: str
    abstract: str
    received_at: datetime
    return_due_at: datetime
    agency: str
    partners: str
    rows: tuple[ControlRow, ...]
    drawn_at: datetime
    return_note: str = ""
    foot_notes: tuple[str, ...] = ()
    training: bool = False


def draw(sheet: ControlSheet, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """The sheet as PDF."""
    issue = Issue(
        heading=sheet.heading, name=sheet.name, issued_at=sheet.drawn_at, training=sheet.training
    )
    copy = Copy((f"in lúc {_short(sheet.drawn_at)}",), partial(_body, sheet))
    return draw_issue(issue, [copy], paper=paper, dots_per_inch=dots_per_inch)


def _body(sheet: ControlSheet, column: Column) -> list[Block]:
    received = ("Ngày nhận", _short(sheet.received_at))
    due = ("Ngày, giờ hẹn trả kết quả", _short(sheet.return_due_at))
    return [
        *field(column, "Kèm theo hồ sơ của", sheet.owner, strong=True),
        *field(column, "Nội dung yêu cầu giải quyết", sheet.abstract),
        *field_pair(column, received, due, share=0.42),
        *(field(column, "Thay đổi ngày hẹn", sheet.return_note) if sheet.return_note else []),
        *field(column, "Cơ quan (bộ phận) giải quyết hồ sơ", sheet.agency),
        *field(column, "Cơ quan phối hợp giải quyết hồ sơ", sheet.partners or "không"),
        gap(1.4 * MM),
        *_table(sheet, column),
        *notes(column, sheet.foot_notes),
    ]


def _table(sheet: ControlSheet, column: Column) -> list[Block]:
    size = max(column.type.body * _SIZE, _LEAST_SIZE)
    share = column.width / sum(each.width for each in _COLUMNS)
    columns = [TableColumn(each.heading, each.width * share, each.centred) for each in _COLUMNS]
    blanks = max(0, LEAST_BLOCKS - len(sheet.rows))
    rows = [_row(each, size) for each in (*sheet.rows, *[BLANK_ROW] * blanks)]
    return table(column, columns, rows)


def _row(row: ControlRow, size: float) -> Sequence[Cell | Paragraphs]:
    return (
        Paragraphs(([Span(row.first, size)], [Span("", size)], [Span(row.second, size)])),
        Paragraphs(
            (
                *_signed(row.labels[0], row.began_at, row.signers[0], size),
                *_signed(row.labels[1], row.ended_at, row.signers[1], size),
            )
        ),
        [Span(row.outcome, size, BOLD if row is not BLANK_ROW else ITALIC)],
        Paragraphs(tuple([Span(each, size * 0.94)] for each in row.remarks)),
    )


def _signed(label: str, at: datetime | None, signer: str, size: float) -> tuple[Cell, ...]:
    said = [Span(label, size), Span(_BLANK if at is None else _short(at), size)]
    if not signer:
        return (said,)
    return (said, [Span(f"{signer}:", size * 0.94, ITALIC)], [Span("", size * _SIGNING)])


def _short(moment: datetime) -> str:
    at = local(moment)
    return f"{at:%H} giờ {at:%M} phút, ngày {at:%d/%m/%Y}"
