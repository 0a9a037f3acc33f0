from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import fold, initials, name_sort_key, nfc, one_line, sort_key

SYLLABLES = st.sampled_from(
    ["Đặng", "Nguyễn", "Ưng", "Ất", "hòa", "hoà", "Thúy", "Lý", "ă", "â", "ơ", "đ", "ẫm", "Yến"]
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=5).map(" ".join)


def test_composes_what_came_decomposed() -> None:
    assert nfc(unicodedata.normalize("NFD", "Nguyễn Thị Ước")) == "Nguyễn Thị Ước"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn  Văn\tThử \r\n", "Nguyễn Văn Thử"),
        ("Trần\u00a0Thị\u2003Mẫu", "Trần Thị Mẫu"),
        ("\ufeffLê Thị Ví\u200b Dụ", "Lê Thị Ví Dụ"),
        ("Ngu\u200dyễn\x00Văn\u2028Thử", "Nguyễn Văn Thử"),
        ("Thu\u031b\u200b\u0309", "Thử"),
        ("\udcffAn", "An"),
        (" \n\t ", ""),
    ],
)
def test_keeps_one_clean_line_of_what_was_pasted(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@given(st.text())
def test_one_line_is_stable_printable_and_encodable(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line
    assert line == line.strip() == nfc(line)
    assert "  " not in line
    assert not any(unicodedata.category(each) in ("Cc", "Cf", "Cs") for each in line)
    line.encode()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ĐẶNG Thị Nguyễn", "dang thi nguyen"),
        ("\u00d0\u1eb6NG", "dang"),
        ("  Ưu   đãi\tngười có công ", "uu dai nguoi co cong"),
        (unicodedata.normalize("NFD", "Hòa Bình"), "hoa binh"),
        ("Hoà Bình", "hoa binh"),
        ("1.014199", "1.014199"),
        ("Ngu\u200byễn", "nguyen"),
    ],
)
def test_folds_marks_case_and_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(NAMES)
def test_every_spelling_of_vietnamese_folds_to_plain_ascii(name: str) -> None:
    assert fold(name).isascii()
    assert fold(name) == fold(name.upper()) == fold(unicodedata.normalize("NFD", name))


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Đăng ký khai sinh", "dkks"),
        ("Cấp giấy phép lao động (1.014199)", "cgpld"),
        ("Trợ cấp - thất nghiệp", "tctn"),
        ("", ""),
        ("...", ""),
    ],
)
def test_takes_the_first_letter_of_each_word(text: str, letters: str) -> None:
    assert initials(text) == letters


IN_ORDER = [
    "An", "Ánh", "Ăn", "Ân", "Ấn", "Bình", "Dương", "Đào", "Đạo", "Em", "Êm", "Giang", "Ma", "Mà",
    "Mả", "Mã", "Má", "Mạ", "Mai", "Oanh", "Ôn", "Ơn", "Quỳnh", "Tú", "Từ", "Ước", "Vy", "Xuân",
    "Ý",
]  # fmt: skip


def test_sorts_as_the_dictionary_does() -> None:
    shuffled = random.Random(7).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_letters_decide_before_tones_over_the_whole_text() -> None:
    assert sorted(["má na", "ma ni", "ma na"], key=sort_key) == ["ma na", "má na", "ma ni"]


def test_both_places_of_a_tone_stand_together() -> None:
    assert sorted(["hoạ", "hoà", "hoá", "hòa"], key=sort_key) == ["hoà", "hòa", "hoá", "hoạ"]


def test_sorts_persons_by_given_name_then_family_then_middle() -> None:
    people = [
        "An",
        "Nguyễn Văn An",
        "Trần An",
        "Trần Bảo An",
        "Trần Đình An",
        "Lê Thị Ánh",
        "Nguyễn Văn Bình",
        "Đặng Thị Đào",
    ]
    shuffled = random.Random(3).sample(people, len(people))
    assert sorted(shuffled, key=name_sort_key) == people


@given(NAMES, NAMES)
def test_keys_do_not_depend_on_the_unicode_form(left: str, right: str) -> None:
    apart = unicodedata.normalize("NFD", left)
    assert sort_key(apart) == sort_key(left)
    assert name_sort_key(apart) == name_sort_key(left)
    assert (sort_key(left) == sort_key(right)) == (left == right)


@given(NAMES, NAMES)
def test_sqlite_byte_order_agrees_with_the_key(left: str, right: str) -> None:
    by_text = sort_key(left) < sort_key(right)
    assert by_text == (sort_key(left).encode() < sort_key(right).encode())
