from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.devices.logbook import Logbook
from app.domain.errors import Reason, Refusal
from app.domain.fault_text import fault_text
from app.domain.log_guard import WITHHELD, Level, Occasion, loggable

NOW = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)
UID = UUID("01900000-0000-7000-8000-000000000001")
POISON = ("Trần Thị Mẫu", "tran thi mau", "tran", "034188004321", "0912345678", "a@b.vn", "12/3")


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "motcua.log").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("value", [*POISON, 912345678, 34188004321, b"Tran", ["Tran"], {"a": "b"}])
def test_nothing_that_may_be_a_person_is_let_through(value: object) -> None:
    assert loggable(value) == WITHHELD


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (UID, str(UID)),
        (3, 3),
        (True, True),
        (None, None),
        (NOW, "2026-11-16T02:30:00.000Z"),
        ("dossier.received", "dossier.received"),
        ("3.53.4", "3.53.4"),
        (Reason.DISK_FULL, "disk_full"),
        (KeyError, "builtins.KeyError"),
    ],
)
def test_the_programs_own_words_are(value: object, kept: object) -> None:
    assert loggable(value) == kept


def test_a_line_says_when_how_grave_where_and_what(tmp_path: Path) -> None:
    log = Logbook(tmp_path / "logs", lambda: NOW)
    log.write(Occasion.RECORDED, "app.bootstrap", kind="dossier.received", uid=UID, who=POISON[0])
    assert lines(tmp_path / "logs") == [
        {
            "at": "2026-11-16T02:30:00.000Z",
            "level": "info",
            "module": "app.bootstrap",
            "event": "deed.recorded",
            "kind": "dossier.received",
            "uid": str(UID),
            "who": "withheld",
        }
    ]


def test_a_refusal_is_noted_without_its_values(tmp_path: Path) -> None:
    Logbook(tmp_path, lambda: NOW).refusal(
        Refusal(Reason.OFFICER_UNKNOWN, name="Trần Thị Mẫu"), "app.commands.main"
    )
    assert lines(tmp_path)[0]["reason"] == "officer_unknown"
    assert "Tr" not in (tmp_path / "motcua.log").read_text("utf-8")


def fail(name: str) -> None:
    try:
        int(name)
    except ValueError as error:
        raise KeyError(name) from error


def test_the_report_of_a_fault_says_where_and_not_with_what(tmp_path: Path) -> None:
    with pytest.raises(KeyError) as raised:
        fail("Trần Thị Mẫu 034188004321")
    report = Logbook(tmp_path, lambda: NOW).fault(raised.value, "app.ui.background")
    assert report is not None
    said = report.read_text("utf-8")
    assert said.index("builtins.ValueError") < said.index("builtins.KeyError")
    assert "test_logbook.py" in said
    assert "fail" in said
    assert not any(each in said for each in ("Mẫu", "0341", str(tmp_path), "raise KeyError"))
    assert lines(tmp_path)[0] == {
        "at": "2026-11-16T02:30:00.000Z",
        "level": Level.ERROR,
        "module": "app.ui.background",
        "event": "fault",
        "error": "builtins.KeyError",
    }


def test_a_fault_that_causes_itself_is_told_once() -> None:
    error = KeyError("x")
    error.__context__ = error
    assert fault_text(error).count("KeyError") == 1


def test_the_log_is_turned_over_by_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.devices.logbook._LARGEST", 300)
    monkeypatch.setattr("app.devices.logbook._MOST_FILES", 3)
    moments = iter(NOW + timedelta(seconds=n) for n in range(1000))
    log = Logbook(tmp_path, lambda: next(moments))
    for _ in range(40):
        log.write(Occasion.OPENED, "app.bootstrap", uid=UID)
    assert len(list(tmp_path.glob("motcua-*.log"))) == 3
    assert all(path.stat().st_size < 600 for path in tmp_path.iterdir())


def test_the_log_is_turned_over_by_age(tmp_path: Path) -> None:
    Logbook(tmp_path, lambda: NOW).write(Occasion.OPENED, "app.bootstrap")
    later = Logbook(tmp_path, lambda: NOW + timedelta(days=32))
    later.write(Occasion.CLOSED, "app.bootstrap")
    assert [each["event"] for each in lines(tmp_path)] == ["desk.closed"]
    assert len(list(tmp_path.glob("motcua-*.log"))) == 1


def test_a_folder_that_takes_nothing_stops_no_work(tmp_path: Path) -> None:
    taken = tmp_path / "logs"
    taken.write_text("a file stands here", "utf-8")
    log = Logbook(taken, lambda: NOW)
    log.write(Occasion.OPENED, "app.bootstrap")
    assert log.fault(KeyError("x"), "app.bootstrap") is None
