"""Số hiệu bưu gửi: numbers of postal items by the standard S10 of the Universal Postal Union.

Two letters of the service, eight digits, a check digit, two letters of the country. A number may
be used again after a year, so it names an item of a time and is no key for ever.
"""

from __future__ import annotations

import re

from app.domain.input_method import is_damaged, repaired
from app.domain.light_dataclass import dataclass
from app.domain.text import one_line

_SHAPE = re.compile(r"(?P<service>[A-Z]{2})(?P<serial>[0-9]{8})(?P<check>[0-9])(?P<to>[A-Z]{2})")
_SPACES = re.compile(r"[\s-]+")
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_RESERVED = ("J", "K")
"""First letters that the standard keeps back: no item bears them."""


@dataclass(frozen=True, slots=True)
class PostalNumber:
    """A number whose check digit is right."""

    service: str
    serial: str
    country: str

    def __str__(self) -> str:
        return f"{self.service}{self.serial}{check_digit(self.serial)}{self.country}"


def check_digit(serial: str) -> str:
    """The ninth digit of eight: UPU S10, weights 8 6 4 2 3 5 9 7 modulo 11."""
    weighed = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, serial, strict=True))
    rest = 11 - weighed % 11
    return {10: "0", 11: "5"}.get(rest, str(rest))


def read_postal_number(text: str) -> PostalNumber | None:
    """The number in a scan or a typed text, with the damage of an input method undone.

    ``None`` where the check digit does not confirm it. The carrier's domestic labels often follow
    no standard, so ``None`` is a doubt and not a refusal.
    """
    tidy = _SPACES.sub("", one_line(text).upper())
    number = repaired(tidy, _is_valid) if is_damaged(tidy) else tidy
    return _parts(number) if number and _is_valid(number) else None


def looks_postal(text: str) -> bool:
    """Whether a text has the shape, with a right check digit or not."""
    return _SHAPE.fullmatch(_SPACES.sub("", one_line(text).upper())) is not None


def _is_valid(text: str) -> bool:
    shape = _SHAPE.fullmatch(text)
    return (
        shape is not None
        and not text.startswith(_RESERVED)
        and check_digit(shape["serial"]) == shape["check"]
    )


def _parts(text: str) -> PostalNumber:
    return PostalNumber(text[:2], text[2:10], text[11:])
