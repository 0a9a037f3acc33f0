from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.moments import VIETNAM
from app.domain.pad_words import written_date_sentence

PROMISED = datetime(2026, 11, 23, 9, 30, tzinfo=VIETNAM)


def test_the_same_moment_needs_no_word() -> None:
    assert written_date_sentence(PROMISED, PROMISED) == ""


def test_an_earlier_handwritten_date_needs_an_apology_and_a_later_one_none() -> None:
    sooner = written_date_sentence(PROMISED, PROMISED - timedelta(days=3))
    later = written_date_sentence(PROMISED, PROMISED + timedelta(days=1))

    assert "09:30 thứ Sáu 20/11/2026" in sooner
    assert "xin lỗi" in sooner
    assert "09:30 thứ Ba 24/11/2026" in later
    assert "xin lỗi" not in later
