"""PDF to grey pictures at exactly a printer's resolution: for paper, preview and thermal rolls."""

from __future__ import annotations

from dataclasses import dataclass
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


def pictures(pdf: bytes, *, dots_per_inch: int) -> tuple[Picture, ...]:
    """Every page of ``pdf``; never scale the result, or bar codes lose their whole dots."""
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return tuple(_picture(page, dots_per_inch) for page in document)


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


def _picture(page: pypdfium2.PdfPage, dots_per_inch: int) -> Picture:
    bitmap = page.render(scale=dots_per_inch / 72, grayscale=True, optimize_mode="print")
    return Picture(
        width=bitmap.width,
        height=bitmap.height,
        pixels=_packed(bytes(bitmap.buffer), bitmap.stride, bitmap.width),
        dots_per_inch=dots_per_inch,
    )


def _packed(pixels: bytes, stride: int, width: int) -> bytes:
    if stride == width:
        return pixels
    return b"".join(pixels[start : start + width] for start in range(0, len(pixels), stride))
