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
