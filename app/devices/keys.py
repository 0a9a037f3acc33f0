"""The key of the database: in the key store of the system, else in a file of its owner alone."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from app.domain.errors import Reason, Refusal
from app.domain.key_text import key_text, read_key_text

_SERVICE = "motcua"
_KEY_BYTES = 32
_CHECK_BYTES = 3


def new_key() -> bytes:
    """A raw 256-bit key."""
    return secrets.token_bytes(_KEY_BYTES)


def recovery_text(key: bytes) -> str:
    """The recovery key that set-up shows and prints: 14 groups of 4 letters and digits.

    It holds the key itself and three bytes of check, in base 32 without ambiguous signs.
    """
    return key_text(key, _CHECK_BYTES)


def read_recovery_text(text: str) -> bytes:
    """The key that a recovery text holds.

    Raises ``Refusal`` (``RECOVERY_KEY_WRONG``) for any slip of the finger.
    """
    key = read_key_text(text, _KEY_BYTES, _CHECK_BYTES)
    if key is None:
        raise Refusal(Reason.RECOVERY_KEY_WRONG)
    return key


def key_mark(key: bytes) -> str:
    """Six signs by which people tell keys apart on sheets and backups; they give nothing away."""
    return base64.b32encode(hashlib.sha256(b"motcua key mark" + key).digest())[:6].decode()


class KeyStore:
    """Keeps one key per database uid.

    ``use_system`` is off where the data is portable on purpose (training, tests).
    """

    def __init__(self, state: Path, *, use_system: bool) -> None:
        self._state = state
        self._use_system = use_system

    def keep(self, database_uid: str, key: bytes) -> None:
        """Keep a key for good. Raises ``Refusal`` when it cannot be written."""
        if not (self._use_system and _keep_in_system(database_uid, key)):
            self._keep_in_file(database_uid, key)

    def fetch(self, database_uid: str) -> bytes:
        """The key of a database. Raises ``Refusal`` (``KEY_MISSING``) when there is none here."""
        path = self._path(database_uid)
        if path.exists():
            return _key_in(path)
        found = _fetch_from_system(database_uid) if self._use_system else None
        if found is None:
            raise Refusal(Reason.KEY_MISSING)
        return found

    def forget(self, database_uid: str) -> None:
        """Give a key up, in the key store and in the file alike; harmless when there is none."""
        self._path(database_uid).unlink(missing_ok=True)
        if self._use_system:
            _forget_in_system(database_uid)

    def _keep_in_file(self, database_uid: str, key: bytes) -> None:
        path = self._path(database_uid)
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key.hex())
            file.flush()
            os.fsync(file.fileno())

    def _path(self, database_uid: str) -> Path:
        return self._state / f"{database_uid}.key"


def _key_in(path: Path) -> bytes:
    try:
        return bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError):
        raise Refusal(Reason.KEY_MISSING) from None


def _keep_in_system(database_uid: str, key: bytes) -> bool:
    # keyring costs 50 ms to import, so only the opening of a database pays for it.
    import keyring
    from keyring.errors import KeyringError

    with contextlib.suppress(KeyringError, RuntimeError):
        keyring.set_password(_SERVICE, database_uid, key.hex())
        return keyring.get_password(_SERVICE, database_uid) == key.hex()
    return False


def _fetch_from_system(database_uid: str) -> bytes | None:
    import keyring
    from keyring.errors import KeyringError

    with contextlib.suppress(KeyringError, RuntimeError, ValueError):
        kept = keyring.get_password(_SERVICE, database_uid)
        return None if kept is None else bytes.fromhex(kept)
    return None


def _forget_in_system(database_uid: str) -> None:
    import keyring
    from keyring.errors import KeyringError

    with contextlib.suppress(KeyringError, RuntimeError):
        keyring.delete_password(_SERVICE, database_uid)
