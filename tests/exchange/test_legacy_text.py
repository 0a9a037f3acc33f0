from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legacy_writing import from_unicode

from app.exchange.legacy_text import (
    LegacyEncoding,
    encoding_of_font,
    encoding_of_text,
    plausibility,
    to_unicode,
)

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = "".join(unicodedata.normalize("NFC", v + t) for v in _VOWELS for t in _TONES) + "đ"
CAPITAL = SMALL.upper()
ASCII = "bcdghklmnpqrstvx 0123456789.,/-"

TCVN3 = LegacyEncoding.TCVN3
VNI = LegacyEncoding.VNI


def test_every_letter_of_the_language_is_in_both_tables() -> None:
    assert len(SMALL) == 73
    for letter in SMALL:
        for encoding in LegacyEncoding:
            assert to_unicode(from_unicode(letter, encoding), encoding) == letter
    for letter in CAPITAL:
        assert to_unicode(from_unicode(letter, VNI), VNI) == letter


@given(st.text(SMALL + ASCII), st.sampled_from(LegacyEncoding))
def test_text_goes_there_and_back(text: str, encoding: LegacyEncoding) -> None:
    assert to_unicode(from_unicode(text, encoding), encoding) == text


@given(st.text(CAPITAL + SMALL + ASCII))
def test_capitals_survive_vni(text: str) -> None:
    assert to_unicode(from_unicode(text, VNI), VNI) == text


def test_known_samples_are_read() -> None:
    assert to_unicode("NguyÔn V¨n", TCVN3) == "Nguyễn Văn"
    assert to_unicode("Nguyeãn Vaên", VNI) == "Nguyễn Văn"
    assert to_unicode("§¨ng ký khai sinh", TCVN3) == "Đăng ký khai sinh"
    assert to_unicode("Ñaêng kyù keát hoân", VNI) == "Đăng ký kết hôn"
    assert to_unicode("Ủy ban".translate({ord("Ủ"): "UÛ"}), VNI) == "Ủy ban"


def test_a_capitals_only_typeface_gives_capitals() -> None:
    assert to_unicode("giÊy phÐp", TCVN3, ".VnTimeH") == "GIẤY PHÉP"
    assert to_unicode("giÊy phÐp", TCVN3, ".VnTime") == "giấy phép"


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", TCVN3),
        (".vnArialH", TCVN3),
        ("VNI-Times", VNI),
        ("vni-helve", VNI),
        ("Times New Roman", None),
        (None, None),
    ],
)
def test_the_typeface_tells_the_encoding(font: str | None, encoding: LegacyEncoding | None) -> None:
    assert encoding_of_font(font) is encoding


UNICODE = (
    "Đăng ký nội quy lao động của doanh nghiệp",
    "Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội",
    "Thủ tục hoà giải, toán học, khoá học",
)


@pytest.mark.parametrize("encoding", LegacyEncoding)
def test_the_share_of_syllables_tells_the_encoding(encoding: LegacyEncoding) -> None:
    old = [from_unicode(text, encoding) for text in UNICODE]
    assert encoding_of_text(old) is encoding


def test_unicode_and_foreign_text_are_left_alone() -> None:
    assert encoding_of_text(UNICODE) is None
    assert encoding_of_text(["Đặng", "Hà", "bán"]) is None
    assert encoding_of_text(["plain ASCII", ""]) is None
    assert encoding_of_text(["Größe übermäßig Straße façade naïve"]) is None


def test_plausibility_is_the_share_of_syllables() -> None:
    assert plausibility(["đặng", "nguyễn", "nghiêng", "quyền"]) == 1.0
    assert plausibility(["V¨n", "đặng"]) == 0.5
