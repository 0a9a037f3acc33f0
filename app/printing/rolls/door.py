"""The slips of the door (Mẫu 02, Mẫu 03) on the thermal roll."""

from __future__ import annotations

from app.domain.time_words import day_text
from app.printing.barcode import DotGrid
from app.printing.flow import Block, gap
from app.printing.issue import remarks
from app.printing.party import Party
from app.printing.roll import (
    HEAD_DOTS_PER_INCH,
    SMALL,
    TITLE,
    RollSlip,
    draw_roll,
    field,
    heading_blocks,
    notes,
    papers_list,
    rule,
    said,
    signatures,
)
from app.printing.sheet import Imprint
from app.printing.slips import refusal, supplement
from app.printing.slips.refusal import RefusalSlip
from app.printing.slips.supplement import SupplementSlip
from app.printing.style import MM, register_fonts


def draw_supplement(slip: SupplementSlip, *, dots_per_inch: int = HEAD_DOTS_PER_INCH) -> bytes:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."""
    register_fonts()
    deadline = "" if slip.complete_by is None else f"hết {day_text(slip.complete_by)}"
    first = len(slip.missing) + 1
    asked = [f"{number}. {each}" for number, each in enumerate(slip.requests, start=first)]
    body = [
        *_party("Hồ sơ của", slip.applicant),
        *field("Nội dung yêu cầu giải quyết", slip.abstract, strong=True),
        rule(),
        *said("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:"),
        *papers_list(slip.missing),
        *(block for each in asked for block in said(each)),
        rule(),
        *field("Lý do", slip.reason),
        *field("Thời hạn hoàn thiện hồ sơ", deadline, strong=True),
        *field("Liên hệ", _contact(slip.contact_name, slip.contact_phone)),
        *signatures([("", ""), ("NGƯỜI HƯỚNG DẪN", slip.advisor_name)]),
        *notes(slip.foot_notes),
    ]
    return _draw(slip, supplement.NAME, body, dots_per_inch)


def draw_refusal(slip: RefusalSlip, *, dots_per_inch: int = HEAD_DOTS_PER_INCH) -> bytes:
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ."""
    register_fonts()
    body = [
        *_party("Tiếp nhận hồ sơ của", slip.applicant),
        *field("Nội dung yêu cầu giải quyết", slip.abstract, strong=True),
        rule(),
        *said(
            f"Qua xem xét, {slip.unit} thông báo không tiếp nhận, giải quyết hồ sơ này "
            "với lý do cụ thể như sau:"
        ),
        *said(slip.reason, bold=True),
        *said("Xin thông báo cho Ông/Bà được biết và thực hiện."),
        *field("Nếu có vướng mắc, liên hệ với", _contact(slip.contact_name, slip.contact_phone)),
        *signatures(
            [
                ("NGƯỜI NỘP HỒ SƠ", slip.applicant.name),
                ("NGƯỜI TIẾP NHẬN HỒ SƠ", slip.clerk_name),
            ]
        ),
        *notes(slip.foot_notes),
    ]
    return _draw(slip, refusal.NAME, body, dots_per_inch)


def _draw(
    slip: SupplementSlip | RefusalSlip, name: str, body: list[Block], dots_per_inch: int
) -> bytes:
    marks = "; ".join(remarks(reprint=slip.reprint))
    issued = Imprint(
        title=f"{name.capitalize()} {slip.heading.code}",
        author=slip.heading.unit,
        code=slip.heading.code,
        issued_at=slip.issued_at,
        training=slip.training,
        template=slip.heading.template,
    )
    blocks = [
        *heading_blocks(slip.heading, DotGrid(dots_per_inch)),
        gap(0.8 * MM),
        *said(name, size=TITLE, bold=True, centre=True),
        *said(f"({marks})" if marks else "", size=SMALL, centre=True),
        gap(1 * MM),
        *body,
    ]
    return draw_roll([RollSlip(blocks, issued)], dots_per_inch=dots_per_inch)


def _party(label: str, party: Party) -> list[Block]:
    return [
        *field(label, party.name, strong=True),
        *field("Địa chỉ", party.address),
        *field("Điện thoại", party.phone),
        *field("Email", party.email),
    ]


def _contact(name: str, phone: str) -> str:
    return f"{name}, số điện thoại {phone}" if name and phone else name
