"""Papers without a dossier: what stands on them, whole, inside the page, and scannable."""

from __future__ import annotations

from dataclasses import replace

import handout_samples as drawn
import pytest
import samples
from reading import codes, images, letter_boxes, one_bit, pages_text, text_sizes, whole_text

from app.printing.labels import LARGE, SMALL, LabelFormat
from app.printing.slips import day_sheet, desk_plate, notice, to_bring
from app.printing.style import FORMATS, MM, Paper

SHEETS = [name for name in drawn.HANDOUTS_DRAWN if "label" not in name and "roll" not in name]


@pytest.mark.parametrize("name", SHEETS)
def test_no_letter_leaves_the_margins(name: str) -> None:
    form = FORMATS[Paper.A5 if name in ("to-bring-a5", "to-bring-longest") else Paper.A4]
    for page in letter_boxes(drawn.HANDOUTS_DRAWN[name]()):
        assert min(left for left, _, _, _ in page) >= form.side - 1.5
        assert max(right for _, _, right, _ in page) <= form.width - form.side + 1.5
        assert min(bottom for _, bottom, _, _ in page) >= form.bottom - 5 * MM
        assert max(top for _, _, _, top in page) <= form.height - form.top + 2


def test_what_to_bring_lists_every_paper_with_its_numbers() -> None:
    text = whole_text(to_bring.draw(drawn.TO_BRING))
    for group in drawn.TO_BRING.groups:
        for paper in group.papers:
            assert paper.name in text
            assert paper.counts in text
    assert "Trường hợp: Con của liệt sĩ" in text
    assert "Phí, lệ phí: không thu" in text


def test_the_large_edition_is_never_smaller_than_eighteen_points_where_it_matters() -> None:
    sizes = text_sizes(to_bring.draw_large(drawn.TO_BRING))
    read = {size: "".join(letters) for size, letters in sizes.items()}
    body = next(size for size, letters in read.items() if "Thẻ căn cước" in letters)
    assert body >= 17.8
    assert min(size for size, letters in read.items() if letters.strip()) >= 13.9


def test_a_long_procedure_goes_on_on_more_pages_and_loses_nothing() -> None:
    pdf = to_bring.draw_large(drawn.LONG)
    text = whole_text(pdf)
    assert len(pages_text(pdf)) > 2
    assert text.replace(" ", "").count("bảnchính") == 24
    assert all(word in text for word in drawn.LONG_NAME.split())
    assert "Trang 2/" in text


def test_the_roll_says_the_same_as_the_sheet() -> None:
    text = whole_text(to_bring.draw_on_roll(drawn.TO_BRING, dots_per_inch=203))
    assert "chương, bằng)" in text
    assert "1 bản sao chứng thực" in text
    assert "028 3740 0000" in text
    page = images(to_bring.draw_on_roll(drawn.TO_BRING, dots_per_inch=203), dots_per_inch=203)[0]
    assert codes(one_bit(page)) == [drawn.HEAD.qr_text]


@pytest.mark.parametrize("dots", [203, 300, 600])
@pytest.mark.parametrize("name", ["to-bring", "notice"])
def test_the_code_of_a_procedure_opens_its_page(name: str, dots: int) -> None:
    if name == "notice":
        pdf = notice.draw(drawn.NOTICE, dots_per_inch=dots)
    else:
        pdf = to_bring.draw(drawn.TO_BRING, dots_per_inch=dots)
    page = images(pdf, dots_per_inch=dots)[0]
    assert codes(one_bit(page)) == ["https://motcua.ankhanh.gov.vn/thu-tuc/1.010833.html"]


@pytest.mark.parametrize("dots", [203, 300, 600])
def test_every_line_of_the_list_has_a_code_of_its_own(dots: int) -> None:
    pages = images(notice.draw_list(drawn.LIST, dots_per_inch=dots), dots_per_inch=dots)
    read = sorted(text for page in pages for text in codes(page))
    said = [each.qr_text for sector in drawn.LIST.sectors for each in sector.procedures]
    assert read == sorted(said)


def test_a_notice_numbers_the_papers_through_all_cases() -> None:
    text = whole_text(notice.draw(drawn.NOTICE))
    assert "3 Giấy khai sinh (nếu có)" in text
    assert "– 104/2022/NĐ-CP" in text


def test_a_list_repeats_its_heads_on_every_page_and_says_how_many() -> None:
    pages = pages_text(notice.draw_list(drawn.LIST))
    assert len(pages) == 2
    assert all("Tên thủ tục" in page for page in pages)
    assert "Việc làm (12 thủ tục)" in pages[0]


