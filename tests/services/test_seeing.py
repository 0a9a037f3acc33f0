from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from desks import NOW, reception
from offices import give_own_pin
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.dossier import Dossier, DossierState
from app.domain.dossier_query import BoundedCount, DossierSearch
from app.domain.errors import Reason, Refusal
from app.domain.reception import ReturnPlace
from app.domain.roles import ADMINISTRATOR, CLERK, POSTAL_CLERK, SUPERVISOR
from app.domain.seeing import Seer, is_outside_work, may_see
from app.domain.units import agency_unit, office_unit, post_unit
from app.services import upkeep
from app.services.desk import Actor, actor_of
from app.services.dossier_search import count_dossiers, find_dossiers, neighbours
from app.services.dossier_view import dossier_view
from app.services.dossiers import dossier_by_uid
from app.services.history import dossier_history
from app.services.receiving import receive_dossier
from app.services.seeing import note_look, seen_dossier
from app.services.staff_accounts import StaffForm, add_staff

TENANT = "H40"
STRANGER = UUID(int=77)


def receive(desk: Desk, **changed: object) -> UUID:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, reception(**changed), now=NOW, desk=desk.context, actor=desk.actor
        ).dossier_uid


def folded(desk: Desk, uid: UUID) -> Dossier:
    with desk.database.reading() as session:
        return dossier_by_uid(session, TENANT, uid)


def seer(*roles: str, uid: UUID = STRANGER, desk: int = 3, office: str = "H40.16") -> Seer:
    return Seer(uid=uid, roles=roles, office=office, desk=desk)


def someone(desk: Desk, *roles: str) -> Actor:
    """A further member of staff, enrolled."""
    give_own_pin(desk)
    form = StaffForm(full_name="Hồ Thị Khác", roles=roles)
    with desk.database.transaction() as session:
        given = add_staff(session, form, now=NOW, desk=desk.context, actor=desk.actor)
    return actor_of(given.member)


def test_the_posts_people_see_what_is_theirs_or_in_the_posts_hands(desk: Desk) -> None:
    known = folded(desk, receive(desk))
    posts = replace(known, custody=replace(known.custody, holder=post_unit("Bưu điện An Thử")))
    handed = replace(
        known,
        custody=replace(
            known.custody, holder=agency_unit("Sở"), giver=post_unit("Bưu điện"), sheet="1"
        ),
    )
    waiting = replace(known, return_place=ReturnPlace.POST, state=DossierState.SETTLED)
    postal = seer(POSTAL_CLERK)
    assert not may_see(known, postal)
    assert not may_see(replace(known, return_place=ReturnPlace.POST), postal)
    assert all(may_see(each, postal) for each in (posts, handed, waiting))
    assert may_see(known, seer(POSTAL_CLERK, uid=desk.actor.uid))
    assert may_see(replace(known, assigned_to=str(STRANGER)), postal)


@pytest.mark.parametrize("role", [CLERK, SUPERVISOR, ADMINISTRATOR])
def test_everybody_else_sees_the_office(desk: Desk, role: str) -> None:
    known = folded(desk, receive(desk))
    assert may_see(known, seer(role))
    assert may_see(known, seer(POSTAL_CLERK, role))


def test_a_look_is_outside_the_work_at_another_desk_or_office(desk: Desk) -> None:
    known = folded(desk, receive(desk))
    assert not is_outside_work(known, seer(CLERK))
    assert is_outside_work(known, seer(CLERK, desk=4))
    assert is_outside_work(known, seer(CLERK, office="H40.99"))
    assert is_outside_work(known, seer(ADMINISTRATOR, desk=4))
    assert not is_outside_work(known, seer(SUPERVISOR, CLERK, desk=4))
    assert not is_outside_work(known, seer(CLERK, desk=4, uid=desk.actor.uid))
    held = replace(known, custody=replace(known.custody, holder=office_unit("H40.16", 4)))
    assert not is_outside_work(held, seer(CLERK, desk=4))
    shelf = replace(known, custody=replace(known.custody, holder=office_unit("H40.16")))
    assert not is_outside_work(shelf, seer(CLERK, desk=5))


