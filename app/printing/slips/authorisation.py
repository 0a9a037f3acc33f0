"""Giấy ủy quyền: the owner lets somebody file, complete or collect; filled in or to be written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from app.printing.flow import Block, gap, glue
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.party import Party, identity_field, party_fields
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
from app.printing.style import BOLD, MM, Paper
from app.printing.typesetting import Span

_AIR = 3 * MM
_WRITING = 2.4 * MM
NOBODY = Party(name="")
"""A party that is written by hand."""

_CERTIFIED = "XÁC NHẬN, CHỨNG THỰC CHỮ KÝ (nếu thủ tục yêu cầu)"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorisationForm:
    """Everything on the form; absent people and an empty ``abstract`` are dots to write on."""

    heading: Heading
    name: str
    issued_at: datetime
    owner: Party = NOBODY
    authorised: Party = NOBODY
    abstract: str = ""
    code: str = ""
    unit: str = ""
    basis: str = ""
    rights: tuple[str, ...] = ()
    sworn: str = ""
    foot_notes: tuple[str, ...] = ()
    training: bool = False


def draw(form: AuthorisationForm, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """The form as PDF."""
    issue = Issue(
        heading=form.heading, name=form.name, issued_at=form.issued_at, training=form.training
    )
    copy = Copy(remarks(), partial(_body, form))
    return draw_issue(issue, [copy], paper=paper, dots_per_inch=dots_per_inch)


def _body(form: AuthorisationForm, column: Column) -> list[Block]:
    lines = [
        *_party(column, "1. Bên ủy quyền (chủ hồ sơ)", form.owner),
        gap(0.5 * MM, stretch=_AIR),
        *_party(column, "2. Bên được ủy quyền", form.authorised),
        gap(0.5 * MM, stretch=_AIR),
        *_heading(column, "3. Nội dung ủy quyền"),
        *field(column, "Thủ tục", form.abstract, strong=True),
        *field(column, "Mã hồ sơ (nếu đã nộp)", form.code),
        *field(column, "Tại", form.unit),
        *numbered(column, form.rights),
        *field(column, "Giới hạn khác (nếu có)", ""),
        *(field(column, "Theo giấy tờ", form.basis) if form.basis else []),
        *_heading(column, "4. Thời hạn ủy quyền"),
        *field(column, "Đến hết ngày", ""),
    ]
    return [*_roomy(lines), gap(0.5 * MM, stretch=_AIR), *glue(_ending(form, column))]


def _roomy(blocks: list[Block]) -> list[Block]:
    """The same lines with what room the page can spare below each: they are written by hand."""
    return [replace(block, stretch=max(block.stretch, _WRITING)) for block in blocks]


def _party(column: Column, title: str, party: Party) -> list[Block]:
    return [
        *_heading(column, title),
        *party_fields(column, "Họ tên, tên tổ chức", party),
        *identity_field(column, party),
    ]


def _heading(column: Column, words: str) -> list[Block]:
    return paragraph(column, [Span(words, column.type.body, BOLD)])


def _ending(form: AuthorisationForm, column: Column) -> list[Block]:
    signers = [
        Signature("BÊN ỦY QUYỀN", name=form.owner.name),
        Signature("BÊN ĐƯỢC ỦY QUYỀN", name=form.authorised.name),
    ]
    certified = Signature(_CERTIFIED, manner="(Ký tên, đóng dấu)")
    return [
        *sentence(column, form.sworn),
        *signatures(column, signers),
        *signatures(column, [certified]),
        *notes(column, form.foot_notes),
    ]
