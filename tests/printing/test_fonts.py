from __future__ import annotations

from itertools import product
from pathlib import Path
from unicodedata import normalize

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"
CONSONANTS = "bcdđghklmnpqrstvx"


def vietnamese_letters() -> set[str]:
    """The letters that a keyboard for Vietnamese can make, both cases, beyond plain ASCII."""
    vowels = {normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)}
    small = vowels | set(CONSONANTS)
    return {letter for letter in small | {each.upper() for each in small} if not letter.isascii()}


def test_there_are_134_accented_vietnamese_letters() -> None:
    assert len(vietnamese_letters()) == 134


@pytest.mark.parametrize("font", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_a_shipped_font_has_every_vietnamese_letter(font: Path) -> None:
    has = TTFontFace(str(font)).charToGlyph
    wanted = vietnamese_letters() | set("₫–—“”…")
    assert {letter for letter in wanted if not has.get(ord(letter))} == set()


def test_each_family_comes_with_its_licence() -> None:
    families = {font.stem.split("-")[0] for font in FONTS.glob("*.ttf")}
    assert families == {"BeVietnamPro", "LiberationSerif"}
    for licence in ("OFL-BeVietnamPro.txt", "OFL-Liberation.txt"):
        text = (FONTS / licence).read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert text.startswith(("Copyright", "Digitized data copyright"))
