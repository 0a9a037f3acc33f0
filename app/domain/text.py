"""Vietnamese text: one stored form (NFC), and the folds that search and sort by."""

from __future__ import annotations

import re
import unicodedata

_BARRED_D = str.maketrans({"Đ": "D", "đ": "d", "Ð": "D", "ð": "d"})
"""Đ has no decomposition; Icelandic eth stands in its place in text of old fonts."""

_LETTER_MARKS = {"\u0306": "{", "\u0302": "|", "\u031b": "}"}
"""Breve, circumflex and horn make another letter: each sorts after ``z``, in this order."""

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Huyền, hỏi, ngã, sắc, nặng, in the order of the dictionary; ngang is ``0``."""

_WORD = re.compile(r"[^\W\d_]+")
_FIELD_END = "\t"
"""Sorts before everything that one line of text can hold."""


def nfc(text: str) -> str:
    """The composed form, the only one that is stored and printed."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Typed or pasted text as it is kept in a field of one line: NFC, single spaces, trimmed.

    Line ends, tabs, fixed spaces and control characters become a space; characters without
    a width (zero-width spaces, byte-order marks, soft hyphens) go.
    """
    return nfc(" ".join("".join(_visible(character) for character in text).split()))


def fold(text: str) -> str:
    """Text for searching: ``ĐẶNG  Thị`` becomes ``dang thi``; folding twice changes nothing."""
    decomposed = unicodedata.normalize("NFD", text.translate(_BARRED_D).casefold())
    bare = "".join(each for each in decomposed if unicodedata.category(each) not in ("Mn", "Cf"))
    return " ".join(bare.casefold().split())


def initials(text: str) -> str:
    """First letters of the words, folded; numbers have none: ``Mẫu 01 khai sinh`` gives ``mks``."""
    return "".join(word[0] for word in _WORD.findall(fold(text)))


def sort_key(text: str) -> str:
    """Key that sorts by code point, in SQLite too, as a Vietnamese dictionary does.

    Letters decide first (a ă â b c d đ e ê ...), then the tone of each word (ngang, huyền, hỏi,
    ngã, sắc, nặng), so that ``hòa`` and ``hoà`` stand together.
    """
    return _FIELD_END.join((*_letters_and_tones(text), nfc(text)))


def name_sort_key(full_name: str) -> str:
    """Key that sorts persons by given name (the last word), then family name, then the rest."""
    words = full_name.split() or [""]
    family, middle = words[0] if len(words) > 1 else "", " ".join(words[1:-1])
    parts = (part for name in (words[-1], family, middle) for part in _letters_and_tones(name))
    return _FIELD_END.join((*parts, nfc(full_name)))


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    return "" if category in ("Cf", "Cs") else character


def _letters_and_tones(text: str) -> tuple[str, str]:
    words = [_word_parts(word) for word in text.casefold().split()]
    return " ".join(letters for letters, _ in words), "".join(tone for _, tone in words)


def _word_parts(word: str) -> tuple[str, str]:
    letters, tone = [], "0"
    for character in unicodedata.normalize("NFD", word.replace("đ", "d{")):
        if character in _TONES:
            tone = _TONES[character]
        elif character in _LETTER_MARKS:
            letters.append(_LETTER_MARKS[character])
        elif not unicodedata.combining(character):
            letters.append(character)
    return "".join(letters), tone
