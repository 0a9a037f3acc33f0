from __future__ import annotations

import io
import shutil
from pathlib import Path

import pypdfium2
import pytest
from lines import Line

needs_sane = pytest.mark.skipif(shutil.which("scanimage") is None, reason="SANE is not here")


@pytest.fixture
def sane(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """SANE's own virtual scanner, and no other."""
    (tmp_path / "dll.conf").write_text("test\n")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(tmp_path))
    return "test:0"


def test_a_file_is_attached_listed_and_taken_out_again(line: Line, tmp_path: Path) -> None:
    code = line.receive()["dossier_code"]
    file = tmp_path / "giấy báo tử.pdf"
    file.write_bytes(b"%PDF-1.7\n%%EOF")
    digest = line.json("attach", "file", code, str(file), "--paper", "1")["digest"]
    listed = line.json("attach", "list", code)
    assert [each["digest"] for each in listed["attachments"]] == [digest]
    assert listed["not_digitised"] == [2]
    line.json("attach", "exempt", code, "2", "copy")
    assert line.json("attach", "list", code)["not_digitised"] == []
    out = tmp_path / "ra" / "lại.pdf"
    line.json("attach", "get", code, digest[:8], "--out", str(out))
    assert out.read_bytes() == file.read_bytes()
    assert line.json("verify")["sound"]


def test_the_file_of_a_result_belongs_to_it_and_states_when(line: Line, tmp_path: Path) -> None:
    code = line.receive()["dossier_code"]
    file = tmp_path / "kết quả.pdf"
    file.write_bytes(b"%PDF-1.7\n%%EOF")
    assert "kết quả" in line.refused("attach", "file", code, str(file), "--result", "1")
    line.json("deed", "receive-result", code, "--name", "Giấy xác nhận")
    at = "2026-11-16T09:30"
    line.json("attach", "file", code, str(file), "--result", "1", "--at", at)
    told = line.json("events", code)[-1]
    assert told["kind"] == "attachment.added"
    assert told["occurred_at"].startswith(at)
    assert line.json("attach", "list", code)["not_digitised"] == [1, 2]


def test_what_cannot_be_attached_is_said(line: Line, tmp_path: Path) -> None:
    code = line.receive()["dossier_code"]
    assert "không mở được" in line.refused("attach", "file", code, str(tmp_path / "không có.pdf"))
    assert "máy quét" in line.refused("attach", "file", code)
    assert "tệp đính kèm" in line.refused(
        *("attach", "get", code, "abc", "--out", str(tmp_path / "x"))
    )


@needs_sane
def test_papers_are_scanned_by_a_real_scanner_driver(line: Line, sane: str, tmp_path: Path) -> None:
    assert sane in [each["name"] for each in line.json("attach", "scanners")]
    code = line.receive()["dossier_code"]
    scanned = line.json(
        *("attach", "file", code, "--scanner", sane, "--pages", "2", "--paper", "1")
    )
    out = tmp_path / "quét.pdf"
    line.json("attach", "get", code, scanned["digest"], "--out", str(out))
    assert len(pypdfium2.PdfDocument(io.BytesIO(out.read_bytes()))) == 2


@needs_sane
@pytest.mark.usefixtures("sane")
def test_an_unplugged_scanner_is_a_sentence(line: Line) -> None:
    code = line.receive()["dossier_code"]
    refused = line.refused("attach", "file", code, "--scanner", "epson2:libusb:001:099")
    assert "không trả về trang nào" in refused
