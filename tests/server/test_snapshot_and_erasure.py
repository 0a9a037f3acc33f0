"""A snapshot that is being made while somebody is erased: the name is in none, nobody waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from centres import AGENCY, TENANT, Running, synced
from deeds_at_desk import erase_persons, received
from sqlalchemy import text

from app.bootstrap import Desk
from app.server import snapshots

BURY = "INSERT INTO tombstone (tenant, uid, erased_by) VALUES (:tenant, :uid, :uid)"
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'tombstone'::regclass"


def in_the_middle(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen once the pages have been read and before they are kept."""
    pack = snapshots.pack_part

    def packed(*pages: object) -> bytes:
        content = pack(*pages)  # type: ignore[arg-type]
        monkeypatch.setattr(snapshots, "pack_part", pack)
        happens()
        return content

    monkeypatch.setattr(snapshots, "pack_part", packed)


def parts(centre: Running) -> int:
    with centre.centre.transaction() as connection:
        return connection.execute(text("SELECT count(*) FROM snapshot_part")).scalar_one()


def erase_at(desk: Desk, uid: UUID) -> None:
    erase_persons(desk, uid)
    synced(desk)


def test_an_erasure_that_comes_meanwhile_waits_for_no_snapshot_and_leaves_no_name_in_it(
    centre: Running, enrolled: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = enrolled
    uid = received(first)
    synced(first)
    snapshots.make(centre.centre, TENANT, AGENCY)
    assert parts(centre) == 1
    # In the same thread: were the push to wait for the snapshot, neither would ever end.
    in_the_middle(monkeypatch, lambda: erase_at(first, uid))
    snapshots.make(centre.centre, TENANT, AGENCY)
    assert parts(centre) == 0
    snapshots.make(centre.centre, TENANT, AGENCY)
    assert parts(centre) == 1


def test_a_snapshot_waits_for_an_erasure_that_has_not_come_to_its_end(
    centre: Running, enrolled: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = enrolled
    uid = received(first)
    synced(first)
    erasing = centre.centre.engine.connect()
    in_the_middle(monkeypatch, lambda: erasing.execute(text(BURY), {"tenant": TENANT, "uid": uid}))
    making = threading.Thread(target=snapshots.make, args=(centre.centre, TENANT, AGENCY))
    making.start()
    with centre.centre.engine.connect() as onlooker:
        while making.is_alive() and not onlooker.execute(text(WAITING)).scalar():
            onlooker.rollback()
    assert making.is_alive()
    erasing.commit()
    making.join(20)
    erasing.close()
    assert parts(centre) == 0


def test_a_snapshot_is_kept_in_place_of_the_one_before(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    ends = []
    for _ in range(2):
        received(first)
        synced(first)
        snapshots.make(centre.centre, TENANT, AGENCY)
        with centre.centre.transaction() as connection:
            found = connection.execute(text("SELECT stream, n, ends_at FROM snapshot_part")).all()
        assert [(stream, n) for stream, n, _ in found] == [(AGENCY, 0)]
        ends.append(found[0].ends_at)
    assert ends[1] > ends[0]
