from __future__ import annotations

import pytest

from app.domain.deadlines import WorkingSpan
from app.ui.dossier_words import left_words, short_left


@pytest.mark.parametrize(
    ("left", "late", "said"),
    [
        (WorkingSpan(4, 125), None, ("4 ngày 2 giờ", "")),
        (WorkingSpan(3, 20), None, ("3 ngày", "")),
        (WorkingSpan(0, 200), None, ("3 giờ 20 phút", "warn")),
        (WorkingSpan(0, 0), None, ("hết hôm nay", "warn")),
        (None, WorkingSpan(8, 20), ("trễ 8 ngày", "bad")),
        (None, WorkingSpan(0, 20), ("trễ 20 phút", "bad")),
        (None, WorkingSpan(0, 0), ("vừa quá hạn", "bad")),
        (None, None, ("", "")),
    ],
)
def test_a_narrow_column_says_days_or_minutes_and_marks_what_is_urgent(
    left: WorkingSpan | None, late: WorkingSpan | None, said: tuple[str, str]
) -> None:
    assert short_left(left, late) == said


def test_the_page_says_all_of_it() -> None:
    assert left_words(WorkingSpan(4, 125), None) == ("còn 4 ngày 2 giờ làm việc", "info")
    assert left_words(None, WorkingSpan(1, 180)) == ("trễ 1 ngày 3 giờ làm việc", "bad")
    assert left_words(WorkingSpan(0, 0), None) == ("hạn đến hết hôm nay", "warn")
    assert left_words(None, None) == ("", "")
