from __future__ import annotations

from pathlib import Path

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
