"""Scanned pages bound into one PDF, each as large as its paper was, and kept files looked at."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
from PIL import Image, ImageOps, ImageSequence
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.domain.errors import Reason, Refusal
from app.domain.file_kinds import media_type_of
from app.printing.raster import Picture, pictures

_POINTS_PER_INCH = 72
_SHEET_POINTS = 595
"""Width of A4: no photograph is shown wider, whatever it says of itself."""
_LOOKED_AT = 144
"""Dots per inch that a screen at twice the size can show."""
MOST_SHOWN = 20
"""Pages that are drawn for a look; each is some megabytes."""


def bind_pages(pages: Sequence[bytes], *, dots_per_inch: int) -> bytes:
    """A PDF of these pictures (PNG), in their order."""
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=1, invariant=1)
    for page in pages:
        picture = Image.open(io.BytesIO(page))
        width, height = (each * _POINTS_PER_INCH / dots_per_inch for each in picture.size)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def shown_pages(content: bytes, name: str) -> tuple[bytes, tuple[Picture, ...]]:
    """A kept file as PDF, and pictures of its first ``MOST_SHOWN`` pages, photographs upright.

    Raises ``Refusal`` (``ATTACHMENT_UNREADABLE``) for a file that is broken or has a password.
    """
    try:
        pdf = content if media_type_of(content) == "application/pdf" else _photographs(content)
        return pdf, pictures(pdf, dots_per_inch=_LOOKED_AT, most=MOST_SHOWN)
    except (pypdfium2.PdfiumError, Image.DecompressionBombError, OSError, ValueError):
        raise Refusal(Reason.ATTACHMENT_UNREADABLE, name=name) from None


def _photographs(content: bytes) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=1, invariant=1)
    for frame in ImageSequence.Iterator(Image.open(io.BytesIO(content))):
        upright = ImageOps.exif_transpose(frame).convert("RGB")
        height = _SHEET_POINTS * upright.height / upright.width
        canvas.setPageSize((_SHEET_POINTS, height))
        canvas.drawImage(ImageReader(upright), 0, 0, _SHEET_POINTS, height)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
