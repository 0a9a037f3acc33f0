"""Văn bản xin lỗi và đề nghị gia hạn (Mẫu 04): the promise does not hold, and when it will."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.printing.flow import Block, gap, glue
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.party import Party, party_fields, written_out
from app.printing.pieces import (
    Column,
    Signature,
    field,
    label_line,
    letter_signature,
    notes,
    paragraph,
    promise,
    sentence,
)
from app.printing.style import MM, Paper
from app.printing.typesetting import Span

_AIR = 3 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyLetter:
    """Everything in the letter; ``name`` is the heading that the office has set.

    ``earlier`` counts the extensions before this one: the law allows one altogether. The form of
    2018 appoints a new date without asking for an extension (``asks_extension``). ``draft``
    marks a letter that still waits for its signature.
    """

    heading: Heading
    name: str
    addressee: Party
    abstract: str
    sorry: str
    agency: str
    received_at: datetime
    old_due_at: datetime
    new_due_at: datetime
    reason: str
    signer: Signature
    recipients: tuple[str, ...]
    issued_at: datetime
    closing: str = ""
    asks_extension: bool = True
    document: str = ""
    earlier: int = 0
    draft: bool = False
    foot_notes: tuple[str, ...] = ()
    reprint: bool = False
    training: bool = False


def draw(letter: ApologyLetter, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """The letter as PDF; on ``A4X2`` twice, one for the office."""
    issue = Issue(
        heading=letter.heading,
        name=letter.name,
        issued_at=letter.issued_at,
        training=letter.training,
    )
    said = ("dự thảo trình ký",) if letter.draft else ()
    copy = Copy((*said, *remarks(reprint=letter.reprint)), partial(_body, letter))
    return draw_issue(issue, [copy], paper=paper, dots_per_inch=dots_per_inch)


def _body(letter: ApologyLetter, column: Column) -> list[Block]:
    return [
        *party_fields(column, "Kính gửi", letter.addressee),
        gap(0, stretch=_AIR),
        *field(column, "Nội dung yêu cầu giải quyết", letter.abstract, strong=True),
        *field(column, "Thời gian nhận hồ sơ", written_out(letter.received_at)),
        *field(column, "Thời gian đã hẹn trả kết quả", written_out(letter.old_due_at)),
        *field(column, "Cơ quan giải quyết", letter.agency),
        gap(1 * MM, stretch=_AIR),
        *_why(letter, column),
        *glue([*_new_date(letter, column), *_ending(letter, column)]),
    ]


def _why(letter: ApologyLetter, column: Column) -> list[Block]:
    document = [] if not letter.document else field(column, "Văn bản số", letter.document)
    return [
        *paragraph(column, [Span(letter.sorry, column.type.body)]),
        *field(column, "Lý do", letter.reason),
        *document,
        gap(1 * MM, stretch=_AIR),
    ]


def _new_date(letter: ApologyLetter, column: Column) -> list[Block]:
    earlier = f"{letter.earlier:02d} lần" if letter.earlier else "chưa lần nào"
    asked = "Đề nghị gia hạn và hẹn" if letter.asks_extension else "Hẹn"
    return [
        *label_line(column, f"{asked} trả kết quả lại vào"),
        promise(column, written_out(letter.new_due_at)),
        *field(column, "Số lần đã hẹn lại trước văn bản này", earlier),
    ]


def _ending(letter: ApologyLetter, column: Column) -> list[Block]:
    return [
        *sentence(column, letter.closing),
        *letter_signature(column, letter.signer, letter.recipients),
        *notes(column, letter.foot_notes),
    ]
