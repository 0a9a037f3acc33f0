"""What a Vietnamese input method makes of a code, and what the scanner may have typed before it.

Telex turns ``EE123456785VN`` into ``Ê123456785VN``, VNI turns ``EA1`` into ``EÁ``, the Vietnamese
keyboard layout types ``ă`` for ``1``. The damage cannot be undone for sure, so every text that may
have been typed is a candidate, and a check digit or the database decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, product
from math import prod

from app.domain.light_dataclass import dataclass
from app.domain.text import one_line

_MOST_DAMAGED = 4
"""Beyond so many changed letters the candidates are too many for one check digit."""

_MOST_CANDIDATES, _FARTHEST = 216, 6
"""Bounds for texts that nobody would scan: orders to try, letters a tone key looks ahead."""

_TONES = "\u0301\u0300\u0309\u0303\u0323"
_DOT = "\u0323"
_TONE_RUN = re.compile(f"([{_TONES}]+)")
_NO_TONES = str.maketrans("", "", _TONES)
_LAYOUT = {"ă": "1", "â": "2", "ê": "3", "ô": "4", "đ": "0"}
_TONE_DIGITS = str.maketrans("\u0300\u0309\u0303\u0301\u0323", "56789")
"""The number row of the Vietnamese keyboard layout, where a scanner's digits come out so."""

_LETTERS = re.compile("[A-Z]*")


@dataclass(frozen=True, slots=True)
class _Method:
    """Which keys follow a letter for its mark and for its tone."""

    marks: Mapping[str, tuple[str, ...]]
    tones: Mapping[str, str]


_TELEX = _Method(
    {"Â": ("AA",), "Ê": ("EE",), "Ô": ("OO",), "Đ": ("DD",), "Ă": ("AW",), "Ơ": ("OW",)}
    | {"Ư": ("UW", "W")},
    dict(zip(_TONES, "SFRXJ", strict=True)),
)
_VNI = _Method(
    {"Â": ("A6",), "Ê": ("E6",), "Ô": ("O6",), "Đ": ("D9",), "Ă": ("A8",), "Ơ": ("O7",)}
    | {"Ư": ("U7",)},
    dict(zip(_TONES, "12345", strict=True)),
)


def is_damaged(text: str) -> bool:
    """Whether letters stand in a text that no code of ours contains."""
    return not one_line(text).isascii()


def repaired(text: str, confirm: Callable[[str], bool]) -> str | None:
    """The one code that the scanner typed, in capitals; ``None`` when it cannot be told.

    ``confirm`` asks the check digit or the database. Two candidates that both pass are none.
    """
    passed = {each for each in candidates(text) if confirm(each)}
    return passed.pop() if len(passed) == 1 else None


def candidates(text: str) -> tuple[str, ...]:
    """Every code that may have been typed, in capitals; an undamaged text is its only one."""
    tidy = one_line(text).upper()
    if tidy.isascii():
        return (tidy,)
    if sum(not each.isascii() for each in tidy) > _MOST_DAMAGED:
        return tuple(_of_layout(tidy))
    found = [*_of_layout(tidy), *_undone(tidy, _TELEX), *_undone(tidy, _VNI)]
    return tuple(dict.fromkeys(each for each in found if each.isascii()))


def _of_layout(text: str) -> Iterator[str]:
    """Digits that the layout turned into letters and tones.

    Where the dot below (9) met other tones, normalisation has forgotten its place: it is tried in
    each.
    """
    heads = "".join(_LAYOUT.get(each, each) for each in _heads_and_tones(text.lower()))
    pieces = _TONE_RUN.split(heads)
    orders = [_orders(piece) for piece in pieces]
    if prod(map(len, orders)) > _MOST_CANDIDATES:
        return
    if heads.translate(_NO_TONES).isascii():
        for chosen in product(*orders):
            yield "".join(chosen).translate(_TONE_DIGITS).upper()


def _heads_and_tones(text: str) -> Iterator[str]:
    for letter in text:
        yield _without_tones(letter)
        yield from (each for each in unicodedata.normalize("NFD", letter) if each in _TONES)


def _orders(piece: str) -> tuple[str, ...]:
    others = piece.replace(_DOT, "")
    dots = len(piece) - len(others)
    if not dots or not others or len(piece) > _MOST_DAMAGED or others[0] not in _TONES:
        return (piece,)
    places = combinations(range(len(piece)), dots)
    return tuple(_with_dots(others, set(at)) for at in places)


def _with_dots(others: str, at: set[int]) -> str:
    rest = iter(others)
    return "".join(_DOT if each in at else next(rest) for each in range(len(others) + len(at)))


def _undone(text: str, method: _Method) -> Iterator[str]:
    heads: list[tuple[str, ...]] = []
    keys: list[tuple[int, str]] = []
    for at, letter in enumerate(text):
        bare = _without_tones(letter)
        heads.append(method.marks.get(bare, (bare,)))
        tones = [each for each in unicodedata.normalize("NFD", letter) if each in _TONES]
        keys += [(at, method.tones[tone]) for tone in tones]
    for pieces in product(*heads):
        yield from _with_tone_keys(pieces, keys)


def _with_tone_keys(pieces: Iterable[str], keys: list[tuple[int, str]]) -> Iterator[str]:
    """A tone key follows its vowel, or a later letter of the same word."""
    parts = list(pieces)
    if not keys:
        yield "".join(parts)
        return
    *earlier, (at, key) = keys
    rest = "".join(parts[at:])
    first = len(parts[at])
    letters = _LETTERS.match(rest)
    last = max(first, min(letters.end(), _FARTHEST) if letters else first)
    # A mark of VNI is a digit, which ends the letters: its tone key may stand before it too.
    for end in range(1, last + 1):
        tail = rest[:end] + key + rest[end:]
        yield from _with_tone_keys([*parts[:at], tail], earlier)


def _without_tones(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(each for each in parts if each not in _TONES))
