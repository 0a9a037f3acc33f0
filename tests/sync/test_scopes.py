"""A post point holds the dossiers that it carries: they leave it at their end; none is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from agreement import centre_fold, centre_head, centre_uids, findings_of, head_of, uids_of
from bags import number, opened, received_from, take_over
from centres import (
    AGENCY,
    POST_POINT,
    TENANT,
    Cluster,
    Running,
    copied,
    enrol_at,
    officer_of,
    opened_at,
    synced,
)
from deeds_at_desk import acting, do, received, stored, why_not
from desks import NOW, OFFICE, desk_settings, reception
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from test_post_point import sent
from walk_places import PIN

from app.bootstrap import Desk, create_desk
from app.domain.deed_forms import NoteForm, ReasonForm, ShareForm, StopForm
from app.domain.dossier import DossierState, fold_bytes
from app.domain.dossier_query import DossierSearch
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.domain.end_forms import RecallResultForm, ReceiveResultForm, ReturnResultForm
from app.domain.errors import Reason, Refusal
from app.domain.post import ItemState, standing_words
from app.domain.scope_facts import ScopeEntered, ScopeLeft
from app.models.journal import EventPrivateRow, EventRow
from app.server.web import application
from app.services import journal, upkeep
from app.services.departing import KEPT
from app.services.dossier_search import find_dossiers
from app.services.history import dossier_history
from app.services.post_items import item_named, items_in, items_sent
from app.services.post_opening import close_item

NAME = reception().applicant.full_name


@pytest.fixture
def places(centre: Running, made_places: Path, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """A desk of the office, and a post point of its own, both known at the centre."""
    for each in made_places.iterdir():
        if each.name.startswith(_PLACES):
            shutil.copytree(each, tmp_path / each.name, ignore=shutil.ignore_patterns("ballast"))
    made = [opened_at(tmp_path / name, NOW) for name in _PLACES]
    for desk in made:
        enrol_at(centre, desk)
    yield made[0], made[1]
    for desk in made:
        desk.close()


_PLACES = ("place1", "place4")


def place(folder: Path, agency: str, desk: int) -> Desk:
    form = replace(OFFICE, agency_code=agency, desk=desk, officer=officer_of(desk), secret=PIN)
    create_desk(desk_settings(folder), form).desk.close()
    return opened_at(folder, NOW)


def shared(office: Desk, post: Desk) -> UUID:
    """Received by the office, and in the post point's sight."""
    uid = received(office)
    do(office, uid, DeedKind.SHARE, ShareForm(office=POST_POINT))
    synced(office, post)
    assert stored(post, uid).private is not None
    return uid


