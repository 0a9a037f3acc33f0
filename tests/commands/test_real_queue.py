"""Prints through a real CUPS queue, the cups-pdf printer."""

from __future__ import annotations

import io
import json
import os
import pwd
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from cups_queue import needs_cups, until
from desks import ROOT

pytestmark = [pytest.mark.cups, needs_cups]

AT = ROOT / "tests" / "motcua_at.py"


def run(folder: Path, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(AT), "2026-11-16T09:30", "--data", str(folder), *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**environment, "PYTHONPATH": str(ROOT)},
        check=False,
    )


def changes_in(folder: Path) -> set[tuple[Path, int]]:
    """Every printed file with its time, so that one printed over another is noticed too."""
    return {(path, path.stat().st_mtime_ns) for path in folder.glob("*.pdf")}


def printed_by(
    environment: dict[str, str], folder: Path, *words: str
) -> tuple[dict[str, object], bytes]:
    out = Path(pwd.getpwuid(os.geteuid()).pw_dir) / "PDF"
    before = changes_in(out)
    done = run(folder, environment, *words)
    assert done.returncode == 0, done.stderr
    until(lambda: len(changes_in(out) - before) == 1)
    ((path, _),) = changes_in(out) - before
    until(lambda: path.read_bytes().rstrip().endswith(b"%%EOF"))
    content = path.read_bytes()
    path.unlink()
    answer: dict[str, object] = json.loads(done.stdout)
    return answer, content


def test_both_codes_of_a_slip_read_after_the_printers_queue(
    desk_folder: Path, scheduler: dict[str, str]
) -> None:
    words = ("receive", "--form", "docs/examples/reception.json", "--print", "THU", "--json")
    answer, content = printed_by(scheduler, desk_folder, *words)
    assert answer["unprinted"] is None
    page = pypdfium2.PdfDocument(io.BytesIO(content))[0]
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [149, 210]
    picture = page.render(scale=300 / 72, grayscale=True).to_pil()
    read = {each.format.name: each.text for each in zxingcpp.read_barcodes(picture)}
    assert read["Code128"] == answer["dossier_code"]
    assert str(answer["dossier_code"]) in read["QRCode"]
    told = run(desk_folder, scheduler, "events", str(answer["dossier_code"]), "--json").stdout
    assert [event["kind"] for event in json.loads(told)] == ["dossier.received", "slip.printed"]


def test_a_printer_that_is_not_there_undoes_nothing(
    desk_folder: Path, scheduler: dict[str, str]
) -> None:
    words = ("receive", "--form", "docs/examples/reception.json", "--print", "KHÔNG CÓ", "--json")
    done = run(desk_folder, scheduler, *words)
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert "KHÔNG CÓ" in answer["unprinted"]
    told = run(desk_folder, scheduler, "events", answer["dossier_code"], "--json").stdout
    assert [event["kind"] for event in json.loads(told)] == ["dossier.received"]
