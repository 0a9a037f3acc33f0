from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.ui.widgets.column_widths import Wish, shared

WISHES = st.lists(
    st.builds(Wish, st.integers(0, 60), st.integers(0, 500), st.integers(0, 120), st.booleans()),
    min_size=1,
    max_size=8,
)


def alike(*wanted: int) -> list[Wish]:
    """Columns of one share each."""
    return [Wish(1, each) for each in wanted]


def test_as_long_as_nobody_lacks_each_has_its_share() -> None:
    assert shared(400, [Wish(1, 50), Wish(2, 50), Wish(1, 50)]) == [100, 200, 100]


def test_a_column_that_lacks_gets_what_the_others_have_no_use_for() -> None:
    assert shared(400, alike(40, 40, 40, 280)) == [40, 40, 40, 280]


def test_where_all_is_too_little_the_short_are_whole_and_the_long_divide_the_rest() -> None:
    assert shared(400, alike(60, 900, 900)) == [60, 170, 170]


def test_the_name_of_a_row_is_whole_before_words_are() -> None:
    assert shared(400, [Wish(1, 170, is_name=True), *alike(300, 300)]) == [170, 115, 115]


def test_a_name_leaves_at_least_half_to_the_others() -> None:
    assert shared(400, [Wish(1, 390, is_name=True), *alike(300)]) == [200, 200]


def test_a_heading_is_whole_while_another_column_has_more_than_its_own() -> None:
    assert shared(300, [Wish(1, 900, 40), Wish(1, 900, 180)]) == [120, 180]


def test_a_hidden_column_gets_nothing() -> None:
    assert shared(300, [Wish(1, 250), Wish(0, 90, 90), Wish(2, 90)])[1] == 0


@given(st.integers(0, 2000), WISHES)
def test_columns_fill_the_table_and_never_stick_out(width: int, wishes: list[Wish]) -> None:
    parts = shared(width, wishes)

    assert all(part >= 0 for part in parts)
    assert sum(parts) <= width
    assert sum(parts) > width - len(parts) * 2 or not any(each.share for each in wishes)
