"""The language of receipt printers: a picture as raster bands, and the cut.

Only pictures are sent. Their text mode switches code pages by maker and loses Vietnamese letters.
Commands as EPSON documents them for TM printers: ``ESC @``, ``GS v 0``, ``ESC d``, ``GS V``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.printing.raster import Picture, one_bit

RESET = b"\x1b@"
_RASTER = b"\x1dv0\x00"
_FEED_TO_CUTTER = b"\x1bd\x04"
_PARTIAL_CUT = b"\x1dVB\x00"

BAND_ROWS = 256
"""Rows of one raster command: cheap printers have room for few, and begin to print earlier."""


def raster_job(pages: Sequence[Picture], *, cut: bool = True) -> bytes:
    """Everything to send for these pages, each cut off by itself."""
    parts = [RESET]
    for page in pages:
        parts += raster_bands(page)
        parts.append(_FEED_TO_CUTTER)
        if cut:
            parts.append(_PARTIAL_CUT)
    return b"".join(parts)


def raster_bands(page: Picture) -> Iterator[bytes]:
    """One ``GS v 0`` command per band: width in bytes and rows, low byte first, then the rows."""
    stride = (page.width + 7) // 8
    rows = one_bit(page)
    for start in range(0, page.height, BAND_ROWS):
        count = min(BAND_ROWS, page.height - start)
        measure = stride.to_bytes(2, "little") + count.to_bytes(2, "little")
        yield _RASTER + measure + rows[start * stride : (start + count) * stride]
