"""The bar code of a staff badge: random digits that stand for nobody until a desk knows them.

Digits alone, because a Vietnamese input method turns no digit into a letter where no vowel stands
before it; so a badge reads through Telex and VNI alike.
"""

from __future__ import annotations

import hashlib
import re
import secrets

PREFIX = "CB-"
_DIGITS = 24
"""About 80 random bits."""

_SHAPE = re.compile(rf"{PREFIX}[0-9]{{{_DIGITS + 2}}}")


def new_badge() -> str:
    """The text of a new badge: prefix, 24 random digits, two check digits (ISO 7064, MOD 97-10)."""
    number = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
    return f"{PREFIX}{number}{98 - int(number) * 100 % 97:02d}"


def read_badge(text: str) -> str | None:
    """The badge in a scan; ``None`` when it is none, or a digit is wrong."""
    bare = "".join(text.split()).upper()
    if not _SHAPE.fullmatch(bare) or int(bare[len(PREFIX) :]) % 97 != 1:
        return None
    return bare


def badge_digest(badge: str) -> str:
    """What a desk keeps of a badge: from it no badge can be made."""
    return hashlib.sha256(badge.encode("ascii")).hexdigest()
