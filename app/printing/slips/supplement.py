"""Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (Mẫu 02): what is missing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from app.printing.flow import Block, gap, glue
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.papers_table import PaperLine, papers_table
from app.printing.party import Party, day_written_out, reach_fields
from app.printing.pieces import (
    Column,
    Signature,
    contact,
    field,
    label_line,
    notes,
    numbered,
    signatures,
)
from app.printing.style import MM, Paper

NAME = "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"
_AIR = 3 * MM
_CONTACT = "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, liên hệ với"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementSlip:
    """Everything on the slip; fields and order of Mẫu 02.

    Given at the door before a dossier exists, ``heading`` carries the visit number, whose code
    reopens the form later; ``complete_by`` is the last day for a received dossier. ``missing`` are
    papers of the published list with the numbers asked for, ``requests`` everything else that is
    to be corrected; ``reason`` is compulsory.
    """

    heading: Heading
    name: str = NAME
    applicant: Party
    abstract: str
    reason: str
    advisor_name: str
    issued_at: datetime
    missing: tuple[PaperLine, ...] = ()
    requests: tuple[str, ...] = ()
    complete_by: date | None = None
    contact_name: str = ""
    contact_phone: str = ""
    foot_notes: tuple[str, ...] = ()
    reprint: bool = False
    training: bool = False


def draw(slip: SupplementSlip, *, paper: Paper = Paper.A5, dots_per_inch: int = 600) -> bytes:
    """The slip as PDF; on ``A4X2`` the same slip twice, one for the office."""
    issue = Issue(
        heading=slip.heading, name=slip.name, issued_at=slip.issued_at, training=slip.training
    )
    copy = Copy(remarks(reprint=slip.reprint), partial(_body, slip))
    return draw_issue(issue, [copy], paper=paper, dots_per_inch=dots_per_inch)


def _body(slip: SupplementSlip, column: Column) -> list[Block]:
    return [
        *field(column, "Hồ sơ của", slip.applicant.name, strong=True),
        *field(column, "Nội dung yêu cầu giải quyết", slip.abstract, strong=True),
        *reach_fields(column, slip.applicant),
        gap(0, stretch=_AIR),
        *_requests(slip, column),
        gap(0, stretch=_AIR),
        *field(column, "Lý do", slip.reason),
        *_deadline(slip, column),
        gap(0, stretch=_AIR),
        *glue(
            [
                *contact(column, _CONTACT, slip.contact_name, slip.contact_phone),
                *_foot(slip, column),
            ]
        ),
    ]


def _requests(slip: SupplementSlip, column: Column) -> list[Block]:
    label = label_line(column, "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau")
    blocks: list[Block] = []
    if slip.missing:
        blocks = [gap(0.6 * MM), *papers_table(column, slip.missing), gap(0.8 * MM, stretch=_AIR)]
    blocks += numbered(column, slip.requests, first=len(slip.missing) + 1)
    return glue([*label, *blocks], first=4)


def _deadline(slip: SupplementSlip, column: Column) -> list[Block]:
    if slip.complete_by is None:
        return []
    until = f"hết {day_written_out(slip.complete_by)}"
    return field(column, "Thời hạn hoàn thiện hồ sơ", until, strong=True)


def _foot(slip: SupplementSlip, column: Column) -> list[Block]:
    advisor = Signature("NGƯỜI HƯỚNG DẪN", name=slip.advisor_name)
    return [
        *signatures(column, [None, advisor]),
        *notes(column, slip.foot_notes),
    ]
