from __future__ import annotations

from pathlib import Path

import pytest
from lines import Line


def test_the_papers_of_a_dossier_are_written_each_to_its_file(line: Line, tmp_path: Path) -> None:
    code = line.receive()["dossier_code"]
    line.json("deed", "collect-fee", code, "--fee", "21000")
    written = line.json("papers", code, "--out", str(tmp_path / "giấy"))["papers"]
    assert sorted(written) == ["authorisation", "control", "fee_receipt", "receipt"]
    assert {Path(path).name for path in written.values()} == {
        f"{code}-giay-tiep-nhan-va-hen-tra.pdf",
        f"{code}-giay-uy-quyen.pdf",
        f"{code}-phieu-kiem-soat.pdf",
        f"{code}-phieu-thu-noi-bo.pdf",
    }
    assert all(Path(path).read_bytes().startswith(b"%PDF") for path in written.values())


def test_one_paper_may_be_asked_for_by_name(line: Line, tmp_path: Path) -> None:
    code = line.receive()["dossier_code"]
    only = line.json("papers", code, "--out", str(tmp_path), "--name", "control")["papers"]
    assert list(only) == ["control"]
    assert "Không có giấy tên" in line.refused("papers", code, "--name", "thơ")


def test_the_office_chooses_the_heading_of_its_apology(line: Line) -> None:
    chosen = line.json("paper-form", "apology", "TT01/2018")
    assert chosen["heading"] == "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ"
    again = line.said("paper-form", "apology", "TT03/2025")
    assert "VĂN BẢN XIN LỖI" in again


def test_a_paper_with_one_name_alone_is_no_choice(line: Line) -> None:
    with pytest.raises(SystemExit):
        line.said("paper-form", "refusal", "TT01/2018")
