"""A stick of a desk that was lost, read at its neighbour: the centre hears of it all the same."""

from __future__ import annotations

from pathlib import Path

from agreement import assert_agreed, every_uid, uids_of
from centres import TENANT, Running, synced
from deeds_at_desk import received

from app.bootstrap import Desk
from app.services import writers
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
