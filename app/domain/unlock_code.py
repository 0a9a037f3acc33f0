"""Unlocking by telephone, without a line: eight digits read out, eight digits read back.

The desk asks with a challenge; whoever holds the office's unlock key answers. The answer counts for
one person, one rank and one challenge, so that no colleague can borrow it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from app.domain.roles import ADMINISTRATOR
from app.domain.typed_words import folded_words

VALID_FOR = timedelta(minutes=30)
MOST_ATTEMPTS = 5
_NONCE, _ANSWER = 10**6, 10**8
_PURPOSE = b"motcua/unlock/1"


def new_challenge() -> str:
    """Eight digits: six random ones and two check digits, for what a telephone garbles."""
    nonce = secrets.randbelow(_NONCE)
    return f"{nonce:06d}{98 - nonce * 100 % 97:02d}"


def read_challenge(text: str) -> str | None:
    """The challenge as typed by whoever listened; ``None`` when a digit is wrong."""
    digits = "".join(each for each in text if each.isdecimal() and each.isascii())
    return digits if len(digits) == 8 and int(digits) % 97 == 1 else None


def unlock_answer(key: bytes, challenge: str, full_name: str, rank: str) -> str:
    """The answer to a challenge for one person; ``rank`` is the role that looks after them.

    The name is folded, because both ends know it and the telephone carries no tone marks.
    """
    name = " ".join(folded_words(full_name))
    said = "\n".join((challenge, name, "higher" if rank == ADMINISTRATOR else "desk"))
    code = hmac.new(key, _PURPOSE + said.encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(code, 'big') % _ANSWER:08d}"


def is_answer(given: str, expected: str) -> bool:
    """Whether the digits typed, in whatever groups, are the answer; in constant time."""
    digits = "".join(each for each in given if each.isdecimal() and each.isascii())
    return hmac.compare_digest(digits.encode(), expected.encode())


def in_groups(digits: str) -> str:
    """``1234 5678``: as digits are read out."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
