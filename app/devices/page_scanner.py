"""Scanning of papers where SANE is present; elsewhere the officer picks a file.

The program ``scanimage`` is asked, as it keeps a faulty driver outside this process. On Windows
the maker's own program writes the file (TWAIN), which is then attached.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass

from app.domain.errors import Reason, Refusal

_PROGRAM = "scanimage"
_LISTING_SECONDS, _PAGE_SECONDS = 20, 120
_SEPARATOR = "\t"


@dataclass(frozen=True, slots=True)
class PageScanner:
    """One scanner: the name SANE knows it by, and its maker and model."""

    name: str
    model: str


def is_present() -> bool:
    """Whether this machine can be asked for scanners at all."""
    return shutil.which(_PROGRAM) is not None


def page_scanners() -> tuple[PageScanner, ...]:
    """The scanners of this machine; none where SANE is absent or silent."""
    if not is_present():
        return ()
    try:
        listed = _run(["-f", f"%d{_SEPARATOR}%v %m%n"], _LISTING_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return ()
    lines = listed.decode("utf-8", "replace").splitlines()
    found = (line.partition(_SEPARATOR) for line in lines if _SEPARATOR in line)
    return tuple(PageScanner(name, model.strip()) for name, _, model in found)


def scan_page(scanner: str, *, dots_per_inch: int = 300) -> bytes:
    """One page as PNG, grey.

    Raises ``Refusal``: ``PAGE_SCANNER_MISSING`` where there is no SANE, ``PAGE_SCAN_FAILED`` when
    the scanner is unplugged, jammed or silent.
    """
    if not is_present():
        raise Refusal(Reason.PAGE_SCANNER_MISSING)
    options = ["-d", scanner, "--format=png", "--mode", "Gray", "--resolution", str(dots_per_inch)]
    try:
        page = _run(options, _PAGE_SECONDS)
    except (OSError, subprocess.SubprocessError):
        raise Refusal(Reason.PAGE_SCAN_FAILED, scanner=scanner) from None
    if not page.startswith(b"\x89PNG"):
        raise Refusal(Reason.PAGE_SCAN_FAILED, scanner=scanner)
    return page


def _run(options: list[str], seconds: int) -> bytes:
    return subprocess.run(  # noqa: S603 - a fixed program, no shell
        [_PROGRAM, *options], check=True, capture_output=True, timeout=seconds
    ).stdout
