"""A stick of a desk that was lost, read at its neighbour: the centre hears of it all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from agreement import assert_agreed, every_uid, uids_of
from centres import AGENCY, TENANT, Running, synced
from deeds_at_desk import received
from desks import NOW

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.server.devices import revoke
from app.services import journal, writers
from app.services.line_tray import tray
from app.sync import bundle


def carried(source: Desk, target: Desk, path: Path) -> bundle.TakenIn:
    """Write a stick here and read it there."""
    key = bundle.key_of_code(bundle.new_code())
    with source.database.reading() as session:
        bundle.export(session, source.context, key, path, source.now())
    with target.database.transaction() as session:
        return bundle.take_in(session, TENANT, path, key, target.now())


def test_what_a_lost_desk_left_on_a_stick_reaches_the_centre_through_its_neighbour(
    centre: Running, enrolled: tuple[Desk, Desk], tmp_path: Path
) -> None:
    lost, neighbour = enrolled
    synced(lost, neighbour)
    received(lost)
    assert carried(lost, neighbour, tmp_path / "stick.goi").new > 0
    on_stick = set(uids_of(lost))
    synced(neighbour)
    with neighbour.database.reading() as session:
        assert writers.count_unsent(session, TENANT) == 0
    assert on_stick <= every_uid(centre)
    assert_agreed(centre, neighbour)
    synced(lost, neighbour)
    assert_agreed(centre, lost, neighbour)


def test_what_a_revoked_machine_did_comes_by_stick_and_is_shown_to_a_supervisor(
    centre: Running, enrolled: tuple[Desk, Desk], tmp_path: Path
) -> None:
    lost, neighbour = enrolled
    known = received(lost)
    synced(lost, neighbour)
    with centre.centre.transaction() as connection:
        revoke(connection, TENANT, AGENCY, 1, NOW)
    late = received(lost)
    with pytest.raises(Refusal) as refused:
        synced(lost)
    assert refused.value.reason is Reason.DESK_REVOKED
    carried(lost, neighbour, tmp_path / "stick.goi")
    synced(neighbour)
    assert set(uids_of(lost)) <= every_uid(centre)
    with neighbour.database.reading() as session:
        flagged = [each for each in tray(session, desk=neighbour.context) if each.reason]
        told = {event.uid: event.dossier_uid for event in journal.events(session, TENANT)}
    assert {told[each.event_uid] for each in flagged if each.event_uid} == {late}
    assert known != late
    assert {(each.reason, each.owner) for each in flagged} == {("of_revoked", "lãnh đạo")}
    assert_agreed(centre, neighbour)
