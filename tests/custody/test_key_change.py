from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desks import OFFICE, desk_settings
from lives import codes_of, receive, refusal_of, reopened, sound
from sqlalchemy import text

from app.bootstrap import Desk, create_desk, key_of, open_desk, open_window
from app.custody.backing_up import back_up
from app.custody.rekeying import change_key, recover_key
from app.custody.restoring import restore
from app.devices.keys import key_mark, recovery_text
from app.domain.errors import Reason
from app.services import journal
from app.services.journal_head import journal_head


def test_a_changed_key_opens_the_desk_and_the_old_one_opens_nothing(desk: Desk) -> None:
    code, old = receive(desk), key_of(desk.settings)
    changed = change_key(desk)
    settings = desk.settings
    assert key_of(settings) != old
    assert recovery_text(key_of(settings)) == changed.recovery
    assert (changed.old_mark, changed.mark) == (key_mark(old), key_mark(key_of(settings)))
    again = reopened(settings.data)
    assert codes_of(again) == [code]
    assert sound(again)
    assert receive(again).endswith("3002")
    with again.database.reading() as session:
        kinds = [event.kind for event in journal.events(session, "H40")]
    assert "key.changed" in kinds
    again.close()
    left = [path.name for path in settings.data.iterdir()]
    assert not [name for name in left if name.startswith(("truoc-khoi-phuc", "doi-khoa"))]
    assert len(list(settings.state.glob("*.key"))) == 1
    for path in (*settings.data.rglob("*"), *settings.state.rglob("*")):
        assert path.is_dir() or old.hex().encode() not in path.read_bytes()


def test_a_window_reads_on_after_a_change_of_key_and_writes_only_when_opened_anew(
    desk: Desk,
) -> None:
    code = receive(desk)
    change_key(desk)
    assert codes_of(desk) == [code]
    assert refusal_of(lambda: receive(desk)) is Reason.DATA_REPLACED
    assert codes_of(desk) == [code]
    desk.close()
    again = reopened(desk.settings.data)
    assert receive(again).endswith("3002")
    again.close()


def test_the_same_writer_numbers_on_after_a_change_of_key(desk: Desk) -> None:
    with desk.database.reading() as session:
        before = journal_head(session, "H40")
    change_key(desk)
    again = reopened(desk.settings.data)
    with again.database.reading() as session:
        after = journal_head(session, "H40")
    again.close()
    assert (after.writer, after.seq) == (before.writer, before.seq + 1)


def test_backups_of_the_old_key_need_the_old_recovery_key(tmp_path: Path) -> None:
    made = create_desk(desk_settings(tmp_path / "desk"), OFFICE)
    code = receive(made.desk)
    back_up(made.desk, tmp_path / "old.db")
    new = change_key(made.desk)
    settings = made.desk.settings
    broken = Reason.BACKUP_UNREADABLE
    assert refusal_of(lambda: restore(settings, tmp_path / "old.db")) is broken
    assert refusal_of(lambda: restore(settings, tmp_path / "old.db", new.recovery)) is broken
    restored = restore(settings, tmp_path / "old.db", made.recovery)
    assert codes_of(restored) == [code]
    restored.close()


def test_a_command_changes_no_key_beside_an_open_window(desk_folder: Path) -> None:
    window = open_window(desk_settings(desk_folder), lambda _: None)
    beside = reopened(desk_folder)
    assert refusal_of(lambda: change_key(beside)) is Reason.ALREADY_OPEN
    beside.close()
    change_key(window)
    window.close()
    reopened(desk_folder).close()


def test_a_key_store_that_is_gone_is_made_good_from_the_sheet(tmp_path: Path) -> None:
    made = create_desk(desk_settings(tmp_path / "desk"), OFFICE)
    settings, code = made.desk.settings, receive(made.desk)
    made.desk.close()
    for path in settings.state.glob("*.key"):
        path.unlink()
    assert refusal_of(lambda: open_desk(settings)) is Reason.KEY_MISSING
    other = recovery_text(bytes(32))
    assert refusal_of(lambda: recover_key(settings, other)) is Reason.RECOVERY_KEY_OTHER
    assert refusal_of(lambda: recover_key(settings, "ABCD")) is Reason.RECOVERY_KEY_WRONG
    assert refusal_of(lambda: open_desk(settings)) is Reason.KEY_MISSING
    assert recover_key(settings, made.recovery) == key_mark(key_of(settings))
    again = reopened(settings.data)
    assert codes_of(again) == [code]
    assert receive(again).endswith("3002")
    again.close()


def test_with_the_whole_state_folder_gone_the_desk_waits_for_leave_to_number(
    tmp_path: Path,
) -> None:
    made = create_desk(desk_settings(tmp_path / "desk"), OFFICE)
    settings, code = made.desk.settings, receive(made.desk)
    made.desk.close()
    shutil.rmtree(settings.state)
    recover_key(settings, made.recovery)
    again = reopened(settings.data)
    assert codes_of(again) == [code]
    assert refusal_of(lambda: receive(again)) is Reason.NUMBERING_WAITS
    again.close()


PERSONAL = ("Trần Thị Mẫu", "034188004321", "0912345678", "Nguyễn Thị Ví Dụ", "Thôn Ví Dụ")


def test_a_thief_with_the_data_folder_finds_nobody_and_no_key(desk: Desk, tmp_path: Path) -> None:
    """The folder as it lies there at night, with log, backup and everything beside it."""
    receive(desk)
    back_up(desk, desk.settings.data / "backup-left-here.db")
    receive(desk)
    with desk.database.transaction() as session:
        session.execute(
            text("INSERT INTO draft VALUES ('H40', x'01', 3, 1, :content)"),
            {"content": '{"full_name": "Trần Thị Mẫu"}'},
        )
    stolen = tmp_path / "stolen"
    shutil.copytree(desk.settings.data, stolen)
    files = [path for path in stolen.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") and path.stat().st_size for path in files)
    key = key_of(desk.settings)
    secrets = [key, key.hex().encode(), recovery_text(key).encode()]
    needles = [each.encode(code) for each in PERSONAL for code in ("utf-8", "utf-16-le")] + secrets
    for path in files:
        content = path.read_bytes()
        assert [each for each in needles if each in content] == [], path.name
    assert refusal_of(lambda: open_desk(desk_settings(stolen))) is Reason.KEY_MISSING
    opened = stolen / "backup-left-here.db"
    reason = refusal_of(lambda: restore(desk_settings(tmp_path / "thief"), opened))
    assert reason is Reason.KEY_MISSING


@pytest.mark.parametrize("where", ["data", "state"])
def test_the_key_lies_in_the_state_folder_only(desk: Desk, where: str) -> None:
    found = list(getattr(desk.settings, where).rglob("*.key"))
    assert bool(found) is (where == "state")
