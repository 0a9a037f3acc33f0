"""Scanned pages bound into one PDF, each page as large as its paper was."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_POINTS_PER_INCH = 72


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
