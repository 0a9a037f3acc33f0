"""Giấy biên nhận trả kết quả: who took which results, and by what right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from app.printing.flow import Block, gap, glue
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.papers_table import Cell, TableColumn, table
from app.printing.party import Party, party_fields, written_out
from app.printing.pieces import Column, Signature, field, field_pair, notes, sentence, signatures
from app.printing.style import MM, Paper
from app.printing.typesetting import Span

OFFICE_COPY, COLLECTORS_COPY = "Liên 1: Lưu", "Liên 2: Giao người nhận"
_AIR = 2.5 * MM
_COLUMNS = (
    TableColumn("TT", 8 * MM),
    TableColumn("Kết quả", 48 * MM, centred=False),
    TableColumn("Số", 26 * MM, centred=False),
    TableColumn("Ngày ký", 23 * MM),
    TableColumn("Có giá trị đến", 23 * MM),
)
_SIZE = 0.92


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One result that was handed over."""

    name: str
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReceipt:
    """Everything on the paper; ``collector`` signs, ``right`` says in what capacity.

    ``remaining`` counts the results still to come, ``owed`` is what stays unpaid, in words.
    """

    heading: Heading
    name: str
    owner: Party
    abstract: str
    collector: str
    right: str
    results: tuple[ResultRow, ...]
    returned_at: datetime
    place: str
    clerk_name: str
    identity_number: str = ""
    authority: str = ""
    proofs: str = ""
    checked: str = ""
    remaining: int = 0
    owed: str = ""
    foot_notes: tuple[str, ...] = ()
    reprint: bool = False
    training: bool = False


def draw(slip: ResultReceipt, *, paper: Paper = Paper.A5, dots_per_inch: int = 600) -> bytes:
    """Both copies as PDF: side by side on ``A4X2``, else one after the other."""
    issue = Issue(
        heading=slip.heading, name=slip.name, issued_at=slip.returned_at, training=slip.training
    )
    again = remarks(reprint=slip.reprint)
    copies = [
        Copy((whose, *again), partial(_body, slip)) for whose in (OFFICE_COPY, COLLECTORS_COPY)
    ]
    return draw_issue(issue, copies, paper=paper, dots_per_inch=dots_per_inch)


def _body(slip: ResultReceipt, column: Column) -> list[Block]:
    authority = field(column, "Giấy tờ ủy quyền", slip.authority) if slip.authority else []
    return [
        *party_fields(column, "Chủ hồ sơ", slip.owner),
        *field(column, "Nội dung yêu cầu giải quyết", slip.abstract, strong=True),
        gap(0, stretch=_AIR),
        *field(column, "Người nhận kết quả", slip.collector, strong=True),
        *field_pair(
            column, ("Nhận với tư cách", slip.right), ("Số giấy tờ tùy thân", slip.identity_number)
        ),
        *authority,
        *field(column, "Đã xuất trình", slip.proofs),
        *field(column, "Thời gian trả kết quả", written_out(slip.returned_at)),
        *field(column, "Trả tại", slip.place),
        gap(0.8 * MM, stretch=_AIR),
        *_table(slip, column),
        gap(0.8 * MM, stretch=_AIR),
        *glue(_ending(slip, column)),
    ]


def _table(slip: ResultReceipt, column: Column) -> list[Block]:
    size = column.type.body * _SIZE
    share = column.width / sum(each.width for each in _COLUMNS)
    columns = [TableColumn(each.heading, each.width * share, each.centred) for each in _COLUMNS]
    rows = [_row(number, row, size) for number, row in enumerate(slip.results, start=1)]
    return table(column, columns, rows)


def _row(number: int, row: ResultRow, size: float) -> Sequence[Cell]:
    return (
        [Span(str(number), size)],
        [Span(row.name, size)],
        [Span(row.number or "–", size)],
        [Span(_day(row.issued_on), size)],
        [Span(_day(row.valid_until), size)],
    )


def _day(day: date | None) -> str:
    return "–" if day is None else f"{day:%d/%m/%Y}"


def _ending(slip: ResultReceipt, column: Column) -> list[Block]:
    count = len(slip.results)
    left = f"; còn {slip.remaining:02d} kết quả sẽ trả sau" if slip.remaining else ""
    signers = [
        Signature("NGƯỜI NHẬN KẾT QUẢ", name=slip.collector),
        Signature("NGƯỜI TRẢ KẾT QUẢ", name=slip.clerk_name),
    ]
    return [
        *field(column, "Tổng số", f"{count:02d} kết quả{left}", strong=True),
        *(field(column, "Còn phải nộp", slip.owed) if slip.owed else []),
        *sentence(column, slip.checked),
        *signatures(column, signers),
        *notes(column, slip.foot_notes),
    ]
