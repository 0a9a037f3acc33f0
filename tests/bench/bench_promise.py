"""How many promises a second, with trace and warnings, on one core (CPU time)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time

import pytest

from app.domain.calendar import Calendar, calendar_year
from app.domain.moments import VIETNAM
from app.domain.procedure import LimitUnit, TimeLimit
from app.domain.promise import promise
from app.domain.trace_words import trace_sentences

_YEARS = Path(__file__).parents[2] / "resources" / "calendars"
_TEN_DAYS = TimeLimit.of(10, LimitUnit.WORKING_DAY)
_RECEPTIONS = [
    datetime(2026, 1, 5, 7, 0, tzinfo=VIETNAM) + timedelta(hours=1.75) * index
    for index in range(4000)
]


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    years = (json.loads(path.read_text(encoding="utf-8")) for path in _YEARS.glob("*.json"))
    return Calendar(tuple(calendar_year(plain) for plain in years))


def test_twenty_thousand_promises_a_second(calendar: Calendar) -> None:
    per_second = rate(lambda at: promise(at, _TEN_DAYS, calendar))
    print(f"\npromise of 10 working days with its steps: {per_second:,.0f} a second")
    assert per_second >= 20_000


def test_sentences_are_cheap_enough_for_every_key_typed(calendar: Calendar) -> None:
    per_second = rate(lambda at: trace_sentences(promise(at, _TEN_DAYS, calendar)))
    print(f"\npromise of 10 working days with its sentences: {per_second:,.0f} a second")
    assert per_second >= 2_000


def rate(call) -> float:
    call(_RECEPTIONS[0])
    return len(_RECEPTIONS) / median(seconds(call) for _ in range(7))


def seconds(call) -> float:
    begun = process_time()
    for at in _RECEPTIONS:
        call(at)
    return process_time() - begun
