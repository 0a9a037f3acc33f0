from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.sign_in_delay import (
    FIRST_DELAY,
    FREE_FAILURES,
    LONGEST_DELAY,
    delay_after,
    wait_left,
)

AT = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)
failures = st.integers(0, 10_000)
spans = st.timedeltas(timedelta(days=-400), timedelta(days=400))


def test_the_first_slips_cost_nothing_and_the_fourth_half_a_minute() -> None:
    waits = [delay_after(count).total_seconds() for count in range(11)]
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]


@given(failures)
def test_a_wait_never_shrinks_and_never_lasts_for_good(count: int) -> None:
    assert timedelta(0) <= delay_after(count) <= delay_after(count + 1) <= LONGEST_DELAY


@given(failures, spans)
def test_wherever_the_clock_stands_nobody_waits_longer_than_one_delay(
    count: int, passed: timedelta
) -> None:
    left = wait_left(count, AT, AT + passed)
    assert timedelta(0) <= left <= delay_after(count)


@given(st.integers(FREE_FAILURES + 1, 10_000), st.timedeltas(timedelta(0), LONGEST_DELAY * 2))
def test_a_wait_ends_exactly_when_its_delay_has_passed(count: int, passed: timedelta) -> None:
    left = wait_left(count, AT, AT + passed)
    assert left == max(delay_after(count) - passed, timedelta(0))
    assert wait_left(count, AT, AT + passed + left) == timedelta(0)


@given(st.integers(FREE_FAILURES + 1, 10_000), st.timedeltas(timedelta(seconds=1), timedelta(400)))
def test_a_clock_set_back_makes_no_guess_free(count: int, back: timedelta) -> None:
    assert wait_left(count, AT, AT - back) == delay_after(count) >= FIRST_DELAY
