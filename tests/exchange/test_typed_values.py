from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.typed_values import day_of, moment_of

FIFTH = date(1990, 2, 5)


@pytest.mark.parametrize(
    "text",
    [
        *("5/2/1990", "05-02-1990", "05.02.1990", "05021990", "1990-02-05", " 5 / 2 / 1990 "),
        *("ngày 5 tháng 2 năm 1990", "Ngày 05 tháng 02 năm 1990"),
        unicodedata.normalize("NFD", "ngày 5 tháng 2 năm 1990"),
    ],
)
def test_a_day_is_read_as_officers_write_it(text: str) -> None:
    assert day_of(text) == FIFTH


@pytest.mark.parametrize("text", ["", "5/2/90", "30/2/1990", "1990", "hôm qua", "0005-02-01"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("20261116093000", "16/11/2026 09:30", "09:30 16/11/2026", "16/11/2026 9h30"),
        *("2026-11-16T09:30:00", "2026-11-16 09:30:00", "2026-11-16T09:30:00+07:00"),
        "9 giờ 30 phút ngày 16 tháng 11 năm 2026",
    ],
)
def test_a_moment_is_read_with_its_time_before_or_behind(text: str) -> None:
    assert moment_of(text, time(7)) == datetime(2026, 11, 16, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["16/11/2026", "20261116", "16112026"])
def test_a_day_alone_has_the_usual_time(text: str) -> None:
    assert moment_of(text, time(17)) == datetime(2026, 11, 16, 10, tzinfo=UTC)


@given(st.text(max_size=30))
def test_no_text_breaks_the_readers(text: str) -> None:
    day_of(text)
    moment_of(text, time(7))
