from __future__ import annotations

import json
from pathlib import Path

import pytest
from lines import EXAMPLE, Line

CODE = "G22.99-261116-0007"


def write(path: Path, content: str) -> str:
    path.write_text(content, encoding="utf-8")
    return str(path)


def add(line: Line) -> None:
    added = line.json(
        "filing", "add", CODE, "--form", str(EXAMPLE), "--filed-at", "2026-11-16T08:00"
    )
    assert (added["code"], added["state"]) == (CODE, "waiting")


def test_a_filing_is_supplemented_completed_and_received(line: Line) -> None:
    add(line)
    (listed,) = line.json("filing", "list")
    assert listed["code"] == CODE
    asked = line.json("filing", "supplement", CODE, "--content", "Bản sao giấy báo tử")
    assert asked["state"] == "supplement_asked"
    back = line.json("filing", "complete", CODE, "--form", str(EXAMPLE))
    assert back["state"] == "waiting"
    received = line.json("filing", "accept", CODE)
    assert received["dossier_code"] == CODE
    assert line.json("filing", "list") == []
    assert line.json("verify")["sound"]


@pytest.mark.parametrize(("verb", "state"), [("refuse", "refused"), ("withdraw", "withdrawn")])
def test_a_filing_ends_without_a_dossier(line: Line, verb: str, state: str) -> None:
    add(line)
    ended = line.json("filing", verb, CODE, "--reason", "Nộp nhầm")
    assert ended["state"] == state
    assert "đã được trả lời" in line.refused("filing", "accept", CODE)


def test_an_export_is_looked_at_first_and_imported_once(line: Line, tmp_path: Path) -> None:
    row = {
        "MaHoSo": CODE,
        "MaTTHC": "1.010833",
        "ChuHoSo": "Trần Thị Mẫu",
        "SoGiayToChuHoSo": "034188004321",
        "NgayNopHoSo": "20261116083000",
    }
    file = write(tmp_path / "cong.json", json.dumps({"data": [row, {**row, "MaHoSo": ""}]}))
    looked = line.json("filing", "import", file, "--dry-run")
    assert (looked["new"], looked["faulty"]) == (1, 1)
    assert line.json("filing", "list") == []
    assert line.json("filing", "import", file)["new"] == 1
    assert line.json("filing", "import", file)["known"] == 1
    assert "không đọc được" in line.refused("filing", "import", str(tmp_path / "x.json")).lower()


def test_help_is_counted_by_day(line: Line) -> None:
    given = line.json("consult", "--procedure", "1.010833", "--portal-code", CODE)
    assert given["today"] == 1
    assert line.json("consult", "--list")["today"] == 1


def test_a_batch_is_received_and_faulty_rows_are_named(line: Line, tmp_path: Path) -> None:
    rows = (
        "Họ tên\tNgày sinh\tSố CCCD\nLê Văn Thử\t5/2/1990\t034090001234\nLê Thị Hai\t31/2/1990\t\n"
    )
    file = write(tmp_path / "ds.csv", rows)
    slip = tmp_path / "lo.pdf"
    done = line.json("receive-batch", "--form", str(EXAMPLE), "--rows", file, "--slip", str(slip))
    assert (done["received"], done["faulty"]) == (1, 1)
    assert done["rows"][0]["dossier_code"] == "H40.16-261116-3001"
    assert "31/2/1990" in done["rows"][1]["sentence"]
    assert slip.read_bytes().startswith(b"%PDF")


def test_open_dossiers_are_taken_over_once(line: Line, tmp_path: Path) -> None:
    rows = (
        "Khóa,Mã thủ tục,Người nộp,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái\n"
        "H40.16-261103-0001,1.010833,Trần Thị Mẫu,03/11/2026,24/11/2026,Đang xử lý\n"
        "H40.16-261103-0002,1.010833,Trần Thị Mẫu,03/11/2026,24/11/2026,Đã trả kết quả\n"
    )
    file = write(tmp_path / "cu.csv", rows)
    assert "Mã hồ sơ" in line.refused("import-dossiers", file)
    how = ("import-dossiers", file, "--column", "code=Khóa")
    looked = line.json(*how, "--dry-run")
    assert (looked["new"], looked["faulty"], looked["columns"]["code"]) == (1, 1, "Khóa")
    assert line.json(*how)["new"] == 1
    assert line.json(*how)["known"] == 1
    assert line.json("dossier", "H40.16-261103-0001")["state"] == "in_process"
    assert "tên là sai" in line.refused("import-dossiers", file, "--column", "sai=Khóa")


