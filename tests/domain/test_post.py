from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from post_samples import POST

from app.domain import post_in_facts, post_out_facts
from app.domain.calendar import Calendar
from app.domain.errors import Reason, Refusal
from app.domain.post import (
    ALLOWED,
    STATE_WORDS,
    ItemDeed,
    ItemState,
    PostalItem,
    check_item,
    may_give_up,
    read_item_number,
)
from app.domain.post_folding import fold_item
from app.domain.post_in_facts import BagWay, PostalItemOpened
from app.domain.postal_number import PostalNumber

MONDAY = date(2026, 11, 16)
PLAIN_YEAR = Calendar(())


def item(state: ItemState, **more: object) -> PostalItem:
    plain: dict[str, object] = {
        "uid": UUID(int=1),
        "number": "EE123456785VN",
        "way": BagWay.IN,
        "carrier": "Bưu điện An Thử",
        "state": state,
    }
    return PostalItem(**{**plain, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("deed", ItemDeed)
@pytest.mark.parametrize("state", ItemState)
def test_each_deed_is_allowed_in_its_states_and_refused_with_a_sentence_in_all_others(
    deed: ItemDeed, state: ItemState
) -> None:
    if state in ALLOWED[deed]:
        check_item(item(state), deed)
        return
    with pytest.raises(Refusal) as refused:
        check_item(item(state), deed)
    assert refused.value.values["state"] == STATE_WORDS[state]


@pytest.mark.parametrize("state", ItemState)
def test_an_item_of_another_agency_is_opened_in_no_state(state: ItemState) -> None:
    with pytest.raises(Refusal) as refused:
        check_item(item(state, addressee="H40.17"), ItemDeed.OPEN)
    assert refused.value.reason is Reason.POST_ITEM_FOREIGN


@pytest.mark.parametrize(
    ("invitations", "enough"),
    [
        ((MONDAY,), False),
        ((MONDAY, MONDAY), False),
        ((MONDAY, MONDAY + timedelta(days=1)), False),
        ((MONDAY, MONDAY + timedelta(days=2)), True),
        # Friday and Monday are one working day apart, however many days lie between.
        ((MONDAY + timedelta(days=4), MONDAY + timedelta(days=7)), False),
        ((MONDAY + timedelta(days=4), MONDAY + timedelta(days=8)), True),
        ((MONDAY + timedelta(days=3), MONDAY), True),
    ],
)
def test_two_invitations_two_working_days_apart(
    invitations: tuple[date, ...], enough: bool
) -> None:
    assert may_give_up(invitations, PLAIN_YEAR) is enough


@given(some.sampled_from("EE RR CP LA".split()), some.integers(0, 99_999_999))
def test_every_number_of_the_standard_reads_without_a_doubt(service: str, serial: int) -> None:
    number = str(PostalNumber(service, f"{serial:08d}", "VN"))
    assert read_item_number(number.lower()) == read_item_number(number)
    assert read_item_number(number).doubt == ""


@given(some.text(max_size=60))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    with suppress(Refusal):
        kept = read_item_number(text).number
        assert read_item_number(kept).number == kept


def test_what_is_done_to_an_unknown_item_leaves_it_unknown() -> None:
    opened = PostalItemOpened(item_uid=str(UUID(int=1)))
    assert fold_item(None, opened, None) is None  # type: ignore[arg-type]


def test_each_kind_of_fact_has_a_sample() -> None:
    assert {type(each) for each in POST} == {*post_in_facts.FACTS, *post_out_facts.FACTS}
