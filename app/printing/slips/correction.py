"""Thông báo thu hồi, đính chính kết quả: a result is wrong and another will come for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.printing.flow import Block, gap, glue
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.party import Party, party_fields
from app.printing.pieces import Column, Signature, field, letter_signature, notes, sentence
from app.printing.style import MM, Paper

_AIR = 3 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice:
    """Everything in the notice; ``closing`` asks back what the citizen already took."""

    heading: Heading
    name: str
    addressee: Party
    abstract: str
    opening: str
    result: str
    reason: str
    signer: Signature
    recipients: tuple[str, ...]
    recalled_at: datetime
    closing: str = ""
    foot_notes: tuple[str, ...] = ()
    reprint: bool = False
    training: bool = False


def draw(notice: CorrectionNotice, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """The notice as PDF; on ``A4X2`` twice, one for the office."""
    issue = Issue(
        heading=notice.heading,
        name=notice.name,
        issued_at=notice.recalled_at,
        training=notice.training,
    )
    copy = Copy(remarks(reprint=notice.reprint), partial(_body, notice))
    return draw_issue(issue, [copy], paper=paper, dots_per_inch=dots_per_inch)


def _body(notice: CorrectionNotice, column: Column) -> list[Block]:
    return [
        *party_fields(column, "Kính gửi", notice.addressee),
        gap(0, stretch=_AIR),
        *field(column, "Nội dung yêu cầu giải quyết", notice.abstract, strong=True),
        gap(1 * MM, stretch=_AIR),
        *sentence(column, notice.opening),
        *field(column, "Kết quả", notice.result, strong=True),
        *field(column, "Nội dung sai sót", notice.reason),
        gap(1 * MM, stretch=_AIR),
        *glue(_ending(notice, column)),
    ]


def _ending(notice: CorrectionNotice, column: Column) -> list[Block]:
    return [
        *sentence(column, notice.closing),
        *letter_signature(column, notice.signer, notice.recipients),
        *notes(column, notice.foot_notes),
    ]
