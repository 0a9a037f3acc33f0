from __future__ import annotations

import unicodedata
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.clerk_search import ClerkSearch, Reading, read_clerk_search
from app.domain.dossier import DossierState
from app.domain.dossier_query import UNRETURNED_STATES, DaySpan, DossierQuery
from app.domain.records import from_plain, to_plain
from app.domain.search_words import STATE_WORDS, days_text
from app.domain.typed_words import folded_words

TODAY = date(2026, 11, 18)
"""A Wednesday."""


def read(typed: str) -> DossierQuery:
    found = read_clerk_search(typed, TODAY)
    assert found.otherwise is None
    return found.first.query


def span(first: str, last: str | None = None) -> DaySpan:
    return DaySpan(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("hôm nay", span("2026-11-18")),
        ("hom qua", span("2026-11-17")),
        ("HÔM KIA", span("2026-11-16")),
        ("tuần này", span("2026-11-16", "2026-11-22")),
        ("tuan truoc", span("2026-11-09", "2026-11-15")),
        ("thứ hai", span("2026-11-16")),
        ("thứ năm", span("2026-11-12")),
        ("thứ 4", span("2026-11-18")),
        ("t6", span("2026-11-13")),
        ("thứ sáu tuần này", span("2026-11-20")),
        ("chủ nhật", span("2026-11-15")),
        ("12/11", span("2026-11-12")),
        ("25/12", span("2025-12-25")),
        ("12/11/2025", span("2025-11-12")),
        ("1/2/25", span("2025-02-01")),
        ("12-11-2026", span("2026-11-12")),
        ("ngày 12", span("2026-11-12")),
        ("ngày 31", span("2026-10-31")),
        ("ngày 5 tháng 10 năm 2024", span("2024-10-05")),
        ("tháng 10", span("2026-10-01", "2026-10-31")),
        ("thang 12", span("2025-12-01", "2025-12-31")),
        ("tháng 2/2024", span("2024-02-01", "2024-02-29")),
        ("tháng trước", span("2026-10-01", "2026-10-31")),
        ("năm 2025", span("2025-01-01", "2025-12-31")),
        ("năm ngoái", span("2025-01-01", "2025-12-31")),
        ("từ 1/11 đến 12/11", span("2026-11-01", "2026-11-12")),
        ("1/11-12/11", span("2026-11-01", "2026-11-12")),
        ("từ thứ hai", DaySpan(date(2026, 11, 16), None)),
        ("đến hôm qua", DaySpan(None, date(2026, 11, 17))),
        ("nộp hôm qua", span("2026-11-17")),
    ],
)
def test_days_are_read_as_a_clerk_says_them(typed: str, days: DaySpan) -> None:
    assert read(typed) == DossierQuery(received=(days,))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("hẹn hôm nay", span("2026-11-18")),
        ("hen tra mai", span("2026-11-19")),
        ("hẹn 25/12", span("2026-12-25")),
        ("hẹn 2/1", span("2027-01-02")),
        ("hẹn thứ hai", span("2026-11-23")),
        ("hạn tuần sau", span("2026-11-23", "2026-11-29")),
        ("đến hạn", span("2026-11-18")),
        ("đến hạn ngày mai", span("2026-11-19")),
    ],
)
def test_a_promised_day_lies_ahead_as_often_as_behind(typed: str, days: DaySpan) -> None:
    assert read(typed) == DossierQuery(due=(days,))


@pytest.mark.parametrize(
    ("typed", "states"),
    [
        ("mới nhận", (DossierState.RECEIVED,)),
        ("da tra", (DossierState.RETURNED,)),
        ("đã trả kết quả", (DossierState.RETURNED,)),
        ("huỷ", (DossierState.CANCELLED,)),
        ("Hủy", (DossierState.CANCELLED,)),
        ("chưa trả", UNRETURNED_STATES),
        ("đã trả đã hủy", (DossierState.RETURNED, DossierState.CANCELLED)),
    ],
)
def test_states_are_read_with_marks_and_without(
    typed: str, states: tuple[DossierState, ...]
) -> None:
    found = read_clerk_search(typed, TODAY)
    reading = found.otherwise or found.first
    assert reading.query == DossierQuery(states=states)


def test_everything_is_read_in_any_order() -> None:
    expected = DossierQuery(
        words=("dang", "thi"),
        states=(DossierState.RECEIVED,),
        desks=(3,),
        procedures=("1.010833",),
        received=(span("2026-11-17"),),
    )
    assert read("đặng thị quầy 3 hôm qua mới nhận 1.010833") == expected
    assert read("1.010833, mới nhận; quay 3 Đặng Thị hom qua") == expected


def test_late_means_open_and_promised_before_today() -> None:
    assert read("quá hạn quầy 2") == DossierQuery(overdue_on=TODAY, desks=(2,))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("thu hai", ("thu", "hai")),
        ("nguyen thu nam", ("nguyen", "thu", "nam")),
        ("le duc huy", ("le", "duc", "huy")),
    ],
)
def test_without_marks_a_name_is_sought_before_a_filter(typed: str, name: tuple[str, ...]) -> None:
    found = read_clerk_search(typed, TODAY)
    assert found.first.query == DossierQuery(words=name[:-1], beginning=name[-1])
    assert found.otherwise is not None
    assert found.otherwise.understood


