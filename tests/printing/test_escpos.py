from __future__ import annotations

from dataclasses import replace

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reading import codes

from app.printing.escpos import BAND_ROWS, RESET, raster_bands, raster_job
from app.printing.raster import Picture, one_bit, pictures
from app.printing.rolls import receipt

FEED, CUT = b"\x1bd\x04", b"\x1dVB\x00"


def decoded(job: bytes) -> list[Image.Image]:
    """What a printer that knows four commands burns from a job: one picture per cut."""
    pages: list[Image.Image] = []
    rows: list[bytes] = []
    width = 0
    assert job.startswith(RESET)
    job = job[len(RESET) :]
    while job:
        if job.startswith(b"\x1dv0\x00"):
            stride = int.from_bytes(job[4:6], "little")
            count = int.from_bytes(job[6:8], "little")
            data, job = job[8 : 8 + stride * count], job[8 + stride * count :]
            rows += [data[at : at + stride] for at in range(0, len(data), stride)]
            assert len(data) == stride * count
            width = stride * 8
        elif job.startswith(FEED):
            job = job[len(FEED) :]
        else:
            assert job.startswith(CUT)
            job = job[len(CUT) :]
            burnt = Image.frombytes("1", (width, len(rows)), b"".join(rows))
            pages.append(burnt.convert("L").point(lambda dot: 255 - dot))
            rows = []
    return pages


def roll(slip: object = samples.RECEIPT) -> tuple[Picture, ...]:
    return pictures(receipt.draw(slip), dots_per_inch=203)  # type: ignore[arg-type]


def test_the_bands_put_together_are_the_picture() -> None:
    (page,) = roll()
    (burnt,) = decoded(raster_job([page]))
    assert burnt.size == (page.width, page.height)
    dark = [grey < 160 for grey in page.pixels]
    assert [dot == 0 for dot in burnt.tobytes()] == dark


def test_a_printer_burns_both_codes_so_that_they_read() -> None:
    (burnt,) = decoded(raster_job(roll()))
    assert codes(burnt) == sorted([samples.CODE, samples.HEADING.qr_text])


def test_the_longest_slip_of_25_papers_comes_out_whole() -> None:
    slip = replace(samples.LONGEST, papers=samples.many_papers(25))
    (page,) = roll(slip)
    (burnt,) = decoded(raster_job([page]))
    assert burnt.size == (576, page.height)
    assert codes(burnt) == [slip.heading.qr_text]


def test_every_page_is_cut_off_by_itself() -> None:
    pages = roll() * 3
    assert len(decoded(raster_job(pages))) == 3
    assert CUT not in raster_job(pages[:1], cut=False)[-8:]


def test_no_band_asks_more_memory_than_a_cheap_printer_has() -> None:
    for band in raster_bands(roll()[0]):
        assert len(band) <= 8 + 72 * BAND_ROWS


@pytest.mark.parametrize("width", [1, 7, 8, 9, 576, 577])
def test_a_row_that_ends_inside_a_byte_is_filled_with_white(width: int) -> None:
    page = Picture(width, 2, bytes(2 * width), 203)
    rows = one_bit(page)
    stride = (width + 7) // 8
    assert len(rows) == 2 * stride
    row = int.from_bytes(rows[:stride], "big")
    assert row == ((1 << width) - 1) << (stride * 8 - width)


@given(st.integers(1, 40), st.data())
def test_any_picture_comes_back_from_its_bands(width: int, data: st.DataObject) -> None:
    height = data.draw(st.integers(1, 3))
    pixels = data.draw(st.binary(min_size=width * height, max_size=width * height))
    (burnt,) = decoded(raster_job([Picture(width, height, pixels, 203)]))
    cropped = burnt.crop((0, 0, width, height)).tobytes()
    assert [dot == 0 for dot in cropped] == [grey < 160 for grey in pixels]
