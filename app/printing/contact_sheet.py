"""One picture of many papers: the first page of each, small, with its name below."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, ImageDraw, ImageFont

from app.printing.raster import pictures
from app.printing.style import label_font_file

_DOTS_PER_INCH = 50
_GROUND, _INK = 226, 40
_GAP, _LABEL = 18, 15
_WIDTH = 1900


def contact_sheet(papers: Mapping[str, bytes]) -> bytes:
    """A PNG of the first pages in rows, in the order given; page sizes keep their proportions."""
    font = ImageFont.truetype(str(label_font_file()), _LABEL)
    pages = [(name, _first_page(pdf)) for name, pdf in papers.items()]
    rows = _rows(pages)
    height = _GAP + sum(_height(row) for row in rows)
    sheet = Image.new("L", (_WIDTH, height), _GROUND)
    pen = ImageDraw.Draw(sheet)
    top = _GAP
    for row in rows:
        left = _GAP
        for name, page in row:
            sheet.paste(page, (left, top))
            pen.text((left, top + page.height + 3), name, fill=_INK, font=font)
            left += max(page.width, round(pen.textlength(name, font=font))) + _GAP
        top += _height(row)
    written = io.BytesIO()
    sheet.quantize(32).save(written, "PNG", optimize=True)
    return written.getvalue()


Named = tuple[str, Image.Image]


def _first_page(pdf: bytes) -> Image.Image:
    picture = pictures(pdf, dots_per_inch=_DOTS_PER_INCH)[0]
    return Image.frombytes("L", (picture.width, picture.height), picture.pixels)


def _rows(pages: list[Named]) -> list[list[Named]]:
    """Filled from the left; a page that does not fit any more begins a row."""
    rows: list[list[Named]] = []
    left = _WIDTH
    for name, page in pages:
        width = max(page.width, len(name) * _LABEL * 6 // 10) + _GAP
        if left + width > _WIDTH - _GAP:
            rows.append([])
            left = _GAP
        rows[-1].append((name, page))
        left += width
    return rows


def _height(row: list[Named]) -> int:
    return max(page.height for _, page in row) + _LABEL + 2 * _GAP
