from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from lines import Line


@pytest.fixture
def received(line: Line) -> Line:
    """The command line of a desk that received the example form."""
    line.receive()
    return line


def test_the_history_of_a_dossier_an_officer_and_a_day(received: Line) -> None:
    of_dossier = received.json("history", "H40.16-261116-3001")
    assert of_dossier[0]["who"] == "Nguyễn Thị Ví Dụ"
    assert of_dossier[0]["at"] == "2026-11-16T09:30:00+07:00"
    assert of_dossier[0]["sentence"].startswith("Tiếp nhận hồ sơ H40.16-261116-3001")
    of_officer = received.json("history", "--officer", "vi du")
    of_day = received.json("history", "--on", "2026-11-16")
    assert of_dossier[0] in of_officer
    assert of_officer == of_day
    assert received.json("history", "--on", "2026-11-15") == []


def test_the_history_reads_as_sentences(received: Line) -> None:
    said = received.said("history", "H40.16-261116-3001")
    assert "Nguyễn Thị Ví Dụ (cán bộ tiếp nhận, quầy 3): Tiếp nhận hồ sơ" in said


@pytest.mark.parametrize(
    "words", [("X",), ("--officer", "Không Ai"), ("--on", "hôm kia"), ("--on", "2026-13-01")]
)
def test_what_cannot_be_told_is_one_sentence(received: Line, words: tuple[str, ...]) -> None:
    assert received.refused("history", *words)


def test_the_search_reads_like_a_clerk(received: Line) -> None:
    for typed in ("tran hôm nay", "quầy 3 mới nhận", "thứ hai 1.010833", "trna thi"):
        found = received.json("search", typed)
        assert [each["dossier_code"] for each in found] == ["H40.16-261116-3001"]
        assert {"dossier_uid", "applicant", "state", "return_due_at"} <= set(found[0])
    assert received.json("search", "tran hôm qua") == []


def test_the_history_of_a_dossier_is_printed_as_a_table(line: Line, tmp_path: Path) -> None:
    code = line.receive()["dossier_code"]
    path = tmp_path / "dien-bien.pdf"
    told = line.json("history", code, "--out", str(path))
    assert told["file"] == str(path)
    assert len(told["lines"]) == 1
    with pypdfium2.PdfDocument(path) as document:
        said = " ".join(document[0].get_textpage().get_text_range().split())
    assert f"hồ sơ {code}" in said
    assert "Cộng: 1 việc." in said
