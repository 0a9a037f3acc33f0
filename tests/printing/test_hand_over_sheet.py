from __future__ import annotations

from dataclasses import replace

import pytest
from reading import codes, images, one_bit, pages_text
from samples import SHEET_CODE, sheet_of

from app.domain.scan import scanned_sheet
from app.printing.slips.hand_over import GIVERS_COPY, RECEIVERS_COPY, draw


def test_each_side_has_a_copy_with_three_places_to_sign() -> None:
    giver, receiver = pages_text(draw(sheet_of(3)))
    assert GIVERS_COPY in giver
    assert RECEIVERS_COPY in receiver
    for page in (giver, receiver):
        assert "Bên giao: Quầy 3" in page
        assert "Bên nhận: Sở Nội vụ" in page
        assert "08 giờ 30 phút, ngày 21 tháng 11 năm 2026" in page
        assert "Tổng số: 3 hồ sơ" in page
        signers = [page.index(each) for each in ("NGƯỜI GIAO", "NGƯỜI NHẬN", "NGƯỜI CHỨNG KIẾN")]
        assert signers == sorted(signers)
        assert "Trần Thị Ví Dụ" in page


@pytest.mark.parametrize("dots_per_inch", [203, 300, 600])
def test_both_codes_are_the_sheet_for_our_scanner(dots_per_inch: int) -> None:
    pdf = draw(sheet_of(3), dots_per_inch=dots_per_inch)
    for page in images(pdf, dots_per_inch=dots_per_inch):
        assert codes(one_bit(page)) == [SHEET_CODE, SHEET_CODE]
    assert scanned_sheet(SHEET_CODE) == SHEET_CODE


@pytest.mark.parametrize("count", [1, 12, *range(15, 33), 40, 75, 200])
def test_signatures_never_stand_alone_and_no_dossier_is_lost(count: int) -> None:
    sheet = sheet_of(count)
    pages = pages_text(draw(sheet))
    assert len(pages) % 2 == 0
    for copy in (pages[: len(pages) // 2], pages[len(pages) // 2 :]):
        assert "NGƯỜI NHẬN" in copy[-1]
        assert sheet.rows[-1].code in copy[-1]
        whole = " ".join(copy)
        assert all(whole.count(row.code) == 1 for row in sheet.rows)
        if len(copy) > 1:
            # Every page says which of how many it is, and names its columns anew.
            for number, page in enumerate(copy, start=1):
                assert f"{SHEET_CODE} – Trang {number}/{len(copy)}" in page
            assert all("Mã hồ sơ" in page for page in copy)


def test_a_signed_sheet_says_what_was_found_and_a_copy_that_it_is_one() -> None:
    signed = replace(
        sheet_of(2), counted="1 hồ sơ; thiếu 1; thừa 0", receiver_name="Lê Văn Mẫu", reprint=True
    )
    for page in pages_text(draw(signed)):
        assert "Bên nhận đã đếm: 1 hồ sơ; thiếu 1; thừa 0" in page
        assert "Lê Văn Mẫu" in page
        assert "bản in lại" in page
