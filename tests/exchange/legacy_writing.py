"""Text as an office of the nineties wrote it: the inverse of what the program reads."""

from __future__ import annotations

from app.domain.text import nfc
from app.exchange.legacy_text import LegacyEncoding, _tcvn3, _vni


def from_unicode(text: str, encoding: LegacyEncoding) -> str:
    """TCVN3 has capitals with a tone only in other typefaces: they become small letters."""
    table = _tcvn3_back() if encoding is LegacyEncoding.TCVN3 else _vni_back()
    return "".join(table.get(letter, letter) for letter in nfc(text))


def _tcvn3_back() -> dict[str, str]:
    back = {letter: chr(code) for code, letter in _tcvn3().items()}
    capitals = {letter.upper(): code for letter, code in back.items() if letter.upper() not in back}
    return {**back, **capitals}


def _vni_back() -> dict[str, str]:
    back = {letter: signs for signs, letter in _vni().items()}
    return {**back, **{letter.upper(): signs.upper() for letter, signs in back.items()}}
