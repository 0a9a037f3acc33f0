from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cautions import CautionKind
from app.domain.contact_numbers import check_phone, check_tax_code, normal_phone, normal_tax_code
from app.domain.errors import Reason, Refusal


@pytest.mark.parametrize(
    ("given_number", "kept"),
    [
        ("0912345678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("0084.912.345.678", "0912345678"),
        ("84912345678", "0912345678"),
        ("+84 (0) 912-345-678", "0912345678"),
        ("0234.3856868", "02343856868"),
        ("1900 1234", "19001234"),
        ("8412 3456", "84123456"),
        ("+81 90 1234 5678", "+819012345678"),
        ("0912 345 678/+84 987 654 321", "0912345678 / 0987654321"),
        ("0912345678; 0234.3856868", "0912345678 / 02343856868"),
    ],
)
def test_a_telephone_number_is_kept_in_one_form(given_number: str, kept: str) -> None:
    assert normal_phone(given_number) == kept


@given(st.from_regex(r"\A0[35789][0-9]{8}\Z"))
def test_every_way_of_writing_a_mobile_number_is_the_same_number(phone: str) -> None:
    ways = (phone, f"+84{phone[1:]}", f"84{phone[1:]}", f"0084 {phone[1:]}", f"+84 {phone}")
    assert {normal_phone(way) for way in ways} == {phone}
    assert check_phone(phone) == ()
    assert normal_phone(normal_phone(f"{phone}, {phone}")) == f"{phone} / {phone}"


@pytest.mark.parametrize("number", ["0912345678", "0234.3856868", "1900 1234", "18001234"])
def test_numbers_in_use_give_no_caution(number: str) -> None:
    assert check_phone(number) == ()


@pytest.mark.parametrize("number", ["0112345678", "091234567", "09123456789", "+819012345678"])
def test_unusual_numbers_are_taken_with_a_caution(number: str) -> None:
    assert [each.kind for each in check_phone(number)] == [CautionKind.PHONE_UNUSUAL]


@pytest.mark.parametrize(
    "number", ["", "12345", "không có", "0912 345 67x", "0912345678/", "09" * 9]
)
def test_what_cannot_be_dialled_is_refused(number: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_phone(number)
    assert caught.value.reason is Reason.PHONE_WRONG


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0100233488", "0100233488"),
        ("0314409058-002", "0314409058-002"),
        ("0314409058002", "0314409058-002"),
        ("034188004321", "034188004321"),
    ],
)
def test_tax_codes_of_10_13_and_12_digits_are_right(typed: str, kept: str) -> None:
    assert normal_tax_code(typed) == kept
    assert check_tax_code(typed) == ()


@pytest.mark.parametrize("code", ["0100233480", "0314409058-000", "1000000080"])
def test_a_tax_code_that_fails_its_check_digit_gives_a_caution(code: str) -> None:
    assert [each.kind for each in check_tax_code(code)] == [CautionKind.TAX_CODE_UNISSUED]


def test_the_tax_code_of_a_person_is_checked_as_a_citizen_number() -> None:
    assert [each.kind for each in check_tax_code("005188004321")] == [CautionKind.PROVINCE_UNKNOWN]


@pytest.mark.parametrize("code", ["", "010023348", "01002334889", "010023348A"])
def test_a_tax_code_of_another_length_is_refused(code: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_tax_code(code)
    assert caught.value.reason is Reason.TAX_CODE_WRONG
