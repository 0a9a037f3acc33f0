"""Canonical bytes: one spelling for one value, so that a digest can stand for it.

UTF-8 JSON, NFC strings, keys sorted by code point, no white space, integers only, absent instead
of null (``docs/decisions/0002-journal.md``).
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any


def canonical_bytes(plain: Any) -> bytes:
    """The canonical bytes of plain JSON values.

    Raises ``TypeError`` for floats, nulls and anything else that has more than one spelling:
    that is a fault of the program, never of an officer.
    """
    _check(plain)
    return record_bytes(plain)


def record_bytes(plain: dict[str, Any]) -> bytes:
    """``canonical_bytes`` of a record's plain values, whose types its annotations vouch for."""
    text = _ENCODE(plain)
    # Nothing combines with the quotation mark before a string, so one look is enough for all.
    if not unicodedata.is_normalized("NFC", text):
        raise TypeError("canonical strings are NFC")
    return text.encode()


_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def plain_in(content: bytes) -> Any:
    """The plain JSON values that bytes spell; UTF-8 and nothing else.

    Raises ``ValueError``.
    """
    return _DECODE(content.decode())


_DECODE = json.JSONDecoder().decode
"""``json.loads`` would first guess which of five encodings it was given."""


def digest(content: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _check(plain: Any) -> None:
    """Texts and whole numbers, the most by far, are told by their type alone."""
    kind = type(plain)
    if kind is dict:
        for name, value in plain.items():
            if not isinstance(name, str):
                raise TypeError(f"canonical keys are strings, not {name!r}")
            if type(value) not in _SCALARS:
                _check(value)
    elif kind is list:
        for value in plain:
            if type(value) not in _SCALARS:
                _check(value)
    elif not isinstance(plain, str | int):
        raise TypeError(f"canonical values cannot hold {kind.__name__}")


_SCALARS = frozenset({str, int, bool})
