"""The papers of deeds, of invented persons: usual, with the longest names, with many rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import samples

from app.domain import wording_slots as slots
from app.domain import wording_slots_practice as practice
from app.domain.moments import VIETNAM
from app.domain.placeholders import Placeholder
from app.domain.wording import Slot, Wording
from app.printing.heading import Heading
from app.printing.party import Party
from app.printing.pieces import Signature
from app.printing.slips import (
    apology,
    authorisation,
    control,
    correction,
    fee_receipt,
    result_receipt,
    stop_notice,
    undertaking,
)
from app.printing.style import Paper

OFFICE = "Trung tâm Phục vụ hành chính công phường An Khánh"
WORDS = Wording(set_up={}, texts={})


def said(slot: Slot) -> str:
    """The usual words of a slot, at this office."""
    return WORDS.said(slot, {Placeholder.UNIT: OFFICE})


def lines(slot: Slot) -> tuple[str, ...]:
    """The same line by line; the office has no contact line."""
    return WORDS.lines(slot, {Placeholder.UNIT: OFFICE})


HEAD = Signature(
    "PHÓ GIÁM ĐỐC", manner="(Ký tên, đóng dấu)", name="Phạm Đình Tập", in_place_of="KT. GIÁM ĐỐC"
)
RECIPIENTS = ("Như trên;", "Sở Nội vụ Thành phố Hồ Chí Minh;", "Lưu: VT, TTPVHCC.")
NEW_DUE_AT = datetime(2026, 12, 4, 9, 0, tzinfo=VIETNAM)
LONG_PARTY = Party(
    name=samples.LONGEST.applicant.name,
    address=samples.LONGEST.return_place,
    phone="0903 123 456",
    email=samples.LONGEST.applicant.email,
    identity_number="079203012345",
)
LONG_REASON = " ".join(
    ["Phải xác minh hồ sơ gốc tại Trung tâm Lưu trữ lịch sử và lấy ý kiến cơ quan phối hợp;"] * 6
)
CITIZENS = replace(samples.HEADING, parent_body="", unit="", slip_number="")

APOLOGY = apology.ApologyLetter(
    heading=replace(samples.HEADING, slip_number="48/TTPVHCC-PXL"),
    name="VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
    addressee=samples.APPLICANT,
    abstract=samples.RECEIPT.abstract,
    sorry=said(slots.APOLOGY_SORRY),
    closing=said(slots.APOLOGY_CLOSING),
    agency="UBND phường An Khánh",
    received_at=samples.RECEIVED_AT,
    old_due_at=samples.RETURN_DUE_AT,
    new_due_at=NEW_DUE_AT,
    reason="Phải xác minh nơi sinh tại cơ sở y tế",
    document="112/UBND-TP, ngày 26/11/2026 của UBND phường An Khánh",
    signer=HEAD,
    recipients=RECIPIENTS,
    issued_at=samples.RECEIVED_AT,
)
LONG_APOLOGY = replace(
    APOLOGY,
    heading=samples.LONGEST.heading,
    addressee=LONG_PARTY,
    abstract=samples.LONGEST.abstract,
    reason=LONG_REASON,
    earlier=1,
    draft=True,
    reprint=True,
    training=True,
)
STOP = stop_notice.StopNotice(
    heading=samples.HEADING,
    name="THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
    addressee=samples.APPLICANT,
    abstract=samples.RECEIPT.abstract,
    unit=OFFICE,
    received_at=samples.RECEIVED_AT,
    stopped_at=samples.RETURN_DUE_AT,
    ground=said(slots.STOP_WITHDRAWN),
    closing=said(slots.STOP_CLOSING),
    reason="Gia đình nộp hồ sơ tại nơi cư trú mới",
    asked_at=samples.RECEIVED_AT + timedelta(hours=2),
    stage="chưa có quyết định hoặc kết quả giải quyết",
    money="đã nộp 8.000 đồng; đã hoàn lại 8.000 đồng",
    signer=HEAD,
    recipients=RECIPIENTS,
)
CORRECTION = correction.CorrectionNotice(
    heading=samples.HEADING,
    name="THÔNG BÁO THU HỒI, ĐÍNH CHÍNH KẾT QUẢ",
    addressee=samples.APPLICANT,
    abstract=samples.RECEIPT.abstract,
    opening=said(slots.CORRECTION_OPENING),
    closing=f"{said(slots.CORRECTION_HELD)} {said(slots.CORRECTION_CLOSING)}",
    result="Giấy khai sinh, số 15/2026, ngày 27/11/2026",
    reason="Ghi sai nơi sinh",
    signer=HEAD,
    recipients=RECIPIENTS,
    recalled_at=samples.RETURN_DUE_AT,
)
RESULTS = result_receipt.ResultReceipt(
    heading=samples.HEADING,
    name="GIẤY BIÊN NHẬN TRẢ KẾT QUẢ",
    owner=samples.APPLICANT,
    abstract=samples.RECEIPT.abstract,
    collector="Lê Văn Thử",
    right="người được ủy quyền",
    identity_number="001201012345",
    authority="Giấy ủy quyền số 07/2026/CT",
    proofs="giấy hẹn, giấy tờ tùy thân",
    results=(
        result_receipt.ResultRow(
            name="Giấy khai sinh (bản chính)", number="15/2026", issued_on=date(2026, 11, 27)
        ),
        result_receipt.ResultRow(
            name="Thẻ bảo hiểm y tế", number="TE1790000000015", valid_until=date(2032, 11, 2)
        ),
    ),
    returned_at=samples.RETURN_DUE_AT,
    place=OFFICE,
    clerk_name="Trần Văn Khải",
    remaining=1,
    checked=said(practice.RESULTS_CHECKED),
)
MANY_RESULTS = replace(
    RESULTS,
    heading=samples.LONGEST.heading,
    owner=LONG_PARTY,
    collector=LONG_PARTY.name,
    abstract=samples.LONGEST.abstract,
    owed="1.250.000 đồng",
    results=tuple(
        result_receipt.ResultRow(
            name="Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
            number=f"CS {number:06d}/2026/QSDĐ",
            issued_on=date(2026, 11, 27),
            valid_until=date(2076, 11, 27),
        )
        for number in range(1, 41)
    ),
)
FEE = fee_receipt.FeeReceipt(
    heading=replace(samples.HEADING, slip_number="PT-3/2026-00012"),
    name="PHIẾU THU TIỀN NỘI BỘ",
    payer=samples.APPLICANT,
    abstract=samples.RECEIPT.abstract,
    sums=(
        fee_receipt.SumTaken(words="Phí", amount=1_024_000),
        fee_receipt.SumTaken(words="Lệ phí", amount=105_000),
        fee_receipt.SumTaken(words="Giá dịch vụ", amount=31_000),
        fee_receipt.SumTaken(words="Cước bưu chính", amount=45_004),
    ),
    means="tiền mặt",
    taken_at=samples.RECEIVED_AT,
    clerk_name="Trần Văn Khải",
    official_number="0001234",
    outstanding=15_000,
    foot_notes=lines(practice.FEE_NOTES),
)
UNDERTAKING = undertaking.Undertaking(
    heading=CITIZENS,
    name="GIẤY CAM KẾT VỀ VIỆC MẤT GIẤY HẸN",
    unit=OFFICE,
    person=samples.APPLICANT,
    abstract=samples.RECEIPT.abstract,
    received_at=samples.RECEIVED_AT,
    return_due_at=samples.RETURN_DUE_AT,
    lost="giấy tiếp nhận hồ sơ và hẹn trả kết quả (bản cấp lần đầu)",
    told_at=samples.RETURN_DUE_AT,
    clerk_name="Trần Văn Khải",
    remark="Bị ướt và rách trong đợt mưa",
    promises=lines(practice.UNDERTAKING_PROMISES),
    asked=said(practice.UNDERTAKING_ASKED),
)
AUTHORISATION = authorisation.AuthorisationForm(
    heading=replace(CITIZENS, issued_on=None),
    name="GIẤY ỦY QUYỀN",
    issued_at=samples.RECEIVED_AT,
    owner=samples.APPLICANT,
    authorised=Party(name="Lê Văn Thử", identity_number="001201012345"),
    abstract=samples.RECEIPT.abstract,
    code=samples.CODE,
    unit=OFFICE,
    rights=lines(practice.AUTHORISATION_RIGHTS),
    sworn=said(practice.AUTHORISATION_SWORN),
)
BLANK_AUTHORISATION = authorisation.AuthorisationForm(
    heading=Heading(
        parent_body="", unit="", slip_number="", code="", place="", issued_on=None, qr_text=""
    ),
    name="GIẤY ỦY QUYỀN",
    issued_at=samples.RECEIVED_AT,
    unit=OFFICE,
    rights=AUTHORISATION.rights,
    sworn=AUTHORISATION.sworn,
)


def control_of(count: int) -> control.ControlSheet:
    """A control sheet of so many blocks."""
    rows = tuple(
        control.ControlRow(
            first="1. Giao: Quầy 3",
            second="2. Nhận: Phòng Kinh tế, Hạ tầng và Đô thị phường An Khánh",
            began_at=samples.RECEIVED_AT + timedelta(hours=number),
            ended_at=samples.RECEIVED_AT + timedelta(hours=number + 1),
            outcome=("Trước hạn", "Đúng hạn", "Quá hạn")[number % 3],
            remarks=("Hạn: 2 ngày làm việc", "Ở bên giao: 1 giờ", f"Phiếu BG-H40.16-{number:04d}"),
        )
        for number in range(count)
    )
    return control.ControlSheet(
        heading=samples.HEADING,
        name="PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        owner=samples.APPLICANT.name,
        abstract=samples.RECEIPT.abstract,
        received_at=samples.RECEIVED_AT,
        return_due_at=samples.RETURN_DUE_AT,
        agency="UBND phường An Khánh",
        partners="Bảo hiểm xã hội Thành phố Hồ Chí Minh; Công an phường An Khánh",
        rows=rows,
        drawn_at=samples.RETURN_DUE_AT,
        foot_notes=lines(slots.CONTROL_NOTES),
    )


PAPERS_OF_DEEDS: dict[str, Callable[[], bytes]] = {
    "apology-a4": lambda: apology.draw(APOLOGY),
    "apology-a5-longest": lambda: apology.draw(LONG_APOLOGY, paper=Paper.A5),
    "stop-notice-a4": lambda: stop_notice.draw(STOP),
    "correction-a5": lambda: correction.draw(CORRECTION, paper=Paper.A5),
    "result-receipt-a4x2": lambda: result_receipt.draw(RESULTS, paper=Paper.A4X2),
    "result-receipt-40": lambda: result_receipt.draw(MANY_RESULTS),
    "fee-receipt-a5": lambda: fee_receipt.draw(replace(FEE, reprint=True)),
    "undertaking-a5": lambda: undertaking.draw(UNDERTAKING),
    "authorisation-a4": lambda: authorisation.draw(AUTHORISATION),
    "authorisation-blank": lambda: authorisation.draw(BLANK_AUTHORISATION),
    "control-a4": lambda: control.draw(control_of(2)),
    "control-40": lambda: control.draw(replace(control_of(40), training=True)),
    "control-a5": lambda: control.draw(control_of(4), paper=Paper.A5),
}
"""Every paper of a deed once, by the name of its golden picture."""
