"""Giấy cam kết về việc mất giấy hẹn: the citizen answers for a slip that was lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.printing.flow import Block, gap, glue
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.party import Party, identity_field, party_fields, written_out
from app.printing.pieces import (
    Column,
    Signature,
    field,
    notes,
    numbered,
    paragraph,
    sentence,
    signatures,
)
from app.printing.style import MM, Paper
from app.printing.typesetting import Span

_AIR = 3 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """Everything on the paper; ``lost`` names the slip that is void from here."""

    heading: Heading
    name: str
    unit: str
    person: Party
    abstract: str
    received_at: datetime
    return_due_at: datetime
    lost: str
    told_at: datetime
    clerk_name: str
    promises: tuple[str, ...] = ()
    asked: str = ""
    remark: str = ""
    foot_notes: tuple[str, ...] = ()
    reprint: bool = False
    training: bool = False


def draw(paper_said: Undertaking, *, paper: Paper = Paper.A5, dots_per_inch: int = 600) -> bytes:
    """The undertaking as PDF; on ``A4X2`` twice."""
    issue = Issue(
        heading=paper_said.heading,
        name=paper_said.name,
        issued_at=paper_said.told_at,
        training=paper_said.training,
    )
    copy = Copy(remarks(reprint=paper_said.reprint), partial(_body, paper_said))
    return draw_issue(issue, [copy], paper=paper, dots_per_inch=dots_per_inch)


def _body(said: Undertaking, column: Column) -> list[Block]:
    size = column.type.body
    return [
        *field(column, "Kính gửi", said.unit, strong=True),
        gap(0, stretch=_AIR),
        *party_fields(column, "Tôi tên là", said.person),
        *identity_field(column, said.person),
        *field(column, "Đã nộp hồ sơ đề nghị", said.abstract, strong=True),
        *field(column, "Thời gian nhận hồ sơ", written_out(said.received_at)),
        *field(column, "Thời gian hẹn trả kết quả", written_out(said.return_due_at)),
        gap(0, stretch=_AIR),
        *paragraph(column, [Span(f"Tôi đã làm mất {said.lost}.", size)]),
        *(field(column, "Hoàn cảnh", said.remark) if said.remark else []),
        *paragraph(column, [Span("Tôi xin cam kết:", size)]),
        *numbered(column, said.promises),
        gap(0, stretch=_AIR),
        *glue(_ending(said, column)),
    ]


def _ending(said: Undertaking, column: Column) -> list[Block]:
    signers = [
        Signature("NGƯỜI TIẾP NHẬN CAM KẾT", name=said.clerk_name),
        Signature("NGƯỜI CAM KẾT", name=said.person.name),
    ]
    return [
        *sentence(column, said.asked),
        *signatures(column, signers),
        *notes(column, said.foot_notes),
    ]
