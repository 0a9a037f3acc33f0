"""Reports on the command line: seen, issued, listed, proven, written to files."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from clocks import set_clock
from lines import Line

WEEK = ("--from", "2026-11-14", "--to", "2026-11-16")


def test_a_report_is_seen_issued_and_proven_to_the_same_bytes(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = line.receive()["dossier_code"]
    seen = line.json("report", "ii06a", *WEEK)
    (group, row) = seen["rows"]
    assert (group["values"]["label"], row["values"]["label"]) == ("Cấp xã", "Người có công")
    assert (row["values"]["received"], row["values"]["open_in_time"]) == (1, 1)
    cell = ("--row", row["key"], "--column", "in_process")
    assert [each["code"] for each in line.json("report", "ii06a", *WEEK, *cell)] == [code]
    assert line.json("report", "ii06a", *WEEK, "--row", row["key"], "--column", "late") == []
    assert "chưa hết" in line.refused("report", "ii06a", *WEEK, "--issue")
    set_clock(monkeypatch, "2026-11-17T08:00")
    book, paper = tmp_path / "mot.xlsx", tmp_path / "mot.pdf"
    issued = line.json("report", "ii06a", *WEEK, "--issue", "--out", str(book))
    number = issued["issued_as"]
    line.receive()
    assert [each["number"] for each in line.json("report", "issued")] == [number]
    again = tmp_path / "hai.xlsx"
    proof = line.json("report", "prove", number[-12:], "--out", str(again))
    assert (proof["is_proven"], proof["chains"], proof["bytes_equal"]) == (True, True, True)
    assert again.read_bytes() == book.read_bytes()
    line.json("report", "prove", number, "--out", str(paper))
    first = paper.read_bytes()
    assert first.startswith(b"%PDF")
    line.json("report", "prove", number, "--out", str(paper))
    assert paper.read_bytes() == first
    then = line.json("report", "prove", number, *cell)
    assert [each["code"] for each in then] == [code], "the one that came since is not in it"
    assert "Không có báo cáo" in line.refused("report", "prove", "12345678")
    assert line.json("verify")["sound"]


def test_the_workbook_is_typed_frozen_and_adds_up_by_formulas(line: Line, tmp_path: Path) -> None:
    line.receive()
    out = tmp_path / "bao-cao.xlsx"
    line.json(
        "report", "ii06a", "--period", "month/2026/11", "--by", "procedure", "--out", str(out)
    )
    sheet = openpyxl.load_workbook(out)["Báo cáo"]
    assert sheet.freeze_panes == "C9"
    row, total = 9, 10
    texts = [sheet.cell(row, at).value for at in (1, 2, 4, 5)]
    assert texts == [1, sheet.cell(row, 2).value, 0, 1]
    assert str(texts[1]).startswith("1.010833 ")
    assert sheet.cell(row, 3).value == "=D9+E9+F9"
    assert sheet.cell(total, 4).value == "=SUM(D9:D9)"
    assert sheet.cell(total, 3).value == "=D10+E10+F10"
    assert sheet.cell(row, 5).number_format == "#,##0"
    shown = openpyxl.load_workbook(out, data_only=True)["Báo cáo"]
    assert shown.cell(row, 3).value == 1
    assert "Từ ngày 01/11/2026 đến ngày 30/11/2026" in str(sheet["A4"].value)


def test_what_cannot_be_reported_is_said(line: Line, tmp_path: Path) -> None:
    assert "đuôi" in line.refused("report", "ii06a", *WEEK, "--out", str(tmp_path / "x.doc"))
    assert "ngược" in line.refused("report", "ii06a", "--from", "2026-11-16", "--to", "2026-11-14")
    assert "kỳ báo cáo" in line.refused("report", "ii06a", "--period", "month/2026/13")
    assert "--from" in line.refused("report", "ii06a")
