"""A file of sealed frames that only grows: encrypted, authenticated, sound up to its torn tail.

A line of JSON says whose it is; then come frames of length, nonce and AES-256-GCM. The key is
derived from the database's key and a salt of the file; each frame is bound to the head and to its
place, so that none can be altered, moved or left out unseen.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from app.domain.errors import Reason, Refusal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MAGIC = "motcua-goi"
_VERSION = 1
_LENGTH_BYTES, _NONCE_BYTES, _TAG_BYTES = 4, 12, 16
_MOST_HEAD = 4096
_MOST_FRAME = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Whose events these are, under which key; nothing here is secret or personal.

    ``tombstones`` is how many erasures the writer knew when the file was begun.
    """

    agency: str
    desk: int
    writer: str
    mark: str
    tombstones: int
    salt: str
    begun_at: str


class SealedFile:
    """One file under one key. Raises ``OSError`` when the medium is gone or full."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = key
        self._end: tuple[int, int] | None = None

    def begin(self, head: Head) -> None:
        """Write a new file with its head, durably."""
        plain = {"format": _MAGIC, "version": _VERSION, **asdict(head)}
        with self.path.open("xb") as file:
            file.write(json.dumps(plain).encode() + b"\n")
            _settle(file)

    def head(self) -> Head:
        """Whose it is. Raises ``Refusal`` (``BUNDLE_UNREADABLE``)."""
        with self.path.open("rb") as file:
            return self._head(file.readline(_MOST_HEAD))

    def frames(self) -> Iterator[bytes]:
        """The frames in order, up to a torn tail.

        Raises ``Refusal`` (``BUNDLE_UNREADABLE``) for a frame that was altered or moved.
        """
        with self.path.open("rb") as file:
            line = file.readline(_MOST_HEAD)
            cipher, count, end = self._cipher(line), 0, file.tell()
            for sealed in _sealed_frames(file):
                frame = _opened(cipher, line, count, sealed)
                if frame is None:
                    if next(_sealed_frames(file), None) is not None:
                        raise Refusal(Reason.BUNDLE_UNREADABLE, path=self.path)
                    break
                count, end = count + 1, end + _LENGTH_BYTES + len(sealed)
                yield frame
            self._end = count, end

    def append(self, frames: list[bytes]) -> None:
        """Add frames after the last sound one, in one durable write."""
        count, end = self._end or self._sound_end()
        self._end = None
        with self.path.open("r+b") as file:
            line = file.readline(_MOST_HEAD)
            cipher = self._cipher(line)
            file.seek(end)
            file.truncate()
            for place, frame in enumerate(frames, count):
                nonce = secrets.token_bytes(_NONCE_BYTES)
                sealed = nonce + cipher.encrypt(nonce, frame, _bound(line, place))
                file.write(len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed)
            end = file.tell()
            _settle(file)
        self._end = count + len(frames), end

    def _sound_end(self) -> tuple[int, int]:
        deque(self.frames(), maxlen=0)
        return self._end or (0, 0)

    def _head(self, line: bytes) -> Head:
        try:
            plain = json.loads(line)
            if plain.pop("format") != _MAGIC or plain.pop("version") != _VERSION:
                raise ValueError
            return Head(**plain)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Refusal(Reason.BUNDLE_UNREADABLE, path=self.path) from None

    def _cipher(self, line: bytes) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        salt = bytes.fromhex(self._head(line).salt)
        return AESGCM(
            HKDF(SHA256(), length=32, salt=salt, info=b"motcua bundle 1").derive(self._key)
        )


def _opened(cipher: AESGCM, line: bytes, place: int, sealed: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag

    try:
        return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound(line, place))
    except InvalidTag:
        return None


def _sealed_frames(file: IO[bytes]) -> Iterator[bytes]:
    """Whole frames only: what is shorter than its length says was torn off by a pulled stick."""
    while len(length := file.read(_LENGTH_BYTES)) == _LENGTH_BYTES:
        wanted = int.from_bytes(length, "big")
        if not _NONCE_BYTES + _TAG_BYTES <= wanted <= _MOST_FRAME:
            return
        sealed = file.read(wanted)
        if len(sealed) < wanted:
            return
        yield sealed


def _bound(line: bytes, place: int) -> bytes:
    return hashlib.sha256(line).digest() + place.to_bytes(8, "big")


def _settle(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
