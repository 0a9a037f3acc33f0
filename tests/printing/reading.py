"""What a reader, a scanner and an eye find on a drawn paper."""

from __future__ import annotations

from collections import defaultdict

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image

from app.printing.raster import Picture, pictures


def pages_text(pdf: bytes) -> list[str]:
    """The text of each page, its line breaks read as blanks."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def whole_text(pdf: bytes) -> str:
    return " ".join(pages_text(pdf))


def image(picture: Picture) -> Image.Image:
    return Image.frombytes("L", (picture.width, picture.height), picture.pixels)


def images(pdf: bytes, *, dots_per_inch: int) -> list[Image.Image]:
    return [image(picture) for picture in pictures(pdf, dots_per_inch=dots_per_inch)]


def one_bit(picture: Image.Image) -> Image.Image:
    """Black and white without shades, as a thermal printer burns it."""
    return picture.point(lambda grey: 255 if grey > 127 else 0)


def codes(picture: Image.Image) -> list[str]:
    """Texts of every upright bar code and QR, in alphabetical order."""
    return sorted(found.text for found in zxingcpp.read_barcodes(picture, try_rotate=False))


def letter_boxes(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """Left, bottom, right, top of every visible letter, page by page, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            [
                text.get_charbox(index)
                for index in range(text.count_chars())
                if text.get_text_range(index, 1).strip()
            ]
            for text in (page.get_textpage() for page in document)
        ]


def text_sizes(pdf: bytes) -> dict[float, list[str]]:
    """The first page's letters by their size of type in points, in reading order."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        letters: dict[float, list[str]] = defaultdict(list)
        for index in range(text.count_chars()):
            size = round(pdfium.FPDFText_GetFontSize(text.raw, index), 1)
            letters[size].append(text.get_text_range(index, 1))
        return dict(letters)
