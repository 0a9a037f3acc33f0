from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.badge import badge_digest, new_badge, read_badge
from app.domain.input_method import candidates
from app.domain.roles import ADMINISTRATOR, SUPERVISOR
from app.domain.scan import ScanKind, kind_of_scan
from app.domain.unlock_code import (
    in_groups,
    is_answer,
    new_challenge,
    read_challenge,
    unlock_answer,
)

KEY = bytes(range(16))


def test_a_badge_is_told_from_everything_else_that_is_scanned() -> None:
    badge = new_badge()
    assert kind_of_scan(badge) is ScanKind.BADGE
    assert read_badge(f" {badge.lower()}\r") == badge
    assert read_badge("CB-0190a1b2-3") is None


@given(st.integers(0, 25), st.integers(1, 9))
def test_one_wrong_digit_makes_no_badge(place: int, more: int) -> None:
    badge = new_badge()
    at = len("CB-") + place
    wrong = str((int(badge[at]) + more) % 10)
    assert read_badge(badge[:at] + wrong + badge[at + 1 :]) is None


def test_no_input_method_changes_a_badge() -> None:
    badge = new_badge()
    assert list(candidates(badge)) == [badge]


def test_two_badges_are_never_alike_and_a_digest_opens_nothing() -> None:
    badges = {new_badge() for _ in range(200)}
    assert len(badges) == 200
    badge = badges.pop()
    assert badge not in badge_digest(badge)
    assert read_badge(badge_digest(badge)) is None


@given(st.integers(0, 7), st.integers(1, 9))
def test_a_digit_misheard_by_telephone_is_seen_at_once(place: int, more: int) -> None:
    challenge = new_challenge()
    assert read_challenge(in_groups(challenge)) == challenge
    wrong = str((int(challenge[place]) + more) % 10)
    assert read_challenge(challenge[:place] + wrong + challenge[place + 1 :]) is None


def test_an_answer_counts_for_one_question_one_person_one_rank_and_one_office() -> None:
    asked = "12345674"
    answer = unlock_answer(KEY, asked, "Trần Thị Mẫu", SUPERVISOR)
    assert answer == unlock_answer(KEY, asked, "  TRAN THI MAU ", SUPERVISOR)
    others = (
        unlock_answer(KEY, asked, "Trần Thị Mẫn", SUPERVISOR),
        unlock_answer(KEY, asked, "Trần Thị Mẫu", ADMINISTRATOR),
        unlock_answer(KEY, "12345771", "Trần Thị Mẫu", SUPERVISOR),
        unlock_answer(secrets.token_bytes(16), asked, "Trần Thị Mẫu", SUPERVISOR),
    )
    assert answer not in others
    assert is_answer(f"{answer[:4]} {answer[4:]}", answer)
    assert not is_answer(others[0], answer)
    assert not is_answer("", answer)


@pytest.mark.parametrize("text", ["", "1234567", "123456745", "mười hai"])
def test_what_is_no_question_is_none(text: str) -> None:
    assert read_challenge(text) is None
