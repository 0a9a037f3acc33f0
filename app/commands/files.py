"""Files that a verb reads: bytes of a table or an export, whole."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import Reason, Refusal

_LARGEST = 128 * 1024 * 1024


def file_content(path: Path) -> bytes:
    """The bytes of a file. Raises ``Refusal`` (``IMPORT_UNREADABLE``)."""
    try:
        if path.stat().st_size <= _LARGEST:
            return path.read_bytes()
    except OSError:
        pass
    raise Refusal(Reason.IMPORT_UNREADABLE, path=path.name)
