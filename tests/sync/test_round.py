from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from agreement import centre_fold, centre_head, head_of
from centres import TENANT, Running, enrol_at, synced
from deeds_at_desk import received, stored
from desks import NOW

from app.bootstrap import Desk
from app.domain.dossier import fold_bytes
from app.domain.errors import Reason, Refusal
from app.services import journal, upkeep


def test_two_desks_agree_with_the_centre_byte_for_byte(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    ours, theirs = received(first), received(second)
    synced(first, second, first)
    assert head_of(first) == head_of(second) == centre_head(centre)
    for uid in (ours, theirs):
        folds = [fold_bytes(stored(desk, uid)) for desk in enrolled]
        assert folds == [centre_fold(centre, uid)] * 2
    for desk in enrolled:
        with desk.database.transaction() as session:
            assert upkeep.verify(session, TENANT) == ()
            upkeep.rebuild(session, TENANT)
            assert upkeep.verify(session, TENANT) == ()


def test_a_round_tells_what_it_did_and_a_second_one_finds_nothing(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    received(first)
    sent, got = synced(first, second)
    assert sent.sent > 0
    assert (sent.waiting, sent.flagged) == (0, 0)
    assert got.received == sent.sent
    (again,) = synced(first)
    assert (again.sent, again.received) == (0, got.sent)
    (idle,) = synced(first)
    assert (idle.sent, idle.received) == (0, 0)


def test_events_say_how_far_the_clock_was_from_the_centres_when_they_last_met(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    slow = replace(enrolled[0], now=lambda: NOW - timedelta(minutes=10))
    before = received(slow, slow.now())
    synced(slow)
    after = received(slow, slow.now())
    with slow.database.reading() as session:
        told = {
            uid: {each.clock_offset_ms for each in journal.events(session, TENANT, uid)}
            for uid in (before, after)
        }
    assert told == {before: {None}, after: {600_000}}


def test_a_desk_whose_officer_has_no_pin_is_not_enrolled(centre: Running, desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        enrol_at(centre, desk)
    assert refused.value.reason is Reason.PIN_FIRST
