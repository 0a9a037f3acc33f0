"""The list of erasures that were carried out to the last byte, beside the witness.

It holds the erasing events as they were recorded, which name nobody. A backup that is older than
an erasure does not know of it; this list does, and lies in no backup.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container
from pathlib import Path
from uuid import UUID

from app.devices.desk_files import write_whole
from app.domain.errors import Reason, Refusal


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
        try:
            with self._path.open("ab") as file:
                # In front as well: the line before may have been torn.
                file.write(b"\n" + content + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            raise Refusal(Reason.DISK_FULL, path=self._path.parent) from None

    def strike(self, uids: Container[UUID]) -> None:
        """Take events off the list, whole or not at all. Raises ``Refusal`` (``DISK_FULL``)."""
        kept = [content.decode() for uid, content in self.events().items() if uid not in uids]
        write_whole(self._path, "".join(f"{line}\n" for line in kept))


def _uid_of(line: bytes) -> UUID | None:
    try:
        return UUID(json.loads(line)["uid"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
