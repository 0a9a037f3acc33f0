from __future__ import annotations

import io

import pytest
from PIL import Image

from app.domain.errors import Reason, Refusal
from app.printing.scanned_pages import MOST_SHOWN, bind_pages, shown_pages


def picture(kind: str, size: tuple[int, int] = (400, 600), **saving: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "grey").save(file, kind, **saving)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_photograph_is_shown_as_wide_as_a_sheet(kind: str) -> None:
    pdf, (page,) = shown_pages(picture(kind), "ảnh")
    assert pdf.startswith(b"%PDF")
    assert page.width == pytest.approx(595 / 72 * 144, abs=1)
    assert page.height == pytest.approx(page.width * 1.5, abs=2)


def test_a_photograph_taken_sideways_stands_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    _, (page,) = shown_pages(picture("JPEG", exif=turned.tobytes()), "ảnh")
    assert page.width > page.height


def test_every_sheet_of_a_tiff_is_shown() -> None:
    second = Image.new("RGB", (300, 300))
    _, pages = shown_pages(picture("TIFF", save_all=True, append_images=[second]), "fax")
    assert len(pages) == 2


def test_of_a_thick_file_only_the_first_pages_are_drawn() -> None:
    pdf = bind_pages([picture("PNG", (20, 20))] * (MOST_SHOWN + 3), dots_per_inch=72)
    shown, pages = shown_pages(pdf, "tập")
    assert (shown, len(pages)) == (pdf, MOST_SHOWN)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\nhong", b"\xff\xd8\xff"])
def test_a_broken_file_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        shown_pages(content, "giấy hỏng")
    assert refused.value.reason is Reason.ATTACHMENT_UNREADABLE
    assert refused.value.values["name"] == "giấy hỏng"
