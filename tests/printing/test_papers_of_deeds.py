from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import deed_samples as drawn
import pytest
import samples
from reading import codes, images, letter_boxes, pages_text, whole_text

from app.domain import wording_slots as slots
from app.domain.slip_code import read_slip_code
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
from app.printing.style import FORMATS, Paper

ISSUED: dict[str, Callable[..., bytes]] = {
    "apology": lambda **how: apology.draw(drawn.APOLOGY, **how),
    "stop_notice": lambda **how: stop_notice.draw(drawn.STOP, **how),
    "correction": lambda **how: correction.draw(drawn.CORRECTION, **how),
    "result_receipt": lambda **how: result_receipt.draw(drawn.RESULTS, **how),
    "fee_receipt": lambda **how: fee_receipt.draw(drawn.FEE, **how),
    "undertaking": lambda **how: undertaking.draw(drawn.UNDERTAKING, **how),
    "authorisation": lambda **how: authorisation.draw(drawn.AUTHORISATION, **how),
    "control": lambda **how: control.draw(drawn.control_of(3), **how),
}


def in_order(text: str, *expected: str) -> None:
    at = 0
    for each in expected:
        assert each in text[at:], f"{each!r} does not follow in {text!r}"
        at = text.index(each, at) + len(each)


def test_an_apology_says_what_was_promised_why_not_and_when_now() -> None:
    text = whole_text(apology.draw(drawn.APOLOGY))
    assert "Nơi nhận: - Như trên;" in text
    in_order(
        text,
        "Số: 48/TTPVHCC-PXL",
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Kính gửi: Nguyễn Thị Ngọc Ánh",
        "Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 21 tháng 11 năm 2026",
        "Thời gian đã hẹn trả kết quả: 08 giờ 30 phút, ngày 27 tháng 11 năm 2026",
        "Cơ quan giải quyết: UBND phường An Khánh",
        "thành thật xin lỗi Ông/Bà",
        "Lý do: Phải xác minh nơi sinh tại cơ sở y tế",
        "Văn bản số: 112/UBND-TP",
        "hẹn trả kết quả lại vào:",
        "09 giờ 00 phút, ngày 04 tháng 12 năm 2026",
        "Số lần đã hẹn lại trước văn bản này: chưa lần nào",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Phạm Đình Tập",
    )


def test_a_draft_of_an_apology_says_so() -> None:
    assert "dự thảo trình ký" in whole_text(apology.draw(replace(drawn.APOLOGY, draft=True)))
    assert "dự thảo" not in whole_text(apology.draw(drawn.APOLOGY))


def test_a_stop_notice_names_the_wish_the_stage_the_rule_and_the_money() -> None:
    in_order(
        whole_text(stop_notice.draw(drawn.STOP)),
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Thời gian đề nghị dừng: 10 giờ 30 phút, ngày 21 tháng 11 năm 2026",
        "Hồ sơ khi đó: chưa có quyết định hoặc kết quả giải quyết",
        "Căn cứ Điều 21 Nghị định số 118/2025/NĐ-CP và theo đề nghị của Ông/Bà",
        "kể từ 08 giờ 30 phút, ngày 27 tháng 11 năm 2026.",
        "Lý do: Gia đình nộp hồ sơ tại nơi cư trú mới",
        "Phí, lệ phí: đã nộp 8.000 đồng; đã hoàn lại 8.000 đồng",
        "Giấy tờ trả lại cho người nộp:",
    )


def test_a_correction_asks_back_only_what_the_citizen_holds() -> None:
    held = whole_text(correction.draw(drawn.CORRECTION))
    in_order(held, "Kết quả: Giấy khai sinh, số 15/2026", "Nội dung sai sót: Ghi sai nơi sinh")
    assert "nộp lại bản đã nhận" in held
    closing = drawn.said(slots.CORRECTION_CLOSING)
    kept = whole_text(correction.draw(replace(drawn.CORRECTION, closing=closing)))
    assert "nộp lại" not in kept


def test_who_took_which_results_by_what_right_stands_on_both_copies() -> None:
    office, theirs = pages_text(result_receipt.draw(drawn.RESULTS))
    for copy in (office, theirs):
        in_order(
            copy,
            "Chủ hồ sơ: Nguyễn Thị Ngọc Ánh",
            "Người nhận kết quả: Lê Văn Thử",
            "Nhận với tư cách: người được ủy quyền",
            "Giấy tờ ủy quyền: Giấy ủy quyền số 07/2026/CT",
            "Đã xuất trình: giấy hẹn, giấy tờ tùy thân",
            "1 Giấy khai sinh (bản chính) 15/2026 27/11/2026 –",
            "Tổng số: 02 kết quả; còn 01 kết quả sẽ trả sau",
            "NGƯỜI NHẬN KẾT QUẢ",
        )
    assert "Liên 1: Lưu" in office
    assert "Liên 2: Giao người nhận" in theirs


def test_a_fee_receipt_says_its_sum_in_words_and_that_it_is_no_official_receipt() -> None:
    office, _ = pages_text(fee_receipt.draw(drawn.FEE))
    in_order(
        office,
        "Số: PT-3/2026-00012",
        "1 Phí 1.024.000 đồng",
        "4 Cước bưu chính 45.004 đồng",
        "Cộng 1.205.004 đồng",
        "Bằng chữ: Một triệu hai trăm linh năm nghìn không trăm linh tư đồng.",
        "Biên lai số: 0001234",
        "Còn phải nộp: 15.000 đồng",
        "không thay cho biên lai",
    )


