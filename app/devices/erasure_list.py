"""The list of erasures that were carried out to the last byte, beside the witness.

It holds the erasing events as they were recorded, which name nobody. A backup that is older than
an erasure does not know of it; this list does, and lies in no backup.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Container, Iterable
from pathlib import Path
from uuid import UUID

from app.devices.desk_files import write_whole
from app.domain.errors import Reason, Refusal

_FILE_NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{62}")


class ErasureList:
    """One event a line; a line that was torn by a power cut counts as not written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def events(self) -> dict[UUID, bytes]:
        """The content of each listed event. Raises ``Refusal`` (``FOLDER_READ_ONLY``)."""
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return {}
        except OSError:
            raise Refusal(Reason.FOLDER_READ_ONLY, path=self._path.parent) from None
        return {uid: line for line in lines if (uid := _uid_of(line)) is not None}

    def add(self, content: bytes) -> None:
        """Write an event durably. Raises ``Refusal`` (``DISK_FULL``)."""
        # A line's end in front as well: the line before may have been torn.
        _append(self._path, b"\n" + content + b"\n")

    def strike(self, uids: Container[UUID]) -> None:
        """Take events off the list, whole or not at all. Raises ``Refusal`` (``DISK_FULL``)."""
        kept = [content.decode() for uid, content in self.events().items() if uid not in uids]
        write_whole(self._path, "".join(f"{line}\n" for line in kept))


class ErasedFiles:
    """Names of attached files that erasures took; other disks are told when they are next seen."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> tuple[str, ...]:
        """The names, each once. Raises ``Refusal`` (``FOLDER_READ_ONLY``)."""
        try:
            lines = self._path.read_text("ascii", "replace").splitlines()
        except FileNotFoundError:
            return ()
        except OSError:
            raise Refusal(Reason.FOLDER_READ_ONLY, path=self._path.parent) from None
        # A line that a power cut tore would name something else.
        return tuple(dict.fromkeys(line for line in lines if _FILE_NAME.fullmatch(line)))

    def add(self, names: Iterable[str]) -> None:
        """Write names durably. Raises ``Refusal`` (``DISK_FULL``)."""
        _append(self._path, "".join(f"\n{name}\n" for name in names).encode())


def _append(path: Path, content: bytes) -> None:
    try:
        with path.open("ab") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        raise Refusal(Reason.DISK_FULL, path=path.parent) from None


def _uid_of(line: bytes) -> UUID | None:
    try:
        return UUID(json.loads(line)["uid"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
