"""The supervisor's day on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from clocks import set_clock
from lines import Line


def numbers(line: Line, *more: str) -> dict[str, int]:
    found: list[dict[str, Any]] = line.json("queue", *more)
    return {each["kind"]: each["count"] for each in found}


def test_what_is_late_is_counted_listed_and_urged(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = line.receive()["dossier_code"]
    line.json("hand-over", "close", "--to", "Sở Nội vụ", code)
    assert numbers(line)["late"] == 0
    set_clock(monkeypatch, "2026-11-25T09:30")
    assert numbers(line)["late"] == 1
    assert numbers(line, "--desk", "4")["late"] == 0
    (late,) = line.json("queue", "--kind", "late")
    assert (late["dossier_code"], late["left"]) == (code, "trễ 2 ngày làm việc")
    agency = line.json("queue", "--agencies")[0]["agency"]
    assert agency == "Sở Nội vụ"
    assert "không có hồ sơ quá hạn" in line.refused("remind", "Sở khác")
    paper, draft = tmp_path / "don-doc.pdf", tmp_path / "don-doc.eml"
    written = ("--out", str(paper), "--draft", str(draft), "--to", "a@b.example")
    assert line.json("remind", agency, *written)["done"] == [code]
    assert paper.read_bytes().startswith(b"%PDF")
    assert b"X-Unsent: 1" in draft.read_bytes()
    assert line.json("queue", "--kind", "late")[0]["reminders"] == 1


def test_what_waits_for_an_answer_online_and_for_the_line_has_its_list(line: Line) -> None:
    line.receive()
    found = numbers(line)
    sent = line.json("queue", "--kind", "unsent")
    assert len(sent) == found["unsent"] > 0
    assert sent[-1]["kind"] == "dossier.received"
    assert "Tiếp nhận" in line.said("queue", "--kind", "unsent").splitlines()[-1]
    assert line.json("queue", "--kind", "online_answer") == []


def test_a_day_is_opened_and_closed_on_a_sheet_each(line: Line, tmp_path: Path) -> None:
    sheet = tmp_path / "mo.pdf"
    assert "lines" in line.json("day", "open", "--look")
    line.json("day", "open", "--out", str(sheet))
    assert sheet.read_bytes().startswith(b"%PDF")
    assert "đã được mở" in line.refused("day", "open")
    line.receive()
    assert "Chưa khóa ngày được" in line.refused("day", "close", "--cash", "0")
    closing = line.json("day", "close", "--cash", "0", "--reason", "Máy in hỏng")
    assert "chưa bàn giao" in closing["left_open"]
    assert line.json("verify")["sound"]
