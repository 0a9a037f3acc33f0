"""Vietnamese text of old typefaces (TCVN3, VNI-Windows): recognised, and converted by table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from app.domain.text import nfc


class LegacyEncoding(StrEnum):
    """An encoding whose letters only looked Vietnamese in its own typefaces."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI-Windows"


_TCVN3_ROWS = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
"""TCVN 5712:1993, third table: runs of letters from a first byte on."""

_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {
    "â": "",
    "á": "\u0301",
    "à": "\u0300",
    "å": "\u0309",
    "ã": "\u0303",
    "ä": "\u0323",
}
_VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_SINGLE = {
    "ô": "ơ",
    "ö": "ư",
    "ñ": "đ",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}

_CASE_LOST = re.compile(r"^\.Vn.*H$", re.IGNORECASE)
"""The typefaces .VnTimeH, .VnArialH ... draw small letters as capitals."""

_WORD = re.compile(r"[^\s!-,.-/:-@\[-`{-~0-9]+")
_TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SYLLABLE = re.compile(
    r"(ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|[bcdđghklmnprstvx])?"
    r"[aăâeêioôơuưy]{1,3}(ch|ng|nh|[cmnpt])?"
)
_CONVINCING = 0.8
_HOPELESS = 0.6


def encoding_of_font(font: str | None) -> LegacyEncoding | None:
    """The encoding that a typeface stands for: ``.VnTime`` and kin, ``VNI-Times`` and kin."""
    name = (font or "").strip().lower()
    if name.startswith(".vn"):
        return LegacyEncoding.TCVN3
    return LegacyEncoding.VNI if name.startswith("vni") else None


def encoding_of_text(texts: Iterable[str]) -> LegacyEncoding | None:
    """The old encoding of a body of text, told by the share of words that read as Vietnamese.

    ``None`` when the text reads well as it stands, or well in no encoding.
    """
    words = [word for text in texts for word in _WORD.findall(text) if not word.isascii()]
    if not words or plausibility(words) > _HOPELESS:
        return None
    scores = {
        each: plausibility(to_unicode(word, each) for word in words) for each in LegacyEncoding
    }
    best = max(scores, key=lambda each: scores[each])
    return best if scores[best] >= _CONVINCING else None


def plausibility(words: Iterable[str]) -> float:
    """The share of words that can be Vietnamese syllables, 0 to 1."""
    judged = [_is_syllable(word) for word in words]
    return sum(judged) / len(judged) if judged else 1.0


def to_unicode(text: str, encoding: LegacyEncoding, font: str | None = None) -> str:
    """Text as its old typeface drew it. A capitals-only typeface gives capitals."""
    if encoding is LegacyEncoding.VNI:
        return nfc(_vni_pattern().sub(lambda found: _vni_letter(found[0]), text))
    converted = text.translate(_tcvn3())
    return nfc(converted.upper() if _CASE_LOST.match(font or "") else converted)


@cache
def _tcvn3() -> dict[int, str]:
    return {
        first + offset: letter for first, run in _TCVN3_ROWS for offset, letter in enumerate(run)
    }


@cache
def _vni() -> dict[str, str]:
    """Small letters: one or two characters of VNI to one letter."""
    table = dict(_VNI_SINGLE)
    for vowel in "aeouyôö":
        letter = _VNI_SINGLE.get(vowel, vowel)
        table.update({vowel + sign: nfc(letter + tone) for sign, tone in _VNI_TONES.items()})
    for vowel in "aeo":
        table.update(
            {vowel + sign: nfc(vowel + "\u0302" + tone) for sign, tone in _VNI_CIRCUMFLEX.items()}
        )
    table.update({"a" + sign: nfc("ă" + tone) for sign, tone in _VNI_BREVE.items()})
    return table


@cache
def _vni_pattern() -> re.Pattern[str]:
    longest_first = sorted(_vni(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)


def _vni_letter(signs: str) -> str:
    letter = _vni()[signs.lower()]
    return letter.upper() if signs[0].isupper() else letter


def _is_syllable(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = sum(each in _TONE_MARKS for each in decomposed)
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONE_MARKS))
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None
