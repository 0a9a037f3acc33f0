"""Identities that are assigned once and mean nothing: UUIDv7, salts, look-up tokens."""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from app.domain.moments import to_milliseconds

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


def new_uid(now: datetime) -> UUID:
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds, 74 random bits."""
    random = secrets.randbits(74)
    upper, lower = random >> 62, random & ((1 << 62) - 1)
    return UUID(int=to_milliseconds(now) << 80 | _VERSION_7 | upper << 64 | _VARIANT | lower)


@lru_cache(maxsize=16384)
def uid_in(text: str) -> UUID:
    """The identity that a text spells. Raises ``ValueError``.

    Events name their parents and their dossier, so the same few are read again and again.
    """
    return UUID(text)


def new_salt() -> str:
    """16 random bytes in hexadecimal, so that a private digest cannot be guessed."""
    return secrets.token_hex(16)


def new_lookup_token() -> str:
    """80 random bits in hexadecimal: what a citizen shows to look a dossier up."""
    return secrets.token_hex(10)
