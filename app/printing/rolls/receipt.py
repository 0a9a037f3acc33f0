"""The receipt slip (Mẫu 01) on the thermal roll: the same contents, laid out for 72 mm."""

from __future__ import annotations

from app.domain.moments import local
from app.domain.time_words import moment_text, weekday_text
from app.printing.barcode import DotGrid
from app.printing.flow import Block, gap
from app.printing.party import Party
from app.printing.roll import (
    BODY,
    HEAD_DOTS_PER_INCH,
    SMALL,
    TITLE,
    RollSlip,
    big_promise,
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
from app.printing.slips.receipt import NAME, ReceiptSlip, dues_text, slip_remarks
from app.printing.style import MM, register_fonts


def draw(slip: ReceiptSlip, *, dots_per_inch: int = HEAD_DOTS_PER_INCH) -> bytes:
    """The copy that the slip names, as a PDF page 72 mm wide and as long as it must be."""
    register_fonts()
    issued = Imprint(
        title=f"{NAME.capitalize()} {slip.heading.code}",
        author=slip.heading.unit,
        code=slip.heading.code,
        issued_at=slip.received_at,
        training=slip.training,
        template=slip.heading.template,
        preview=slip.preview,
    )
    return draw_roll(
        [RollSlip(_blocks(slip, DotGrid(dots_per_inch)), issued)], dots_per_inch=dots_per_inch
    )


def _blocks(slip: ReceiptSlip, grid: DotGrid) -> list[Block]:
    marks = "; ".join((slip.copy.value, *slip_remarks(slip)))
    return [
        *heading_blocks(slip.heading, grid),
        gap(0.8 * MM),
        *said(NAME, size=TITLE, bold=True, centre=True),
        *said(f"({marks})", size=SMALL, centre=True),
        gap(1 * MM),
        *_promise(slip),
        *_people(slip),
        *_dossier(slip),
        *_foot(slip),
    ]


def _promise(slip: ReceiptSlip) -> list[Block]:
    due = local(slip.return_due_at)
    blocks = [
        big_promise(
            "HẸN TRẢ KẾT QUẢ",
            f"{due:%H} giờ {due:%M}, {weekday_text(due.date())}",
            f"{due:%d/%m/%Y}",
        ),
        *said(slip.promise_note, size=SMALL),
    ]
    if slip.second_stage:
        stage = slip.second_stage
        blocks += field("Giai đoạn 2, nhận hồ sơ", moment_text(stage.received_at))
        blocks += field("Giai đoạn 2, trả kết quả", moment_text(stage.return_due_at), strong=True)
    return blocks


def _people(slip: ReceiptSlip) -> list[Block]:
    elsewhere = slip.receiving_unit.casefold() != slip.heading.unit.casefold()
    blocks = field("Nơi tiếp nhận", slip.receiving_unit if elsewhere else "")
    if slip.owner is not None:
        blocks += _party("Chủ hồ sơ", slip.owner)
    blocks += _party("Người nộp", slip.applicant)
    return [*blocks, *field("Người được đề nghị giải quyết", slip.subject), rule()]


def _party(label: str, party: Party) -> list[Block]:
    return [
        *field(label, party.name, strong=True),
        *field(party.identity_label, party.identity_number),
        *field("Địa chỉ", party.address),
        *field("Điện thoại", party.phone),
        *field("Email", party.email),
    ]


def _dossier(slip: ReceiptSlip) -> list[Block]:
    papers = (
        [*said("Thành phần hồ sơ đã nộp:", size=BODY), *papers_list(slip.papers)]
        if slip.papers
        else field("Thành phần hồ sơ", "không có")
    )
    return [
        *field("Nội dung yêu cầu giải quyết", slip.abstract, strong=True),
        *papers,
        *field("Số lượng hồ sơ", f"{slip.sets:02d} (bộ)"),
        rule(),
        *field("Thời hạn giải quyết", slip.limit),
        *field("Nhận hồ sơ", moment_text(slip.received_at)),
        *field("Nhận kết quả tại", slip.return_place),
        *field("Phí, lệ phí", dues_text(slip)),
        *field("Sổ theo dõi hồ sơ", _register(slip)),
    ]


def _register(slip: ReceiptSlip) -> str:
    if not slip.register_book:
        return ""
    return f"quyển số {slip.register_book}, số thứ tự {slip.register_number}"


def _foot(slip: ReceiptSlip) -> list[Block]:
    agency = [
        f"Cơ quan giải quyết: {slip.settling_agency}" if slip.settling_agency else "",
        f"điện thoại: {slip.settling_phone}" if slip.settling_phone else "",
    ]
    result = f"Kết quả: {slip.expected_result}" if slip.expected_result else ""
    return [
        *signatures(
            [
                ("NGƯỜI NỘP HỒ SƠ", slip.applicant.name),
                ("NGƯỜI TIẾP NHẬN HỒ SƠ", slip.clerk_name),
            ]
        ),
        *notes((", ".join(filter(None, agency)), result, *slip.foot_notes)),
    ]
