"""Whole sums of đồng in Vietnamese: in figures, and in words as receipts must say them."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_BILLION, _THOUSAND = 10**9, 1000
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_AFTER_TEN = {5: "lăm"}
_AFTER_LINH = {4: "tư"}
_MOST = 10**18
"""From here on the words would be ``tỷ tỷ``, which nobody reads."""


def sum_text(amount: int) -> str:
    """``1.250.000``."""
    return f"{amount:,}".replace(",", ".")


def sum_or_blank(amount: int) -> str:
    """The same, and nothing where there is no money."""
    return sum_text(amount) if amount else ""


def money_text(amount: int) -> str:
    """``15.000 đồng``."""
    return f"{sum_text(amount)} đồng"


def money_in_words(amount: int) -> str:
    """``Một triệu hai trăm linh năm nghìn đồng`` for 1.205.000.

    Raises ``ValueError`` below nothing and from 10^18 on: no office takes such sums.
    """
    words = f"{number_in_words(amount)} đồng"
    return words[0].upper() + words[1:]


def number_in_words(number: int) -> str:
    """A whole number from 0 below 10^18: ``hai mươi mốt``, ``một trăm linh tư``."""
    if not 0 <= number < _MOST:
        raise ValueError(f"no words for {number}")
    return " ".join(_words(number, leading=True)) or _DIGITS[0]


def _words(number: int, *, leading: bool) -> list[str]:
    billions, rest = divmod(number, _BILLION)
    said = [*_words(billions, leading=True), "tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // _THOUSAND**power % _THOUSAND
        if group:
            said += _group(group, leading=leading and not said)
            said += [_SCALES[power]] if power else []
    return said


def _group(group: int, *, leading: bool) -> list[str]:
    """Three digits; inside a longer number the hundreds are said even where there are none."""
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    said = [] if leading and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens > 1:
        said += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        said.append("mười")
    elif ones and said:
        said.append("linh")
    if ones:
        said.append(_one(tens, ones, after_linh=bool(said) and not tens))
    return said


def _one(tens: int, ones: int, *, after_linh: bool) -> str:
    if tens > 1:
        special = _AFTER_TENS
    elif tens == 1:
        special = _AFTER_TEN
    else:
        special = _AFTER_LINH if after_linh else {}
    return special.get(ones, _DIGITS[ones])