def stop(office: Desk, uid: UUID) -> None:
    do(office, uid, DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Đổi ý"))
    do(office, uid, DeedKind.STOP, StopForm(reason="Rút hồ sơ"))


def kept_parts(desk: Desk, uid: UUID) -> int:
    with desk.database.reading() as session:
        return _count_parts(session, uid)


def _count_parts(session: Session, uid: UUID) -> int:
    joined = (EventRow.tenant == EventPrivateRow.tenant) & (EventRow.uid == EventPrivateRow.uid)
    query = select(func.count()).select_from(EventRow).join(EventPrivateRow, joined)
    return session.execute(query.where(EventRow.dossier_uid == uid)).scalar_one()


def kinds(desk: Desk) -> list[str]:
    with desk.database.reading() as session:
        return [event.kind for event in journal.events(session, TENANT)]


def three_months_pass(centre: Running) -> None:
    """By the centre's clock alone."""
    later = centre.centre.now() + KEPT + timedelta(days=1)
    centre.centre = replace(centre.centre, now=lambda: later)
    centre.front.behind = application(centre.centre)


def assert_sound(centre: Running, *desks: Desk) -> None:
    assert findings_of(centre) == []
    for desk in desks:
        stream = desk.context.agency_code
        assert head_of(desk) == centre_head(centre, stream)
        assert sorted(uids_of(desk)) == sorted(centre_uids(centre, stream))
        with desk.database.reading() as session:
            assert upkeep.verify(session, TENANT) == ()


def test_a_dossier_leaves_a_post_point_at_its_end_and_no_person_is_seen_there_any_more(
    centre: Running, places: tuple[Desk, Desk]
) -> None:
    office, post = places
    uid = shared(office, post)
    do(post, uid, DeedKind.ADD_NOTE, NoteForm(words="đã nhận túi"))
    stop(office, uid)
    synced(office, post, office)
    left = stored(post, uid)
    assert left.state is DossierState.STOPPED
    assert left.private is None
    assert stored(office, uid).private is not None
    assert fold_bytes(stored(office, uid)) == centre_fold(centre, uid)
    with post.database.reading() as session:
        here = {"now": post.now(), "desk": post.context, "actor": post.actor}
        assert find_dossiers(session, DossierSearch(typed=NAME), **here).lines == ()
        told = [line.sentence for line in dossier_history(session, uid, desk=post.context)]
        assert "không còn phần việc" in told[-1]
    do(office, uid, DeedKind.ADD_NOTE, NoteForm(words="lưu kho"))
    synced(office, post)
    with post.database.reading() as session:
        assert len(list(journal.events(session, TENANT, uid))) == len(told) - 1
    assert why_not(post, uid, DeedKind.ADD_NOTE, NoteForm(words="thêm")) is Reason.DOSSIER_LEFT_HERE
    assert_sound(centre, office, post)
    with post.database.transaction() as session:
        upkeep.rebuild(session, TENANT)
    assert stored(post, uid) == left
    assert_sound(centre, post)


def test_what_was_written_there_before_it_was_heard_still_reaches_the_centre(
    centre: Running, places: tuple[Desk, Desk]
) -> None:
    office, post = places
    uid = shared(office, post)
    stop(office, uid)
    do(post, uid, DeedKind.ADD_NOTE, NoteForm(words="phát chưa được"))
    synced(office, post, office)
    with office.database.reading() as session:
        assert [event.kind for event in journal.events(session, TENANT, uid)][-1] == "note.added"
    assert stored(post, uid).private is None
    assert_sound(centre, office, post)


def test_who_posted_an_item_hears_that_it_was_opened_and_nothing_of_the_dossier(
    centre: Running, places: tuple[Desk, Desk]
) -> None:
    office, post = places
    manifest = sent(post)
    synced(post, office)
    take_over(office, number(11), manifest=manifest)
    uid = received_from(office, opened(office, number(11)))
    synced(office, post)
    with post.database.reading() as session:
        item = item_named(session, number(11), desk=post.context)
        told = items_sent(session, desk=post.context)
        states = (ItemState.SEALED, ItemState.OPENED)
        assert items_in(session, states, desk=post.context) == ()
    assert told == (item,)
    assert (item.state, item.dossiers, item.held_by) == (ItemState.OPENED, (uid,), AGENCY)
    assert standing_words(item) == "đã mở, đã thành hồ sơ"
    with post.database.transaction() as session, pytest.raises(Refusal) as refused:
        close_item(session, item.uid, acting(post), reason="xong")
    assert refused.value.reason is Reason.POST_ITEM_THERE
    assert "dossier.received" not in kinds(post)
    assert ScopeLeft.kind in kinds(post)
    assert_sound(centre, office, post)


def test_a_machine_that_joins_the_post_point_later_is_given_no_persons_of_what_left(
    centre: Running, places: tuple[Desk, Desk], tmp_path: Path
) -> None:
    office, post = places
    uid, still = shared(office, post), shared(office, post)
    stop(office, uid)
    synced(office, post)
    late = place(tmp_path / "late", POST_POINT, 5)
    enrol_at(centre, late)
    synced(late)
    assert kept_parts(late, uid) == 0
    assert stored(late, uid) == stored(post, uid)
    assert stored(late, still).private is not None
    assert_sound(centre, office, late)
    late.close()


def test_after_ninety_days_of_the_centres_time_the_personal_parts_are_gone_there_alone(
    centre: Running, places: tuple[Desk, Desk]
) -> None:
    office, post = places
    uid = shared(office, post)
    stop(office, uid)
    synced(office, post)
    here, there = kept_parts(post, uid), kept_parts(office, uid)
    # A clock that is years ahead at the desk takes nothing away.
    ahead = replace(post, now=lambda: NOW + timedelta(days=900))
    ahead.wipe_erased()
    assert kept_parts(post, uid) == here > 0
    three_months_pass(centre)
    synced(post)
    post.wipe_erased()
    assert kept_parts(post, uid) == 0
    assert kept_parts(office, uid) == there
    assert_sound(centre, office, post)


def test_a_restored_centre_is_made_whole_by_the_office_after_the_post_point_gave_back_less(
    cluster: Cluster, centre: Running, places: tuple[Desk, Desk]
) -> None:
    office, post = places
    yesterday = copied(cluster, centre)
    uid = shared(office, post)
    stop(office, uid)
    synced(office, post)
    three_months_pass(centre)
    synced(post)
    post.wipe_erased()
    centre.carry_on_with(yesterday)
    synced(post)
    assert centre_fold(centre, uid)[1] is None
    synced(office, post)
    assert centre_fold(centre, uid) == fold_bytes(stored(office, uid))
    assert centre_fold(centre, uid)[1] is not None
    synced(office, post)
    assert_sound(centre, office, post)


def test_a_dossier_whose_result_is_recalled_comes_back_to_who_carries_it(
    centre: Running, places: tuple[Desk, Desk]
) -> None:
    office, post = places
    uid = shared(office, post)
    do(office, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy xác nhận"))
    do(office, uid, DeedKind.RETURN_RESULT, ReturnResultForm(proofs=(ShownProof.SLIP,)))
    synced(office, post)
    assert stored(post, uid).private is None
    do(office, uid, DeedKind.ADD_NOTE, NoteForm(words="sai tên"))
    do(office, uid, DeedKind.RECALL_RESULT, RecallResultForm(reason="Sai tên"))
    synced(office, post)
    assert fold_bytes(stored(post, uid)) == fold_bytes(stored(office, uid))
    assert [ScopeLeft.kind, ScopeEntered.kind] == [k for k in kinds(post) if "scope" in k]
    assert_sound(centre, office, post)
