"""Folders of this machine: fit for a database or not, and held by one window at a time."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from app.domain.errors import Reason, Refusal

_NETWORK_KINDS = ("nfs", "cifs", "smb", "smbfs", "smb2", "smb3", "afs", "9p", "fuse.sshfs", "davfs")
_BALLAST_BYTES = 64 * 1024 * 1024
_AMPLE_BYTES = 4 * _BALLAST_BYTES


def prepare_folder(path: Path) -> None:
    """Make a folder that only its owner reads, on a disk of this machine, and writable.

    Raises ``Refusal`` (``NETWORK_SHARE``, ``FOLDER_READ_ONLY``); then nothing was changed.
    """
    if is_network_share(path):
        raise Refusal(Reason.NETWORK_SHARE, path=path)
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise Refusal(Reason.FOLDER_READ_ONLY, path=path) from None
    check_writable(path)


def holds(path: Path) -> bool:
    """Whether a file is there. Raises ``Refusal`` when this account may not look."""
    try:
        return path.exists()
    except PermissionError:
        raise Refusal(Reason.FOLDER_READ_ONLY, path=path.parent) from None


def check_writable(path: Path) -> None:
    """Raises ``Refusal`` (``FOLDER_READ_ONLY``) when no file can be made there."""
    probe = path / f".probe-{os.getpid()}"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        raise Refusal(Reason.FOLDER_READ_ONLY, path=path) from None


def is_network_share(path: Path) -> bool:
    """Whether a folder lies on a share of another machine, where SQLite's locks are not safe."""
    if sys.platform == "win32":
        return _is_windows_share(path)
    return _filesystem_kind(path) in _NETWORK_KINDS


class InstanceLock:
    """One window a data folder: held while open, freed by the system when the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Raises ``Refusal``: ``ALREADY_OPEN`` when another process holds it, or no right to it."""
        try:
            file = self._path.open("a+b")
        except OSError:
            raise Refusal(Reason.FOLDER_READ_ONLY, path=self._path.parent) from None
        try:
            _lock(file)
        except OSError:
            file.close()
            raise Refusal(Reason.ALREADY_OPEN) from None
        self._file = file

    def release(self) -> None:
        """Free the lock; harmless when it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def lay_ballast(path: Path) -> None:
    """Hold 64 MiB of the disk back, so that a full disk leaves room to finish the day.

    Not on a disk that is nearly full: the room just given back would be taken again.
    """
    if path.exists() or shutil.disk_usage(path.parent).free < _AMPLE_BYTES:
        return
    with path.open("wb") as file:
        try:
            _reserve(file)
        except OSError:
            file.truncate(0)


def drop_ballast(path: Path) -> None:
    """Give the held room back to the day's work."""
    path.unlink(missing_ok=True)


def _reserve(file: IO[bytes]) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file.fileno(), 0, _BALLAST_BYTES)
        return
    block = bytes(1024 * 1024)
    for _ in range(_BALLAST_BYTES // len(block)):
        file.write(block)


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _filesystem_kind(path: Path) -> str:
    """The kind of the mount that holds a path, as Linux tells it; empty where it does not."""
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return ""
    resolved = path.resolve()
    best, kind = -1, ""
    for line in mounts.read_text("utf-8", "replace").splitlines():
        _, point, found, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if resolved.is_relative_to(point) and len(point) > best:
            best, kind = len(point), found
    return kind


def _is_windows_share(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        remote = 4
        drive = path.resolve().drive
        if drive.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == remote)
    return False
