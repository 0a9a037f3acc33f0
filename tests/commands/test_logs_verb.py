from __future__ import annotations

import json
import zipfile
from pathlib import Path

from lines import Line

from app.devices.logbook import Logbook
from app.domain.errors import Reason, Refusal

SAID = ("Trần Thị Mẫu", "tran thi mau", "034188004321", "0912345678", "Ví Dụ")


def opened(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_package_holds_logs_versions_and_the_check_and_says_so(
    line: Line, tmp_path: Path
) -> None:
    line.receive()
    line.refused("dossier", "Trần Thị Mẫu")
    Logbook(tmp_path / "desk-state" / "logs").fault(KeyError("Trần Thị Mẫu"), "app.ui")
    path = tmp_path / "gói.zip"
    told = line.json("logs", "pack", str(path))
    found = opened(path)
    assert [each["name"] for each in told["packed"]] == [*list(found)[1:]]
    assert {"versions.json", "verify.json", "logs/motcua.log", "NOI-DUNG.txt"} <= set(found)
    assert json.loads(found["verify.json"])["sound"]
    assert json.loads(found["versions.json"])["schema"]
    assert b"dossier.received" in found["logs/motcua.log"]
    assert b"dossier_unknown" in found["logs/motcua.log"]
    assert "verify.json" in found["NOI-DUNG.txt"].decode()
    whole = b"".join(found.values())
    assert not any(said.encode() in whole for said in SAID)


def test_a_desk_that_does_not_open_is_packed_with_the_reason(line: Line, tmp_path: Path) -> None:
    for key in (tmp_path / "desk-state").glob("*.key"):
        key.unlink()
    path = tmp_path / "gói.zip"
    line.json("logs", "pack", str(path))
    assert json.loads(opened(path)["verify.json"]) == {"opened": False, "reason": "key_missing"}


def test_no_package_is_written_over(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "gói.zip"
    path.write_bytes(b"")
    assert str(path) in line.refused("logs", "pack", str(path))
    assert path.read_bytes() == b""


def test_a_refusal_is_logged_by_its_reason_alone(line: Line, tmp_path: Path) -> None:
    log = Logbook(tmp_path)
    log.refusal(Refusal(Reason.OFFICER_UNKNOWN, name="Trần Thị Mẫu"), "app.commands")
    assert "Tr" not in (tmp_path / "motcua.log").read_text("utf-8")
    assert line.json("search", "x") == []
