from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import samples
from reading import codes, images, letter_boxes, one_bit, text_sizes, whole_text

from app.domain.slip_code import read_slip_code
from app.printing.rolls import door, receipt
from app.printing.slips.receipt import CopyKind, ReceiptSlip

LONGEST = replace(samples.LONGEST, papers=samples.many_papers(25), training=True)
SLIPS: dict[str, Callable[[], bytes]] = {
    "receipt": lambda: receipt.draw(samples.RECEIPT),
    "represented": lambda: receipt.draw(samples.REPRESENTED),
    "longest": lambda: receipt.draw(LONGEST),
    "bare": lambda: receipt.draw(samples.BARE),
    "supplement": lambda: door.draw_supplement(samples.SUPPLEMENT),
    "refusal": lambda: door.draw_refusal(samples.REFUSAL),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_one_page_as_wide_as_the_print_head(name: str) -> None:
    (page,) = images(SLIPS[name](), dots_per_inch=203)
    assert page.width == 576
    margin = page.crop((0, page.height - 12, 576, page.height)).getextrema()
    assert margin == (255, 255), "the last line is not cut"


@pytest.mark.parametrize("name", SLIPS)
def test_no_letter_leaves_the_roll(name: str) -> None:
    (boxes,) = letter_boxes(SLIPS[name]())
    assert min(left for left, *_ in boxes) > 2
    assert max(right for _, _, right, _ in boxes) < 576 * 72 / 203 - 2
    assert min(bottom for _, bottom, _, _ in boxes) > 2


@pytest.mark.parametrize("name", ["receipt", "represented", "supplement", "refusal", "bare"])
@pytest.mark.parametrize("resolution", [180, 203, 300])
def test_both_codes_read_in_black_and_white(name: str, resolution: int) -> None:
    slip = {
        "receipt": lambda: receipt.draw(samples.RECEIPT, dots_per_inch=resolution),
        "represented": lambda: receipt.draw(samples.REPRESENTED, dots_per_inch=resolution),
        "bare": lambda: receipt.draw(samples.BARE, dots_per_inch=resolution),
        "supplement": lambda: door.draw_supplement(samples.SUPPLEMENT, dots_per_inch=resolution),
        "refusal": lambda: door.draw_refusal(samples.REFUSAL, dots_per_inch=resolution),
    }[name]
    (page,) = images(slip(), dots_per_inch=resolution)
    found = codes(one_bit(page))
    assert len(found) == 2
    assert any(read_slip_code(each) is not None for each in found)


def test_a_code_too_long_for_the_roll_leaves_the_bar_code_out_and_keeps_the_qr() -> None:
    (page,) = images(receipt.draw(LONGEST), dots_per_inch=203)
    (only,) = codes(one_bit(page))
    assert only == LONGEST.heading.qr_text


def test_the_receipt_says_everything_that_the_form_asks() -> None:
    text = whole_text(receipt.draw(samples.RECEIPT))
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 00092/TTPVHCC",
        "Mã hồ sơ: H40.16-261121-3017",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Liên 2: Giao người nộp",
        "08 giờ 30, thứ Sáu",
        "27/11/2026",
        "Người nộp: Nguyễn Thị Ngọc Ánh",
        "Số CMND/Thẻ căn cước/Hộ chiếu: 079203012345",
        "2. Giấy chứng sinh do cơ sở khám bệnh, chữa bệnh cấp 1 bản chính",
        "Số lượng hồ sơ: 01 (bộ)",
        "Thời hạn giải quyết: 04 ngày làm việc",
        "Nhận hồ sơ: 08:30 thứ Bảy 21/11/2026",
        "Phí, lệ phí: không thu",
        "quyển số 3/2026, số thứ tự 00092",
        "Trần Văn Khải",
        "Tra cứu: quét mã QR, hoặc gọi 1022.",
    ):
        assert said in text


def test_the_promise_is_the_biggest_thing_on_the_roll() -> None:
    sizes = text_sizes(receipt.draw(samples.RECEIPT))
    assert "".join(sizes[max(sizes)]).strip() == "27/11/2026"


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (replace(samples.RECEIPT, reprint=True), "bản in lại"),
        (replace(samples.RECEIPT, replacement=2), "bản thay thế lần 2"),
        (replace(samples.RECEIPT, copy=CopyKind.OFFICE), "Liên 1: Lưu"),
        (replace(samples.RECEIPT, training=True), "TẬP HUẤN"),
    ],
)
def test_a_slip_says_what_it_is(slip: ReceiptSlip, said: str) -> None:
    assert said in whole_text(receipt.draw(slip))


def test_every_one_of_25_papers_stands_on_the_roll() -> None:
    text = whole_text(receipt.draw(LONGEST))
    assert all(f"{number}. " in text for number in range(1, 26))


def test_door_slips_say_what_lacks_and_why() -> None:
    guided = whole_text(door.draw_supplement(replace(samples.SUPPLEMENT, reprint=True)))
    assert "1. Giấy chứng sinh do cơ sở khám bệnh, chữa bệnh cấp 1 bản chính" in guided
    assert "3. Ký tên trên trang 2 tờ khai." in guided
    assert "bản in lại" in guided
    assert "không có văn bản ủy quyền" in whole_text(door.draw_refusal(samples.REFUSAL))


def test_the_same_slip_gives_the_same_bytes() -> None:
    assert receipt.draw(samples.RECEIPT) == receipt.draw(samples.RECEIPT)
