"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01): what the citizen takes home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from app.domain.money_words import money_text
from app.printing.barcode import Code, DotGrid, qr
from app.printing.flow import Block, gap, glue
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.papers_table import PaperLine, papers_table
from app.printing.party import (
    Party,
    filer_fields,
    identity_field,
    party_fields,
    written_out,
)
from app.printing.pieces import (
    Column,
    Middle,
    Signature,
    field,
    field_pair,
    label_line,
    notes,
    paragraph,
    promise,
    signatures,
)
from app.printing.style import ITALIC, MM, Paper
from app.printing.typesetting import Span

NAME = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
_SECOND_QR_ROOM = 27 * MM
_AIR = 2.5 * MM


class CopyKind(StrEnum):
    """Which of the two copies (liên); the value is what is printed under the title."""

    OFFICE = "Liên 1: Lưu"
    APPLICANT = "Liên 2: Giao người nộp"


@dataclass(frozen=True, slots=True)
class Stage:
    """The second reception and return of a procedure in two stages."""

    received_at: datetime
    return_due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSlip:
    """Everything on the slip; fields and order of Mẫu 01, Thông tư 03/2025/TT-VPCP.

    Empty text is printed as dots to write on, or left out where the form has no such line.
    ``applicant`` filed; ``owner`` is named only where somebody else owns the dossier.
    ``fee`` and ``levy`` in đồng, ``None`` where it is not known what will be due.
    ``replacement`` counts the slips that this one replaces, ``lost`` those of them that the citizen
    lost; ``moved`` tells that the date is another than on the first print of this edition;
    ``reprint`` marks a second print.
    ``preview`` marks a slip of nothing yet.
    ``office_qr_text`` is a second QR for the office's own copy; its room stays free without it.
    """

    heading: Heading
    receiving_unit: str
    applicant: Party
    abstract: str
    papers: tuple[PaperLine, ...]
    limit: str
    received_at: datetime
    return_due_at: datetime
    return_place: str
    register_book: str
    register_number: str
    clerk_name: str
    copy: CopyKind = CopyKind.APPLICANT
    owner: Party | None = None
    subject: str = ""
    sets: int = 1
    second_stage: Stage | None = None
    promise_note: str = ""
    fee: int | None = None
    levy: int | None = None
    paid: bool = False
    payment_receipt: str = ""
    settling_agency: str = ""
    settling_phone: str = ""
    expected_result: str = ""
    foot_notes: tuple[str, ...] = ()
    replacement: int = 0
    lost: int = 0
    moved: bool = False
    reprint: bool = False
    office_qr_text: str = ""
    training: bool = False
    preview: bool = False


def draw(slip: ReceiptSlip, *, paper: Paper = Paper.A5, dots_per_inch: int = 600) -> bytes:
    """The slip as PDF: the copy that it names on A5, both copies on A4 to be cut.

    Bar code modules are whole dots at ``dots_per_inch``: pass the printer's resolution.
    """
    kinds = (CopyKind.OFFICE, CopyKind.APPLICANT) if paper is Paper.A4X2 else (slip.copy,)
    said = slip_remarks(slip)
    second = _office_code(slip, DotGrid(dots_per_inch))
    copies = [
        Copy((kind.value, *said), partial(_body, slip, _middle(kind, second))) for kind in kinds
    ]
    return draw_issue(
        Issue(
            heading=slip.heading,
            name=NAME,
            issued_at=slip.received_at,
            training=slip.training,
            preview=slip.preview,
        ),
        copies,
        paper=paper,
        dots_per_inch=dots_per_inch,
    )


def slip_remarks(slip: ReceiptSlip) -> tuple[str, ...]:
    """What the slip says of itself: replaced, issued again, with a new date, a copy."""
    again = (f"cấp lại lần {slip.lost} do mất giấy",) if slip.lost else ()
    moved = ("ngày hẹn mới, thay ngày đã hẹn trước",) if slip.moved else ()
    copy = slip.reprint and not slip.moved
    return (*remarks(replacement=slip.replacement), *again, *moved, *remarks(reprint=copy))


def _office_code(slip: ReceiptSlip, grid: DotGrid) -> Code | None:
    return qr(slip.office_qr_text, grid, room=_SECOND_QR_ROOM) if slip.office_qr_text else None


def _middle(kind: CopyKind, second: Code | None) -> Middle:
    return Middle(_SECOND_QR_ROOM, second) if kind is CopyKind.OFFICE else Middle()


