"""Files of whole databases: a backup written and read back, a backup taken in, a file set aside."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.domain.errors import Reason, Refusal
from app.models import schema
from app.models.database import Database


def write_backup(database: Database, key: bytes, path: Path) -> None:
    """Write an encrypted copy of a live database, and open it once before it gets its name.

    Raises ``Refusal`` (``BACKUP_EXISTS``, ``BACKUP_UNREADABLE``, ``DISK_FULL``,
    ``FOLDER_READ_ONLY``); then no file of that name is left behind.
    """
    if path.exists():
        raise Refusal(Reason.BACKUP_EXISTS, path=path)
    unfinished = path.with_name(path.name + ".dang-ghi")
    _remove(unfinished)
    try:
        database.copy_to(unfinished)
        _check(unfinished, key, path)
        unfinished.rename(path)
    except BaseException:
        _remove(unfinished)
        raise


def take_in(backup: Path, restored: Path, key: bytes) -> None:
    """Copy a backup to ``restored`` and see that it opens; the copy is removed when it does not."""
    try:
        shutil.copyfile(backup, restored)
    except OSError as error:
        _remove(restored)
        if isinstance(error, FileNotFoundError | IsADirectoryError | PermissionError):
            raise Refusal(Reason.BACKUP_UNREADABLE, path=backup) from error
        raise Refusal(Reason.DISK_FULL, path=restored.parent) from error
    try:
        _check(restored, key, backup)
    except BaseException:
        _remove(restored)
        raise


def set_aside(database: Path) -> None:
    """Give a database file another name, so that nothing is ever overwritten."""
    number = 1
    while (kept := database.with_name(f"truoc-khoi-phuc-{number}.db")).exists():
        number += 1
    for file, target in zip(_files_of(database), _files_of(kept), strict=True):
        if file.exists():
            file.rename(target)


def _check(copy: Path, key: bytes, named: Path) -> None:
    database = Database(copy, key)
    try:
        if schema.version(database) is None:
            raise Refusal(Reason.BACKUP_UNREADABLE, path=named)
        schema.bring_up_to_date(database)
    except Refusal as refusal:
        if refusal.reason is Reason.KEY_WRONG:
            raise Refusal(Reason.BACKUP_UNREADABLE, path=named) from refusal
        raise
    finally:
        database.close()


def _files_of(database: Path) -> tuple[Path, ...]:
    """The database file with its write-ahead log."""
    return tuple(database.with_name(database.name + suffix) for suffix in ("", "-wal", "-shm"))


def _remove(database: Path) -> None:
    for file in _files_of(database):
        file.unlink(missing_ok=True)
