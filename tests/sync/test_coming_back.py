"""A dossier that comes back to a post point brings its persons again, unless they were erased."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from agreement import centre_fold
from centres import POST_POINT, TENANT, Running, enrol_at, synced
from deeds_at_desk import do, erase_persons, received, stored
from sqlalchemy import func, select
from test_files import SHORT, attach, file_of, missing_at
from test_scopes import (
    assert_sound,
    kept_parts,
    kinds,
    place,
    shared,
    stop,
    three_months_pass,
)
from test_scopes import places as places
from test_stick_elsewhere import carried

from app.bootstrap import Desk
from app.domain.deed_forms import NoteForm, ShareForm
from app.domain.dossier import fold_bytes
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.domain.end_forms import RecallResultForm, ReceiveResultForm, ReturnResultForm
from app.models.journal import TombstoneRow
from app.models.sync import PartsWantedRow
from app.services import upkeep


def end(office: Desk, uid: UUID) -> None:
    do(office, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy xác nhận"))
    do(office, uid, DeedKind.RETURN_RESULT, ReturnResultForm(proofs=(ShownProof.SLIP,)))


def recall(office: Desk, uid: UUID) -> None:
    do(office, uid, DeedKind.RECALL_RESULT, RecallResultForm(reason="Sai tên"))


def note(desk: Desk, uid: UUID, words: str) -> None:
    do(desk, uid, DeedKind.ADD_NOTE, NoteForm(words=words))


def let_go(centre: Running, post: Desk) -> None:
    """The centre's clock goes on by three months; the point hears of it and lets go."""
    three_months_pass(centre)
    synced(post)
    post.wipe_erased()


def count(desk: Desk, kind: type[TombstoneRow | PartsWantedRow]) -> int:
    with desk.database.reading() as session:
        return session.execute(select(func.count()).select_from(kind)).scalar_one()


def assert_whole(office: Desk, post: Desk, uid: UUID) -> None:
    assert fold_bytes(stored(post, uid)) == fold_bytes(stored(office, uid))
    assert kept_parts(post, uid) == kept_parts(office, uid) > 0
    assert count(post, PartsWantedRow) == 0


def test_persons_and_files_come_back_with_a_dossier_after_its_ninety_days(
    centre: Running, places: tuple[Desk, Desk]
) -> None:
    office, post = places
    uid = received(office)
    digest = attach(office, uid, SHORT)
    do(office, uid, DeedKind.SHARE, ShareForm(office=POST_POINT))
    synced(office, post)
    note(post, uid, "đã nhận túi")
    synced(post, office)
    end(office, uid)
    synced(office, post)
    let_go(centre, post)
    assert kept_parts(post, uid) == 0
    assert file_of(post, digest) is None
    note(office, uid, "sai tên")
    recall(office, uid)
    synced(office, post)
    assert_whole(office, post, uid)
    assert file_of(post, digest) == SHORT
    assert missing_at(post) == []
    note(post, uid, "chờ khách đến")
    assert_whole(post, post, uid)
    synced(post, office)
    assert_whole(office, post, uid)
    assert_sound(centre, office, post)
    with post.database.transaction() as session:
        upkeep.rebuild(session, TENANT)
    assert_whole(office, post, uid)
    assert_sound(centre, post)


def test_a_dossier_that_leaves_a_second_time_is_let_go_a_second_time(
    centre: Running, places: tuple[Desk, Desk]
) -> None:
    office, post = places
    uid = shared(office, post)
    end(office, uid)
    synced(office, post)
    let_go(centre, post)
    known = count(post, TombstoneRow)
    recall(office, uid)
    synced(office, post)
    assert kept_parts(post, uid) > 0
    end(office, uid)
    synced(office, post)
    let_go(centre, post)
    assert kept_parts(post, uid) == 0
    # Copies on sticks are begun anew when something was taken away: they count tombstones.
    assert count(post, TombstoneRow) > known
    assert_sound(centre, office, post)


def test_persons_erased_while_a_dossier_was_away_do_not_come_back_with_it(
    centre: Running, places: tuple[Desk, Desk]
) -> None:
    office, post = places
    uid = shared(office, post)
    end(office, uid)
    synced(office, post)
    let_go(centre, post)
    erase_persons(office, uid)
    recall(office, uid)
    synced(office, post)
    assert kept_parts(post, uid) == kept_parts(office, uid) == 0
    assert fold_bytes(stored(post, uid)) == fold_bytes(stored(office, uid))
    synced(post)
    assert count(post, PartsWantedRow) == 0
    assert_sound(centre, office, post)


def test_what_a_lost_desk_noted_is_let_go_again_once_its_stick_has_reached_the_centre(
    centre: Running, places: tuple[Desk, Desk], tmp_path: Path
) -> None:
    office, post = places
    lost = place(tmp_path / "lost", POST_POINT, 5)
    enrol_at(centre, lost)
    uid = shared(office, post)
    synced(lost)
    note(lost, uid, "đã nhận túi")
    end(office, uid)
    synced(office, post)
    let_go(centre, post)
    carried(lost, post, tmp_path / "stick.goi")
    lost.close()
    assert kept_parts(post, uid) == 1
    assert stored(post, uid).private is None
    post.wipe_erased()
    assert kept_parts(post, uid) == 1
    synced(post, office)
    post.wipe_erased()
    assert kept_parts(post, uid) == 0
    assert fold_bytes(stored(office, uid)) == centre_fold(centre, uid)
    assert_sound(centre, office, post)


def test_an_erasure_reaches_the_post_point_that_still_keeps_the_parts_of_what_left_it(
    centre: Running, places: tuple[Desk, Desk]
) -> None:
    office, post = places
    uid = shared(office, post)
    stop(office, uid)
    synced(office, post)
    assert kept_parts(post, uid) > 0
    erase_persons(office, uid)
    synced(office, post)
    assert kept_parts(post, uid) == 0
    assert "personal_data.erased" in kinds(post)
    assert fold_bytes(stored(office, uid)) == centre_fold(centre, uid)
    assert_sound(centre, office, post)
