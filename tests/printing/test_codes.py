from __future__ import annotations

import random
from io import BytesIO

import pytest
import samples
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reading import codes, images, one_bit
from reportlab.pdfgen.canvas import Canvas

from app.printing.barcode import COARSEST, FINEST, Code, DotGrid, code_128, qr
from app.printing.qr_matrix import qr_matrix
from app.printing.style import MM, register_fonts

RESOLUTIONS = (203, 300, 600)


def drawn(code: Code, resolution: int) -> bytes:
    """A sheet of whole dots with one code at an awkward place."""
    register_fonts()
    dot = code.grid.dot
    stream = BytesIO()
    size = (2000 * dot - 0.0004, 900 * dot - 0.0004)
    canvas = Canvas(stream, pagesize=size, initialFontName="SlipSerif")
    code.paint(canvas, 7.31, size[1] - 5.77)
    canvas.save()
    return stream.getvalue()


def shades(picture: Image.Image) -> int:
    """Pixels that are neither paper nor ink."""
    return sum(picture.histogram()[2:254])


@pytest.mark.parametrize("resolution", RESOLUTIONS)
def test_a_bar_is_whole_dots_without_a_shade(resolution: int) -> None:
    code = code_128("H40.16-261121-0001", DotGrid(resolution), room=60 * MM, height=7 * MM)
    (picture,) = images(drawn(code, resolution), dots_per_inch=resolution)
    assert shades(picture) == 0
    assert codes(picture) == ["H40.16-261121-0001"]


@pytest.mark.parametrize("resolution", RESOLUTIONS)
def test_a_qr_is_whole_dots_without_a_shade(resolution: int) -> None:
    code = qr(samples.HEADING.qr_text, DotGrid(resolution), room=31.5 * MM)
    (picture,) = images(drawn(code, resolution), dots_per_inch=resolution)
    assert shades(picture) == 0
    assert codes(one_bit(picture)) == [samples.HEADING.qr_text]


@pytest.mark.parametrize(("resolution", "dots"), [(203, 2), (300, 3), (600, 6)])
def test_in_little_room_a_module_is_a_quarter_of_a_millimetre(resolution: int, dots: int) -> None:
    grid = DotGrid(resolution)
    assert code_128("H40.16-261121-0001", grid, room=10 * MM, height=8 * MM).module == dots
    assert qr("x" * 60, grid, room=5 * MM).module == dots


@given(st.integers(120, 1200), st.integers(21, 320), st.floats(1, 400))
def test_a_module_stays_within_what_scanners_like(
    resolution: int, modules: int, room: float
) -> None:
    grid = DotGrid(resolution)
    width = grid.module(modules, room) * grid.dot
    assert FINEST - grid.dot / 2 - 1e-6 <= width
    assert width <= max(COARSEST, FINEST + grid.dot / 2) + 1e-6


def test_the_quiet_zones_are_those_of_the_standards() -> None:
    grid = DotGrid(300)
    linear = code_128("H40.16-261121-0001", grid, room=60 * MM, height=8 * MM)
    square = qr("x", grid, room=20 * MM)
    assert linear.width == pytest.approx((211 + 20) * linear.module * grid.dot)
    assert square.width == pytest.approx((21 + 8) * square.module * grid.dot)
    assert square.height == square.width


@pytest.mark.parametrize("text", ["Mã hồ sơ", "H40\x00", "a\nb"])
def test_a_bar_code_refuses_what_it_cannot_say(text: str) -> None:
    with pytest.raises(ValueError, match="Code 128"):
        code_128(text, DotGrid(300), room=60 * MM, height=8 * MM)


@pytest.mark.parametrize("seed", range(24))
def test_the_chosen_mask_is_the_one_of_the_standard(seed: int) -> None:
    dice = random.Random(seed)
    text = "".join(dice.choice("0123456789abcđễ%=&-: ") for _ in range(dice.randint(1, 420)))
    theirs = segno.make_qr(text, error="M", boost_error=False)
    assert list(qr_matrix(text)) == ["".join(map(str, row)) for row in theirs.matrix]
