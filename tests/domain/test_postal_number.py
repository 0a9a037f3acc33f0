from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.input_method import candidates, repaired
from app.domain.postal_number import check_digit, looks_postal, read_postal_number
from app.domain.scan import ScanKind, kind_of_scan, possible_codes

VALID = (
    "EE123456785VN",
    "EA987654326VN",
    "EB202611218VN",
    "RR473124829VN",
    "RA000000014VN",
    "CP112233447VN",
    "LA555012347VN",
)

SERVICES = st.text("ABCDEFGHILMNOPQRSTUVWXYZ", min_size=1, max_size=1)
LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=1)
SERIALS = st.text("0123456789", min_size=8, max_size=8)
COUNTRIES = st.sampled_from(["VN", "US", "SE", "AU", "JP", "EE"])

TELEX = {
    **dict(zip(("EE", "AA", "OO", "DD", "AW", "OW", "UW"), "ÊÂÔĐĂƠƯ", strict=True)),
    **{
        vowel + key: unicodedata.normalize("NFC", vowel + tone)
        for vowel in "AEIOUY"
        for key, tone in zip("SFRXJ", "\u0301\u0300\u0309\u0303\u0323", strict=True)
    },
}
LAYOUT = dict(
    zip("1234567890", ["ă", "â", "ê", "ô", *"\u0300\u0309\u0303\u0301\u0323", "đ"], strict=True)
)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    serial = draw(SERIALS)
    service = draw(SERVICES) + draw(LETTERS)
    return f"{service}{serial}{check_digit(serial)}{draw(COUNTRIES)}"


def telex(text: str) -> str:
    """The first two letters as Telex leaves them; a leading W becomes Ư."""
    head = TELEX.get(text[:2], text[:2].replace("W", "Ư", 1) if text[0] == "W" else text[:2])
    return head + text[2:]


@pytest.mark.parametrize("number", VALID)
def test_numbers_of_the_carrier_are_read(number: str) -> None:
    assert str(read_postal_number(number)) == number
    assert str(read_postal_number(f"{number[:2]} {number[2:11]} {number[11:].lower()}")) == number


@pytest.mark.parametrize(
    ("serial", "digit"),
    [("47312482", "9"), ("00000008", "0"), ("00000012", "0"), ("00000015", "5"), ("00000034", "5")],
)
def test_the_check_digit_is_that_of_the_standard(serial: str, digit: str) -> None:
    assert check_digit(serial) == digit


@pytest.mark.parametrize("text", ["EE123456784VN", "JA123456785VN", "KA123456785VN"])
def test_a_wrong_digit_and_reserved_letters_have_the_shape_only(text: str) -> None:
    assert looks_postal(text)
    assert read_postal_number(text) is None
    assert kind_of_scan(text) is ScanKind.POSTAL_NUMBER


@given(numbers(), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: str, at: int, change: int) -> None:
    digit = str((int(number[2 + at]) + change) % 10)
    wrong = number[: 2 + at] + digit + number[3 + at :]
    # Remainders 0 and 10 share digits with others: the standard lets those slip.
    assume(check_digit(wrong[2:10]) != wrong[10])
    assert read_postal_number(wrong) is None


@given(numbers())
def test_what_telex_damages_is_repaired_or_left_alone_but_never_another_number(number: str) -> None:
    read = read_postal_number(telex(number))
    assert read is None or str(read) == number or telex(str(read)) == telex(number)


@pytest.mark.parametrize(
    ("damaged", "number"),
    [
        ("Ê123456785VN", "EE123456785VN"),
        ("ê123456785vn", "EE123456785VN"),
        ("É123456785VN", "ES123456785VN"),
        ("Ẻ473124829VN", "ER473124829VN"),
        ("ÉA23456785VN", "EA123456785VN"),
        ("EÁ23456785VN", "EA123456785VN"),
        ("Đ473124829VN", "DD473124829VN"),
        ("RR473124829Ú", "RR473124829US"),
    ],
)
def test_damage_is_undone_where_the_check_digit_confirms(damaged: str, number: str) -> None:
    assert str(read_postal_number(damaged)) == number
    assert kind_of_scan(damaged) is ScanKind.POSTAL_NUMBER


@given(numbers())
def test_the_vietnamese_number_row_is_read_back(number: str) -> None:
    typed = "".join(LAYOUT.get(letter, letter) for letter in number)
    together = re.findall("[\u0300\u0309\u0303\u0301\u0323]+", typed)
    assume(all(len(run) <= 4 for run in together))
    assert number in candidates(typed)


def test_a_leading_w_that_became_u_with_a_horn_comes_back() -> None:
    assert repaired("Ưa123456785vn", lambda code: code.startswith("WA")) == "WA123456785VN"


@pytest.mark.parametrize("lost", ["EỆ785VN", "Ệ123456785VN", "Ê123456784VN"])
def test_what_nothing_confirms_is_called_damaged(lost: str) -> None:
    assert read_postal_number(lost) is None
    assert kind_of_scan(lost) is ScanKind.DAMAGED_CODE


def test_two_candidates_that_pass_are_none() -> None:
    assert repaired("Ê12", lambda _: True) is None


@given(st.text() | st.text("EẠỆ\u0323\u0300WaÂđ1", max_size=60))
def test_repair_never_raises_and_answers_only_what_was_confirmed(text: str) -> None:
    asked: list[str] = []
    assert repaired(text, lambda code: bool(asked.append(code))) is None
    assert asked == list(dict.fromkeys(asked))


def test_a_damaged_dossier_code_is_left_to_the_database() -> None:
    assert kind_of_scan("G01.Ê-261121-3017") is ScanKind.DAMAGED_CODE
    assert "G01.EE-261121-3017" in possible_codes("G01.Ê-261121-3017")
    assert possible_codes("h40.16-261121-3017") == ("H40.16-261121-3017",)
    assert possible_codes("Nguyễn Văn Thử") == ()


@pytest.mark.parametrize("name", ["Nguyễn", "Trần Thị Mẫu 1988", "đường", "Phố Huế"])
def test_a_name_is_no_damaged_code(name: str) -> None:
    assert kind_of_scan(name) is ScanKind.UNKNOWN


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BG-H40.16-261121-301", ScanKind.HAND_OVER_SHEET),
        ("bk-h40.16-261121-301", ScanKind.MANIFEST),
        ("CB-0190a1b2-3", ScanKind.BADGE),
        ("BG-1", ScanKind.UNKNOWN),
    ],
)
def test_sheets_of_later_versions_are_known_by_their_beginning(text: str, kind: ScanKind) -> None:
    assert kind_of_scan(text) is kind
