"""Keys as people print and type them: groups of four letters and digits, with bytes of check."""

from __future__ import annotations

import base64
import hashlib

_GROUP = 4
_MISREAD = str.maketrans("018", "OIB")
"""Base 32 has no 0, 1 and 8: whoever reads one off the paper meant the letter."""


def key_text(key: bytes, check_bytes: int) -> str:
    """A key and the first bytes of its digest, in base 32 without ambiguous signs."""
    packed = key + _check(key, check_bytes)
    plain = base64.b32encode(packed).decode().rstrip("=")
    return "-".join(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))


def read_key_text(text: str, key_bytes: int, check_bytes: int) -> bytes | None:
    """The key that a text holds; ``None`` for any slip of the finger, and for another length."""
    plain = "".join(sign for sign in text.upper().translate(_MISREAD) if sign.isalnum())
    padded = plain + "=" * (-len(plain) % 8)
    try:
        packed = base64.b32decode(padded)
    except ValueError:
        return None
    key, check = packed[:key_bytes], packed[key_bytes:]
    return key if len(key) == key_bytes and check == _check(key, check_bytes) else None


def _check(key: bytes, size: int) -> bytes:
    return hashlib.sha256(key).digest()[:size]