def test_a_citizens_own_paper_does_not_bear_the_office_in_its_head() -> None:
    for pdf in (undertaking.draw(drawn.UNDERTAKING), authorisation.draw(drawn.AUTHORISATION)):
        text = whole_text(pdf)
        assert "Số:" not in text
        assert "TRUNG TÂM" not in text
        assert f"Mã hồ sơ: {samples.CODE}" in text


def test_an_undertaking_names_the_slip_and_both_who_sign() -> None:
    in_order(
        whole_text(undertaking.draw(drawn.UNDERTAKING)),
        "Tôi tên là: Nguyễn Thị Ngọc Ánh",
        "Tôi đã làm mất giấy tiếp nhận hồ sơ và hẹn trả kết quả (bản cấp lần đầu).",
        "Hoàn cảnh: Bị ướt và rách trong đợt mưa",
        "NGƯỜI TIẾP NHẬN CAM KẾT",
        "Nguyễn Thị Ngọc Ánh",
    )


def test_a_blank_authorisation_has_no_code_and_nobody_in_it() -> None:
    pdf = authorisation.draw(drawn.BLANK_AUTHORISATION)
    (page,) = images(pdf, dots_per_inch=200)
    assert codes(page) == []
    assert "Mã hồ sơ:" not in whole_text(pdf)
    assert "1. Bên ủy quyền (chủ hồ sơ) Họ tên, tên tổ chức: Địa chỉ:" in whole_text(pdf)


def test_a_control_sheet_has_four_blocks_though_little_happened() -> None:
    text = whole_text(control.draw(drawn.control_of(1)))
    assert text.count("Người giao (Ký):") == control.LEAST_BLOCKS == 4
    in_order(
        text,
        "Kèm theo hồ sơ của: Nguyễn Thị Ngọc Ánh",
        "Cơ quan phối hợp giải quyết hồ sơ: Bảo hiểm xã hội",
        "TÊN CƠ QUAN",
        "1. Giao: Quầy 3",
        "08 giờ 30 phút, ngày 21/11/2026",
        "Trước hạn",
        "Hạn: 2 ngày làm việc",
        "Trước hạn/đúng hạn/quá hạn",
    )


@pytest.mark.parametrize("paper", [Paper.A4, Paper.A5])
def test_every_page_of_a_long_control_sheet_holds_four_blocks_and_its_head(paper: Paper) -> None:
    *full, last = pages_text(control.draw(drawn.control_of(40), paper=paper))
    assert full
    for page in full:
        assert page.count("Người giao (Ký):") >= 4
    for page in (*full, last):
        assert "TÊN CƠ QUAN" in page
        assert "Trang" in page


@pytest.mark.parametrize("name", ISSUED)
@pytest.mark.parametrize("resolution", [203, 300, 600])
def test_the_codes_of_each_paper_lead_back_to_its_dossier(name: str, resolution: int) -> None:
    page = images(ISSUED[name](dots_per_inch=resolution), dots_per_inch=resolution)[0]
    found = codes(page)
    assert samples.CODE in found
    (read,) = [code for code in map(read_slip_code, found) if code]
    assert read.dossier_uid == samples.SLIP_CODE.dossier_uid
    assert read.issued_at == samples.RECEIVED_AT


def test_what_is_signed_stands_on_a_page_with_what_it_is_about() -> None:
    rows = drawn.MANY_RESULTS.results
    for count in range(8, 40, 3):
        pages = pages_text(result_receipt.draw(replace(drawn.MANY_RESULTS, results=rows[:count])))
        for page in pages:
            if "NGƯỜI TRẢ KẾT QUẢ" in page:
                assert f"Tổng số: {count:02d} kết quả" in page


def test_a_reason_of_pages_keeps_the_signature_with_the_new_date() -> None:
    for times in range(1, 14, 3):
        letter = replace(drawn.LONG_APOLOGY, reason=drawn.LONG_REASON * times)
        pages = pages_text(apology.draw(letter, paper=Paper.A5))
        assert "09 giờ 00 phút, ngày 04 tháng 12 năm 2026" in pages[-1]
        assert "PHÓ GIÁM ĐỐC" in pages[-1]


@pytest.mark.parametrize(
    ("pdf", "paper"),
    [
        (lambda: apology.draw(drawn.LONG_APOLOGY, paper=Paper.A5), Paper.A5),
        (lambda: result_receipt.draw(drawn.MANY_RESULTS), Paper.A5),
        (lambda: control.draw(drawn.control_of(40)), Paper.A4),
    ],
)
def test_the_longest_data_stay_within_the_page(pdf: Callable[[], bytes], paper: Paper) -> None:
    form = FORMATS[paper]
    for boxes in letter_boxes(pdf()):
        assert min(left for left, *_ in boxes) >= form.side * 0.9
        assert max(right for _, _, right, _ in boxes) <= form.width - form.side * 0.9


@pytest.mark.parametrize("name", drawn.PAPERS_OF_DEEDS)
def test_a_paper_is_the_same_bytes_each_time(name: str) -> None:
    assert drawn.PAPERS_OF_DEEDS[name]() == drawn.PAPERS_OF_DEEDS[name]()


def test_a_training_paper_says_so_across_the_page() -> None:
    text = whole_text(stop_notice.draw(replace(drawn.STOP, training=True)))
    assert "TẬP HUẤN" in text
    assert "không có giá trị pháp lý" in text
