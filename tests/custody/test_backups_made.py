from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from desks import NOW
from lives import receive, refusal_of, reopened

from app.bootstrap import Desk, key_of
from app.custody import ledger
from app.custody.backing_up import (
    back_up,
    back_up_to_place,
    choose_place,
    custody,
    kept_backups,
    newest_backup,
)
from app.custody.restoring import drill, restore
from app.devices import places
from app.devices.keys import key_mark
from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that stands for a stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A real disk of one megabyte, where the machine lets us make one."""
    folder = Path(f"/run/motcua-test-{os.getpid()}")
    try:
        folder.mkdir()
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)],
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError):
        folder.rmdir() if folder.exists() else None
        pytest.skip("no right to mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
    folder.rmdir()


def test_a_backup_goes_to_the_chosen_place_under_a_name_that_says_whose_it_is(
    desk: Desk, stick: Path
) -> None:
    code = receive(desk)
    choose_place(desk, stick)
    made = back_up_to_place(desk)
    mark = key_mark(key_of(desk.settings))
    assert made.file.name == f"motcua-H40.16-quay3-20261116-093000-{mark}.db"
    assert [path.name for path in stick.iterdir()] == [made.file.name]
    known = ledger.read(desk.settings)
    assert (known.last_backup_at, known.failure) == (NOW, None)
    desk.close()
    restored = restore(desk.settings, made.file)
    assert restored.database.path.exists()
    restored.close()
    assert code


def test_without_a_place_there_is_a_sentence(desk: Desk) -> None:
    assert refusal_of(lambda: back_up_to_place(desk)) is Reason.BACKUP_PLACE_MISSING
    assert refusal_of(lambda: newest_backup(desk)) is Reason.BACKUP_PLACE_MISSING


def test_a_place_inside_the_data_is_refused(desk: Desk) -> None:
    inside = desk.settings.data / "sao-luu"
    inside.mkdir()
    assert refusal_of(lambda: choose_place(desk, inside)) is Reason.BACKUP_PLACE_OWN


def test_a_place_on_the_same_disk_is_told(desk: Desk, stick: Path) -> None:
    choose_place(desk, stick)
    assert back_up_to_place(desk).same_disk
    assert custody(desk).same_disk


def test_a_stick_that_was_pulled_is_a_sentence_that_is_remembered(desk: Desk, stick: Path) -> None:
    choose_place(desk, stick)
    stick.rename(stick.with_name("away"))
    with pytest.raises(Refusal) as refused:
        back_up_to_place(desk)
    assert refused.value.reason is Reason.BACKUP_PLACE_GONE
    assert ledger.read(desk.settings).failure == refusal_sentence(refused.value)
    stick.with_name("away").rename(stick)
    back_up_to_place(desk)
    assert ledger.read(desk.settings).failure is None


def test_a_full_stick_is_a_sentence_and_older_backups_stay(desk: Desk, small_disk: Path) -> None:
    receive(desk)
    choose_place(desk, small_disk)
    (small_disk / "motcua-H40.16-quay3-20260101-000000-ABCDEF.db").write_text("cũ")
    assert refusal_of(lambda: back_up_to_place(desk)) is Reason.BACKUP_PLACE_FULL
    assert [path.name for path in small_disk.iterdir()] == [
        "motcua-H40.16-quay3-20260101-000000-ABCDEF.db"
    ]
    assert not custody(desk).same_disk
    assert receive(desk)


def test_a_full_stick_is_the_sticks_matter_for_a_file_of_ones_own_naming(
    desk: Desk, small_disk: Path
) -> None:
    receive(desk)
    assert refusal_of(lambda: back_up(desk, small_disk / "b.db")) is Reason.BACKUP_PLACE_FULL
    assert desk.settings.ballast.exists()
    assert list(small_disk.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux for a file's name")
def test_a_share_that_falls_silent_is_given_up(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The share takes the file and never answers again."""
    choose_place(desk, stick)
    silent = Event()
    real = os.fsync

    def hang(descriptor: int) -> None:
        if str(stick) in str(Path(f"/proc/self/fd/{descriptor}").readlink()):
            silent.wait(20)
        real(descriptor)

    monkeypatch.setattr(places, "is_far", lambda place: True)
    monkeypatch.setattr(places.carry, "__kwdefaults__", {"patience": 0.3})
    monkeypatch.setattr(os, "fsync", hang)
    try:
        assert refusal_of(lambda: back_up_to_place(desk)) is Reason.BACKUP_PLACE_SILENT
        assert receive(desk), "the desk works on"
    finally:
        silent.set()
    assert kept_backups(stick, desk) == ()
    assert not (desk.settings.data / "sao-luu-dang-ghi.db").exists()


