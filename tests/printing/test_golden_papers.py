"""Every paper against its picture: what text and codes alone do not show.

``MOTCUA_GOLDEN=write`` draws the pictures anew; look at each before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import deed_samples
import handout_samples
import pytest
import samples
from PIL import Image, ImageChops
from reading import images

GOLDEN = Path(__file__).with_name("golden")
DRAWN = samples.PAPERS_DRAWN | deed_samples.PAPERS_OF_DEEDS | handout_samples.HANDOUTS_DRAWN
DOTS_PER_INCH = 64
FAR, MOST_FAR = 40, 0.0015
"""A dot is off by more than this many greys; at most this share of a page may be."""


def page_names(name: str, count: int) -> list[Path]:
    return [GOLDEN / f"{name}-{page}.png" for page in range(1, count + 1)]


def share_off(one: Image.Image, other: Image.Image) -> float:
    """Share of dots that differ clearly."""
    difference = ImageChops.difference(one, other).histogram()
    return sum(difference[FAR:]) / (one.width * one.height)


@pytest.mark.parametrize("name", DRAWN)
def test_a_paper_looks_as_it_was_approved(name: str) -> None:
    pages = images(DRAWN[name](), dots_per_inch=DOTS_PER_INCH)
    files = page_names(name, len(pages))
    if os.environ.get("MOTCUA_GOLDEN") == "write":
        for page, file in zip(pages, files, strict=True):
            page.quantize(16).save(file, optimize=True)
    assert sorted(GOLDEN.glob(f"{name}-[0-9].png")) == files
    for page, file in zip(pages, files, strict=True):
        approved = Image.open(file).convert("L")
        assert approved.size == page.size
        assert share_off(approved, page) <= MOST_FAR


def test_the_comparison_sees_a_line_that_is_gone() -> None:
    approved = Image.open(GOLDEN / "receipt-a5-1.png").convert("L")
    changed = approved.copy()
    rows = (approved.crop((0, row, approved.width, row + 1)) for row in range(250, 500))
    top = 250 + next(row for row, line in enumerate(rows) if line.getextrema()[0] < 64)
    changed.paste(255, (0, top, approved.width, top + 8))
    assert share_off(approved, changed) > MOST_FAR


def test_every_golden_picture_belongs_to_a_paper() -> None:
    names = {file.stem.rsplit("-", 1)[0] for file in GOLDEN.glob("*.png")}
    assert names == set(DRAWN)
