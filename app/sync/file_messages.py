"""Messages about attached files: how much of each is where, and one part at a time."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

MOST_PART = 512 * 1024
"""Bytes of a file in one message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    """How many bytes of a file the centre has, from the first on; ``size`` is the whole."""

    digest: str
    size: int
    have: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStates:
    """Several files; one that concerns another office only is left out."""

    files: tuple[FileState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """Bytes of a file from a place on, in base 64; none asks for them."""

    digest: str
    at: int
    content: str = ""

    @staticmethod
    def of(digest: str, at: int, content: bytes) -> FilePart:
        """A part with these bytes."""
        return FilePart(digest=digest, at=at, content=base64.b64encode(content).decode())

    @property
    def bytes(self) -> bytes:
        """The bytes. Raises ``ValueError`` for what is no base 64."""
        try:
            return base64.b64decode(self.content, validate=True)
        except binascii.Error as error:
            raise ValueError("not base 64") from error