def test_a_share_gets_a_whole_backup_by_way_of_this_disk(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(desk)
    choose_place(desk, stick)
    monkeypatch.setattr(places, "is_far", lambda place: True)
    back_up_to_place(desk)
    assert drill(desk, newest_backup(desk)).sound
    assert len(list(stick.iterdir())) == 1


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, Reason.BACKUP_PLACE_FULL),
        (errno.EDQUOT, Reason.BACKUP_PLACE_FULL),
        (errno.EROFS, Reason.FOLDER_READ_ONLY),
        (errno.EACCES, Reason.FOLDER_READ_ONLY),
        (errno.EIO, Reason.BACKUP_PLACE_GONE),
        (errno.EHOSTDOWN, Reason.BACKUP_PLACE_GONE),
    ],
)
def test_what_a_share_says_becomes_a_sentence(tmp_path: Path, number: int, reason: Reason) -> None:
    def broken() -> None:
        raise OSError(number, os.strerror(number))

    assert refusal_of(lambda: places.answered(broken, tmp_path)) is reason


def test_the_rule_removes_what_is_old_of_this_desk_and_nothing_else(
    desk: Desk, stick: Path
) -> None:
    choose_place(desk, stick)
    nightly = [replace(desk, now=lambda day=day: NOW + timedelta(days=day)) for day in range(9)]
    for each in nightly:
        back_up_to_place(each)
    other = stick / "motcua-H40.16-quay4-20200101-000000-ABCDEF.db"
    photo = stick / "anh.jpg"
    for path in (other, photo):
        path.write_text("của người khác")
    made = back_up_to_place(replace(desk, now=lambda: NOW + timedelta(days=9)))
    kept = [name.at for name, _ in kept_backups(stick, desk)]
    assert made.removed
    assert NOW + timedelta(days=9) in kept
    assert len(kept) < 10
    assert other.exists()
    assert photo.exists()


def test_what_a_killed_backup_left_is_swept_by_the_next(desk: Desk, stick: Path) -> None:
    choose_place(desk, stick)
    (stick / "motcua-H40.16-quay3-20261115-170000-ABCDEF.db.dang-ghi").write_bytes(b"half")
    back_up_to_place(desk)
    assert not list(stick.glob("*.dang-ghi*"))


def test_a_drill_finds_a_good_backup_sound_and_leaves_nothing_behind(
    desk: Desk, stick: Path
) -> None:
    receive(desk)
    choose_place(desk, stick)
    back_up_to_place(desk)
    receive(desk)
    before = sorted(path.name for path in desk.settings.data.iterdir())
    found = drill(desk, newest_backup(desk))
    assert found.sound
    assert (found.dossiers, found.dossiers_since) == (1, 1)
    assert sorted(path.name for path in desk.settings.data.iterdir()) == before
    known = ledger.read(desk.settings)
    assert (known.last_drill_at, known.last_drill_sound) == (NOW, True)
    assert receive(desk).endswith("3003"), "the desk noticed nothing"


def test_a_drill_finds_a_backup_of_another_life(desk: Desk, tmp_path: Path) -> None:
    receive(desk)
    back_up(desk, tmp_path / "early.db")
    receive(desk)
    back_up(desk, tmp_path / "late.db")
    desk.close()
    restore(desk.settings, tmp_path / "early.db").close()
    again = reopened(desk.settings.data)
    found = drill(again, tmp_path / "late.db")
    assert not found.follows
    assert not found.sound
    assert drill(again, tmp_path / "early.db").sound
    assert ledger.read(again.settings).last_drill_sound
    again.close()


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9])
def test_one_flipped_bit_in_a_backup_is_found(desk: Desk, tmp_path: Path, at: float) -> None:
    receive(desk)
    back_up(desk, tmp_path / "backup.db")
    content = bytearray((tmp_path / "backup.db").read_bytes())
    content[int(len(content) * at)] ^= 1
    (tmp_path / "backup.db").write_bytes(content)
    spoiled = Reason.BACKUP_UNREADABLE
    assert refusal_of(lambda: drill(desk, tmp_path / "backup.db")) is spoiled
    desk.close()
    assert refusal_of(lambda: restore(desk.settings, tmp_path / "backup.db")) is spoiled
    reopened(desk.settings.data).close()