def test_lists_searches_and_counts_are_limited_too(desk: Desk) -> None:
    uid = receive(desk)
    code = folded(desk, uid).code
    postal = replace(desk.actor, uid=STRANGER, roles=(POSTAL_CLERK,))
    mine = replace(desk.actor, roles=(POSTAL_CLERK,))
    for typed in ("", "tran thi mau", code, "trna thi mau"):
        asked = DossierSearch(typed=typed)
        with desk.database.reading() as session:
            at = {"now": NOW, "desk": desk.context}
            assert find_dossiers(session, asked, actor=postal, **at).lines == ()
            assert count_dossiers(session, asked, actor=postal, **at) == BoundedCount(0)
            assert len(find_dossiers(session, asked, actor=mine, **at).lines) == 1
            assert len(find_dossiers(session, asked, actor=desk.actor, **at).lines) == 1


def test_no_walk_from_page_to_page_leads_to_what_may_not_be_seen(desk: Desk) -> None:
    first, second = receive(desk), receive(desk)
    with desk.database.transaction() as session:
        session.execute(text("DELETE FROM dossier_search WHERE rowid = 1"))
    mine = replace(desk.actor, roles=(POSTAL_CLERK,))
    with desk.database.reading() as session:
        beside = neighbours(
            session, DossierSearch(), second, now=NOW, desk=desk.context, actor=mine
        )
    assert (beside.previous, beside.next) == (None, None)
    assert first != second


def test_a_page_and_a_code_are_refused_with_a_sentence(desk: Desk) -> None:
    uid = receive(desk)
    postal = replace(desk.actor, uid=STRANGER, roles=(POSTAL_CLERK,))
    with desk.database.reading() as session:
        with pytest.raises(Refusal) as page:
            dossier_view(session, uid, now=NOW, desk=desk.context, actor=postal)
        with pytest.raises(Refusal) as code:
            seen_dossier(session, folded(desk, uid).code, desk=desk.context, actor=postal)
    assert page.value.reason is code.value.reason is Reason.DOSSIER_NOT_YOURS


def look(desk: Desk, uid: UUID, actor: Actor, *, number: int = 4, days: int = 0) -> bool:
    with desk.database.transaction() as session:
        return note_look(
            session,
            uid,
            now=NOW + timedelta(days),
            desk=replace(desk.context, number=number),
            actor=actor,
        )


def test_a_look_is_noted_once_a_day_and_stands_in_the_trail(desk: Desk) -> None:
    uid = receive(desk)
    clerk = someone(desk, CLERK)
    assert look(desk, uid, clerk)
    assert not look(desk, uid, clerk)
    assert look(desk, uid, clerk, days=1)
    assert not look(desk, uid, clerk, number=3), "the desk that received it is at its work"
    with desk.database.reading() as session:
        told = dossier_history(session, uid, desk=desk.context)
    looks = [line for line in told if line.sentence == "Xem hồ sơ không do quầy mình tiếp nhận."]
    assert [(line.who, line.desk) for line in looks] == [("Hồ Thị Khác", 4)] * 2


def test_a_look_moves_neither_the_fold_nor_the_heads(desk: Desk) -> None:
    uid = receive(desk)
    before = folded(desk, uid)
    assert look(desk, uid, someone(desk, CLERK))
    assert folded(desk, uid) == before
    with desk.database.reading() as session:
        assert upkeep.verify(session, TENANT) == ()
    with desk.database.transaction() as session:
        upkeep.rebuild(session, TENANT)
    assert folded(desk, uid) == before


def test_the_page_says_whether_the_look_wants_a_note(desk: Desk) -> None:
    uid = receive(desk)
    clerk, there = someone(desk, CLERK), replace(desk.context, number=4)
    with desk.database.reading() as session:
        assert dossier_view(session, uid, now=NOW, desk=there, actor=clerk).wants_note
        assert not dossier_view(session, uid, now=NOW, desk=desk.context, actor=clerk).wants_note
    look(desk, uid, clerk)
    with desk.database.reading() as session:
        assert not dossier_view(session, uid, now=NOW, desk=there, actor=clerk).wants_note
