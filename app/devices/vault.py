"""Files kept beside the database, each encrypted by itself; the journal holds their digests.

A name is a keyed hash, so that whoever steals the folder cannot even tell whether a known file
lies in it. Writing is whole or not at all, and twice the same is once.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Reason, Refusal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES, _KEY_BYTES = 12, 32
_UNFINISHED = ".dang-ghi"


def new_vault_key() -> bytes:
    """A raw 256-bit key, kept in the encrypted database."""
    return secrets.token_bytes(_KEY_BYTES)


class Vault:
    """One folder of files under one key; ``digest`` is SHA-256 of the plain bytes in hex."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key

    def keep(self, content: bytes) -> str:
        """Keep a file durably; returns its digest.

        Raises ``Refusal`` (``DISK_FULL``, ``FOLDER_READ_ONLY``); then nothing is left behind.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if path.exists():
            return digest
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = nonce + self._cipher().encrypt(nonce, content, digest.encode())
        unfinished = path.with_suffix(_UNFINISHED)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(unfinished, sealed)
            unfinished.replace(path)
        except PermissionError:
            raise Refusal(Reason.FOLDER_READ_ONLY, path=self._folder) from None
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise Refusal(Reason.DISK_FULL, path=self._folder) from None
        return digest

    def fetch(self, digest: str) -> bytes:
        """The plain bytes of a file.

        Raises ``Refusal``: ``ATTACHMENT_MISSING``, or ``ATTACHMENT_DAMAGED`` when it was altered.
        """
        from cryptography.exceptions import InvalidTag

        try:
            sealed = self.path(digest).read_bytes()
        except OSError:
            raise Refusal(Reason.ATTACHMENT_MISSING, digest=digest[:12]) from None
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher().decrypt(nonce, body, digest.encode())
        except (InvalidTag, ValueError):
            raise Refusal(Reason.ATTACHMENT_DAMAGED, digest=digest[:12]) from None

    def at(self, folder: Path) -> Vault:
        """The same files under the same names in another folder."""
        return Vault(folder, self._key)

    def drop(self, digest: str) -> None:
        """Let a file go for good; harmless when it is not there."""
        self.path(digest).unlink(missing_ok=True)

    def holds(self, digest: str) -> bool:
        """Whether a file lies here."""
        return self.path(digest).exists()

    def holds_name(self, name: str) -> bool:
        """Whether a file of this name lies here, whatever it is a file of."""
        return (self._folder / name).exists()

    def name(self, digest: str) -> str:
        """Where a file lies below the folder; it gives nothing away."""
        name = hmac.new(self._key, digest.encode(), hashlib.sha256).hexdigest()
        return f"{name[:2]}/{name[2:]}"

    def path(self, digest: str) -> Path:
        """Where a file lies, or would."""
        return self._folder / self.name(digest)

    def _cipher(self) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._key)


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
