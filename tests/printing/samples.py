"""Slips of invented persons, for tests and for drawing every paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from app.domain.moments import VIETNAM
from app.domain.slip_code import SlipCode, slip_code_text
from app.printing import trial
from app.printing.heading import Heading
from app.printing.papers_table import PaperLine
from app.printing.party import Party
from app.printing.rolls import door as roll_door
from app.printing.rolls import receipt as roll_receipt
from app.printing.slips import hand_over, pad, receipt, refusal, supplement
from app.printing.slips.hand_over import HandOverRow, HandOverSheet
from app.printing.slips.pad import BlankSlip
from app.printing.slips.receipt import ReceiptSlip, Stage
from app.printing.slips.refusal import RefusalSlip
from app.printing.slips.supplement import SupplementSlip
from app.printing.style import Paper
from app.printing.trial import TrialPage

CODE = "H40.16-261121-3017"
RECEIVED_AT = datetime(2026, 11, 21, 8, 30, tzinfo=VIETNAM)
RETURN_DUE_AT = datetime(2026, 11, 27, 8, 30, tzinfo=VIETNAM)

SLIP_CODE = SlipCode(
    dossier_uid=UUID("01a0a3f4-7c3a-7000-8000-0123456789ab"),
    dossier_code=CODE,
    token="4f1d0c9e8b7a65432100",
    procedure_code="1.014199",
    person_number="079203012345",
    paper_name="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    system_name="Một cửa phường An Khánh",
    issued_at=RECEIVED_AT,
    return_due_at=RETURN_DUE_AT,
)

HEADING = Heading(
    parent_body="UBND PHƯỜNG AN KHÁNH",
    unit="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    slip_number="00092/TTPVHCC",
    code=CODE,
    place="An Khánh",
    issued_on=date(2026, 11, 21),
    qr_text=slip_code_text(SLIP_CODE, look_up_host="motcua.ankhanh.gov.vn"),
)

APPLICANT = Party(
    name="Nguyễn Thị Ngọc Ánh",
    address="Số 12, đường Lương Định Của, khu phố 3, phường An Khánh, Thành phố Hồ Chí Minh",
    phone="0903 123 456",
    email="ngocanh@example.vn",
    identity_number="079203012345",
)

PAPERS = (
    PaperLine(name="Tờ khai theo mẫu", originals=1),
    PaperLine(name="Giấy chứng sinh do cơ sở khám bệnh, chữa bệnh cấp", originals=1),
    PaperLine(
        name="Giấy chứng nhận kết hôn của cha, mẹ trẻ em",
        copies=1,
        remark="(đối chiếu bản chính)",
    ),
    PaperLine(
        name="Giấy tờ chứng minh nơi cư trú của người yêu cầu đăng ký khai sinh",
        remark="(khai thác từ Cơ sở dữ liệu quốc gia về dân cư lúc 08:27 ngày 21/11/2026)",
    ),
)

RECEIPT = ReceiptSlip(
    heading=HEADING,
    receiving_unit="Trung tâm Phục vụ hành chính công phường An Khánh",
    applicant=APPLICANT,
    abstract="Đăng ký khai sinh cho trẻ Nguyễn Gia Bảo, sinh ngày 02 tháng 11 năm 2026",
    papers=PAPERS,
    limit="04 ngày làm việc",
    received_at=RECEIVED_AT,
    return_due_at=RETURN_DUE_AT,
    promise_note="Kết quả có thể có sớm hơn; Trung tâm báo bằng tin nhắn tới số điện thoại trên.",
    return_place="Trung tâm Phục vụ hành chính công phường An Khánh",
    fee=0,
    levy=0,
    register_book="3/2026",
    register_number="00092",
    clerk_name="Trần Văn Khải",
    settling_agency="UBND phường An Khánh",
    settling_phone="028 3740 0000",
    expected_result="Giấy khai sinh (bản chính)",
    foot_notes=(
        "Khi nhận kết quả, mang theo giấy này và giấy tờ tùy thân; nếu nhận thay, mang theo giấy "
        "ủy quyền.",
        "Tra cứu: quét mã QR, hoặc gọi 1022.",
    ),
)

REPRESENTED = replace(
    RECEIPT,
    applicant=replace(APPLICANT, email=""),
    owner=Party(
        name="Công ty Trách nhiệm hữu hạn Thương mại Dịch vụ Xuất nhập khẩu Hoàng Gia Phát",
        address="Tầng 5, tòa nhà Sông Sài Gòn, số 101 đường Nguyễn Cơ Thạch, phường An Khánh",
        phone="028 3740 1111",
        identity_label="Mã số thuế",
        identity_number="0312345678",
    ),
    abstract="Cấp giấy phép kinh doanh bán lẻ rượu",
    fee=1_200_000,
    levy=50_000,
    paid=True,
    payment_receipt="0001234",
    replacement=1,
)


def many_papers(count: int) -> tuple[PaperLine, ...]:
    """As many papers as asked for, every third with a name over three lines."""
    long = (
        "Văn bản xác nhận của cơ quan có thẩm quyền về việc hoàn thành nghĩa vụ tài chính đối với "
        "Nhà nước theo quy định của pháp luật về đất đai, quản lý thuế và pháp luật có liên quan"
    )
    return tuple(
        PaperLine(
            name=long if number % 3 == 0 else f"Giấy tờ thứ {number} theo danh mục công bố",
            originals=number % 2,
            certified=int(number % 4 == 1),
            copies=number % 3,
        )
        for number in range(1, count + 1)
    )


LONGEST = replace(
    REPRESENTED,
    heading=replace(
        HEADING,
        parent_body="UBND THÀNH PHỐ HỒ CHÍ MINH",
        unit="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG THÀNH PHỐ HỒ CHÍ MINH, CHI NHÁNH BÀ RỊA - VŨNG TÀU",
        place="Thành phố Hồ Chí Minh",
        code="TAPHUAN-H29.16.105-261121-30017",
    ),
    applicant=replace(
        APPLICANT,
        name="Công Tằng Tôn Nữ Hoàng Nguyễn Phương Quỳnh Thùy Dương Thiên Trang",
        email="cong.tang.ton.nu.hoang.nguyen.phuong.quynh@van-phong-dai-dien.example.vn",
    ),
    subject="Người lao động Lê Hoàng Hiếu Nghĩa Đệ Nhất Thương Tâm Nhân, sinh ngày 01/01/1990",
    abstract=(
        "Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất, quyền "
        "sở hữu tài sản gắn liền với đất lần đầu đối với tổ chức trong nước, tổ chức tôn giáo, tổ "
        "chức tôn giáo trực thuộc đang sử dụng đất theo khoản 3 Điều 26 Luật Đất đai"
    ),
    second_stage=Stage(
        datetime(2026, 12, 1, 8, 0, tzinfo=VIETNAM), datetime(2026, 12, 15, 16, 30, tzinfo=VIETNAM)
    ),
    return_place=(
        "nhà, qua bưu chính công ích: số 12, đường Lương Định Của, khu phố 3, phường An Khánh, "
        "Thành phố Hồ Chí Minh"
    ),
    reprint=True,
)

BARE = ReceiptSlip(
    heading=replace(HEADING, parent_body="", slip_number="", place=""),
    receiving_unit="",
    applicant=Party(name="Lò Thị May"),
    abstract="",
    papers=(),
    limit="",
    received_at=RECEIVED_AT,
    return_due_at=RETURN_DUE_AT,
    return_place="",
    register_book="",
    register_number="",
    clerk_name="",
)

VISIT = replace(
    HEADING,
    slip_number="00007/HDHS",
    code="V-H40.16-261121-007",
    code_label="Số lượt tiếp",
    qr_text=slip_code_text(replace(SLIP_CODE, dossier_code="V-H40.16-261121-007")),
)

SUPPLEMENT = SupplementSlip(
    heading=VISIT,
    applicant=APPLICANT,
    abstract="Đăng ký khai sinh cho trẻ Nguyễn Gia Bảo",
    missing=(PaperLine(name="Giấy chứng sinh do cơ sở khám bệnh, chữa bệnh cấp", originals=1),),
    requests=("Ghi đủ họ, chữ đệm, tên của trẻ trên tờ khai.", "Ký tên trên trang 2 tờ khai."),
    reason="Chưa đủ thành phần hồ sơ theo danh mục công bố.",
    advisor_name="Trần Văn Khải",
    issued_at=RECEIVED_AT,
    contact_name="Trung tâm Phục vụ hành chính công phường An Khánh",
    contact_phone="028 3740 0000",
    foot_notes=("Khi quay lại, đưa phiếu này tại quầy: nội dung đã khai được mở lại.",),
)

REFUSAL = RefusalSlip(
    heading=replace(VISIT, slip_number="00003/TCHS", code="V-H40.16-261121-008"),
    applicant=APPLICANT,
    abstract="Cấp bản sao trích lục hộ tịch",
    unit="Trung tâm Phục vụ hành chính công phường An Khánh",
    reason=(
        "Người yêu cầu không phải là người được đăng ký hộ tịch và không có văn bản ủy quyền theo "
        "quy định của Luật Hộ tịch."
    ),
    clerk_name="Trần Văn Khải",
    issued_at=RECEIVED_AT,
    contact_name="Trung tâm Phục vụ hành chính công phường An Khánh",
    contact_phone="028 3740 0000",
)

BLANK = BlankSlip(
    heading=replace(
        HEADING,
        slip_number="…………/TTPVHCC",
        code="H40.16-261121-9621",
        issued_on=None,
        qr_text=slip_code_text(
            replace(
                SLIP_CODE,
                dossier_code="H40.16-261121-9621",
                procedure_code="",
                person_number="",
                return_due_at=None,
            )
        ),
    ),
    issued_at=RECEIVED_AT,
    foot_notes=(
        "Phiếu dùng khi mất điện; nhóm số ở giữa mã là ngày cấp số, không phải ngày nhận.",
        "Khi nhận kết quả, mang theo giấy này và giấy tờ tùy thân.",
    ),
)
OTHER_BLANK = replace(BLANK, heading=replace(BLANK.heading, code="H40.16-261121-9622"))

TRIAL = TrialPage(
    printer="Laser A5", printed_at=RECEIVED_AT, office="Trung tâm Phục vụ hành chính công An Khánh"
)

SHEET_CODE = "BG-H40.16-261121-3901"


def sheet_of(count: int) -> HandOverSheet:
    """A hand-over sheet of so many dossiers."""
    return HandOverSheet(
        heading=replace(
            HEADING,
            slip_number="3901/BG-TTPVHCC",
            code=SHEET_CODE,
            qr_text=SHEET_CODE,
            code_label="Mã phiếu",
        ),
        giver="Quầy 3",
        receiver="Sở Nội vụ",
        closed_at=RECEIVED_AT,
        rows=tuple(
            HandOverRow(
                code=f"H40.16-261121-3{number:03d}",
                applicant=APPLICANT.name,
                procedure="Cấp giấy xác nhận thân nhân của người có công",
                return_due_at=RETURN_DUE_AT,
                remark="kèm 1 kết quả" if number % 9 == 0 else "",
            )
            for number in range(1, count + 1)
        ),
        total=f"{count} hồ sơ",
        giver_name="Trần Thị Ví Dụ",
    )


PAPERS_DRAWN: dict[str, Callable[[], bytes]] = {
    "receipt-a5": lambda: receipt.draw(RECEIPT),
    "receipt-a4x2": lambda: receipt.draw(
        replace(REPRESENTED, office_qr_text=CODE), paper=Paper.A4X2
    ),
    "receipt-25-papers": lambda: receipt.draw(replace(RECEIPT, papers=many_papers(25))),
    "receipt-40-papers-a4x2": lambda: receipt.draw(
        replace(RECEIPT, papers=many_papers(40)), paper=Paper.A4X2
    ),
    "receipt-longest": lambda: receipt.draw(LONGEST, paper=Paper.A4X2),
    "receipt-bare": lambda: receipt.draw(BARE),
    "receipt-training": lambda: receipt.draw(replace(RECEIPT, training=True)),
    "supplement-a5": lambda: supplement.draw(SUPPLEMENT),
    "supplement-a4x2": lambda: supplement.draw(SUPPLEMENT, paper=Paper.A4X2),
    "refusal-a5": lambda: refusal.draw(REFUSAL),
    "receipt-roll": lambda: roll_receipt.draw(RECEIPT),
    "receipt-roll-longest": lambda: roll_receipt.draw(
        replace(LONGEST, papers=many_papers(25), training=True)
    ),
    "supplement-roll": lambda: roll_door.draw_supplement(SUPPLEMENT),
    "refusal-roll": lambda: roll_door.draw_refusal(replace(REFUSAL, reprint=True)),
    "pad-a4x2": lambda: pad.draw([BLANK]),
    "hand-over": lambda: hand_over.draw(replace(sheet_of(3), training=True)),
    "hand-over-40": lambda: hand_over.draw(sheet_of(40)),
    "trial-a5": lambda: trial.draw(TRIAL, paper=Paper.A5, dots_per_inch=600),
    "trial-roll": lambda: trial.draw(TRIAL, paper=Paper.ROLL_80, dots_per_inch=203),
}
"""Every paper once, by the name of its golden picture."""
