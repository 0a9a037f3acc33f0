from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from lines import Line

from app.commands.main import main

ORDER = ("--basis", "legal_order", "--order", "15/QĐ-UBND")


def test_what_would_go_is_shown_and_nothing_is_erased(line: Line) -> None:
    code = line.receive()["dossier_code"]
    other = line.receive()["dossier_code"]
    told = line.json("erase", code, *ORDER)
    assert (told["erased"], told["parts"], told["others"]) == (False, 1, [other])
    assert told["kept_until"] == "2036-12-31"
    assert line.json("dossier", code)["private"]["applicant"]["full_name"] == "Trần Thị Mẫu"
    said = line.run("erase", code, *ORDER)[1]
    assert "Chưa xóa gì. Thêm --yes để xóa." in said


def test_an_erased_dossier_is_told_without_its_person(line: Line) -> None:
    code = line.receive()["dossier_code"]
    assert line.json("erase", code, *ORDER, "--yes")["erased"]
    assert "private" not in line.json("dossier", code)
    assert line.json("search", "tran thi mau") == []
    history = line.run("history", code)[1]
    assert "Thông tin cá nhân đã được xóa." in history
    assert "quyết định số 15/QĐ-UBND" in history
    assert line.json("verify")["sound"]
    assert len(line.json("erasures")["erased_at"]) == 1


def test_what_is_written_about_erased_persons_is_refused_or_said_not_to_be_kept(
    line: Line,
) -> None:
    code = line.receive()["dossier_code"]
    line.json("erase", code, *ORDER, "--yes")
    said = line.refused("deed", "add-note", code, "--words", "bà Mẫu đã gọi")
    assert "lời ghi và tệp về hồ sơ này không được giữ nữa" in said
    urge = ("deed", "remind-agency", code, "--agency", "Phòng Tư pháp", "--words", "bà Mẫu hỏi")
    said = line.run(*urge)[1]
    assert "Đã đôn đốc" in said
    assert "lời ghi thêm thì không được giữ" in said
    assert line.json(*urge)["words_kept"] is False
    assert "bà Mẫu" not in line.run("history", code)[1]


def test_an_open_dossier_is_refused_in_a_sentence(line: Line) -> None:
    code = line.receive()["dossier_code"]
    assert "chưa giải quyết xong" in line.refused("erase", code, "--basis", "term_ended")


def test_old_copies_are_listed_to_be_destroyed(line: Line, tmp_path: Path) -> None:
    code = line.receive()["dossier_code"]
    place, aside = tmp_path / "usb", tmp_path / "desk" / "truoc-khoi-phuc-1.db"
    place.mkdir()
    line.run("backup", "--to", str(place))
    line.run("backup")
    aside.write_bytes(b"older")
    os.utime(aside, (0, 0))
    (backup,) = place.glob("motcua-*.db")
    told = line.json("erase", code, *ORDER, "--yes")
    assert [each["path"] for each in told["to_destroy"]] == [str(aside), str(backup)]
    assert told["to_destroy"][1]["made_at"] == "2026-11-16T09:30:00+07:00"
    said = line.run("erasures")[1]
    assert f"Cần hủy bản sao {backup} (09:30 16/11/2026)." in said
    assert "cả trên USB đã cất" in said


def test_a_stick_that_held_the_copy_before_is_listed_as_well(line: Line, tmp_path: Path) -> None:
    code = line.receive()["dossier_code"]
    before, now = tmp_path / "usb-truoc", tmp_path / "usb"
    for place in (before, now):
        place.mkdir()
        line.run("copy", "--to", str(place))
    (old,) = before.glob("*.goi")
    told = line.json("erase", code, *ORDER, "--yes")
    line.run("copy")
    assert str(old) in [each["path"] for each in told["to_destroy"]]
    assert [each["path"] for each in line.json("erasures")["to_destroy"]] == [str(old)]


def test_a_second_person_must_prove_who_they_are(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = line.receive()["dossier_code"]
    monkeypatch.setattr("sys.stdin", io.StringIO("000000\n"))
    said = line.refused("erase", code, *ORDER, "--yes", "--approved-by", "Không Có Ai")
    assert "Không Có Ai" in said
    assert line.json("dossier", code)["private"]


def test_a_basis_is_asked_for(line: Line) -> None:
    with pytest.raises(SystemExit):
        main(["erase", "X"])
