"""Opening the desk for one command, and closing it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.bootstrap import Desk, open_desk
from app.config import Settings
from app.domain.errors import Reason, Refusal


@contextmanager
def opened(settings: Settings) -> Iterator[Desk]:
    """The open desk of these settings."""
    desk = open_desk(settings)
    try:
        yield desk
    finally:
        desk.close()


def write_file(path: Path, content: bytes) -> Path:
    """Write a file for the user. Raises ``Refusal`` when the folder does not take it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError:
        raise Refusal(Reason.FOLDER_READ_ONLY, path=path.parent) from None
    return path
