"""Thông báo dừng giải quyết hồ sơ (Mẫu 05 of Thông tư 03/2025): nothing is settled any more."""

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
    letter_signature,
    notes,
    paragraph,
    sentence,
)
from app.printing.style import MM, Paper
from app.printing.typesetting import Span

_AIR = 3 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNotice:
    """Everything in the notice.

    ``ground`` is the rule or the request that it follows, ``asked_at`` when the citizen asked to
    stop, ``stage`` where the dossier stood, ``money`` what was paid and what was given back.
    """

    heading: Heading
    name: str
    addressee: Party
    abstract: str
    unit: str
    received_at: datetime
    stopped_at: datetime
    ground: str
    reason: str
    signer: Signature
    recipients: tuple[str, ...]
    asked_at: datetime | None = None
    stage: str = ""
    closing: str = ""
    money: str = ""
    foot_notes: tuple[str, ...] = ()
    reprint: bool = False
    training: bool = False


def draw(notice: StopNotice, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """The notice as PDF; on ``A4X2`` twice, one for the office."""
    issue = Issue(
        heading=notice.heading,
        name=notice.name,
        issued_at=notice.stopped_at,
        training=notice.training,
    )
    copy = Copy(remarks(reprint=notice.reprint), partial(_body, notice))
    return draw_issue(issue, [copy], paper=paper, dots_per_inch=dots_per_inch)


def _body(notice: StopNotice, column: Column) -> list[Block]:
    asked = notice.asked_at
    return [
        *party_fields(column, "Kính gửi", notice.addressee),
        gap(0, stretch=_AIR),
        *field(column, "Nội dung yêu cầu giải quyết", notice.abstract, strong=True),
        *field(column, "Thời gian nhận hồ sơ", written_out(notice.received_at)),
        *(field(column, "Thời gian đề nghị dừng", written_out(asked)) if asked else []),
        *(field(column, "Hồ sơ khi đó", notice.stage) if notice.stage else []),
        gap(1 * MM, stretch=_AIR),
        *_decision(notice, column),
        *glue(_ending(notice, column)),
    ]


def _decision(notice: StopNotice, column: Column) -> list[Block]:
    decided = (
        f"{notice.ground}, {notice.unit} thông báo dừng giải quyết hồ sơ nêu trên kể từ "
        f"{written_out(notice.stopped_at)}."
    )
    return [
        *paragraph(column, [Span(decided, column.type.body)]),
        *field(column, "Lý do", notice.reason, strong=True),
        gap(1 * MM, stretch=_AIR),
        *field(column, "Phí, lệ phí", notice.money),
        *field(column, "Giấy tờ trả lại cho người nộp", ""),
    ]


def _ending(notice: StopNotice, column: Column) -> list[Block]:
    return [
        *sentence(column, notice.closing),
        *letter_signature(column, notice.signer, notice.recipients),
        *notes(column, notice.foot_notes),
    ]
