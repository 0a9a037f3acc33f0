"""The files of a desk change places as one: a new database comes in, however often the power goes.

What is to be done is noted first, then done; whoever opens the desk next finishes what was noted.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from app.config import Settings
from app.devices import folders
from app.domain.errors import Reason, Refusal

_UNFINISHED = ".dang-ghi"

NEW_KEY, RESTORED, STAGED = "doi-khoa.db", "khoi-phuc.db", "sao-luu-dang-ghi.db"
"""Databases on their way: under a new key, from a backup, to a share."""

HALF_MADE = (NEW_KEY, RESTORED, STAGED)
SCRATCH = "dien-tap-"
"""What the folder of a drill begins with."""

_LEFT_BEHIND_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A database that takes the place of the desk's: both by file name, and the new identity.

    ``disowns`` has the next opening count the desk as restored. ``discards`` is the identity of an
    old file that goes in the end, with its key: after a change of key nobody shall read it.
    """

    incoming: str
    kept: str
    uid: str
    disowns: bool = False
    discards: str | None = None


def is_set_up(settings: Settings) -> bool:
    """Whether a desk lives in these folders; raises ``Refusal`` when they may not be read."""
    return folders.holds(_note(settings)) or (
        folders.holds(settings.identity) and folders.holds(settings.database)
    )


def pending(settings: Settings) -> Exchange | None:
    """The exchange that was noted and not finished."""
    try:
        return Exchange(**json.loads(_note(settings).read_text("utf-8")))
    except FileNotFoundError:
        return None


def identity_of(settings: Settings) -> str:
    """The uid of the database in its place. Raises ``Refusal`` (``KEY_MISSING``) without one."""
    try:
        return settings.identity.read_text("ascii", "replace").strip()
    except FileNotFoundError:
        raise Refusal(Reason.KEY_MISSING) from None


def is_replaced(settings: Settings, uid: str) -> bool:
    """Whether another database has taken the place of this one, or is about to."""
    if _note(settings).exists():
        return True
    try:
        return settings.identity.read_text("ascii", "replace").strip() != uid
    except OSError:
        return True


def begin(settings: Settings, exchange: Exchange) -> None:
    """Note what is to be done; from here on it will be done. Raises ``Refusal`` (``DISK_FULL``)."""
    write_whole(_note(settings), json.dumps(asdict(exchange)))


def move(settings: Settings, exchange: Exchange) -> None:
    """Bring the new database into its place; a second time does nothing.

    Raises ``Refusal`` (``DATABASE_BUSY``) where a system lets nobody rename an open file; the next
    opening goes on.
    """
    incoming, kept = settings.data / exchange.incoming, settings.data / exchange.kept
    try:
        if incoming.exists():
            # With its log: one that stays beside a new file would be read into it.
            _move_all(settings.database, kept)
            _move_all(incoming, settings.database)
            sync_folder(settings.data)
    except PermissionError:
        raise Refusal(Reason.DATABASE_BUSY) from None
    name(settings, exchange.uid)


def end(settings: Settings, exchange: Exchange) -> None:
    """The exchange is done: remove what it leaves, and its note at last."""
    if exchange.discards:
        remove(settings.data / exchange.kept)
    _note(settings).unlink(missing_ok=True)
    sync_folder(settings.data)


def name(settings: Settings, uid: str) -> None:
    """Write the identity whole or not at all: an empty one would hide the desk for good."""
    write_whole(settings.identity, uid)


def free_name(database: Path) -> Path:
    """A name beside a database under which it can be set aside; nothing is ever overwritten."""
    number = 1
    while (kept := database.with_name(f"truoc-khoi-phuc-{number}.db")).exists():
        number += 1
    return kept


def set_aside(database: Path) -> None:
    """Give a database file another name, so that nothing is ever overwritten."""
    for file, target in zip(files_of(database), files_of(free_name(database)), strict=True):
        if file.exists():
            file.rename(target)


def remove(database: Path) -> None:
    """Remove a database file with its log."""
    for file in files_of(database):
        file.unlink(missing_ok=True)


def sweep(settings: Settings) -> None:
    """Remove what a killed change of key, restore, backup or drill left; under the folder's lock.

    A file that an exchange waits to bring in stays. A drill may run beside an open window, so only
    what a day made old is taken for left behind.
    """
    waiting = pending(settings)
    for name in HALF_MADE:
        if waiting is None or name != waiting.incoming:
            remove(settings.data / name)
    old = time.time() - _LEFT_BEHIND_SECONDS
    for scratch in settings.data.glob(f"{SCRATCH}*"):
        if scratch.is_dir() and scratch.stat().st_mtime < old:
            shutil.rmtree(scratch, ignore_errors=True)


def files_of(database: Path) -> tuple[Path, ...]:
    """The database file with its write-ahead log."""
    return tuple(database.with_name(database.name + suffix) for suffix in ("", "-wal", "-shm"))


def write_whole(path: Path, text: str) -> None:
    """Write a small file whole and durably, or not at all. Raises ``Refusal`` (``DISK_FULL``)."""
    unfinished = path.with_name(path.name + _UNFINISHED)
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        sync_folder(path.parent)
    except OSError:
        raise Refusal(Reason.DISK_FULL, path=path.parent) from None


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable, where a system lets one ask for it."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _move_all(database: Path, target: Path) -> None:
    """The file itself goes last: while it is there, whoever goes on begins anew."""
    for old, new in reversed(list(zip(files_of(database), files_of(target), strict=True))):
        if old.exists():
            old.replace(new)


def _note(settings: Settings) -> Path:
    return settings.data / "motcua.doi"
