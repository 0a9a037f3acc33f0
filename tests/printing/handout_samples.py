"""Papers without a dossier, of an invented office and invented persons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import samples

from app.domain.public_address import procedure_address
from app.printing.address import Address
from app.printing.labels import LARGE, SMALL, DossierLabel, PostalLabel, draw_labels
from app.printing.listed_papers import ListedPaper, PaperGroup
from app.printing.office_head import OfficeHead
from app.printing.pieces import Signature
from app.printing.sheet import Imprint
from app.printing.slips import day_sheet, desk_plate, notice, to_bring
from app.printing.slips.day_sheet import DayLine, DaySection, DaySheet
from app.printing.slips.desk_plate import DeskPlate
from app.printing.slips.notice import ListedProcedure, Notice, NoticeList, Sector
from app.printing.slips.to_bring import ToBring
from app.printing.style import Paper

AT = samples.RECEIVED_AT
HOST = "motcua.ankhanh.gov.vn"

HEAD = OfficeHead(
    parent_body="UBND PHƯỜNG AN KHÁNH",
    unit="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    contact="Điện thoại 028 3740 0000; sáng 7:30 đến 11:30, chiều 13:00 đến 17:00, thứ Hai đến "
    "thứ Sáu",
    qr_text=procedure_address("1.010833", host=HOST),
    caption="Quét mã để xem thủ tục này trên điện thoại.",
)
GROUPS = (
    PaperGroup(
        "",
        (
            ListedPaper(
                "Thẻ căn cước hoặc giấy tờ tùy thân", remark="để xuất trình, không phải nộp"
            ),
            ListedPaper(
                "Đơn đề nghị cấp giấy xác nhận thân nhân của người có công",
                "1 bản chính",
                "theo Mẫu số 01",
            ),
            ListedPaper(
                "Bản sao được chứng thực từ một trong các giấy tờ chứng minh người có công (giấy "
                "chứng nhận, huân chương, huy chương, kỷ niệm chương, bằng)",
                "1 bản sao chứng thực",
            ),
        ),
    ),
    PaperGroup("Con của liệt sĩ", (ListedPaper("Giấy khai sinh", "1 bản sao", "nếu có"),)),
)
FACTS = (
    ("Cách nộp", ("trực tiếp, trực tuyến, qua dịch vụ bưu chính",)),
    ("Thời hạn giải quyết", ("3 ngày làm việc (theo quy định 5 ngày làm việc, đơn vị rút ngắn)",)),
    ("Phí, lệ phí", ("không thu",)),
    ("Kết quả", ("Giấy xác nhận thân nhân của người có công",)),
)
TO_BRING = ToBring(
    head=HEAD,
    procedure="Cấp giấy xác nhận thân nhân của người có công",
    about="Mã 1.010833 – Người có công",
    groups=GROUPS,
    facts=tuple((label, lines[0]) for label, lines in FACTS),
    foot_notes=(
        "Nộp thay người khác thì mang theo giấy ủy quyền.",
        "In ngày 21/11/2026, theo 1234/QĐ-UBND; danh mục đang áp dụng.",
    ),
    issued_at=AT,
)
LONG_NAME = (
    "Giải quyết chế độ ưu đãi đối với Anh hùng lực lượng vũ trang nhân dân, Anh hùng lao động "
    "trong thời kỳ kháng chiến hiện không công tác trong quân đội, công an; di chuyển hồ sơ khi "
    "người hưởng trợ cấp ưu đãi thay đổi nơi thường trú sang địa bàn tỉnh, thành phố khác"
)
LONG = replace(
    TO_BRING,
    procedure=LONG_NAME,
    groups=(
        PaperGroup(
            "",
            tuple(
                ListedPaper(each.name, f"{each.originals or 1} bản chính", each.remark)
                for each in samples.many_papers(24)
            ),
        ),
    ),
)
NOTICE = Notice(
    head=HEAD,
    procedure=TO_BRING.procedure,
    about=TO_BRING.about,
    groups=(PaperGroup("", GROUPS[0].papers[1:]), *GROUPS[1:]),
    facts=(
        *FACTS,
        ("Người nhận kết quả", ("người nộp, hoặc người có giấy ủy quyền",)),
        ("Cơ quan giải quyết", ("Sở Nội vụ",)),
        (
            "Căn cứ pháp lý",
            ("131/2021/NĐ-CP (Điều 116)", "104/2022/NĐ-CP", "Pháp lệnh 02/2020/UBTVQH14"),
        ),
    ),
    foot_notes=TO_BRING.foot_notes[1:],
    issued_at=AT,
)


def procedure_list(count: int) -> tuple[ListedProcedure, ...]:
    """So many procedures, every fourth with a long name."""
    return tuple(
        ListedProcedure(
            code=f"1.01{number:04d}",
            name=LONG_NAME if number % 4 == 0 else f"Thủ tục thứ {number} theo danh mục công bố",
            limit="5 ngày làm việc"
            if number % 3
            else "nộp trực tuyến: 3 ngày làm việc; nộp "
            "trực tiếp: 5 ngày làm việc (theo quy định 7 ngày làm việc, đơn vị rút ngắn)",
            money="không thu" if number % 2 else "lệ phí 150.000 đồng; phí 1.200.000 đồng",
            qr_text=procedure_address(f"1.01{number:04d}", host=HOST),
        )
        for number in range(1, count + 1)
    )


LIST = NoticeList(
    head=replace(HEAD, qr_text="", caption=""),
    sectors=(Sector("Bảo trợ xã hội", procedure_list(9)), Sector("Việc làm", procedure_list(12))),
    foot_notes=("In ngày 21/11/2026 từ danh mục đang áp dụng.",),
    issued_at=AT,
)
PLATE = DeskPlate(desk=3, office="Trung tâm Phục vụ hành chính công phường An Khánh", issued_at=AT)
LONG_PLATE = replace(
    PLATE,
    office=f"{PLATE.office}, chi nhánh Bà Rịa - Vũng Tàu",
    full_name="Công Tằng Tôn Nữ Hoàng Nguyễn Phương Quỳnh Thùy Dương",
    title="Chuyên viên tiếp nhận và trả kết quả, Phòng Văn hóa - Xã hội",
    training=True,
)
LABEL = DossierLabel(
    code=samples.CODE,
    applicant="Nguyễn Thị Ngọc Ánh",
    procedure_code="1.010833",
    procedure=TO_BRING.procedure,
    return_due_at=samples.RETURN_DUE_AT,
)
LONG_LABEL = replace(
    LABEL,
    code="H29.16.105-261121-30017",
    applicant="Công Tằng Tôn Nữ Hoàng Nguyễn Phương Quỳnh Thùy Dương Thiên Trang",
    procedure=LONG_NAME,
)
POSTAL = PostalLabel(
    code="EE123456785VN",
    sender=Address(
        name=PLATE.office,
        address="Số 1, đường Trần Não, phường An Khánh, Thành phố Hồ Chí Minh",
        phone="028 3740 0000",
    ),
    receiver=Address(
        name="Nguyễn Thị Ngọc Ánh", address=samples.APPLICANT.address, phone="0903 123 456"
    ),
    remarks=("Hồ sơ H40.16-261121-3017", "Thu hộ: 1.250.000 đồng"),
)
LONG_POSTAL = replace(
    POSTAL,
    receiver=Address(
        name="Công ty Trách nhiệm hữu hạn Thương mại Dịch vụ Xuất nhập khẩu Hoàng Gia Phát",
        address="Tầng 5, tòa nhà Sông Sài Gòn, số 101 đường Nguyễn Cơ Thạch, khu đô thị mới Thủ "
        "Thiêm, khu phố 3, phường An Khánh, Thành phố Hồ Chí Minh",
        phone="028 3740 1111, số máy lẻ 234",
    ),
)
IMPRINT = Imprint(title="Nhãn", author=PLATE.office, code="NHAN", issued_at=AT)
DAY = DaySheet(
    head=replace(HEAD, qr_text="", caption=""),
    name=day_sheet.CLOSING,
    subject="Quầy 3, thứ Bảy 21/11/2026",
    sections=(
        DaySection(
            "1. Hồ sơ",
            (
                DayLine("Tiếp nhận", "42"),
                DayLine("Trả kết quả", "37"),
                DayLine("Đã lập phiếu bàn giao", "40", "2 hồ sơ còn ở quầy, nhận sau 15 giờ"),
            ),
        ),
        DaySection(
            "2. Giấy và tiền",
            (
                DayLine("Giấy hẹn đã in, trong đó hỏng", "44, 2"),
                DayLine("Tiền thu theo phiếu", "1.250.000 đồng"),
                DayLine("Tiền mặt đếm được", "1.245.000 đồng", "thiếu 5.000 đồng"),
            ),
        ),
        DaySection("3. Còn lại", (DayLine("Văn bản xin lỗi phải gửi ngày mai", "1"),)),
    ),
    first=Signature("CÁN BỘ QUẦY", name="Trần Văn Khải"),
    second=Signature("NGƯỜI PHỤ TRÁCH"),
    issued_at=AT,
)


OUTAGE = replace(
    DAY,
    name="PHIẾU SAU MẤT MẠNG",
    subject="Từ ngày 18/11/2026 đến ngày 20/11/2026",
    sections=(
        DaySection(
            "1. Các quầy: 2 trên 3 quầy đã về đủ",
            (
                DayLine("Quầy 1: 312 sự kiện", "đủ đến 09:41"),
                DayLine("Quầy 2: 287 sự kiện", "đủ đến 09:40", "2 sự kiện cần xem"),
                DayLine("Quầy 3: 12 sự kiện", "đủ đến 10:15 18/11"),
            ),
        ),
        DaySection(
            "2. Hệ thống khác ngừng",
            (
                DayLine(
                    "Cổng Dịch vụ công quốc gia, 08:15 18/11/2026 - 10:40 18/11/2026",
                    "7 hồ sơ",
                    "theo thông báo của trung tâm tỉnh; còn 2 phải nhập",
                ),
            ),
        ),
    ),
    foot_notes=("Số liệu của đơn vị đủ đến hết ngày 17/11/2026.",),
)


def labels(*each: DossierLabel | PostalLabel, paper: Paper = Paper.A4, used: int = 0) -> bytes:
    """Labels as PDF, large ones for the post."""
    form = LARGE if isinstance(each[0], PostalLabel) else SMALL
    dots = paper.usual_resolution
    return draw_labels(each, IMPRINT, form=form, paper=paper, dots_per_inch=dots, used=used)


HANDOUTS_DRAWN: dict[str, Callable[[], bytes]] = {
    "to-bring-a5": lambda: to_bring.draw(TO_BRING),
    "to-bring-longest": lambda: to_bring.draw(replace(LONG, training=True)),
    "to-bring-large": lambda: to_bring.draw_large(TO_BRING),
    "to-bring-roll": lambda: to_bring.draw_on_roll(TO_BRING, dots_per_inch=203),
    "notice-a4": lambda: notice.draw(NOTICE),
    "notice-list": lambda: notice.draw_list(LIST),
    "desk-plate": lambda: desk_plate.draw(PLATE),
    "desk-plate-longest": lambda: desk_plate.draw(LONG_PLATE),
    "labels-dossier": lambda: labels(*[LABEL, LONG_LABEL] * 7, used=5),
    "labels-postal": lambda: labels(POSTAL, LONG_POSTAL, POSTAL),
    "label-dossier-roll": lambda: labels(LONG_LABEL, paper=Paper.ROLL_80),
    "label-postal-roll": lambda: labels(LONG_POSTAL, paper=Paper.ROLL_80),
    "day-sheet": lambda: day_sheet.draw(DAY),
    "outage-sheet": lambda: day_sheet.draw(OUTAGE),
}
"""Every paper without a dossier, by the name of its golden picture."""
