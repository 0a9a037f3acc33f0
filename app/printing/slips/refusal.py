"""Phiếu từ chối tiếp nhận giải quyết hồ sơ (Mẫu 03): the office says no, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.printing.flow import Block, gap, glue
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.party import Party, party_fields
from app.printing.pieces import Column, Signature, contact, field, notes, paragraph, signatures
from app.printing.style import BOLD, MM, Paper
from app.printing.typesetting import Span

NAME = "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"
_AIR = 4 * MM
_CONTACT = "Nếu có vướng mắc, liên hệ với"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalSlip:
    """Everything on the slip; fields and order of Mẫu 03.

    ``reason`` is compulsory and in words that the citizen understands; ``unit`` is who refuses,
    in the sentence of the form.
    """

    heading: Heading
    name: str = NAME
    applicant: Party
    abstract: str
    unit: str
    reason: str
    clerk_name: str
    issued_at: datetime
    contact_name: str = ""
    contact_phone: str = ""
    foot_notes: tuple[str, ...] = ()
    reprint: bool = False
    training: bool = False


def draw(slip: RefusalSlip, *, paper: Paper = Paper.A5, dots_per_inch: int = 600) -> bytes:
    """The slip as PDF; on ``A4X2`` the same slip twice, one for the office."""
    issue = Issue(
        heading=slip.heading, name=slip.name, issued_at=slip.issued_at, training=slip.training
    )
    copy = Copy(remarks(reprint=slip.reprint), partial(_body, slip))
    return draw_issue(issue, [copy], paper=paper, dots_per_inch=dots_per_inch)


def _body(slip: RefusalSlip, column: Column) -> list[Block]:
    return [
        *party_fields(column, "Tiếp nhận hồ sơ của", slip.applicant),
        *field(column, "Nội dung yêu cầu giải quyết", slip.abstract, strong=True),
        *_decision(slip, column),
        *glue([*_ending(slip, column), *_foot(slip, column)]),
    ]


def _decision(slip: RefusalSlip, column: Column) -> list[Block]:
    size = column.type.body
    sentence = (
        f"Qua xem xét, {slip.unit} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ "
        "thể như sau:"
    )
    lines = [
        *paragraph(column, [Span(sentence, size)]),
        *paragraph(column, [Span(slip.reason, size, BOLD)]),
    ]
    return [gap(1 * MM, stretch=_AIR), *glue(lines, first=4), gap(1 * MM, stretch=_AIR)]


def _ending(slip: RefusalSlip, column: Column) -> list[Block]:
    size = column.type.body
    thanks = "Xin thông báo cho Ông/Bà được biết và thực hiện."
    blocks = paragraph(column, [Span(thanks, size)])
    if slip.contact_name:
        blocks += contact(column, _CONTACT, slip.contact_name, slip.contact_phone)
    return blocks


def _foot(slip: RefusalSlip, column: Column) -> list[Block]:
    signers = [
        Signature("NGƯỜI NỘP HỒ SƠ", name=slip.applicant.name),
        Signature("NGƯỜI TIẾP NHẬN HỒ SƠ", name=slip.clerk_name),
    ]
    return [*signatures(column, signers), *notes(column, slip.foot_notes)]
