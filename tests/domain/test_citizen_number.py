from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.caution_words import caution_sentence
from app.domain.cautions import Caution, CautionKind
from app.domain.citizen_number import (
    check_citizen_number,
    check_old_id_number,
    check_passport_number,
    citizen_number_parts,
    normal_citizen_number,
    normal_old_id_number,
    normal_passport_number,
)
from app.domain.errors import Reason, Refusal
from app.domain.provinces import BIRTH_PROVINCES


def kinds(cautions: tuple[Caution, ...]) -> list[CautionKind]:
    assert all(caution_sentence(each) for each in cautions)
    return [each.kind for each in cautions]


@pytest.mark.parametrize(
    ("number", "province", "born_year", "gender"),
    [
        ("034188004321", "Thái Bình", 1988, "Nữ"),
        ("049202001234", "Quảng Nam", 2002, "Nam"),
        ("001090123456", "Hà Nội", 1990, "Nam"),
        ("015309000001", "Yên Bái", 2009, "Nữ"),
        ("024455000001", "Bắc Giang", 2155, "Nam"),
        ("005999000001", None, 2399, "Nữ"),
    ],
)
def test_a_number_states_province_year_and_gender(
    number: str, province: str | None, born_year: int, gender: str
) -> None:
    parts = citizen_number_parts(number)
    assert (parts.province, parts.born_year, parts.gender) == (province, born_year, gender)


def test_a_number_that_fits_gives_no_caution() -> None:
    assert check_citizen_number("034188004321", date(1988, 9, 2), "Nữ") == ()
    assert check_citizen_number("034188004321", gender="NU") == ()
    assert check_citizen_number("034188004321") == ()


@pytest.mark.parametrize(
    ("number", "born_on", "gender", "expected"),
    [
        ("034188004321", date(1989, 9, 2), "Nữ", [CautionKind.BIRTH_YEAR_DIFFERS]),
        ("034388004321", date(1988, 9, 2), "Nữ", [CautionKind.BIRTH_YEAR_DIFFERS]),
        ("034188004321", date(1988, 9, 2), "Nam", [CautionKind.GENDER_DIFFERS]),
        ("005188004321", date(1988, 9, 2), "Nữ", [CautionKind.PROVINCE_UNKNOWN]),
        ("034588004321", None, None, [CautionKind.BORN_IN_COMING_CENTURY]),
        (
            "999088004321",
            date(1999, 1, 1),
            "Nữ",
            [
                CautionKind.BIRTH_YEAR_DIFFERS,
                CautionKind.GENDER_DIFFERS,
                CautionKind.PROVINCE_UNKNOWN,
            ],
        ),
    ],
)
def test_what_does_not_fit_gives_a_caution_and_never_blocks(
    number: str, born_on: date | None, gender: str | None, expected: list[CautionKind]
) -> None:
    assert kinds(check_citizen_number(number, born_on, gender)) == expected


def test_the_caution_says_what_the_number_makes_one_expect() -> None:
    (caution,) = check_citizen_number("034188004321", date(1990, 1, 1))
    assert caution_sentence(caution) == (
        "Theo số định danh thì sinh năm 1988, nhưng đang ghi năm 1990. Hãy đối chiếu lại với thẻ."
    )


def test_spaces_and_dots_between_the_digits_are_taken_off() -> None:
    assert normal_citizen_number(" 034 188\u00a0004.321 ") == "034188004321"


@pytest.mark.parametrize(
    "number", ["", "03418800432", "0341880043210", "03418800432O", "٠٣٤١٨٨٠٠٤٣٢١", "0341880043２1"]
)
def test_anything_but_twelve_digits_is_refused(number: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_citizen_number(number)
    assert caught.value.reason is Reason.CITIZEN_NUMBER_WRONG


@given(
    st.sampled_from(sorted(BIRTH_PROVINCES)),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["Nam", "Nữ"]),
    st.from_regex(r"\A[0-9]{6}\Z"),
)
def test_a_number_built_by_the_rule_never_gives_a_caution(
    province: str, born_on: date, gender: str, tail: str
) -> None:
    century_and_gender = (born_on.year // 100 - 19) * 2 + (gender == "Nữ")
    number = f"{province}{century_and_gender}{born_on:%y}{tail}"
    assert check_citizen_number(number, born_on, gender) == ()
    other = "Nam" if gender == "Nữ" else "Nữ"
    assert kinds(check_citizen_number(number, born_on, other)) == [CautionKind.GENDER_DIFFERS]
    later = born_on.replace(year=born_on.year + 1, day=1)
    assert kinds(check_citizen_number(number, later)) == [CautionKind.BIRTH_YEAR_DIFFERS]


def test_the_province_list_is_the_one_of_63_provinces_and_not_of_34() -> None:
    assert len(BIRTH_PROVINCES) == 63
    assert BIRTH_PROVINCES["010"] == "Lào Cai"
    assert BIRTH_PROVINCES["015"] == "Yên Bái"
    assert BIRTH_PROVINCES["027"] == "Bắc Ninh"


def test_an_old_identity_card_is_taken_with_a_caution() -> None:
    assert kinds(check_old_id_number("151 234 567")) == [CautionKind.OLD_ID_OUT_OF_USE]
    assert normal_old_id_number("034188004321") == "034188004321"


@pytest.mark.parametrize("number", ["", "15123456", "1512345678", "15123456A"])
def test_an_old_identity_number_of_another_length_is_refused(number: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_old_id_number(number)
    assert caught.value.reason is Reason.OLD_ID_WRONG


@pytest.mark.parametrize(
    ("number", "country", "expected"),
    [
        ("b1234567", "VN", []),
        ("C 12345678", "Việt Nam", []),
        ("K0123456", None, []),
        ("12345678", "VN", [CautionKind.PASSPORT_UNUSUAL]),
        ("AB123456", None, [CautionKind.PASSPORT_UNUSUAL]),
        ("12345678", "Nhật Bản", []),
        ("AB123456", "KOR", []),
    ],
)
def test_only_vietnamese_passports_have_a_form_to_doubt(
    number: str, country: str | None, expected: list[CautionKind]
) -> None:
    assert kinds(check_passport_number(number, country)) == expected


def test_a_passport_number_is_kept_in_capitals() -> None:
    assert normal_passport_number(" b123 4567 ") == "B1234567"


@pytest.mark.parametrize("number", ["", "B12", "hộ chiếu", "B1234567890123456"])
def test_what_cannot_be_a_passport_number_is_refused(number: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_passport_number(number, "VN")
    assert caught.value.reason is Reason.PASSPORT_WRONG
