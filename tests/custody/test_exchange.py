from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from desks import desk_settings
from killed import ended_at_each_touch
from lives import codes_of, keep_stage, put_stage_back, receive, refusal_of, reopened, sound

from app.bootstrap import Desk, open_window
from app.custody.backing_up import back_up, custody
from app.custody.keeper import Keeper
from app.custody.rekeying import change_key
from app.custody.restoring import restore
from app.devices import desk_files
from app.domain.errors import Reason

posix = pytest.mark.skipif(os.name != "posix", reason="forks")


@posix
def test_a_restore_that_is_killed_anywhere_leaves_the_old_desk_or_the_new_one(
    desk_folder: Path, tmp_path: Path
) -> None:
    settings = desk_settings(desk_folder)
    desk = reopened(desk_folder)
    early = [receive(desk)]
    back_up(desk, tmp_path / "backup.db")
    late = [*early, receive(desk)]
    desk.close()
    stage = keep_stage(desk_folder)
    seen = set()
    for _ in ended_at_each_touch(lambda: restore(settings, tmp_path / "backup.db").close()):
        assert desk_files.is_set_up(settings)
        found = reopened(desk_folder)
        codes = codes_of(found)
        assert codes in (early, late)
        assert sound(found)
        if codes == early:
            assert refusal_of(lambda found=found: receive(found)) is Reason.NUMBERING_WAITS
        else:
            assert receive(found).endswith("3003")
        found.close()
        seen.add(tuple(codes))
        put_stage_back(stage, desk_folder)
    assert len(seen) == 2, "it was never killed late enough, or never early enough"


@posix
def test_a_change_of_key_that_is_killed_anywhere_loses_nothing(desk_folder: Path) -> None:
    desk = reopened(desk_folder)
    kept = [receive(desk), receive(desk)]
    Keeper(desk).confirm_sheet()
    old_mark = custody(desk).mark
    desk.close()
    stage = keep_stage(desk_folder)
    for _ in ended_at_each_touch(lambda: change_key(reopened(desk_folder))):
        found = reopened(desk_folder)
        assert codes_of(found) == kept
        assert sound(found)
        assert receive(found).endswith("3003")
        is_new = custody(found).mark != old_mark
        assert custody(found).sheet_kept is not is_new, "a sheet that nobody saw is asked for"
        found.close()
        assert desk_files.pending(desk_settings(desk_folder)) is None
        put_stage_back(stage, desk_folder)


def test_what_a_killed_change_of_key_or_drill_left_goes_when_the_window_opens(
    desk_folder: Path,
) -> None:
    left = [desk_folder / name for name in desk_files.HALF_MADE]
    old, running = desk_folder / "dien-tap-cu", desk_folder / "dien-tap-moi"
    for path in left:
        path.write_bytes(b"half")
    for folder in (old, running):
        folder.mkdir()
    os.utime(old, (0, 0))
    desk = open_window(desk_settings(desk_folder), lambda _: None)
    desk.close()
    assert not any(path.exists() for path in left)
    assert (old.exists(), running.exists()) == (False, True)


def test_a_deed_on_a_file_that_was_replaced_is_refused_and_not_lost_in_it(
    desk_folder: Path, tmp_path: Path
) -> None:
    desk = reopened(desk_folder)
    receive(desk)
    back_up(desk, tmp_path / "backup.db")
    restore(desk_settings(desk_folder), tmp_path / "backup.db").close()
    assert refusal_of(lambda: receive(desk)) is Reason.DATA_REPLACED
    desk.close()


def test_a_log_that_was_left_beside_does_not_enter_the_new_file(
    desk_folder: Path, tmp_path: Path
) -> None:
    desk = reopened(desk_folder)
    receive(desk)
    back_up(desk, tmp_path / "backup.db")
    receive(desk)
    # As after a kill: the database is not folded together, its log lies beside it.
    stage = keep_stage(desk_folder)
    desk.close()
    put_stage_back(stage, desk_folder)
    assert (desk_folder / "motcua.db-wal").stat().st_size > 0
    restored = replace(restore(desk_settings(desk_folder), tmp_path / "backup.db"))
    assert len(codes_of(restored)) == 1
    assert sound(restored)
    restored.close()


def test_nothing_is_lost_when_the_old_file_is_set_aside(desk: Desk, tmp_path: Path) -> None:
    back_up(desk, tmp_path / "backup.db")
    kept = receive(desk)
    desk.close()
    settings = desk.settings
    old_uid = desk_files.identity_of(settings)
    restore(settings, tmp_path / "backup.db").close()
    (aside,) = settings.data.glob("truoc-khoi-phuc-*.db")
    settings.database.unlink()
    aside.rename(settings.database)
    settings.identity.write_text(old_uid, "ascii")
    again = reopened(settings.data)
    assert codes_of(again) == [kept]
    again.close()