@pytest.mark.parametrize(
    "typed", ["Thu Hải", "Nguyễn Đức Huy Hoàng", "Thư Hai", "Mai", "quầy", "hẹn"]
)
def test_a_name_with_its_marks_is_a_name(typed: str) -> None:
    found = read_clerk_search(typed, TODAY)
    assert found.first.understood == ()
    assert words_of(found.first) == folded_words(typed)


def test_a_quoted_name_stands_together_and_is_never_a_filter() -> None:
    assert read("“Hôm Qua” hôm qua") == DossierQuery(
        phrases=("hom qua",), received=(span("2026-11-17"),)
    )
    assert read('"Nguyễn Văn" an') == DossierQuery(phrases=("nguyen van",), beginning="an")
    assert read('"an') == DossierQuery(beginning="an")


@pytest.mark.parametrize(
    "typed", ["31/02", "ngày 32", "tháng 13", "thứ 9", "quầy 300", "45/13/2026"]
)
def test_an_impossible_filter_stays_words(typed: str) -> None:
    found = read_clerk_search(typed, TODAY)
    assert found.first.understood == ()
    assert words_of(found.first) == folded_words(typed)


def test_a_code_and_a_tail_are_words() -> None:
    assert read("H40.16-261116-3017").beginning == "3017"
    assert read("4321") == DossierQuery(beginning="4321")


def test_what_was_understood_is_said() -> None:
    first = read_clerk_search("an HÔM QUA quay 3 hẹn mai", TODAY).first
    assert [(each.typed, each.meaning) for each in first.understood] == [
        ("HÔM QUA", "nhận 17/11/2026"),
        ("quay 3", "quầy 3"),
        ("hẹn mai", "hẹn trả 19/11/2026"),
    ]


def test_only_a_last_word_is_unfinished() -> None:
    assert read("tran an") == DossierQuery(words=("tran",), beginning="an")
    assert read("tran an hôm qua").words == ("tran", "an")


def words_of(reading: Reading) -> list[str]:
    query = reading.query
    last = [] if query.beginning is None else [query.beginning]
    return [*query.words, *last]


def kept_words(reading: Reading) -> set[str]:
    kept = set(words_of(reading))
    for text in (*reading.query.phrases, *(each.typed for each in reading.understood)):
        kept |= set(folded_words(text))
    return kept


PIECES = st.sampled_from(
    (
        "hôm qua|hom nay|thứ hai|thu hai|t2|12/11|31/02|12/11/2026|tháng|10|năm|2026|quá hạn|hẹn"
        '|trả|quầy|3|mới nhận|đã trả|hủy|huy|từ|đến|ngày|“|”|"|Nguyễn|văn|An|0912|1.010833|*|('
    ).split("|")
)
TYPED = st.one_of(
    st.lists(PIECES, max_size=9).map(" ".join),
    st.text(max_size=60),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=9).map("".join),
)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@given(TYPED, DAYS)
def test_nothing_typed_raises_and_no_word_is_lost(typed: str, today: date) -> None:
    found = read_clerk_search(typed, today)
    for reading in filter(None, (found.first, found.otherwise)):
        assert set(folded_words(typed)) <= kept_words(reading)


@given(TYPED)
def test_decomposed_letters_are_the_same_letters(typed: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, typed) for form in ("NFC", "NFD"))
    assert read_clerk_search(composed, TODAY) == read_clerk_search(decomposed, TODAY)


@given(TYPED)
def test_a_query_survives_being_kept(typed: str) -> None:
    query = read_clerk_search(typed, TODAY).first.query
    assert from_plain(DossierQuery, to_plain(query)) == query


@pytest.mark.parametrize("typed", ["a" * 100_000, "hôm qua " * 5_000, '"' * 9_999, "\0" * 50, "🙂"])
def test_huge_and_odd_texts_are_read(typed: str) -> None:
    assert isinstance(read_clerk_search(typed, TODAY), ClerkSearch)


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_time_are_no_trouble(today: date) -> None:
    for typed in ("hôm qua", "ngày mai", "tuần sau", "năm ngoái", "tháng sau", "hẹn 31/12", "t2"):
        assert isinstance(read_clerk_search(typed, today), ClerkSearch)


def test_each_state_has_words() -> None:
    assert set(STATE_WORDS) == set(DossierState)


def test_spans_of_days_are_said_in_vietnamese() -> None:
    assert days_text(DaySpan(None, TODAY), promised=True) == "hẹn trả đến 18/11/2026"


def test_a_query_that_says_nothing_is_empty() -> None:
    plain: dict[str, Any] = {
        each.name: getattr(read("  ,, "), each.name) for each in fields(DossierQuery)
    }
    assert not any(plain.values())
