from __future__ import annotations

from datetime import date

import pytest

from app.domain.clerk_search import read_clerk_search
from app.domain.dossier_query import DaySpan, DossierQuery, Order
from app.ui.dossier_filter import (
    DUE,
    RECEIVED,
    Filter,
    filter_of,
    name_of,
    search_of,
    spoken,
    tidied,
)

WEDNESDAY = date(2026, 11, 18)
CHIPS: list[Filter] = [
    *({"received": value} for value, _ in RECEIVED if value not in ("", "range")),
    *({"due": value} for value, _ in DUE if value),
    {"received": "range", "since": "01/11/2026", "until": "15/11/2026"},
    {"received": "range", "since": "01/11/2026"},
    {"received": "range", "until": "15/11/2026"},
]


@pytest.mark.parametrize("chosen", CHIPS, ids=name_of)
def test_the_words_of_a_chip_mean_what_the_chip_means(chosen: Filter) -> None:
    by_chip = search_of(chosen, WEDNESDAY)

    by_words = search_of(spoken(chosen), WEDNESDAY)

    read = read_clerk_search(by_words.typed, WEDNESDAY)
    assert read.first.query == by_chip.filters
    assert read.otherwise is None
    assert by_words.filters == DossierQuery()
    assert by_words.order is by_chip.order


@pytest.mark.parametrize(
    ("chosen", "days"),
    [
        ({"received": "today"}, DaySpan(WEDNESDAY, WEDNESDAY)),
        ({"received": "yesterday"}, DaySpan(date(2026, 11, 17), date(2026, 11, 17))),
        ({"received": "week"}, DaySpan(date(2026, 11, 16), date(2026, 11, 22))),
        ({"received": "range", "since": "1/11/2026"}, DaySpan(date(2026, 11, 1), None)),
    ],
)
def test_days_of_reception_are_counted_from_today(chosen: Filter, days: DaySpan) -> None:
    assert search_of(chosen, WEDNESDAY).filters.received == (days,)


def test_an_empty_range_narrows_nothing() -> None:
    assert search_of({"received": "range"}, WEDNESDAY).filters.received == ()


def test_whoever_asks_for_promises_sees_the_soonest_first() -> None:
    assert search_of({"due": "tomorrow"}, WEDNESDAY).order is Order.DUE
    assert search_of({"typed": "mẫu quá hạn"}, WEDNESDAY).order is Order.DUE
    assert search_of({"typed": "mẫu hôm qua"}, WEDNESDAY).order is Order.NEWEST


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="day is out of range"):
        search_of({"received": "range", "since": "31/02/2026"}, WEDNESDAY)


def test_a_kept_search_comes_back_as_chips_and_words() -> None:
    chosen = {"typed": "mẫu hôm qua", "state": "received", "sector": "Hộ tịch", "desk": "3"}

    assert filter_of(search_of(chosen, WEDNESDAY)) == chosen


def test_dates_of_a_range_go_with_the_range() -> None:
    assert tidied({"received": "today", "since": "01/11/2026", "typed": " "}) == {
        "received": "today"
    }
