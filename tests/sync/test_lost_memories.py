"""Restored centres, restored desks, twins: what any surviving disk holds is lost to nobody."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from agreement import assert_agreed, centre_uids, uids_of
from centres import TENANT, Cluster, Running, copied, enrol_at, opened_at, synced
from deeds_at_desk import do, received, stored
from desks import NOW

from app.bootstrap import Desk
from app.domain.deed_forms import NoteForm
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.services import upkeep
from app.services.clock import clock_doubt
from app.services.dossiers import dossier_uids


def test_a_centre_restored_from_yesterdays_dump_gets_everything_back_from_its_desks(
    cluster: Cluster, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    received(first)
    synced(first, second)
    yesterday = copied(cluster, centre)
    lost = [received(first), received(second)]
    synced(first, second, first)
    before = set(uids_of(first))
    centre.carry_on_with(yesterday)
    # The first desk dies with its disk: what it wrote comes back from its neighbour.
    (back,) = synced(second)
    assert back.restored > 0
    assert set(centre_uids(centre)) == before
    assert_agreed(centre, second)
    synced(first, second)
    assert_agreed(centre, first, second)
    assert {stored(second, uid).code for uid in lost} == {stored(first, uid).code for uid in lost}


def test_events_that_followed_a_restore_stay_when_others_come_back(
    cluster: Cluster, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    synced(first, second)
    yesterday = copied(cluster, centre)
    uid = received(first)
    synced(first, second)
    centre.carry_on_with(yesterday)
    received(second)
    received(first)
    synced(first, second, first, second)
    assert_agreed(centre, first, second)
    assert stored(second, uid).code == stored(first, uid).code


def test_a_desk_that_a_restored_centre_never_enrolled_enrols_again_and_loses_nothing(
    cluster: Cluster, centre: Running, two_desks: tuple[Desk, Desk]
) -> None:
    first, second = two_desks
    enrol_at(centre, first)
    before_enrolment = copied(cluster, centre)
    enrol_at(centre, second)
    received(second)
    synced(first, second)
    centre.carry_on_with(before_enrolment)
    received(second)
    with pytest.raises(Refusal) as refused:
        synced(second)
    assert refused.value.reason is Reason.DESK_FORGOTTEN
    enrol_at(centre, second)
    synced(second, first)
    assert_agreed(centre, first, second)


@pytest.mark.parametrize("count", [1, 3])
def test_a_desk_put_back_loses_nothing_and_numbers_nothing_twice(
    count: int, centre: Running, enrolled: tuple[Desk, Desk], tmp_path: Path
) -> None:
    first, second = enrolled
    received(first)
    synced(first)
    folder = first.settings.data
    first.database.copy_to(tmp_path / "backup.db")
    lost = [received(first) for _ in range(count)]
    synced(first, second)
    first.close()
    for log in folder.glob("motcua.db-*"):
        log.unlink()
    (tmp_path / "backup.db").replace(folder / "motcua.db")
    first = opened_at(folder, NOW)
    (done,) = synced(first)
    # One transaction short looks like a power cut; then the centre knows better.
    assert done.new_writer == (count == 1)
    # It numbers on at once, in a block that the centre lent and that no lost number lies in.
    later = received(first)
    assert stored(first, later).code == "H40.16-261116-9001"
    synced(first, second)
    for uid in (*lost, later):
        assert stored(first, uid).code == stored(second, uid).code
    assert_agreed(centre, first, second)
    first.close()


def test_of_two_twins_on_the_line_the_second_becomes_a_desk_of_its_own(
    centre: Running, enrolled: tuple[Desk, Desk], tmp_path: Path
) -> None:
    first, second = enrolled
    received(first)
    synced(first)
    for name in ("desk1", "desk1-state"):
        target = tmp_path / "twin" / name
        shutil.copytree(tmp_path / name, target, ignore=shutil.ignore_patterns("ballast"))
    twin = opened_at(tmp_path / "twin" / "desk1", NOW)
    ours, theirs = received(first), received(twin)
    (done,) = synced(first)
    assert not done.new_writer
    (forked,) = synced(twin)
    assert forked.new_writer
    assert stored(twin, received(twin)).code == "H40.16-261116-9001"
    synced(first, second, twin, first, second)
    # They bore one code, which no desk could know without a line: who came second got another.
    assert forked.flagged == 1
    on_paper = "H40.16-261116-1002"
    for desk in (first, second, twin):
        assert stored(desk, ours).code == on_paper
        assert stored(desk, theirs).code == "H40.16-261116-0001"
        with desk.database.reading() as session:
            assert set(dossier_uids(session, TENANT, on_paper)) == {ours, theirs}
            assert dossier_uids(session, TENANT, "H40.16-261116-0001") == (theirs,)
            assert upkeep.verify(session, TENANT) == ()
    held = sorted(centre_uids(centre))
    assert [set(held) - set(uids_of(desk)) for desk in (first, second, twin)] == [set()] * 3
    twin.close()


def test_a_desk_whose_clock_is_a_year_off_is_in_step_all_the_same(
    centre: Running, two_desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    first, second = two_desks
    first.close()
    first = opened_at(tmp_path / "desk1", NOW + timedelta(days=365))
    for desk in (first, second):
        enrol_at(centre, desk)
    uid = received(second)
    synced(second, first)
    do(first, uid, DeedKind.ADD_NOTE, NoteForm(words="đã gọi"), first.now())
    synced(first, second)
    # Its neighbour goes on by its own clock: a wrong one blocks nobody else.
    received(second)
    with second.database.reading() as session:
        assert clock_doubt(session, now=NOW, desk=second.context) is None
    synced(second, first)
    assert_agreed(centre, first, second)
    first.close()


def test_two_desks_that_write_on_one_dossier_without_a_line_come_to_one_fold(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    uid = received(first)
    synced(first, second)
    do(first, uid, DeedKind.ADD_NOTE, NoteForm(words="gọi lại sau"))
    do(second, uid, DeedKind.ADD_NOTE, NoteForm(words="đã gọi"))
    do(first, uid, DeedKind.ADD_NOTE, NoteForm(words="đã gọi hai lần"))
    synced(second, first, second)
    assert_agreed(centre, first, second)
    assert len(stored(first, uid).heads) == 2
    do(first, uid, DeedKind.ADD_NOTE, NoteForm(words="xong"))
    synced(first, second)
    assert len(stored(second, uid).heads) == 1
