"""Every code on every paper, read back after a print through the CUPS queue at three resolutions.

Not part of the suite: ``python3 run.py test tests/trials/trial_codes.py -s`` (up to seven minutes).
"""

from __future__ import annotations

import os
import pwd
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

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
WITHOUT_CODES = ("giay-uy-quyen-de-trong", "bien-quay")
"""Papers of nobody yet, and the plate: nothing on them is scanned."""


def papers(folder: Path, dots: int) -> Iterator[tuple[str, bytes]]:
    settings = on_a_working_morning(read_settings(folder / str(dots)))
    desk = create_desk(settings, SAMPLE_OFFICE).desk
    try:
        for name, pdf in drawn_papers(desk, dots=dots):
            if dots == 203 or "roll80" not in name:  # the roll has the dots of its head
                yield name, pdf
    finally:
        desk.close()


def codes(pdf: bytes, dots: int) -> Counter[str]:
    read: Counter[str] = Counter()
    for page in pictures(pdf, dots_per_inch=dots):
        picture = Image.frombytes("L", (page.width, page.height), page.pixels)
        read.update(found.text for found in zxingcpp.read_barcodes(picture))
    return read


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
        drawn, paper = codes(pdf, 300), codes(printed(pdf, name, tmp_path, scheduler), dots)
        count += 1
        total += drawn.total()
        if bool(drawn) == name.startswith(WITHOUT_CODES):
            lost.append(f"{name}: {drawn.total()} codes drawn")
        lost += [f"{name}: {each}" for each in (drawn - paper).elements()]
    print(f"\n{dots} dpi: {count} papers, {total} codes, {len(lost)} not read: {lost}")
    assert lost == []
