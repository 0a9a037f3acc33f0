from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from desks import ROOT

from app.commands.main import main

EXAMPLE = ROOT / "docs" / "examples" / "reception.json"


@pytest.fixture
def received(
    desk_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder of a desk that received the example form."""
    monkeypatch.setenv("MOTCUA_CLOCK", "2026-11-16T09:30")
    assert main(["--data", str(desk_folder), "receive", "--form", str(EXAMPLE)]) == 0
    capsys.readouterr()
    return desk_folder


def answered(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["--data", str(folder), *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_history_of_a_dossier_an_officer_and_a_day(
    received: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of_dossier = answered(received, capsys, "history", "H40.16-261116-3001")
    assert of_dossier[0]["who"] == "Nguyễn Thị Ví Dụ"
    assert of_dossier[0]["at"] == "2026-11-16T09:30:00+07:00"
    assert of_dossier[0]["sentence"].startswith("Tiếp nhận hồ sơ H40.16-261116-3001")
    of_officer = answered(received, capsys, "history", "--officer", "vi du")
    of_day = answered(received, capsys, "history", "--on", "2026-11-16")
    assert of_dossier[0] in of_officer
    assert of_officer == of_day
    assert answered(received, capsys, "history", "--on", "2026-11-15") == []


def test_the_history_reads_as_sentences(received: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(received), "history", "H40.16-261116-3001"]) == 0
    said = capsys.readouterr().out
    assert "Nguyễn Thị Ví Dụ (cán bộ tiếp nhận, quầy 3): Tiếp nhận hồ sơ" in said


@pytest.mark.parametrize(
    "words", [("X",), ("--officer", "Không Ai"), ("--on", "hôm kia"), ("--on", "2026-13-01")]
)
def test_what_cannot_be_told_is_one_sentence(
    received: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert main(["--data", str(received), "history", *words]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_the_search_reads_like_a_clerk(received: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for typed in ("tran hôm nay", "quầy 3 mới nhận", "thứ hai 1.010833", "trna thi"):
        found = answered(received, capsys, "search", typed)
        assert [each["dossier_code"] for each in found] == ["H40.16-261116-3001"]
        assert {"dossier_uid", "applicant", "state", "return_due_at"} <= set(found[0])
    assert answered(received, capsys, "search", "tran hôm qua") == []
