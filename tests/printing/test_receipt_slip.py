from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from unicodedata import normalize

import pytest
import samples
from reading import codes, images, letter_boxes, one_bit, pages_text, text_sizes, whole_text

from app.printing.party import Party
from app.printing.slips.receipt import CopyKind, ReceiptSlip, draw
from app.printing.style import FORMATS, Paper


def with_papers(count: int) -> ReceiptSlip:
    return replace(samples.RECEIPT, papers=samples.many_papers(count))


def test_fields_stand_in_the_order_of_the_form() -> None:
    text = whole_text(draw(samples.RECEIPT))
    expected = [
        "UBND PHƯỜNG AN KHÁNH",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "Số: 00092/TTPVHCC",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "(Liên 2: Giao người nộp)",
        "Bộ phận tiếp nhận và trả kết quả: Trung tâm Phục vụ hành chính công phường An Khánh",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Ngọc Ánh",
        "Địa chỉ: Số 12, đường Lương Định Của, khu phố 3, phường An Khánh, Thành phố Hồ Chí Minh",
        "Số điện thoại: 0903 123 456",
        "Email: ngocanh@example.vn",
        "Số CMND/Thẻ căn cước/Hộ chiếu: 079203012345",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh cho trẻ Nguyễn Gia Bảo, sinh ngày 02 tháng "
        "11 năm 2026",
        "1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ:",
        "1 Tờ khai theo mẫu 1 – –",
        "2 Giấy chứng sinh do cơ sở khám bệnh, chữa bệnh cấp 1 – –",
        "2. Số lượng hồ sơ: 01 (bộ)",
        "3. Thời gian giải quyết hồ sơ theo quy định là: 04 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 21 tháng 11 năm 2026",
        "5. Thời gian trả kết quả: 08 giờ 30 phút, ngày 27 tháng 11 năm 2026",
        "6. Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công phường An Khánh",
        "Phí, lệ phí: không thu",
        "Vào Sổ theo dõi hồ sơ, Quyển số: 3/2026 Số thứ tự: 00092",
        "NGƯỜI NỘP HỒ SƠ",
        "– Cơ quan giải quyết: UBND phường An Khánh, điện thoại: 028 3740 0000",
        "– Kết quả: Giấy khai sinh (bản chính)",
        "– Tra cứu: quét mã QR, hoặc gọi 1022.",
    ]
    places = [text.find(each) for each in expected]
    assert [each for each, at in zip(expected, places, strict=True) if at < 0] == []
    assert places == sorted(places)


def test_the_heading_is_the_national_one() -> None:
    text = whole_text(draw(samples.RECEIPT))
    for line in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "An Khánh, ngày 21 tháng 11 năm 2026",
        "Mã hồ sơ: H40.16-261121-3017",
    ):
        assert line in text


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext of poppler-utils")
def test_another_reader_extracts_the_same_vietnamese() -> None:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=draw(samples.RECEIPT),
        capture_output=True,
        check=True,
    )
    text = " ".join(done.stdout.decode().split())
    assert "Tiếp nhận hồ sơ của: Nguyễn Thị Ngọc Ánh" in text
    assert "08 giờ 30 phút, ngày 27 tháng 11 năm 2026" in text
    assert text == normalize("NFC", text)


@pytest.mark.parametrize("drawn_at", [203, 300, 600])
@pytest.mark.parametrize("seen_at", [203, 300, 600])
@pytest.mark.parametrize("paper", [Paper.A5, Paper.A4X2])
def test_both_codes_are_read_in_grey_and_in_black_and_white(
    drawn_at: int, seen_at: int, paper: Paper
) -> None:
    slip = replace(samples.RECEIPT, training=True)
    page = images(draw(slip, paper=paper, dots_per_inch=drawn_at), dots_per_inch=seen_at)[0]
    expected = sorted([samples.CODE, slip.heading.qr_text] * FORMATS[paper].copies)
    assert codes(page) == expected
    assert codes(one_bit(page)) == expected


