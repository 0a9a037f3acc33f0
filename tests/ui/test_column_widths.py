from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.ui.widgets.column_widths import shared

COLUMNS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 500)), min_size=1, max_size=8)


def test_as_long_as_nobody_lacks_each_has_its_share() -> None:
    assert shared(400, (1, 2, 1), (50, 50, 50)) == [100, 200, 100]


def test_a_column_that_lacks_gets_what_the_others_have_no_use_for() -> None:
    assert shared(400, (1, 1, 1, 1), (40, 40, 40, 280)) == [40, 40, 40, 280]


def test_where_all_is_too_little_the_short_are_whole_and_the_long_divide_the_rest() -> None:
    assert shared(400, (1, 1, 1), (60, 900, 900)) == [60, 170, 170]


def test_the_name_of_a_row_is_whole_before_words_are() -> None:
    assert shared(400, (1, 1, 1), (170, 300, 300), names=[0]) == [170, 115, 115]


def test_a_name_leaves_at_least_half_to_the_others() -> None:
    assert shared(400, (1, 1), (390, 300), names=[0]) == [200, 200]


def test_a_hidden_column_gets_nothing() -> None:
    assert shared(300, (1, 0, 2), (250, 90, 90))[1] == 0


@given(st.integers(0, 2000), COLUMNS)
def test_columns_fill_the_table_and_never_stick_out(
    width: int, columns: list[tuple[int, int]]
) -> None:
    shares, wanted = zip(*columns, strict=True)
    parts = shared(width, shares, wanted)

    assert all(part >= 0 for part in parts)
    assert sum(parts) <= width
    assert sum(parts) > width - len(parts) * 2 or not sum(shares)
