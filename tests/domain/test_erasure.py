from __future__ import annotations

import json
from datetime import date

import pytest
from desks import ROOT

from app.domain.erasure import ArchiveTerm, Basis, ErasureRules, tidy_order
from app.domain.errors import Refusal
from app.domain.persons_named import PersonsNamed, persons_named
from app.domain.records import from_plain

RULES = from_plain(
    ErasureRules, json.loads((ROOT / "resources/erasure/rules.json").read_text("utf-8"))
)
PART = json.dumps(
    {
        "applicant": {
            "full_name": "Trần Thị Mẫu",
            "identity": {"kind": "citizen_number", "number": "034188004321"},
            "phone": "0912.345.678",
        },
        "notes": "gọi trước khi đến",
    }
).encode()
NAMED = persons_named([PART])


def test_every_basis_and_term_says_where_it_comes_from() -> None:
    assert {each.name for each in RULES.terms} >= {"dossier", "visit"}
    assert all(each.source and each.words for each in (*RULES.bases, *RULES.terms))
    assert [each.name for each in RULES.bases if each.lifts_term] == ["legal_order"]
    assert all(each.needs_order for each in RULES.bases if each.lifts_term)


@pytest.mark.parametrize(
    ("last_deed_on", "years", "until"),
    [
        (date(2026, 1, 1), 10, date(2036, 12, 31)),
        (date(2026, 12, 31), 10, date(2036, 12, 31)),
        (date(2024, 2, 29), 1, date(2025, 12, 31)),
        (date(2026, 5, 5), 0, date(2026, 12, 31)),
    ],
)
def test_a_term_counts_from_the_end_of_the_year(
    last_deed_on: date, years: int, until: date
) -> None:
    term = ArchiveTerm(name="x", words="x", years=years, source="x")
    assert term.kept_until(last_deed_on) == until


@pytest.mark.parametrize("order", ["15/QĐ-UBND", "1234/2026/QĐ-TA", "01/QĐ-XPHC ngày 5/1/2026"])
def test_numbers_of_orders_are_taken_as_they_are_written(order: str) -> None:
    basis = Basis(name="x", words="x", source="x", needs_order=True)
    assert tidy_order(basis, f"  {order} ") == order


@pytest.mark.parametrize("order", ["bà Mẫu", "12345678901", "0912345678/QĐ", "Đ" * 61 + "1"])
def test_what_may_name_somebody_is_no_number_of_an_order(order: str) -> None:
    basis = Basis(name="x", words="x", source="x", needs_order=True)
    with pytest.raises(Refusal):
        tidy_order(basis, order)


@pytest.mark.parametrize(
    ("texts", "is_theirs"),
    [
        (["TRAN THI MAU"], True),
        (["Trần Thị Mẫu", "034190001111"], False),
        (["Trần Thị Mẫu", "034 188 004 321"], True),
        (["0912345678"], True),
        (["Trần Thị Mẫu Đơn"], False),
        (["An Thử"], False),
        ([], False),
    ],
)
def test_a_half_typed_form_is_theirs_by_number_or_by_name_alone(
    texts: list[str], is_theirs: bool
) -> None:
    assert NAMED.stand_in_form(texts) is is_theirs


@pytest.mark.parametrize(
    ("typed", "is_theirs"),
    [
        ("mau tran thi", True),
        ("trần thị mẫu quá hạn", True),
        ("034188004321", True),
        ("tran mau", False),
        ("hôm nay", False),
    ],
)
def test_a_kept_search_is_theirs_by_all_words_of_the_name(typed: str, is_theirs: bool) -> None:
    assert NAMED.stand_in_search([typed]) is is_theirs


def test_a_name_of_one_word_takes_no_search_along() -> None:
    assert not PersonsNamed(names=frozenset({"an"})).stand_in_search(["an thu"])


def test_a_visits_form_inside_a_form_is_read_and_a_broken_one_stops_nothing() -> None:
    inner = {"applicant": {"full_name": "Lê Văn Thử"}}
    assert persons_named([json.dumps({"form": json.dumps(inner)}).encode()]).names == {"le van thu"}
    assert persons_named([b'{"form": "{"}']) == PersonsNamed()
