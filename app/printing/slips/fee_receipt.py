"""Phiếu thu tiền nội bộ: what was taken, in figures and in words; never an official receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.domain.money_words import money_in_words, money_text
from app.printing.flow import Block, gap, glue
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.papers_table import TableColumn, table
from app.printing.party import Party, identity_field, party_fields, written_out
from app.printing.pieces import Column, Signature, field, field_pair, notes, signatures
from app.printing.style import BOLD, MM, Paper
from app.printing.typesetting import Span

OFFICE_COPY, PAYERS_COPY = "Liên 1: Lưu", "Liên 2: Giao người nộp tiền"
_AIR = 2.5 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class SumTaken:
    """One kind of money, in đồng."""

    words: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeReceipt:
    """Everything on the paper; ``official_number`` is that of the biên lai where one was given."""

    heading: Heading
    name: str
    payer: Party
    abstract: str
    sums: tuple[SumTaken, ...]
    means: str
    taken_at: datetime
    clerk_name: str
    official_number: str = ""
    outstanding: int = 0
    foot_notes: tuple[str, ...] = ()
    reprint: bool = False
    training: bool = False

    @property
    def total(self) -> int:
        """What was taken altogether (đồng)."""
        return sum(each.amount for each in self.sums)


def draw(slip: FeeReceipt, *, paper: Paper = Paper.A5, dots_per_inch: int = 600) -> bytes:
    """Both copies as PDF: side by side on ``A4X2``, else one after the other."""
    issue = Issue(
        heading=slip.heading, name=slip.name, issued_at=slip.taken_at, training=slip.training
    )
    again = remarks(reprint=slip.reprint)
    copies = [Copy((whose, *again), partial(_body, slip)) for whose in (OFFICE_COPY, PAYERS_COPY)]
    return draw_issue(issue, copies, paper=paper, dots_per_inch=dots_per_inch)


def _body(slip: FeeReceipt, column: Column) -> list[Block]:
    official = ("Biên lai số", slip.official_number)
    return [
        *party_fields(column, "Người nộp tiền", slip.payer),
        *identity_field(column, slip.payer),
        *field(column, "Nội dung yêu cầu giải quyết", slip.abstract),
        *field(column, "Thời gian thu", written_out(slip.taken_at)),
        gap(0.8 * MM, stretch=_AIR),
        *_table(slip, column),
        gap(0.8 * MM, stretch=_AIR),
        *glue(
            [
                *field(column, "Bằng chữ", f"{money_in_words(slip.total)}.", strong=True),
                *field_pair(column, ("Hình thức", slip.means), official),
                *_outstanding(slip, column),
                *_foot(slip, column),
            ]
        ),
    ]


def _table(slip: FeeReceipt, column: Column) -> list[Block]:
    size = column.type.body
    number, amount = 9 * MM, 38 * MM
    columns = [
        TableColumn("TT", number),
        TableColumn("Khoản thu", column.width - number - amount, centred=False),
        TableColumn("Số tiền", amount),
    ]
    rows = [
        [[Span(str(at), size)], [Span(each.words, size)], [Span(money_text(each.amount), size)]]
        for at, each in enumerate(slip.sums, start=1)
    ]
    total = [[], [Span("Cộng", size, BOLD)], [Span(money_text(slip.total), size, BOLD)]]
    return table(column, columns, [*rows, total])


def _outstanding(slip: FeeReceipt, column: Column) -> list[Block]:
    return field(column, "Còn phải nộp", money_text(slip.outstanding)) if slip.outstanding else []


def _foot(slip: FeeReceipt, column: Column) -> list[Block]:
    signers = [
        Signature("NGƯỜI NỘP TIỀN", name=slip.payer.name),
        Signature("NGƯỜI THU TIỀN", name=slip.clerk_name),
    ]
    return [*signatures(column, signers), *notes(column, slip.foot_notes)]
