from __future__ import annotations

import pytest

from app.domain.errors import Reason, Refusal
from app.domain.secret_rules import check_secret, is_easy, looks_like_birthday

NAME = "Nguyễn Thị Ví Dụ"


@pytest.mark.parametrize(
    "secret",
    [
        *("000000", "111111", "123456", "654321", "012345", "987654", "121212", "123123"),
        *("112233", "147258", "159357", "7777777", "890123", "2345678", "10101010"),
        *("matkhau1", "Mật khẩu 2026", "password", "Password1!", "nguyenthividu", "qwerty12"),
    ],
)
def test_what_anybody_tries_first_is_refused(secret: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_secret(secret, NAME)
    assert refused.value.reason is Reason.PIN_EASY


@pytest.mark.parametrize("secret", ["", "12947", "a1b2c3d", " 7391 ", "x" * 129])
def test_what_is_too_short_or_too_long_is_refused(secret: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_secret(secret, NAME)
    assert refused.value.reason is Reason.PIN_LENGTH


@pytest.mark.parametrize("secret", ["739152", "20481907", "ruộng lúa chín", "tre-xanh-88"])
def test_what_is_not_the_first_guess_will_do(secret: str) -> None:
    assert check_secret(f" {secret} ", NAME) == secret


def test_marks_typed_in_two_ways_are_one_password() -> None:
    composed, decomposed = "ruộng lúa chín", "ruo\u0302\u0323ng lu\u0301a chi\u0301n"
    assert check_secret(decomposed, NAME) == check_secret(composed, NAME)


def test_a_birthday_is_told_and_no_refusal() -> None:
    for birthday in ("230588", "23051988", "19880523", "290296"):
        assert looks_like_birthday(birthday)
        assert not is_easy(birthday)
    assert not looks_like_birthday("739152")
    assert not looks_like_birthday("23051788")
