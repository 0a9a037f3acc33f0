from __future__ import annotations

from pathlib import Path

import pytest
from lines import Line


def test_words_are_shown_by_slot_and_by_paper(line: Line) -> None:
    every = line.json("wording", "show")
    assert every["office.place"]["is_own"] is False
    apology = line.json("wording", "show", "apology")
    assert set(apology) < set(every)
    assert all(key.startswith("apology.") for key in apology)
    assert list(line.json("wording", "show", "office.sign")) == ["office.sign"]
    assert "Không có mục lời in nào" in line.refused("wording", "show", "thơ")


def test_a_word_is_set_and_taken_back(line: Line) -> None:
    done = line.json("wording", "set", "receipt.notes", r"Mang theo giấy này.\n{liên hệ}")
    assert done["text"] == "Mang theo giấy này.\n{liên hệ}"
    shown = line.json("wording", "show", "receipt.notes")["receipt.notes"]
    assert (shown["text"], shown["is_own"]) == ("Mang theo giấy này.\n{liên hệ}", True)
    back = line.json("wording", "set", "receipt.notes", "--standard")
    assert back["text"] is None
    assert line.json("wording", "show", "receipt.notes")["receipt.notes"]["is_own"] is False


def test_a_bad_placeholder_is_refused_with_its_place(line: Line) -> None:
    said = line.refused("wording", "set", "receipt.notes", r"Xin chào\ngọi {số máy} nhé")
    assert said.startswith("Dòng 2, chữ thứ 5: “{số máy}”")


def test_words_of_a_coming_day_are_shown_for_that_day(line: Line) -> None:
    line.said("wording", "set", "office.place", "An Mẫu", "--from", "2030-01-02")
    before = line.json("wording", "show", "office.place", "--on", "2030-01-01")
    after = line.json("wording", "show", "office.place", "--on", "2030-01-02")
    assert before["office.place"]["text"] != after["office.place"]["text"] == "An Mẫu"
    (made,) = line.json("wording", "show", "--changes")
    assert made["texts"] == {"office.place": "An Mẫu"}
    assert "từ ngày 02/01/2030: địa danh" in line.said("wording", "show", "--changes")


def test_the_past_keeps_its_words(line: Line) -> None:
    said = line.refused("wording", "set", "office.place", "An Mẫu", "--from", "2020-01-01")
    assert "giấy đã in giữ nguyên" in said


@pytest.mark.parametrize("paper", ["office", "apology", "hand_over"])
def test_a_paper_is_looked_at_with_words_that_are_not_kept(
    line: Line, tmp_path: Path, paper: str
) -> None:
    out = tmp_path / "thử.pdf"
    line.json("wording", "preview", paper, "--out", str(out), "--set", "office.place=An Mẫu")
    assert out.read_bytes().startswith(b"%PDF")
    assert line.json("wording", "show", "office.place")["office.place"]["is_own"] is False
