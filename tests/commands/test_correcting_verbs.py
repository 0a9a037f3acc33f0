from __future__ import annotations

import io
import json
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from lines import EXAMPLE, Line


def form(tmp_path: Path, **changed: object) -> str:
    path = tmp_path / "form.json"
    plain = json.loads(EXAMPLE.read_text("utf-8")) | changed
    path.write_text(json.dumps(plain, ensure_ascii=False), "utf-8")
    return str(path)


def qr_in(path: Path) -> str:
    page = pypdfium2.PdfDocument(io.BytesIO(path.read_bytes()))[0]
    picture = page.render(scale=300 / 72, grayscale=True).to_pil()
    (found,) = [each for each in zxingcpp.read_barcodes(picture) if each.format.name == "QRCode"]
    return str(found.text)


def test_a_wrong_procedure_is_put_right_at_the_desk_and_the_old_slip_says_so(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "1.pdf", tmp_path / "2.pdf"
    received = line.json("receive", "--form", str(EXAMPLE), "--slip", str(old))
    code = received["dossier_code"]
    corrected = line.json(
        *("correct", code, "--form", form(tmp_path, procedure_code="2.002755")),
        *("--reason", "Chọn nhầm thủ tục", "--slip-returned", "--slip", str(new)),
    )
    assert corrected["dossier_code"] == code
    assert corrected["register_number"] == received["register_number"]
    assert corrected["edition"] == 1
    assert corrected["voided_copies"] == [1]
    assert corrected["return_due_at"] == "2026-12-02T09:30:00+07:00"
    assert corrected["counted_due_at"] is None
    assert corrected["trace"]
    assert corrected["slip"] == str(new)
    replaced = line.json("scan", qr_in(old))
    assert (replaced["kind"], replaced["standing"], replaced["replaced_by"]) == (
        *("slip", "replaced"),
        1,
    )
    assert "đã được thay thế bằng bản thay thế lần 1" in replaced["sentence"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(qr_in(new).encode())))
    assert line.json("scan", "-")["standing"] == "current"
    assert line.json("verify")["sound"]


def test_a_date_kept_for_the_citizens_paper_is_explained(line: Line, tmp_path: Path) -> None:
    slip = str(tmp_path / "1.pdf")
    code = line.json("receive", "--form", str(EXAMPLE), "--slip", slip)["dossier_code"]
    longer = form(tmp_path, procedure_code="2.002755")
    said = line.said("correct", code, "--form", longer, "--reason", "Nhầm")
    assert "Hẹn trả 09:30 thứ Hai 23/11/2026" in said
    assert "09:30 thứ Tư 02/12/2026" in said
    assert "--slip-returned" in said


def test_a_cancelled_dossier_is_found_and_its_number_stays(line: Line, tmp_path: Path) -> None:
    paid = form(tmp_path, money={"fee": 5000, "levy": 0, "paid": True})
    code = line.json("receive", "--form", paid)["dossier_code"]
    cancelled = line.json("cancel", code, "--reason", "Nhận hai lần")
    assert cancelled["money_taken"] == 5000
    assert cancelled["register_number"] == "00001"
    (found,) = line.json("search", "tran thi mau")
    assert found["state"] == "cancelled"
    assert line.json("dossier", code)["state"] == "cancelled"
    assert "đã hủy" in line.refused("correct", code, "--form", paid, "--reason", "x")
    assert "đã hủy" in line.refused("slip", code, "--out", str(tmp_path / "s.pdf"))
    assert line.json("receive", "--form", paid)["dossier_code"].endswith("3002")
    told = [each["kind"] for each in line.json("events", code)]
    assert told == ["dossier.received", "fee.collected", "dossier.cancelled", "slip.voided"]
    assert line.json("verify")["sound"]


def test_cancelling_says_what_is_to_be_given_back(line: Line, tmp_path: Path) -> None:
    paid = form(tmp_path, money={"fee": 15000, "levy": 0, "paid": True})
    code = line.json("receive", "--form", paid)["dossier_code"]
    assert "15.000 đồng" in line.said("cancel", code, "--reason", "Nhận hai lần")


def test_a_correction_of_nothing_is_a_sentence(line: Line) -> None:
    code = line.json("receive", "--form", str(EXAMPLE))["dossier_code"]
    said = line.refused("correct", code, "--form", str(EXAMPLE), "--reason", "x")
    assert "giống hệt" in said
    assert "lý do" in line.refused("cancel", code, "--reason", " ").lower()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("034188004321|151234567|Trần Thị Mẫu|02091988|Nữ|Thôn Ví Dụ|14082021", "citizen_card"),
        ("000.00.10.H26-211028-0008", "foreign_code"),
        ("https://example.org/x", "web_address"),
        ("linh tinh", "unknown"),
        ("", "empty"),
    ],
)
def test_a_scan_is_told_apart_in_a_sentence(line: Line, text: str, kind: str) -> None:
    found = line.json("scan", text)
    assert found["kind"] == kind
    assert found["sentence"].endswith(".")
    assert found["standing"] is None
