"""Bad days of disk and files; the list with every outcome stands in ``docs/bad-days.md``."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import OFFICE, desk_settings
from lives import codes_of, receive, refusal_of, reopened, sound

from app.bootstrap import Desk, create_desk, key_of, open_desk
from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.models.database import Database

MEGABYTE = 1024 * 1024
SECTOR = 512


@pytest.fixture
def disk() -> Iterator[Path]:
    """A real disk of its own, 330 MB, where the machine lets us make one."""
    folder = Path(f"/run/motcua-disk-{os.getpid()}")
    try:
        folder.mkdir()
        _mount("-t", "tmpfs", "-o", "size=330m", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        if folder.exists():
            folder.rmdir()
        pytest.skip("no right to mount a disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


def fill(disk: Path) -> Path:
    """Fill a disk to its last byte."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        size = MEGABYTE
        while size:
            try:
                written = file.write(bytes(size))
            except OSError:
                written = 0
            size = size if written == size else size // 2
    return filler


def test_on_a_full_disk_nothing_is_saved_it_is_said_and_the_day_goes_on(disk: Path) -> None:
    desk = create_desk(desk_settings(disk / "desk"), OFFICE).desk
    kept = [receive(desk)]
    assert desk.settings.ballast.stat().st_size == 64 * MEGABYTE
    fill(disk)
    refused = None
    while refused is None:
        try:
            kept.append(receive(desk))
        except Refusal as refusal:
            refused = refusal
    assert refused.reason is Reason.DISK_FULL
    assert "Đừng đưa giấy hẹn" in refusal_sentence(refused)
    assert codes_of(desk) == kept
    assert not desk.settings.ballast.exists(), "its room was given to the day's work"
    more = [receive(desk) for _ in range(20)]
    assert codes_of(desk) == kept + more
    assert len(set(kept + more)) == len(kept + more)
    desk.close()
    again = reopened(disk / "desk")
    assert codes_of(again) == kept + more
    assert sound(again)
    again.close()


def test_a_disk_that_turned_read_only_is_told_and_loses_nothing(disk: Path) -> None:
    desk = create_desk(desk_settings(disk / "desk"), OFFICE).desk
    kept = [receive(desk), receive(desk)]
    desk.close()
    _mount("-o", "remount,ro", str(disk))
    assert refusal_of(lambda: open_desk(desk_settings(disk / "desk"))) is Reason.FOLDER_READ_ONLY
    _mount("-o", "remount,rw", str(disk))
    again = reopened(disk / "desk")
    assert codes_of(again) == kept
    assert receive(again).endswith("3003")
    again.close()


def _cut_off(desk: Desk) -> tuple[Path, list[str]]:
    """Deeds that lie in the log only, as when the plug is pulled: files and codes."""
    with desk.database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    codes = [receive(desk) for _ in range(4)]
    pulled = desk.settings.data.with_name("pulled")
    pulled.mkdir()
    for name in ("motcua.db", "motcua.db-wal"):
        shutil.copyfile(desk.settings.data / name, pulled / name)
    return pulled, codes


def _database_of(pulled: Path, log: bytes, key: bytes) -> Database:
    (pulled / "motcua.db-shm").unlink(missing_ok=True)
    shutil.copyfile(pulled / "motcua.db", pulled / "torn.db")
    (pulled / "torn.db-wal").write_bytes(log)
    return Database(pulled / "torn.db", key)


def _codes(database: Database) -> list[str]:
    with database.reading() as session:
        found = session.connection().exec_driver_sql("SELECT code FROM dossier ORDER BY number")
        return list(found.scalars())


def test_a_log_torn_at_any_sector_gives_whole_deeds_in_their_order(desk: Desk) -> None:
    """Every seventh sector is tried, which comes to each place within a page of the log."""
    pulled, codes = _cut_off(desk)
    log = (pulled / "motcua.db-wal").read_bytes()
    key, counts = key_of(desk.settings), []
    for cut in (*range(0, len(log), 7 * SECTOR), len(log)):
        database = _database_of(pulled, log[:cut], key)
        found = _codes(database)
        database.close()
        assert found == codes[: len(found)], f"torn at {cut}"
        counts.append(len(found))
    assert counts == sorted(counts)
    assert set(counts) == {0, 1, 2, 3, 4}


def test_a_log_spoiled_in_any_sector_gives_no_half_deed(desk: Desk) -> None:
    """A disk that wrote rubbish into one sector; every eighth is tried."""
    pulled, codes = _cut_off(desk)
    log = (pulled / "motcua.db-wal").read_bytes()
    key = key_of(desk.settings)
    for start in range(0, len(log), 8 * SECTOR):
        spoiled = bytearray(log)
        spoiled[start : start + SECTOR] = bytes(len(spoiled[start : start + SECTOR]))
        database = _database_of(pulled, bytes(spoiled), key)
        found = _codes(database)
        database.close()
        assert found == codes[: len(found)], f"spoiled at {start}"


@pytest.mark.parametrize("kept", [0, 0.3, 0.6, 0.99, 1])
def test_a_desk_with_a_torn_log_never_gives_a_printed_number_again(
    desk_folder: Path, kept: float
) -> None:
    desk = reopened(desk_folder)
    pulled, printed = _cut_off(desk)
    desk.close()
    log = (pulled / "motcua.db-wal").read_bytes()
    for path in desk_folder.glob("motcua.db*"):
        path.unlink()
    shutil.copyfile(pulled / "motcua.db", desk_folder / "motcua.db")
    (desk_folder / "motcua.db-wal").write_bytes(log[: int(len(log) * kept)])
    again = reopened(desk_folder)
    assert codes_of(again) == printed[: len(codes_of(again))]
    assert sound(again)
    if len(codes_of(again)) >= len(printed) - 1:  # one short is as after a crash: it is burned
        assert receive(again) not in printed
    else:
        assert refusal_of(lambda: receive(again)) is Reason.NUMBERING_WAITS
    again.close()


def test_one_damaged_page_is_a_sentence_and_never_a_wrong_answer(desk: Desk) -> None:
    """A flipped bit in every fourth page in turn, the first one included."""
    codes = [receive(desk) for _ in range(3)]
    desk.close()
    whole = desk.settings.database.read_bytes()
    key, told = key_of(desk.settings), set()
    copy = desk.settings.data.with_name("damaged.db")
    for start in range(0, len(whole), 4 * 4096):
        damaged = bytearray(whole)
        damaged[start + 2000] ^= 1
        copy.write_bytes(damaged)
        database = Database(copy, key)
        try:
            assert database.damaged_pages() > 0
            assert _codes(database) == codes
        except Refusal as refusal:
            told.add(refusal.reason)
        finally:
            database.close()
    assert told, "no damaged page was ever met"
    assert told <= {Reason.DATABASE_DAMAGED, Reason.KEY_WRONG}


def test_a_desk_with_a_damaged_page_names_the_way_out(desk_folder: Path) -> None:
    settings = desk_settings(desk_folder)
    content = bytearray(settings.database.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start + 100] ^= 1
    settings.database.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        open_desk(settings)
    assert refused.value.reason is Reason.DATABASE_DAMAGED
    assert "khôi phục từ bản sao lưu" in refusal_sentence(refused.value)
    assert settings.database.read_bytes() == bytes(content), "nothing was changed"
