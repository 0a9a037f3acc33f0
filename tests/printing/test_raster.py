from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import samples
from PIL import Image, ImageChops

from app.printing.raster import Picture, pictures, strips
from app.printing.slips.receipt import draw
from app.printing.style import Paper


@pytest.mark.parametrize(
    ("paper", "resolution", "size"),
    [
        (Paper.A5, 203, (1183, 1678)),
        (Paper.A5, 300, (1748, 2480)),
        (Paper.A5, 600, (3496, 4961)),
        (Paper.A4X2, 300, (3508, 2480)),
    ],
)
def test_a_picture_measures_whole_dots_of_the_printer(
    paper: Paper, resolution: int, size: tuple[int, int]
) -> None:
    pdf = draw(samples.RECEIPT, paper=paper, dots_per_inch=resolution)
    (picture,) = pictures(pdf, dots_per_inch=resolution)
    assert (picture.width, picture.height) == pytest.approx(size, abs=1)
    assert len(picture.pixels) == picture.width * picture.height
    assert picture.dots_per_inch == resolution


def test_every_page_becomes_a_picture_on_white() -> None:
    pdf = draw(replace(samples.RECEIPT, papers=samples.many_papers(25)))
    first, second = pictures(pdf, dots_per_inch=72)
    assert first != second
    assert {picture.pixels[0] for picture in (first, second)} == {255}


def test_slips_may_be_drawn_and_rastered_side_by_side() -> None:
    def work(_number: int) -> tuple[Picture, ...]:
        return pictures(draw(samples.RECEIPT), dots_per_inch=72)

    expected = work(0)
    with ThreadPoolExecutor(4) as lanes:
        assert set(lanes.map(work, range(12))) == {expected}


@pytest.mark.parametrize("dots_per_inch", [203, 300, 600])
def test_strips_one_below_the_other_are_the_whole_page(dots_per_inch: int) -> None:
    pdf = draw(replace(samples.RECEIPT, papers=samples.many_papers(25)))
    for page, whole in enumerate(pictures(pdf, dots_per_inch=dots_per_inch)):
        size = (whole.width, whole.height)
        mine = [each for each in strips(pdf, dots_per_inch=dots_per_inch) if each.page == page]
        assert len(mine) > 1
        assert mine[0].height == whole.height
        laid = Image.frombytes("L", size, b"".join(each.picture.pixels for each in mine))
        difference = ImageChops.difference(laid, Image.frombytes("L", size, whole.pixels))
        assert difference.getextrema()[1] <= 2