def test_the_qr_lies_in_the_top_left_corner() -> None:
    (page,) = images(draw(samples.RECEIPT), dots_per_inch=300)
    corner = page.crop((0, 0, page.width // 3, page.height // 5))
    assert codes(corner) == [samples.HEADING.qr_text]


def test_the_office_copy_has_room_for_a_second_code_and_the_other_has_none() -> None:
    slip = replace(samples.RECEIPT, office_qr_text="nội bộ: 4f1d0c9e")
    (page,) = images(draw(slip, paper=Paper.A4X2), dots_per_inch=300)
    office = page.crop((0, 0, page.width // 2, page.height))
    applicant = page.crop((page.width // 2, 0, page.width, page.height))
    assert "nội bộ: 4f1d0c9e" in codes(office)
    assert "nội bộ: 4f1d0c9e" not in codes(applicant)
    boxes = [letter_boxes(draw(each, paper=Paper.A4X2)) for each in (slip, samples.RECEIPT)]
    assert boxes[0] == boxes[1]


def test_a4_carries_the_office_copy_left_and_the_applicants_right() -> None:
    pdf = draw(samples.RECEIPT, paper=Paper.A4X2)
    (text,) = pages_text(pdf)
    assert text.index("Liên 1: Lưu") < text.index("Liên 2: Giao người nộp")
    assert text.count("Tiếp nhận hồ sơ của: Nguyễn Thị Ngọc Ánh") == 2
    (page,) = images(pdf, dots_per_inch=60)
    assert (page.width, page.height) == (702, 497)


def test_one_copy_on_a5_says_which() -> None:
    office = whole_text(draw(replace(samples.RECEIPT, copy=CopyKind.OFFICE)))
    assert "(Liên 1: Lưu)" in office
    (page,) = images(draw(samples.RECEIPT), dots_per_inch=100)
    assert (page.width, page.height) == (583, 827)


@pytest.mark.parametrize("paper", [Paper.A5, Paper.A4X2])
@pytest.mark.parametrize("count", [1, 5, 9, 14, 25, 40])
def test_every_paper_is_listed_however_many_there_are(count: int, paper: Paper) -> None:
    text = whole_text(draw(with_papers(count), paper=paper))
    copies = FORMATS[paper].copies
    for number, line in enumerate(samples.many_papers(count), start=1):
        assert text.count(f" {number} {line.name} ") == copies


@pytest.mark.parametrize("count", range(4, 31))
def test_signatures_never_stand_alone_on_a_page(count: int) -> None:
    pages = pages_text(draw(with_papers(count)))
    assert [page for page in pages if "NGƯỜI NỘP HỒ SƠ" in page] == [pages[-1]]
    assert "Vào Sổ theo dõi hồ sơ" in pages[-1]
    assert "6. Đăng ký nhận kết quả tại" in pages[-1]


def test_pages_are_numbered_only_where_there_are_several() -> None:
    assert "Trang" not in whole_text(draw(samples.RECEIPT))
    pages = pages_text(draw(with_papers(25)))
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        assert f"H40.16-261121-3017 – Trang {number}/2" in page


@pytest.mark.parametrize("paper", FORMATS)
@pytest.mark.parametrize("slip", [samples.LONGEST, samples.BARE, samples.REPRESENTED])
def test_no_letter_leaves_its_copy(slip: ReceiptSlip, paper: Paper) -> None:
    form = FORMATS[paper]
    share = form.width / form.copies
    inner = share - form.side
    for page in letter_boxes(draw(slip, paper=paper)):
        for left, bottom, right, top in page:
            half = left // share
            assert half * share + form.side - 1 <= left
            assert right <= half * share + inner + 1
            assert form.height - form.top + 1 >= top
            assert bottom >= 5


@pytest.mark.parametrize("paper", [Paper.A5, Paper.A4X2])
def test_nothing_of_the_longest_slip_is_lost(paper: Paper) -> None:
    slip = samples.LONGEST
    assert slip.owner is not None
    text = whole_text(draw(slip, paper=paper)).replace(" ", "")
    for said in (
        slip.heading.unit,
        slip.heading.code,
        slip.abstract,
        slip.applicant.name,
        slip.applicant.address,
        slip.applicant.email,
        slip.owner.name,
        slip.owner.address,
        slip.subject,
        slip.return_place,
        "biên lai số 0001234",
        "bản thay thế lần 1; bản in lại",
        "Giai đoạn 2, thời gian trả kết quả: 16 giờ 30 phút, ngày 15 tháng 12 năm 2026",
    ):
        assert said.replace(" ", "") in text


def test_a_name_that_fills_pages_is_still_printed_whole() -> None:
    name = " ".join(f"từ{number}" for number in range(900))
    papers = (replace(samples.PAPERS[0], name=name),)
    text = whole_text(draw(replace(samples.RECEIPT, papers=papers, abstract=name)))
    for word in (f"từ{number}" for number in range(900)):
        assert text.count(f"{word} ") == 2


def test_foot_notes_that_fill_pages_are_printed_whole() -> None:
    results = [f"kết_quả_{number};" for number in range(700)]
    pdf = draw(replace(samples.RECEIPT, expected_result=" ".join(results)))
    text = whole_text(pdf)
    assert [result for result in results if text.count(result) != 1] == []
    assert all(bottom > 5 for page in letter_boxes(pdf) for _, bottom, _, _ in page)


def test_empty_fields_are_dots_to_write_on_or_left_out() -> None:
    text = whole_text(draw(samples.BARE))
    for label in ("Địa chỉ:", "Email:", "Phí, lệ phí:", "Quyển số:"):
        assert label in text
    for absent in (
        "None",
        "Cơ quan giải quyết",
        "Giai đoạn 2",
        "Người nộp:",
        "bản in lại",
        "Hạnh phúc ,",
    ):
        assert absent not in text
    (page,) = images(draw(samples.BARE), dots_per_inch=150)
    assert page.getbbox() is not None


def test_what_was_typed_cannot_break_the_page() -> None:
    wild = "Lò\x00 Thị\tMay\r\nGIẢ MẠO\u202e\u200b \ud83d 😀"
    slip = replace(samples.RECEIPT, applicant=Party(name=wild, address=wild))
    text = whole_text(draw(slip))
    assert "Lò Thị May GIẢ MẠO" in text
    assert "\x00" not in text


def test_decomposed_text_prints_as_composed_text() -> None:
    composed = draw(samples.RECEIPT)
    loose = replace(
        samples.RECEIPT,
        applicant=replace(samples.APPLICANT, name=normalize("NFD", samples.APPLICANT.name)),
        abstract=normalize("NFD", samples.RECEIPT.abstract),
    )
    assert draw(loose) == composed


def test_a_code_that_bars_cannot_say_leaves_the_qr_alone() -> None:
    slip = replace(samples.RECEIPT, heading=replace(samples.HEADING, code="HỒ-SƠ-01"))
    (page,) = images(draw(slip), dots_per_inch=300)
    assert codes(page) == [samples.HEADING.qr_text]


def test_training_is_written_over_the_slip() -> None:
    real, training = (draw(replace(samples.RECEIPT, training=flag)) for flag in (False, True))
    assert "TẬP HUẤN" not in whole_text(real)
    assert "TẬP HUẤN" in whole_text(training)
    assert "Bản tập huấn, không có giá trị pháp lý" in whole_text(training)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"fee": None, "levy": None}, "Phí, lệ phí: Vào Sổ"),
        ({"fee": 0, "levy": 15_000}, "phí 0 đồng, lệ phí 15.000 đồng (chưa thu)"),
        ({"fee": 1_200_000, "levy": 0, "paid": True}, "phí 1.200.000 đồng, lệ phí 0 đồng (đã thu)"),
        (
            {"fee": 5, "levy": 5, "paid": True, "payment_receipt": "0001234"},
            "(đã thu, biên lai số 0001234)",
        ),
    ],
)
def test_money_is_said_as_it_is(changes: dict[str, object], said: str) -> None:
    assert said in whole_text(draw(replace(samples.RECEIPT, **changes)))


def test_the_same_slip_gives_the_same_bytes_dated_with_the_slip() -> None:
    first, second = draw(samples.LONGEST), draw(samples.LONGEST)
    assert first == second
    assert b"/CreationDate (D:20261121083000+07'00')" in first


def test_the_file_says_what_it_is_and_carries_its_own_fonts_only() -> None:
    pdf = draw(samples.RECEIPT)
    assert b"/Lang (vi-VN)" in pdf
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == 3
    title = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả H40.16-261121-3017"
    assert metadata(pdf) == (title, "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG")


def metadata(pdf: bytes) -> tuple[str, str]:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        said = document.get_metadata_dict()
        return said["Title"], said["Author"]


def test_the_return_date_is_the_biggest_thing_on_the_page() -> None:
    sizes = text_sizes(draw(samples.RECEIPT))
    biggest = max(sizes)
    assert "".join(sizes[biggest]).strip() == "08 giờ 30 phút, ngày 27 tháng 11 năm 2026"
    assert biggest > 1.2 * max(size for size in sizes if size < biggest)
