"""Events that one life of the centre acknowledged and a restore took away again."""

from __future__ import annotations

import pytest
from agreement import assert_agreed, every_uid, uids_of
from centres import TENANT, Cluster, Running, copied, synced
from deeds_at_desk import received
from hostile import talk_of

from app.bootstrap import Desk
from app.services import writers
from app.services.journal_head import journal_head
from app.sync import greeting
from app.sync.greeting import say_hello
from app.sync.pulling import give_back
from app.sync.pushing import push_all


def hand_in(centre: Running, desk: Desk) -> None:
    """Half a round: the centre acknowledges everything, and the line breaks before the pull."""
    talk = talk_of(centre, desk)
    with desk.database.reading() as session:
        writer = journal_head(session, TENANT).writer
    with talk.line:
        push_all(talk, writer)
    with desk.database.reading() as session:
        assert writers.count_unsent(session, TENANT) == 0


def test_a_desk_that_begins_a_new_writer_takes_along_what_has_no_place_in_the_centres_order(
    cluster: Cluster,
    centre: Running,
    enrolled: tuple[Desk, Desk],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = enrolled
    synced(first)
    yesterday = copied(cluster, centre)
    received(first)
    hand_in(centre, first)
    centre.carry_on_with(yesterday)
    # A changed network card: the centre takes it for a copy of the disk, and the desk branches off.
    monkeypatch.setattr(greeting, "hardware_digest", lambda: "ab" * 32)
    (done,) = synced(first)
    monkeypatch.undo()
    assert done.new_writer
    assert set(uids_of(first)) <= every_uid(centre)
    assert_agreed(centre, first)
    synced(second)
    assert_agreed(centre, second)


def test_what_was_given_back_to_a_centre_that_is_restored_once_more_is_not_lost_with_it(
    cluster: Cluster, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    synced(first)
    yesterday, once_more = (copied(cluster, centre) for _ in range(2))
    received(second)
    synced(second, first)
    held = set(uids_of(first))
    centre.carry_on_with(yesterday)
    # The line breaks after the offer; the other desk's disk is lost meanwhile.
    with (talk := talk_of(centre, first)).line:
        (head,) = say_hello(talk)[0].streams
        give_back(talk, head)
    assert held <= every_uid(centre)
    centre.carry_on_with(once_more)
    synced(first)
    assert held <= every_uid(centre)
    assert_agreed(centre, first)
    synced(second, first)
    assert_agreed(centre, first, second)
