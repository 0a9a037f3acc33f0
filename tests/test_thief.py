"""A trial as a thief: the data folder, a guess at a PIN, and the command line of a stolen PC."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from clocks import set_clock
from desks import NOW, desk_settings, reception
from offices import CHIEF, CLERK_NAME, HEAD, PINS, come_in
from sqlalchemy import text

from app.bootstrap import Desk, open_desk
from app.commands.main import main
from app.commands.opening import PIN
from app.domain.errors import Reason, Refusal
from app.services.receiving import receive_dossier
from app.services.staff_accounts import issue_badge


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_stolen_data_folder_gives_no_name_no_hash_and_no_pin_away(office: Desk) -> None:
    come_in(office, CLERK_NAME)
    with office.database.transaction() as session:
        receive_dossier(session, reception(), now=NOW, desk=office.context, actor=office.actor)
    stolen = bytes_of(office.settings.data)
    for secret in (*PINS.values(), "argon2", CLERK_NAME, "Trần Thị Mẫu", "034188004321"):
        assert secret.encode() not in stolen


def test_a_stolen_data_folder_opens_on_no_other_machine(
    staffed_folder: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "thief" / "desk"
    shutil.copytree(staffed_folder, elsewhere)
    with pytest.raises(Refusal) as refused:
        open_desk(desk_settings(elsewhere))
    assert refused.value.reason is Reason.KEY_MISSING


def test_whoever_finds_the_machine_on_reads_nothing_at_the_command_line(
    staffed_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, "2026-11-16T09:30")
    for guess in ("739153", "284618", "506939"):
        for name in (CHIEF, CLERK_NAME, HEAD):
            monkeypatch.setenv(PIN, guess)
            assert main(["--data", str(staffed_folder), "search", "tran", "--as", name]) == 1
            assert capsys.readouterr().out == ""


def test_a_copy_of_a_badge_does_not_open_the_desk_by_itself(office: Desk) -> None:
    from app.services.sign_in import Proof, sign_in

    with office.database.transaction() as session:
        badge = issue_badge(
            session, office.actor.uid, now=NOW, desk=office.context, actor=office.actor
        )
    with pytest.raises(Refusal) as refused:
        sign_in(office.database, Proof(badge=badge), now=NOW, desk=office.context)
    assert refused.value.reason is Reason.PIN_NEEDED


def test_the_desk_keeps_no_badge_that_could_be_printed_again(office: Desk) -> None:
    with office.database.transaction() as session:
        badge = issue_badge(
            session, office.actor.uid, now=NOW, desk=office.context, actor=office.actor
        )
        names = "SELECT name FROM sqlite_master WHERE type = 'table'"
        tables = session.execute(text(names)).scalars().all()
        dump = "".join(str(session.execute(text(f"SELECT * FROM {name}")).all()) for name in tables)
    assert badge not in dump
    assert badge.removeprefix("CB-") not in dump
