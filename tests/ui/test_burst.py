from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from app.ui.burst import Burst, Tail

TEXTS = st.text("0123456789 abcH40.16-|Ê", min_size=8, max_size=60)


def typed(burst: Burst, text: str, gaps: list[float], begin: float = 1.0) -> float:
    """Type a text with so many seconds before each key; when the key after it would come."""
    now = begin
    for letter, gap in zip(text, gaps, strict=True):
        now += gap
        burst.add(letter, now, lambda: lambda: None)
    return now


def scanned(text: str, gap: float) -> Tail | None:
    burst = Burst()
    end = typed(burst, text, [gap] * len(text))
    return burst.scan(end + gap)


@given(TEXTS, st.floats(0.07, 1.5))
def test_fingers_never_scan_whatever_they_type(text: str, gap: float) -> None:
    assume(text.count("|") < 4)
    assert scanned(text, gap) is None


@given(TEXTS, st.floats(0.001, 0.03))
def test_what_comes_faster_than_fingers_is_one_scan_from_its_first_letter(
    text: str, gap: float
) -> None:
    found = scanned(text, gap)
    assert found is not None
    assert found.text == text


@given(TEXTS, TEXTS.filter(lambda text: len(text) < 20))
def test_what_fingers_typed_before_it_is_no_part_of_a_scan(text: str, before: str) -> None:
    burst = Burst()
    end = typed(burst, before, [0.12] * len(before))
    end = typed(burst, text, [0.2, *[0.005] * (len(text) - 1)], end)
    found = burst.scan(end + 0.005)
    assert found is not None
    # A known code may take letters in that fit before it; what only its rhythm tells takes none.
    assert found.text == text or found.is_code


@given(st.lists(st.floats(0.001, 0.03), min_size=40, max_size=40), st.integers(1, 39))
def test_one_hiccup_of_a_busy_machine_parts_no_scan(gaps: list[float], at: int) -> None:
    gaps[at] = 0.25
    burst = Burst()
    text = "khuyen mai mua mot tang mot hom nay thoi"
    found = burst.scan(typed(burst, text, gaps) + 0.01)
    assert found is not None
    assert found.text == text


def test_a_clock_that_begins_anew_parts_two_bursts() -> None:
    burst = Burst()
    typed(burst, "H40.16-2611", [0.005] * 11, begin=4_294_960.0)
    end = typed(burst, "H40.16-261121-0001", [0.005] * 18, begin=0.0)
    found = burst.scan(end + 0.005)
    assert found is not None
    assert found.text == "H40.16-261121-0001"


@given(
    st.text("0123456789", min_size=3, max_size=11),
    st.lists(st.floats(0.001, 0.15), min_size=11, max_size=11),
    st.floats(0.08, 0.28),
)
def test_digits_typed_just_before_a_card_are_no_part_of_its_number(
    before: str, gaps: list[float], pause: float
) -> None:
    card = "034152100074||Nguyễn Văn Thử|02031990|Nam|Thôn Ví Dụ, xã An Thử|02032021"
    burst = Burst()
    end = typed(burst, before, gaps[: len(before)])
    end = typed(burst, card, [pause, *[0.005] * (len(card) - 1)], end)
    found = burst.scan(end + 0.005)
    assert found is not None
    assert found.text == card
