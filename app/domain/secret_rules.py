"""What will do as a PIN or password: long enough, and not among the first that anybody tries."""

from __future__ import annotations

from datetime import date

from app.domain.errors import Reason, Refusal
from app.domain.text import fold, nfc

SHORTEST_PIN, SHORTEST_PASSWORD, LONGEST = 6, 8, 128
_COMMON = ("matkhau", "password", "qwerty", "motcua", "canbo", "admin", "iloveyou", "letmein")
_ROWS = ("0123456789", "9876543210", "147258369", "159357", "112233", "123321", "778899")
"""Walks over the keys and favourites; whole PINs inside them, and what repeats them."""


def tidy_secret(typed: str) -> str:
    """A PIN or password as it is compared: spaces around it are slips of the thumb."""
    return nfc(typed).strip()


def check_secret(typed: str, full_name: str) -> str:
    """The secret tidied. Raises ``Refusal`` for one that is too short, too long or too easy."""
    secret = tidy_secret(typed)
    shortest = SHORTEST_PIN if secret.isdecimal() else SHORTEST_PASSWORD
    if not shortest <= len(secret) <= LONGEST:
        raise Refusal(Reason.PIN_LENGTH, pin=SHORTEST_PIN, password=SHORTEST_PASSWORD)
    if is_easy(secret, full_name):
        raise Refusal(Reason.PIN_EASY)
    return secret


def is_easy(secret: str, full_name: str = "") -> bool:
    """Whether a secret is one of the first guesses: one sign, a row, a repetition, a name."""
    plain = "".join(fold(secret).split())
    if len(set(plain)) <= 2 or _repeats(plain) or any(plain in row * 2 for row in _ROWS):
        return True
    name = fold(full_name).split()
    known = (*_COMMON, "".join(name), *(word for word in name[-1:] if len(word) > 2))
    bare = plain.strip("0123456789!@#.-_")
    return bool(bare) and bare in known


def looks_like_birthday(secret: str) -> bool:
    """Whether the digits read as a day: a caution, because colleagues know birthdays."""
    shapes = {6: ("dmy2",), 8: ("dmy4", "ymd4")}
    return secret.isdecimal() and any(
        _is_day(secret, shape) for shape in shapes.get(len(secret), ())
    )


def _repeats(plain: str) -> bool:
    return any(
        len(plain) % size == 0 and plain == plain[:size] * (len(plain) // size)
        for size in range(1, len(plain) // 2 + 1)
    )


def _is_day(digits: str, shape: str) -> bool:
    if shape == "ymd4":
        year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    else:
        day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if shape == "dmy2":
        year += 1900
    try:
        return date(year, month, day).year >= 1900
    except ValueError:
        return False
