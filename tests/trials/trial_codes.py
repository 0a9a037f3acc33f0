"""Every code on every paper, read back after a print through the CUPS queue at three resolutions.

Not part of the suite: ``python3 run.py test tests/trials/trial_codes.py -s`` (ten minutes).
"""

from __future__ import annotations

import io
import os
import pwd
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from cups_queue import QUEUE, needs_cups, until
from PIL import Image

from app.bootstrap import create_desk
from app.commands.sample_office import SAMPLE_OFFICE, on_a_working_morning
from app.commands.sample_papers import drawn_papers
from app.config import read_settings
from app.printing.raster import pictures

pytestmark = [pytest.mark.cups, needs_cups]

OUT = Path(pwd.getpwuid(os.geteuid()).pw_dir) / "PDF"
WITHOUT_CODES = (
    *("giay-uy-quyen-de-trong", "bien-quay", "so-theo-doi"),
    *("phieu-mo-ngay", "phieu-ket-ngay"),
)
"""Papers of nobody yet, the plate, the register, the sheets of a day: nothing to be scanned."""

LOOKED_AT = 300
AROUND = 0.16
"""Inches around a code that are read with it: more than its quiet zone."""


def papers(folder: Path, dots: int) -> Iterator[tuple[str, bytes]]:
    settings = on_a_working_morning(read_settings(folder / str(dots)))
    desk = create_desk(settings, SAMPLE_OFFICE).desk
    try:
        for name, pdf in drawn_papers(desk, dots=dots):
            if dots == 203 or "roll80" not in name:  # the roll has the dots of its head
                yield name, pdf
    finally:
        desk.close()


def images(pdf: bytes, *, dots_per_inch: int) -> list[Image.Image]:
    drawn = pictures(pdf, dots_per_inch=dots_per_inch)
    return [Image.frombytes("L", (each.width, each.height), each.pixels) for each in drawn]


def found(pdf: bytes) -> list[tuple[int, str, tuple[float, float, float, float]]]:
    """Page, text and place in inches of every code as drawn."""
    read = []
    for number, picture in enumerate(images(pdf, dots_per_inch=LOOKED_AT)):
        for code in zxingcpp.read_barcodes(picture):
            at = code.position
            corners = (at.top_left, at.top_right, at.bottom_left, at.bottom_right)
            across, down = ([getattr(each, axis) for each in corners] for axis in ("x", "y"))
            box = (min(across), min(down), max(across), max(down))
            read.append((number, code.text, tuple(each / LOOKED_AT for each in box)))
    return read


def lost_on(papers: list[bytes], drawn: list[Any], dots: int) -> list[str]:
    """Codes that are not read where they were drawn, in the dots of the printer alone."""
    pages = [page for each in papers for page in images(each, dots_per_inch=dots)]
    lost = []
    for number, text, (left, top, right, bottom) in drawn:
        room = (left - AROUND, top - AROUND, right + AROUND, bottom + AROUND)
        cut = pages[number].crop(tuple(round(each * dots) for each in room))
        if text not in {each.text for each in zxingcpp.read_barcodes(cut)}:
            lost.append(text)
    return lost


def jobs(pdf: bytes, name: str) -> list[bytes]:
    """A paper as it is sent: a roll page by page, for a queue keeps the size of the first one."""
    if "roll80" not in name:
        return [pdf]
    alone = []
    with pypdfium2.PdfDocument(pdf) as whole:
        for at in range(len(whole)):
            page, written = pypdfium2.PdfDocument.new(), io.BytesIO()
            page.import_pages(whole, [at])
            page.save(written)
            alone.append(written.getvalue())
    return alone


def printed(pdf: bytes, name: str, folder: Path, scheduler: dict[str, str]) -> bytes:
    """What comes out of the queue, in the size of the page and never scaled."""
    file = folder / name
    file.write_bytes(pdf)
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
    before = set(OUT.glob("*.pdf"))
    size = f"media=Custom.{width:.2f}x{height:.2f}pt"
    words = ("lp", "-d", QUEUE, "-t", name, "-o", size, "-o", "print-scaling=none", str(file))
    subprocess.run(words, env=scheduler, check=True, capture_output=True)
    until(lambda: len(set(OUT.glob("*.pdf")) - before) == 1)
    (out,) = set(OUT.glob("*.pdf")) - before
    until(lambda: out.read_bytes().rstrip().endswith(b"%%EOF"))
    content = out.read_bytes()
    out.unlink()
    return content


@pytest.mark.parametrize("dots", [203, 300, 600])
def test_codes_after_the_queue(dots: int, tmp_path: Path, scheduler: dict[str, str]) -> None:
    lost: list[str] = []
    total = 0
    count = 0
    for name, pdf in papers(tmp_path, dots):
        drawn = found(pdf)
        count += 1
        total += len(drawn)
        if bool(drawn) == name.startswith(WITHOUT_CODES):
            lost.append(f"{name}: {len(drawn)} codes drawn")
        sent = jobs(pdf, name) if drawn else []
        out = [printed(each, name, tmp_path, scheduler) for each in sent]
        missed = lost_on(out, drawn, dots) if drawn else []
        lost += [f"{name}: {each}" for each in missed]
        print(f"{dots} dpi {name}: {len(drawn)} codes, {len(missed)} not read", flush=True)
    print(f"\n{dots} dpi: {count} papers, {total} codes, {len(lost)} not read: {lost}")
    assert lost == []