def test_a_wrong_procedure_is_superseded_and_both_name_each_other(
    line: Line, tmp_path: Path
) -> None:
    code = line.receive()["dossier_code"]
    plain = json.loads(EXAMPLE.read_text("utf-8"))
    assert "đúng thủ tục" in line.refused(
        "supersede", code, "--form", str(EXAMPLE), "--reason", "Nhầm"
    )
    papers = [{"ordinal": number, "originals": 1} for number in range(1, 5)]
    right = {**plain, "procedure_code": "2.001955", "documents": papers}
    form = write(tmp_path / "dung.json", json.dumps(right))
    done = line.json("supersede", code, "--form", form, "--reason", "Chọn nhầm thủ tục")
    assert done["superseded_code"] == code
    assert line.json("dossier", code)["superseded_by_code"] == done["dossier_code"]
    assert line.json("dossier", done["dossier_code"])["supersedes_code"] == code
    assert done["dossier_code"] in line.said("events", code)


def test_a_row_that_lacks_papers_is_guided_with_a_visit_of_its_own(
    line: Line, tmp_path: Path
) -> None:
    rows = "Họ tên\tThiếu giấy\nLê Văn Thử\t\nLê Thị Hai\t2\nLê Thị Ba\thai\n"
    file = write(tmp_path / "ds.csv", rows)
    done = line.json("receive-batch", "--form", str(EXAMPLE), "--rows", file)
    assert (done["received"], done["faulty"]) == (1, 2)
    whole, lacking, wrong = done["rows"]
    assert whole["visit_number"] is None
    assert "Bản sao được chứng thực" in lacking["sentence"]
    assert line.json("visit", lacking["visit_number"])["kind"] == "visit.guided"
    assert "Thiếu giấy số" in wrong["sentence"]
    assert line.json("verify")["sound"]


def test_what_is_done_on_the_spot_is_received_and_given_out_in_one_verb(
    line: Line, tmp_path: Path
) -> None:
    shared = json.loads(EXAMPLE.read_text("utf-8"))
    form = write(
        tmp_path / "ngay.json", json.dumps({**shared, "money": {"fee": 8000, "paid": True}})
    )
    settled = line.json(
        *("receive", "--form", form, "--result", "Bản sao trích lục"),
        *("--result-number", "07/TL", "--result-date", "2026-11-16"),
    )
    assert settled["papers"] == ["fee_receipt", "result_receipt"]
    dossier = line.json("dossier", settled["dossier_code"])
    assert dossier["state"] == "returned"
    assert [each["number"] for each in dossier["results"]] == ["07/TL"]
    owed = write(tmp_path / "no.json", json.dumps({**shared, "money": {"fee": 8000}}))
    unpaid = ("receive", "--form", owed, "--result", "Bản sao")
    assert "8.000 đồng" in line.refused(*unpaid)
    line.json(*unpaid, "--unpaid-reason", "Hộ nghèo")
    assert line.json("verify")["sound"]


def test_a_reception_tells_which_papers_go_beside_the_slip(line: Line, tmp_path: Path) -> None:
    shared = json.loads(EXAMPLE.read_text("utf-8"))
    paid = json.dumps({**shared, "money": {"levy": 20000, "paid": True}})
    form = write(tmp_path / "thu.json", paid)
    assert line.json("receive", "--form", form)["papers"] == ["fee_receipt"]
    line.json("rules", "set", "--fee-receipt", "asked")
    assert line.json("receive", "--form", form)["papers"] == []
