"""PDF to grey pictures at exactly a printer's resolution: for paper, preview and thermal rolls."""

from __future__ import annotations

import io
import math
from collections.abc import Generator
from dataclasses import dataclass
from itertools import islice
from threading import Lock

import pypdfium2

_PDFIUM = Lock()
"""PDFium is one machine without threads of its own: one caller at a time."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as 8-bit grey, row after row from the top without padding."""

    width: int
    height: int
    pixels: bytes
    dots_per_inch: int


def pictures(pdf: bytes, *, dots_per_inch: int, most: int | None = None) -> tuple[Picture, ...]:
    """The first ``most`` pages of ``pdf``, or every one; never scaled, for bar codes' sake."""
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return tuple(_picture(page, dots_per_inch) for page in islice(document, most))


def coloured_png(pdf: bytes, *, scale: float) -> bytes:
    """The first page in its colours as PNG, ``scale`` dots a point: for the screen alone."""
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=scale).to_pil().convert("RGB")
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=1)
    return written.getvalue()


@dataclass(frozen=True, slots=True)
class Strip:
    """Some rows of a page from ``top`` on; ``page`` counts from 0, ``height`` is the page's."""

    page: int
    top: int
    height: int
    picture: Picture


STRIP_ROWS = 64
"""Whole dots at a half and a quarter of the resolution too, so that no seam shows there."""


def strips(pdf: bytes, *, dots_per_inch: int) -> Generator[Strip, None, None]:
    """What ``pictures`` gives, to two greys of 256, a few rows at a time.

    Close it when not every strip is taken: until then no other page is drawn.
    """
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            height = math.ceil(page.get_height() * dots_per_inch / 72)
            for top in range(0, height, STRIP_ROWS):
                below = max(0, height - top - STRIP_ROWS)
                yield Strip(number, top, height, _picture(page, dots_per_inch, top, below))


_DARKEST_WHITE = 160
"""Greys below this are burnt: a little above the middle, for thin strokes to hold together."""

_THRESHOLD = bytes(0 if grey >= _DARKEST_WHITE else 1 for grey in range(256))


def one_bit(picture: Picture) -> bytes:
    """Rows of whole bytes, highest bit first, a set bit black: what a thermal head burns."""
    stride = (picture.width + 7) // 8
    padding = bytes(stride * 8 - picture.width)
    dark = picture.pixels.translate(_THRESHOLD)
    rows = (
        dark[start : start + picture.width] + padding
        for start in range(0, len(dark), picture.width)
    )
    return b"".join(_packed_bits(row, stride) for row in rows)


def _packed_bits(row: bytes, stride: int) -> bytes:
    # A number of decimal digits 0 and 1, read in base two, packs a row in one step of C.
    return int(row.translate(_DIGITS), 2).to_bytes(stride, "big")


_DIGITS = bytes([48, 49]) + bytes(range(2, 256))


def _picture(
    page: pypdfium2.PdfPage, dots_per_inch: int, above: int = 0, below: int = 0
) -> Picture:
    """A page without the rows ``above`` and ``below``."""
    scale = dots_per_inch / 72
    crop = (0, _points(below, scale), 0, _points(above, scale))
    bitmap = page.render(scale=scale, crop=crop, grayscale=True, optimize_mode="print")
    return Picture(
        width=bitmap.width,
        height=bitmap.height,
        pixels=_packed(bytes(bitmap.buffer), bitmap.stride, bitmap.width),
        dots_per_inch=dots_per_inch,
    )


def _points(dots: int, scale: float) -> float:
    # The middle of the last dot: what is cut off is rounded up to whole dots.
    return (dots - 0.5) / scale if dots else 0


def _packed(pixels: bytes, stride: int, width: int) -> bytes:
    if stride == width:
        return pixels
    return b"".join(pixels[start : start + width] for start in range(0, len(pixels), stride))
