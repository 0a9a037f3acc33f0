from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import zxingcpp
from lines import EXAMPLE, Line


def received(line: Line) -> str:
    return str(line.json("receive", "--form", str(EXAMPLE))["dossier_code"])


def codes_in(path: Path) -> set[str]:
    page = pypdfium2.PdfDocument(io.BytesIO(path.read_bytes()))[0]
    picture = page.render(scale=300 / 72, grayscale=True).to_pil()
    return {str(found.text) for found in zxingcpp.read_barcodes(picture)}


def test_a_pile_goes_out_is_counted_in_and_comes_back(line: Line, tmp_path: Path) -> None:
    one, other = received(line), received(line)
    paper = tmp_path / "bg.pdf"
    closed = line.json("hand-over", "close", "--to", "Sở Nội vụ", "--out", str(paper), other, one)
    sheet = closed["sheet"]
    assert [each["dossier_code"] for each in closed["dossiers"]] == [other, one]
    assert (closed["giver"], closed["receiver"]) == ("Quầy 3", "Sở Nội vụ")
    assert codes_in(paper) == {sheet}
    assert line.json("scan", sheet)["sheet"] == sheet
    assert "chờ ký nhận" in line.said("hand-over", "list")

    signed = line.json("hand-over", "accept", sheet, one, "--receiver-name", "Lê Văn Mẫu")
    standings = {each["dossier_code"]: each["standing"] for each in signed["dossiers"]}
    assert standings == {one: "accepted", other: "missed"}
    assert signed["receiver_name"] == "Lê Văn Mẫu"
    assert "thiếu 1" in line.said("hand-over", "show", sheet)
    assert line.json("hand-over", "list") == []
    assert [each["sheet"] for each in line.json("hand-over", "list", "--on", "2026-11-16")] == [
        sheet
    ]

    back = line.json("hand-over", "close", one)
    assert (back["giver"], back["receiver"]) == ("Sở Nội vụ", "Quầy 3")
    line.json("hand-over", "accept", back["sheet"], "--giver-name", "Lê Văn Mẫu")
    assert line.json("verify")["sound"]


def test_a_faulty_code_is_named_and_the_rest_go_on(line: Line) -> None:
    good, gone = received(line), received(line)
    line.json("cancel", gone, "--reason", "Nhận hai lần")
    unknown = "H40.16-261116-3999"
    closed = line.json("hand-over", "close", "--to", "desk:2", good, gone, unknown, good)
    assert [each["dossier_code"] for each in closed["dossiers"]] == [good]
    assert len(closed["twice"]) == 1
    assert any(unknown in said for said in closed["kept_apart"])
    assert any("đã hủy" in said for said in closed["kept_apart"])


def test_a_result_that_comes_with_a_dossier_is_in_it_once_the_sheet_is_signed(line: Line) -> None:
    code = received(line)
    out = line.json("hand-over", "close", "--to", "Sở Nội vụ", code)["sheet"]
    line.json("hand-over", "accept", out, code, "--receiver-name", "Lê Văn Mẫu")
    back = line.json("hand-over", "close", "--result", f"{code}=07/GXN", code)
    assert line.json("dossier", code)["results"] == []
    line.json("hand-over", "accept", back["sheet"], code, "--giver-name", "Lê Văn Mẫu")
    dossier = line.json("dossier", code)
    assert [each["number"] for each in dossier["results"]] == ["07/GXN"]
    assert dossier["state"] == "settled"
    unknown = line.refused("hand-over", "close", "--result", "H40.16-261116-3999=1", code)
    assert "H40.16-261116-3999" in unknown


def test_an_unsigned_sheet_is_taken_back_with_a_reason(line: Line) -> None:
    code = received(line)
    sheet = line.json("hand-over", "close", "--to", "post:Bưu điện An Thử", code)["sheet"]
    back = line.json("hand-over", "undo", sheet, "--reason", "Giao nhầm")
    assert back["dossiers"][0]["standing"] == "taken_back"
    assert "đã thu lại" in line.refused("hand-over", "accept", sheet)


def test_what_is_wrong_is_said_in_one_sentence(line: Line) -> None:
    code = received(line)
    assert "Hãy chọn bên nhận khác" in line.refused("hand-over", "close", "--to", "desk:3", code)
    assert "quầy" in line.refused("hand-over", "close", "--to", "desk:12", code).lower()
    assert "Chưa biết giao cho ai" in line.refused("hand-over", "close", code)
    assert "chưa có trên máy này" in line.refused("hand-over", "show", "BG-H40.16-261116-3001")


def test_tasks_are_counted_by_kind_and_listed_one_by_one(line: Line) -> None:
    code = received(line)
    said = line.said("tasks")
    assert "Chưa bàn giao: 1" in said
    assert code not in said
    assert code in line.said("tasks", "--kind", "not_handed_over")
    (group,) = line.json("tasks", "--kind", "not_handed_over", "--desk", "3")
    assert (group["count"], group["late"]) == (1, 0)
    assert group["tasks"][0]["dossier_code"] == code
    assert group["tasks"][0]["due_at"] == "2026-11-17T09:30:00+07:00"
    assert line.json("tasks", "--kind", "not_handed_over", "--desk", "2")[0]["count"] == 0
