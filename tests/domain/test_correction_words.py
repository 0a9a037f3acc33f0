from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.domain.correction_words import kept_date_sentence, new_date_sentence
from app.domain.moments import VIETNAM

KEPT = datetime(2026, 11, 23, 9, 30, tzinfo=VIETNAM)


def test_a_date_kept_against_a_later_one_needs_an_apology() -> None:
    said = kept_date_sentence(KEPT, KEPT + timedelta(days=1), can_take_back=False)

    assert "09:30 thứ Ba 24/11/2026" in said
    assert "xin lỗi" in said
    assert "Thu lại" not in said


def test_a_slip_of_today_can_be_taken_back() -> None:
    said = kept_date_sentence(KEPT, KEPT + timedelta(days=1), can_take_back=True)

    assert "Thu lại giấy cũ" in said


def test_a_date_that_would_have_passed_needs_no_apology() -> None:
    said = kept_date_sentence(KEPT, KEPT - timedelta(days=4), can_take_back=False)

    assert "đã qua" in said
    assert "xin lỗi" not in said


@pytest.mark.parametrize(
    ("days", "slip_was_out", "words"),
    [
        (0, True, "giữ nguyên"),
        (-1, True, "Sớm hơn giấy cũ"),
        (1, True, "Muộn hơn giấy cũ"),
        (1, False, "chưa giấy nào ra khỏi quầy"),
    ],
)
def test_a_new_date_is_held_against_the_one_before(
    days: int, slip_was_out: bool, words: str
) -> None:
    said = new_date_sentence(KEPT, KEPT + timedelta(days=days), slip_was_out=slip_was_out)

    assert words in said
