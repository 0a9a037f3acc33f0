"""Thông báo thu hồi, đính chính kết quả: a result is wrong and another will come for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.printing.flow import Block, gap, glue
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.party import Party, party_fields
from app.printing.pieces import Column, Signature, field, letter_signature, notes, paragraph
from app.printing.style import MM, Paper
from app.printing.typesetting import Span

_AIR = 3 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice:
    """Everything in the notice; ``held`` tells whether the citizen already took the result."""

    heading: Heading
    name: str
    addressee: Party
    abstract: str
    unit: str
    result: str
    reason: str
    signer: Signature
    recipients: tuple[str, ...]
    recalled_at: datetime
    held: bool = False
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
    size = column.type.body
    return [
        *party_fields(column, "Kính gửi", notice.addressee),
        gap(0, stretch=_AIR),
        *field(column, "Nội dung yêu cầu giải quyết", notice.abstract, strong=True),
        gap(1 * MM, stretch=_AIR),
        *paragraph(
            column,
            [Span(f"{notice.unit} thông báo thu hồi kết quả sau đây để đính chính:", size)],
        ),
        *field(column, "Kết quả", notice.result, strong=True),
        *field(column, "Nội dung sai sót", notice.reason),
        gap(1 * MM, stretch=_AIR),
        *glue(_ending(notice, column)),
    ]


def _ending(notice: CorrectionNotice, column: Column) -> list[Block]:
    held = (
        "Kính đề nghị Ông/Bà không sử dụng và nộp lại bản đã nhận tại nơi trả kết quả. "
        if notice.held
        else ""
    )
    sentence = (
        f"{held}Khi có kết quả đã đính chính, {notice.unit} sẽ báo để Ông/Bà đến nhận. Thành thật "
        "xin lỗi Ông/Bà về sai sót này."
    )
    return [
        *paragraph(column, [Span(sentence, column.type.body)]),
        *letter_signature(column, notice.signer, notice.recipients),
        *notes(column, notice.foot_notes),
    ]
