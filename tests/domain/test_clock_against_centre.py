"""The clock of a desk against its centre's: what they found counts until the clock is set."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from desks import NOW

from app.domain.clock_doubt import offset_now
from app.domain.line_words import age_words, met_words, offset_words

YEAR, HOUR = timedelta(days=365), timedelta(hours=1)


@pytest.mark.parametrize(
    ("met_at", "offset", "now", "found"),
    [
        (NOW, -YEAR, NOW + HOUR, -YEAR),
        (NOW, -YEAR, NOW - YEAR + HOUR, timedelta()),
        (NOW, YEAR, NOW + HOUR, YEAR),
        (NOW, YEAR, NOW + YEAR + HOUR, timedelta()),
        (NOW, timedelta(), NOW + HOUR, timedelta()),
        (None, YEAR, NOW, timedelta()),
    ],
    ids=["ahead", "ahead, put back", "behind", "behind, put forward", "right", "never met"],
)
def test_what_the_centre_found_counts_until_the_clock_is_set(
    met_at: datetime | None, offset: timedelta, now: datetime, found: timedelta
) -> None:
    assert offset_now(met_at, offset, now) == found


def test_a_wrong_clock_is_told_with_its_way_and_what_it_does_to_papers() -> None:
    ahead, behind = offset_words(-YEAR), offset_words(YEAR)
    assert "nhanh 365 ngày" in ahead
    assert "chậm 365 ngày" in behind
    assert "giấy in ra mang ngày giờ sai" in ahead
    assert offset_words(timedelta(minutes=10), above=timedelta(minutes=30)) == ""


def test_moments_of_a_wrong_clock_are_never_told_as_if_they_were_of_this_year() -> None:
    assert met_words(NOW + YEAR, NOW).endswith("16/11/2027")
    assert age_words(NOW + YEAR, NOW) == "đồng hồ đã đổi"
    assert age_words(NOW + timedelta(seconds=2), NOW) == "vừa xong"
