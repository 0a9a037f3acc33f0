from __future__ import annotations

from datetime import date, timedelta

import pytest
from desks import NOW, reception
from offices import CHIEF, CLERK_NAME, HEAD, come_in, enrol, give_own_pin, sit

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.roles import ADMINISTRATOR, CLERK, POSTAL_CLERK, SUPERVISOR
from app.domain.staff_facts import EmployerKind, Term
from app.services import upkeep
from app.services.desk import staff, staff_named
from app.services.receiving import receive_dossier
from app.services.staff_accounts import (
    StaffForm,
    add_staff,
    change_staff,
    close_account,
    give_pin,
    reopen_account,
)


def form(name: str = "Vũ Thị Mới", *roles: str, **more: object) -> StaffForm:
    return StaffForm(full_name=name, roles=roles or (CLERK,), **more)  # type: ignore[arg-type]


def reason_of(desk: Desk, deed: object, *arguments: object) -> Reason:
    with pytest.raises(Refusal) as refused:
        do(desk, deed, *arguments)
    return refused.value.reason


def do(desk: Desk, deed: object, *arguments: object) -> object:
    with desk.database.transaction() as session:
        return deed(session, *arguments, now=NOW, desk=desk.context, actor=desk.actor)  # type: ignore[operator]


def uid_of(desk: Desk, name: str) -> object:
    with desk.database.reading() as session:
        return staff_named(session, desk.context.tenant, name).uid


def test_a_second_person_waits_until_the_first_has_a_pin(desk: Desk) -> None:
    assert reason_of(desk, add_staff, form()) is Reason.PIN_FIRST
    give_own_pin(desk)
    do(desk, add_staff, form())


def test_a_supervisor_enrols_clerks_and_no_higher(office: Desk) -> None:
    come_in(office, HEAD)
    do(office, add_staff, form("Hồ Thị Bưu Chính", POSTAL_CLERK))
    for role in (SUPERVISOR, ADMINISTRATOR):
        assert reason_of(office, add_staff, form("X", role)) is Reason.ROLE_LACKING
    clerk, chief = uid_of(office, CLERK_NAME), uid_of(office, CHIEF)
    assert (
        reason_of(office, change_staff, clerk, form(CLERK_NAME, SUPERVISOR)) is Reason.ROLE_LACKING
    )
    assert reason_of(office, give_pin, chief) is Reason.ROLE_LACKING
    assert reason_of(office, close_account, chief) is Reason.ROLE_LACKING
    do(office, give_pin, clerk)


def test_a_clerk_manages_nobody(office: Desk) -> None:
    come_in(office, CLERK_NAME)
    assert reason_of(office, add_staff, form()) is Reason.ROLE_LACKING
    assert reason_of(office, give_pin, uid_of(office, HEAD)) is Reason.ROLE_LACKING


def test_the_last_administrator_stays(office: Desk) -> None:
    chief = uid_of(office, CHIEF)
    assert reason_of(office, close_account, chief) is Reason.LAST_ADMINISTRATOR
    assert reason_of(office, change_staff, chief, form(CHIEF, CLERK)) is Reason.LAST_ADMINISTRATOR
    over = Term(ends_on=date(2026, 11, 15))
    ended = form(CHIEF, ADMINISTRATOR, term=over)
    assert reason_of(office, change_staff, chief, ended) is Reason.LAST_ADMINISTRATOR
    do(office, change_staff, uid_of(office, HEAD), form(HEAD, SUPERVISOR, ADMINISTRATOR))
    do(office, close_account, chief)


def test_a_seconded_person_works_in_their_term_only(desk: Desk) -> None:
    give_own_pin(desk)
    term = Term(begins_on=date(2026, 11, 10), ends_on=date(2026, 11, 16))
    kind = EmployerKind.AGENCY
    seconded = form(employer="Chi nhánh đăng ký đất đai", employer_kind=kind, term=term)
    given = do(desk, add_staff, seconded)
    uid = given.member.uid  # type: ignore[attr-defined]
    sit(desk, uid)
    with desk.database.transaction() as session:
        receive_dossier(session, reception(), now=NOW, desk=desk.context, actor=desk.actor)
    with desk.database.transaction() as session, pytest.raises(Refusal) as refused:
        later = NOW + timedelta(days=1)
        receive_dossier(session, reception(), now=later, desk=desk.context, actor=desk.actor)
    assert refused.value.reason is Reason.STAFF_TERM_OVER


def test_deeds_name_the_employer_at_their_time(desk: Desk) -> None:
    give_own_pin(desk)
    kind = EmployerKind.POST
    given = do(desk, add_staff, form(employer="Bưu điện An Thử", employer_kind=kind))
    assert given.member.employer == "Bưu điện An Thử"  # type: ignore[attr-defined]
    assert reason_of(desk, add_staff, form("Y", employer_kind=kind)) is Reason.FIELD_MISSING


def test_a_closed_account_comes_back_with_a_new_pin(office: Desk) -> None:
    clerk = uid_of(office, CLERK_NAME)
    do(office, close_account, clerk)
    assert reason_of(office, close_account, clerk) is Reason.NOTHING_CHANGED
    do(office, reopen_account, clerk)
    with pytest.raises(Refusal) as refused:
        come_in(office, CLERK_NAME)
    assert refused.value.reason is Reason.PIN_WRONG


def test_the_accounts_are_the_same_after_a_rebuild(office: Desk) -> None:
    term = Term(ends_on=date(2027, 10, 31))
    changed = form("Lê Thị Đổi Tên", CLERK, POSTAL_CLERK, title="Chuyên viên", term=term)
    do(office, change_staff, uid_of(office, CLERK_NAME), changed)
    with office.database.transaction() as session:
        before = staff(session, office.context.tenant)
        upkeep.rebuild(session, office.context.tenant)
        assert staff(session, office.context.tenant) == before
    renamed = next(each for each in before if each.full_name == "Lê Thị Đổi Tên")
    assert (renamed.title, renamed.term) == ("Chuyên viên", term)


def test_a_form_that_changes_nothing_is_no_deed(office: Desk) -> None:
    same = form(CLERK_NAME, CLERK)
    assert (
        reason_of(office, change_staff, uid_of(office, CLERK_NAME), same) is Reason.NOTHING_CHANGED
    )


def test_names_and_roles_are_asked_for(desk: Desk) -> None:
    give_own_pin(desk)
    assert reason_of(desk, add_staff, form("  ")) is Reason.FIELD_MISSING
    assert reason_of(desk, add_staff, form("X", "porter")) is Reason.ROLE_UNKNOWN
    backwards = Term(begins_on=date(2026, 12, 1), ends_on=date(2026, 11, 1))
    assert reason_of(desk, add_staff, form("X", term=backwards)) is Reason.TERM_WRONG
    assert enrol(desk, CLERK_NAME)
