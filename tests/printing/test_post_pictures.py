"""The papers of the postal desk, drawn by their builders from a real desk, against pictures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reading import codes, images, letter_boxes, one_bit, whole_text
from test_golden_papers import DOTS_PER_INCH, MOST_FAR, share_off

from app.bootstrap import create_desk
from app.commands.sample_office import SAMPLE_OFFICE, on_a_working_morning
from app.commands.sample_post import sample_days, sample_post
from app.config import read_settings
from app.printing.style import MM

GOLDEN = Path(__file__).with_name("golden_post")
POSTMANS = "EE000000218VN"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """Every paper of the postal desk by its file name, once for all that look at them."""
    settings = on_a_working_morning(read_settings(tmp_path_factory.mktemp("post") / "desk"))
    desk = create_desk(settings, SAMPLE_OFFICE).desk
    try:
        yield {**dict(sample_post(desk)), **dict(sample_days(desk))}
    finally:
        desk.close()


def test_each_looks_as_it_was_approved(drawn: dict[str, bytes]) -> None:
    found = {}
    for name, pdf in drawn.items():
        for number, page in enumerate(images(pdf, dots_per_inch=DOTS_PER_INCH), start=1):
            found[f"{name.removesuffix('.pdf')}-{number}.png"] = page
    if os.environ.get("MOTCUA_GOLDEN") == "write":
        for file, page in found.items():
            page.quantize(16).save(GOLDEN / file, optimize=True)
    assert sorted(found) == sorted(path.name for path in GOLDEN.glob("*.png"))
    far = {
        file: share_off(Image.open(GOLDEN / file).convert("L"), page)
        for file, page in found.items()
    }
    assert {file: share for file, share in far.items() if share > MOST_FAR} == {}


def test_no_letter_leaves_the_page_that_a_printer_reaches(drawn: dict[str, bytes]) -> None:
    for name, pdf in drawn.items():
        with pypdfium2.PdfDocument(pdf) as document:
            sizes = [page.get_size() for page in document]
        for (width, height), page in zip(sizes, letter_boxes(pdf), strict=True):
            lefts, bottoms, rights, tops = zip(*page, strict=True)
            assert min(lefts) >= 3 * MM, name
            assert max(rights) <= width - 3 * MM, name
            assert min(bottoms) >= 2.5 * MM, name
            assert max(tops) <= height - 2.5 * MM, name


def test_an_envelope_names_both_sides_and_what_is_to_be_paid(drawn: dict[str, bytes]) -> None:
    for size in ("dl", "c5"):
        text = whole_text(drawn[f"phong-bi-buu-gui-{size}.pdf"])
        for said in (
            *("Người gửi", "Trung tâm Phục vụ hành chính công xã An Thử", "0220 000 0000"),
            *("Kính gửi", "Trần Thị Mẫu", "Thôn Ví Dụ, xã An Thử, tỉnh Hưng Yên"),
            *("Thu khi phát: 23.000 đồng", "Bưu chính công ích", "TẬP HUẤN"),
            "Công ty Trách nhiệm hữu hạn Thương mại Dịch vụ Xuất nhập khẩu Ví Dụ Thử Nghiệm",
        ):
            assert said in text, size


@pytest.mark.parametrize("size", ["dl", "c5"])
def test_the_number_on_an_envelope_is_read_back(drawn: dict[str, bytes], size: str) -> None:
    first, *_ = images(drawn[f"phong-bi-buu-gui-{size}.pdf"], dots_per_inch=600)
    assert codes(one_bit(first)) == [POSTMANS]


def test_a_list_has_as_many_lines_as_the_bag_has_items(drawn: dict[str, bytes]) -> None:
    text = whole_text(drawn["bang-ke-buu-chinh-den-a4.pdf"])
    assert text.count("Tổng số: 4 bưu gửi") == 2
    assert text.count("thiếu 1; thừa 0") == 2
    assert "Số: 3001/TTPVHCC" in text
    slip = whole_text(drawn["phieu-gui-ho-so-a4.pdf"])
    assert "1.010833 – Cấp giấy xác nhận thân nhân" in slip
    assert "EE000000059VN/TTPVHCC" not in slip
