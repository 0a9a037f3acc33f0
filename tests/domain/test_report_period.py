from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from app.domain.errors import Refusal
from app.domain.report_period import (
    PERIOD_RULES,
    Period,
    PeriodRule,
    last_ended,
    period_of,
    read_period,
)

RULES = {each.key: each for each in PERIOD_RULES}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("report-quarter/2026/1", "2025-12-15", "2026-03-14"),
        ("report-quarter/2026/4", "2026-09-15", "2026-12-14"),
        ("report-half/2026/1", "2025-12-15", "2026-06-14"),
        ("report-nine-months/2026/1", "2025-12-15", "2026-09-14"),
        ("report-year/2026", "2025-12-15", "2026-12-14"),
        ("month/2028/2", "2028-02-01", "2028-02-29"),
        ("quarter/2026/4", "2026-10-01", "2026-12-31"),
        ("half/2026/2", "2026-07-01", "2026-12-31"),
        ("year/2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_period_is_what_its_rule_says(text: str, first: str, last: str) -> None:
    expected = Period(date.fromisoformat(first), date.fromisoformat(last))
    assert read_period(text) == expected


@pytest.mark.parametrize("rule", [each for each in PERIOD_RULES if each.count * each.months == 12])
def test_the_parts_of_a_year_follow_each_other_without_a_gap(rule: PeriodRule) -> None:
    parts = [
        period_of(rule, year, nth) for year in (2026, 2027) for nth in range(1, rule.count + 1)
    ]
    for one, other in pairwise(parts):
        assert other.first - one.last == timedelta(1)


@pytest.mark.parametrize("text", ["quarter/2026/5", "quarter/2026/0", "day/2026/1", "x", "year/"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="field_wrong"):
        read_period(text)


def test_a_period_that_runs_backwards_is_refused() -> None:
    with pytest.raises(Refusal, match="period_wrong"):
        Period(date(2026, 11, 16), date(2026, 11, 15))


def test_the_last_part_that_is_over() -> None:
    quarter = RULES["report-quarter"]
    assert last_ended(quarter, date(2026, 12, 15)) == read_period("report-quarter/2026/4")
    assert last_ended(quarter, date(2026, 12, 14)) == read_period("report-quarter/2026/3")
    assert last_ended(RULES["month"], date(2027, 1, 5)) == read_period("month/2026/12")
