from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.typing_slips import is_one_slip, one_slip_away, shorter_by_one, slip_table


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hin", "hon"),
        ("hno", "hon"),
        ("ho", "hon"),
        ("hoon", "hon"),
        ("xhon", "hon"),
        ("on", "hon"),
    ],
)
def test_a_slip_is_one_letter_or_two_neighbours(typed: str, meant: str) -> None:
    assert is_one_slip(typed, meant)


@pytest.mark.parametrize(("typed", "meant"), [("hon", "hon"), ("noh", "hon"), ("h", "hon")])
def test_more_or_less_than_one_slip_is_none(typed: str, meant: str) -> None:
    assert not is_one_slip(typed, meant)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_a_slip_agrees_with_the_distance_counted_plainly(one: str, other: str) -> None:
    assert is_one_slip(one, other) == (_distance(one, other) == 1)


def _distance(one: str, other: str) -> int:
    """Optimal string alignment, written the long way."""
    table = [[max(i, j) for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            change = table[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, change)
            swapped = i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]
            if swapped:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(st.sets(st.text("abc", min_size=3, max_size=5)), st.text("abc", min_size=3, max_size=5))
def test_the_table_leads_to_every_word_one_slip_away(words: set[str], typed: str) -> None:
    table = slip_table(sorted(words))
    shapes = {typed, *shorter_by_one(typed)}
    near = {each for shape in shapes for each in table.get(shape, ())}
    assert {each for each in words if is_one_slip(typed, each)} <= near


@given(st.text("abc", min_size=1, max_size=5), st.text("abc", min_size=1, max_size=5))
def test_every_word_one_slip_away_is_named_and_no_other(one: str, other: str) -> None:
    assert (other in one_slip_away(one)) == is_one_slip(one, other)
