"""Folders on other disks, where copies go: there or gone, full, on the same disk, or silent."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from app.devices.folders import is_network_share
from app.domain.errors import Reason, Refusal

_Value = TypeVar("_Value")

PATIENCE = 60.0
"""Seconds after which a place that does not answer is given up."""

_PIECE = 4 * 1024 * 1024
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def check_place(place: Path, data: Path, *, patience: float = PATIENCE) -> None:
    """See that a place is there and takes files.

    Raises ``Refusal``: ``BACKUP_PLACE_OWN`` inside the data itself, ``BACKUP_PLACE_GONE``,
    ``BACKUP_PLACE_SILENT``, ``FOLDER_READ_ONLY``.
    """
    if place.absolute().is_relative_to(data.absolute()):
        raise Refusal(Reason.BACKUP_PLACE_OWN, path=place)
    answered(lambda: _look(place), place, patience=patience)


def shares_disk(place: Path, data: Path) -> bool:
    """Whether a place lies on the disk of the data: one broken disk would take both."""
    try:
        return place.stat().st_dev == data.stat().st_dev
    except OSError:
        return False


def carry(source: Path, target: Path, *, patience: float = PATIENCE) -> None:
    """Copy a file to a share and make it durable; given up when nothing moves for a while.

    Raises ``Refusal``: ``BACKUP_PLACE_FULL``, ``BACKUP_PLACE_GONE``, ``BACKUP_PLACE_SILENT``.
    """

    def work(moved: Callable[[], None]) -> None:
        with source.open("rb") as taken, target.open("xb") as given:
            while piece := taken.read(_PIECE):
                given.write(piece)
                moved()
            given.flush()
            os.fsync(given.fileno())

    _watched(work, target.parent, patience)


def answered(question: Callable[[], _Value], place: Path, *, patience: float = PATIENCE) -> _Value:
    """Ask a place something that may never be answered. Raises ``Refusal``, see ``carry``."""
    return _watched(lambda _: question(), place, patience)


def told_of_place(work: Callable[[], _Value], place: Path) -> _Value:
    """A full or unplugged place is another matter than a full disk of the desk's own."""
    try:
        return work()
    except Refusal as refusal:
        if refusal.reason is Reason.DISK_FULL:
            raise Refusal(Reason.BACKUP_PLACE_FULL, path=place) from refusal
        if not place.is_dir() or refusal.reason is Reason.DATABASE_DAMAGED:
            raise Refusal(Reason.BACKUP_PLACE_GONE, path=place) from refusal
        raise


def refusal_of(error: OSError, place: Path) -> Refusal:
    """What a medium's error means to people."""
    if error.errno in _FULL:
        return Refusal(Reason.BACKUP_PLACE_FULL, path=place)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return Refusal(Reason.FOLDER_READ_ONLY, path=place)
    return Refusal(Reason.BACKUP_PLACE_GONE, path=place)


def is_far(place: Path) -> bool:
    """Whether a place is on another machine, where a database may not be written directly."""
    return is_network_share(place)


def _look(place: Path) -> None:
    if not place.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(place))
    probe = place / f".thu-{os.getpid()}"
    probe.touch()
    probe.unlink()


def _watched(work: Callable[[Callable[[], None]], _Value], place: Path, patience: float) -> _Value:
    """Run it in a thread that is left behind when the place hangs; nothing else ends the wait."""
    moved: SimpleQueue[None] = SimpleQueue()
    outcome: Future[_Value] = Future()

    def run() -> None:
        try:
            outcome.set_result(work(lambda: moved.put(None)))
        except BaseException as error:  # noqa: BLE001 - told to whoever waits
            outcome.set_exception(error)
        moved.put(None)

    Thread(target=run, name="place", daemon=True).start()
    try:
        while not outcome.done():
            moved.get(timeout=patience)
        return outcome.result()
    except Empty:
        raise Refusal(Reason.BACKUP_PLACE_SILENT, path=place, seconds=round(patience)) from None
    except OSError as error:
        raise refusal_of(error, place) from error