def _body(slip: ReceiptSlip, middle: Middle, column: Column) -> list[Block]:
    return [
        *_people(slip, column),
        gap(0, stretch=_AIR),
        *_dossier(slip, column),
        *_times(slip, column),
        gap(0, stretch=_AIR),
        *glue([*_ending(slip, column), *_foot(slip, middle, column)]),
    ]


def _people(slip: ReceiptSlip, column: Column) -> list[Block]:
    blocks = field(column, "Bộ phận tiếp nhận và trả kết quả", slip.receiving_unit)
    if slip.owner is None:
        blocks += party_fields(column, "Tiếp nhận hồ sơ của", slip.applicant)
        blocks += identity_field(column, slip.applicant)
    else:
        blocks += party_fields(column, "Tiếp nhận hồ sơ của (chủ hồ sơ)", slip.owner)
        blocks += identity_field(column, slip.owner)
        blocks += filer_fields(column, slip.applicant)
    if slip.subject:
        blocks += field(column, "Người được đề nghị giải quyết", slip.subject)
    return blocks


def _dossier(slip: ReceiptSlip, column: Column) -> list[Block]:
    blocks = field(column, "Nội dung yêu cầu giải quyết", slip.abstract, strong=True)
    label = "1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ"
    if slip.papers:
        table = [gap(0.6 * MM), *papers_table(column, slip.papers), gap(0.8 * MM, stretch=_AIR)]
        blocks += glue([*label_line(column, label), *table], first=4)
    else:
        blocks += field(column, label, "không có")
    blocks += field(column, "2. Số lượng hồ sơ", f"{slip.sets:02d} (bộ)")
    return blocks


def _times(slip: ReceiptSlip, column: Column) -> list[Block]:
    small = column.type.small
    blocks = field(column, "3. Thời gian giải quyết hồ sơ theo quy định là", slip.limit)
    blocks += field(column, "4. Thời gian nhận hồ sơ", written_out(slip.received_at))
    blocks += glue(
        [
            *label_line(column, "5. Thời gian trả kết quả"),
            promise(column, written_out(slip.return_due_at)),
        ]
    )
    if slip.promise_note:
        blocks += paragraph(column, [Span(slip.promise_note, small, ITALIC)])
    if slip.second_stage:
        stage = slip.second_stage
        blocks += field(column, "Giai đoạn 2, thời gian nhận hồ sơ", written_out(stage.received_at))
        blocks += field(
            column,
            "Giai đoạn 2, thời gian trả kết quả",
            written_out(stage.return_due_at),
            strong=True,
        )
    return blocks


def _ending(slip: ReceiptSlip, column: Column) -> list[Block]:
    blocks = field(column, "6. Đăng ký nhận kết quả tại", slip.return_place)
    blocks += field(column, "Phí, lệ phí", dues_text(slip))
    book = ("Vào Sổ theo dõi hồ sơ, Quyển số", slip.register_book)
    number = ("Số thứ tự", slip.register_number)
    return [*blocks, *field_pair(column, book, number, share=0.62)]


def dues_text(slip: ReceiptSlip) -> str:
    """What is due and whether it was taken; empty where it is not known what will be due."""
    if slip.fee is None and slip.levy is None:
        return ""
    if not slip.fee and not slip.levy:
        return "không thu"
    sums = f"phí {money_text(slip.fee or 0)}, lệ phí {money_text(slip.levy or 0)}"
    receipt = f", biên lai số {slip.payment_receipt}" if slip.payment_receipt else ""
    return f"{sums} ({'đã thu' + receipt if slip.paid else 'chưa thu'})"


def _foot(slip: ReceiptSlip, middle: Middle, column: Column) -> list[Block]:
    agency = [
        f"Cơ quan giải quyết: {slip.settling_agency}" if slip.settling_agency else "",
        f"điện thoại: {slip.settling_phone}" if slip.settling_phone else "",
    ]
    result = f"Kết quả: {slip.expected_result}" if slip.expected_result else ""
    signers = [
        Signature("NGƯỜI NỘP HỒ SƠ", name=slip.applicant.name),
        Signature("NGƯỜI TIẾP NHẬN HỒ SƠ", name=slip.clerk_name),
    ]
    return [
        *signatures(column, signers, middle=middle),
        *notes(column, (", ".join(filter(None, agency)), result, *slip.foot_notes)),
    ]