def test_a_plate_says_the_same_on_both_sides() -> None:
    text = whole_text(desk_plate.draw(drawn.LONG_PLATE))
    for word in ("QUẦY SỐ", "Công Tằng Tôn Nữ", "Chuyên viên tiếp nhận"):
        assert text.count(word) == 2


def test_a_plate_of_a_longest_name_stays_on_its_side() -> None:
    boxes = letter_boxes(desk_plate.draw(replace(drawn.LONG_PLATE, training=False)))[0]
    middle = FORMATS[Paper.A4].bottom + FORMATS[Paper.A4].text_height / 2
    crossing = [box for box in boxes if box[1] < middle < box[3]]
    assert crossing == []


def cell_of(box: tuple[float, float, float, float], form: LabelFormat) -> tuple[int, int]:
    left, bottom, right, top = box
    column, row = int(left / form.width), int((297 * MM - top) / form.height)
    assert int(right / form.width) == column
    assert int((297 * MM - bottom) / form.height) == row
    return row, column


def test_dossier_labels_stay_in_their_cells_and_begin_after_the_used_ones() -> None:
    boxes = letter_boxes(drawn.labels(*[drawn.LABEL, drawn.LONG_LABEL] * 7, used=5))[0]
    cells = {cell_of(box, SMALL) for box in boxes}
    taken = [divmod(place, 3) for place in range(5, 19)]
    assert sorted(cells) == taken


def test_postal_labels_stay_in_their_cells_and_lose_nothing() -> None:
    pdf = drawn.labels(drawn.POSTAL, drawn.LONG_POSTAL)
    assert len({cell_of(box, LARGE) for box in letter_boxes(pdf)[0]}) == 2
    text = whole_text(pdf)
    for said in (drawn.LONG_POSTAL.receiver, drawn.LONG_POSTAL.sender):
        assert all(word in text for word in f"{said.name} {said.address}".split())
    assert "Thu hộ: 1.250.000 đồng" in text


def test_labels_go_on_on_a_second_sheet() -> None:
    assert len(pages_text(drawn.labels(*[drawn.LABEL] * 30))) == 2
    assert len(pages_text(drawn.labels(*[drawn.LABEL] * 20, used=5))) == 2
    assert len(pages_text(drawn.labels(*[drawn.LABEL] * 3, paper=Paper.ROLL_80))) == 3


@pytest.mark.parametrize("paper", [Paper.A4, Paper.ROLL_80])
def test_every_label_is_scanned_by_its_number(paper: Paper) -> None:
    pdf = drawn.labels(drawn.LABEL, drawn.LONG_LABEL, paper=paper)
    pages = images(pdf, dots_per_inch=paper.usual_resolution)
    read = sorted(text for page in pages for text in codes(one_bit(page)))
    assert read == ["H29.16.105-261121-30017", samples.CODE]


@pytest.mark.parametrize("paper", [Paper.A4, Paper.ROLL_80])
def test_a_postal_label_is_scanned_by_the_number_of_the_item(paper: Paper) -> None:
    pages = images(drawn.labels(drawn.LONG_POSTAL, paper=paper), dots_per_inch=203)
    assert codes(one_bit(pages[0])) == ["EE123456785VN"]


def test_a_day_sheet_fits_a_page_and_is_signed_by_two() -> None:
    pages = pages_text(day_sheet.draw(drawn.DAY))
    assert len(pages) == 1
    assert "CÁN BỘ QUẦY (Ký và ghi rõ họ tên) NGƯỜI PHỤ TRÁCH" in pages[0]
    assert "Tiền mặt đếm được (thiếu 5.000 đồng)" in pages[0]


def test_a_long_day_sheet_keeps_its_signatures_with_something_signed() -> None:
    many = replace(drawn.DAY, sections=drawn.DAY.sections * 9)
    *_, last = pages_text(day_sheet.draw(many))
    assert "CÁN BỘ QUẦY" in last
    assert "Văn bản xin lỗi" in last


def test_training_marks_every_sheet() -> None:
    assert "TẬP HUẤN" in whole_text(to_bring.draw(replace(drawn.TO_BRING, training=True)))
    assert "TẬP HUẤN" in whole_text(notice.draw_list(replace(drawn.LIST, training=True)))
    assert "TẬP HUẤN" in whole_text(day_sheet.draw(replace(drawn.DAY, training=True)))
