from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money_words import money_in_words, number_in_words

WORDS = {
    0: "không",
    1: "một",
    4: "bốn",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    31: "ba mươi mốt",
    55: "năm mươi lăm",
    100: "một trăm",
    101: "một trăm linh một",
    104: "một trăm linh tư",
    105: "một trăm linh năm",
    110: "một trăm mười",
    115: "một trăm mười lăm",
    121: "một trăm hai mươi mốt",
    444: "bốn trăm bốn mươi tư",
    1_000: "một nghìn",
    1_001: "một nghìn không trăm linh một",
    8_000: "tám nghìn",
    15_000: "mười lăm nghìn",
    21_500: "hai mươi mốt nghìn năm trăm",
    50_000: "năm mươi nghìn",
    105_015: "một trăm linh năm nghìn không trăm mười lăm",
    1_205_000: "một triệu hai trăm linh năm nghìn",
    1_000_005: "một triệu không trăm linh năm",
    2_000_000_000: "hai tỷ",
    1_000_000_004: "một tỷ không trăm linh tư",
    10_000_000_000: "mười tỷ",
    21_024_000_051: "hai mươi mốt tỷ không trăm hai mươi tư triệu không trăm năm mươi mốt",
    3_000_000_000_000: "ba nghìn tỷ",
}
VALUES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def heard(words: str) -> int:
    """The number that somebody writes down who hears these words."""
    head, billion, tail = words.rpartition("tỷ")
    total = heard(head) * 10**9 if billion else 0
    small = group = 0
    for word in tail.split():
        if word in VALUES:
            group += VALUES[word]
        elif word == "mười":
            group += 10
        elif word in ("mươi", "trăm"):
            last = group % 10
            group += last * ({"mươi": 10, "trăm": 100}[word] - 1)
        elif word in ("nghìn", "triệu"):
            small += group * {"nghìn": 10**3, "triệu": 10**6}[word]
            group = 0
        else:
            assert word == "linh"
    return total + small + group


@pytest.mark.parametrize(("number", "words"), WORDS.items())
def test_a_number_is_said_as_people_say_it(number: int, words: str) -> None:
    assert number_in_words(number) == words


@given(st.integers(0, 10**18 - 1))
def test_whoever_hears_the_words_writes_the_same_number(number: int) -> None:
    assert heard(number_in_words(number)) == number


@given(st.integers(0, 10**11))
def test_the_special_words_stand_only_where_they_belong(number: int) -> None:
    words = number_in_words(number).split()
    assert "  " not in number_in_words(number)
    for before, word in zip(["", *words], words, strict=False):
        if word == "mốt":
            assert before == "mươi"
        if word == "lăm":
            assert before in ("mươi", "mười")
        if word == "tư":
            assert before in ("mươi", "linh")
        if before == "mươi":
            assert word not in ("một", "bốn", "năm")


def test_a_sum_begins_with_a_capital_and_ends_in_dong() -> None:
    assert money_in_words(21_000) == "Hai mươi mốt nghìn đồng"
    assert money_in_words(0) == "Không đồng"


@pytest.mark.parametrize("amount", [-1, 10**18])
def test_sums_that_no_office_takes_have_no_words(amount: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        money_in_words(amount)
