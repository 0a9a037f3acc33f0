from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from desks import PROCEDURE
from lines import Line


def text_of(file: Path) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(file.read_bytes())) as pages:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_what_to_bring_is_written_for_a_procedure(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "mang.pdf"
    told = line.json("handout", "to_bring", PROCEDURE, "--out", str(out))
    assert told == {
        "title": f"Giấy tờ cần mang: {PROCEDURE}",
        "out": str(out),
        "printer": None,
        "paper": "a5",
    }
    text = text_of(out)
    assert "GIẤY TỜ CẦN MANG" in text
    assert f"Mã {PROCEDURE}" in text


def test_every_paper_without_a_dossier_is_written_under_a_name_of_its_own(
    line: Line, tmp_path: Path
) -> None:
    code = line.receive()["dossier_code"]
    for name, about in (
        ("to_bring_large", PROCEDURE),
        ("notice", PROCEDURE),
        ("notice_list", ""),
        ("desk_plate", ""),
        ("labels", code),
    ):
        out = tmp_path / f"{name}.pdf"
        line.json("handout", name, *([about] if about else []), "--out", str(out))
        assert out.read_bytes().startswith(b"%PDF")
    assert code in text_of(tmp_path / "labels.pdf")
    assert "QUẦY SỐ" in text_of(tmp_path / "desk_plate.pdf")
    assert "DANH MỤC THỦ TỤC HÀNH CHÍNH" in text_of(tmp_path / "notice_list.pdf")


def test_labels_pass_over_those_that_are_gone(line: Line, tmp_path: Path) -> None:
    code = line.receive()["dossier_code"]
    out = tmp_path / "nhan.pdf"
    told = line.json("handout", "labels", code, "--used", "7", "--out", str(out))
    assert told["title"] == f"Nhãn hồ sơ: {code}, bỏ 7 nhãn đầu"
    with pypdfium2.PdfDocument(io.BytesIO(out.read_bytes())) as pages:
        left, _, _, top = pages[0].get_textpage().get_charbox(0)
    assert left > 60 * 72 / 25.4
    assert top < (297 - 2 * 37) * 72 / 25.4


def test_what_the_catalogue_does_not_know_is_refused(line: Line) -> None:
    assert "9.999999" in line.refused("handout", "to_bring", "9.999999")
    assert "Trẻ em lạ" in line.refused("handout", "notice_list", "Trẻ em lạ")
    assert "Không" in line.refused("handout", "desk_plate", "Nguyễn Không Có Ai")
    assert "giay_gi" in line.refused("handout", "giay_gi")
    assert PROCEDURE in line.refused("handout", "to_bring", PROCEDURE, "trường hợp lạ")
