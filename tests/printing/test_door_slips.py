from __future__ import annotations

from dataclasses import replace

import pytest
import samples
from reading import codes, images, pages_text, whole_text

from app.domain.slip_code import read_slip_code
from app.printing.slips import refusal, supplement
from app.printing.style import Paper


def test_a_supplement_slip_asks_in_the_order_of_the_form() -> None:
    slip = replace(samples.SUPPLEMENT, complete_by=samples.RETURN_DUE_AT.date())
    text = whole_text(supplement.draw(slip))
    expected = [
        "Số lượt tiếp: V-H40.16-261121-007",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Hồ sơ của: Nguyễn Thị Ngọc Ánh",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh cho trẻ Nguyễn Gia Bảo",
        "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
        "1 Giấy chứng sinh do cơ sở khám bệnh, chữa bệnh cấp 1 – –",
        "2. Ghi đủ họ, chữ đệm, tên của trẻ trên tờ khai.",
        "3. Ký tên trên trang 2 tờ khai.",
        "Lý do: Chưa đủ thành phần hồ sơ theo danh mục công bố.",
        "Thời hạn hoàn thiện hồ sơ: hết ngày 27 tháng 11 năm 2026",
        "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, liên hệ với: Trung tâm Phục vụ hành "
        "chính công phường An Khánh, số điện thoại 028 3740 0000",
        "NGƯỜI HƯỚNG DẪN",
        "Trần Văn Khải",
        "– Khi quay lại, đưa phiếu này tại quầy: nội dung đã khai được mở lại.",
    ]
    places = [text.find(each) for each in expected]
    assert [each for each, at in zip(expected, places, strict=True) if at < 0] == []
    assert places == sorted(places)
    assert "NGƯỜI NỘP" not in text


def test_a_refusal_slip_gives_its_reason_in_the_words_of_the_form() -> None:
    text = whole_text(refusal.draw(samples.REFUSAL))
    expected = [
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Ngọc Ánh",
        "Nội dung yêu cầu giải quyết: Cấp bản sao trích lục hộ tịch",
        "Qua xem xét, Trung tâm Phục vụ hành chính công phường An Khánh thông báo không tiếp nhận, "
        "giải quyết hồ sơ này với lý do cụ thể như sau: Người yêu cầu không phải là",
        "Xin thông báo cho Ông/Bà được biết và thực hiện.",
        "Nếu có vướng mắc, liên hệ với: Trung tâm Phục vụ hành chính công phường An Khánh",
        "NGƯỜI NỘP HỒ SƠ",
    ]
    places = [text.find(each) for each in expected]
    assert [each for each, at in zip(expected, places, strict=True) if at < 0] == []
    assert places == sorted(places)


@pytest.mark.parametrize("resolution", [203, 300, 600])
def test_the_codes_of_a_door_slip_lead_back_to_the_visit(resolution: int) -> None:
    pdf = supplement.draw(samples.SUPPLEMENT, dots_per_inch=resolution)
    (page,) = images(pdf, dots_per_inch=resolution)
    found = codes(page)
    assert "V-H40.16-261121-007" in found
    read = [each for each in map(read_slip_code, found) if each]
    assert [(each.is_visit, each.dossier_code) for each in read] == [(True, "V-H40.16-261121-007")]


def test_on_a4_both_halves_are_the_same_slip() -> None:
    for pdf in (
        supplement.draw(samples.SUPPLEMENT, paper=Paper.A4X2),
        refusal.draw(samples.REFUSAL, paper=Paper.A4X2),
    ):
        (text,) = pages_text(pdf)
        assert text.count("Nguyễn Thị Ngọc Ánh") >= 2
        assert text.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 2


def test_demands_that_fill_pages_keep_the_signature_company() -> None:
    for count in range(10, 60, 7):
        slip = replace(samples.SUPPLEMENT, requests=("Bổ sung giấy tờ còn thiếu.",) * count)
        pages = pages_text(supplement.draw(slip))
        assert "NGƯỜI HƯỚNG DẪN" in pages[-1]
        assert "Trong quá trình hoàn thiện hồ sơ" in pages[-1]
        assert f"{count}. Bổ sung" in " ".join(pages)


def test_door_slips_are_the_same_bytes_each_time() -> None:
    assert supplement.draw(samples.SUPPLEMENT) == supplement.draw(samples.SUPPLEMENT)
    assert refusal.draw(samples.REFUSAL) == refusal.draw(samples.REFUSAL)
