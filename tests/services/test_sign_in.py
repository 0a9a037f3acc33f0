from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from desks import NOW, desk_settings, reception
from offices import (
    CHIEF,
    CLERK_NAME,
    HEAD,
    PINS,
    come_in,
    failures_of,
    give_own_pin,
    proof,
)
from sqlalchemy import text

from app.bootstrap import Desk, open_desk
from app.domain.errors import Reason, Refusal
from app.domain.facts import SettingsChanged
from app.domain.staff import StaffMember
from app.services import journal, upkeep
from app.services.credentials import hash_secret, matches
from app.services.desk import staff_named
from app.services.journal import Deed
from app.services.receiving import receive_dossier
from app.services.sign_in import Proof, change_secret, sign_in
from app.services.staff_accounts import (
    StaffForm,
    add_staff,
    close_account,
    give_pin,
    issue_badge,
)


def reason_of(call: object) -> Reason:
    with pytest.raises(Refusal) as refused:
        call()  # type: ignore[operator]
    return refused.value.reason


def uid_of(desk: Desk, name: str) -> object:
    with desk.database.reading() as session:
        return staff_named(session, desk.context.tenant, name).uid


def test_the_only_account_without_a_pin_works_as_before(desk: Desk) -> None:
    assert desk.actor.full_name == CHIEF
    assert come_in(desk, CHIEF, "").actor == desk.actor


def test_once_the_only_account_has_a_pin_nobody_sits_until_it_is_given(desk: Desk) -> None:
    give_own_pin(desk)
    again = open_desk(desk_settings(desk.settings.data))
    try:
        assert not again.seat.taken
        assert reason_of(lambda: again.actor) is Reason.NOT_SIGNED_IN
        come_in(again, CHIEF)
        assert again.actor.full_name == CHIEF
    finally:
        again.close()


def test_a_person_is_named_by_any_words_of_their_name_or_by_uid(office: Desk) -> None:
    for named in (CLERK_NAME, "tiep nhan", str(uid_of(office, CLERK_NAME))):
        shown = Proof(officer=named, secret=PINS[CLERK_NAME])
        found = sign_in(office.database, shown, now=NOW, desk=office.context)
        assert found.actor.full_name == CLERK_NAME
    assert reason_of(lambda: come_in(office, CHIEF, "x")) is Reason.PIN_WRONG
    unknown = Proof(officer="không ai", secret="739152")
    assert (
        reason_of(lambda: sign_in(office.database, unknown, now=NOW, desk=office.context))
        is Reason.OFFICER_UNKNOWN
    )


def test_two_people_of_one_name_are_told_apart(office: Desk) -> None:
    stamp: dict[str, Any] = {"now": NOW, "desk": office.context, "actor": office.actor}
    with office.database.transaction() as session:
        for name in (CLERK_NAME, "Lê Thị Tiếp Nhân", "Vũ Thị Nghỉ", "Vũ Thị Nghỉ"):
            form = StaffForm(full_name=name, roles=("clerk",))
            last = add_staff(session, form, **stamp).member.uid
        close_account(session, last, **stamp)

    def named(text: str) -> StaffMember:
        with office.database.reading() as session:
            return staff_named(session, office.context.tenant, text)

    assert named("Lê Thị Tiếp Nhân").full_name == "Lê Thị Tiếp Nhân"
    assert named("vũ thị nghỉ").is_active
    assert named(str(last)).uid == last
    assert reason_of(lambda: named(CLERK_NAME)) is Reason.OFFICER_AMBIGUOUS
    assert reason_of(lambda: named("le thi tiep nhan")) is Reason.OFFICER_AMBIGUOUS


def test_wrong_pins_are_kept_and_make_everybody_wait_but_not_for_good(office: Desk) -> None:
    for _ in range(4):
        assert reason_of(lambda: come_in(office, CLERK_NAME, "111112")) is Reason.PIN_WRONG
    assert reason_of(lambda: come_in(office, CLERK_NAME)) is Reason.SIGN_IN_WAITS
    assert come_in(office, HEAD).actor.full_name == HEAD
    later = NOW + timedelta(seconds=30)
    found = come_in(office, CLERK_NAME, at=later)
    assert found.failures == 4
    assert come_in(office, CLERK_NAME, at=later).failures == 0


def test_a_wait_outlives_the_program(office: Desk) -> None:
    for _ in range(4):
        reason_of(lambda: come_in(office, CLERK_NAME, "111112"))
    office.close()
    again = open_desk(desk_settings(office.settings.data))
    try:
        assert reason_of(lambda: come_in(again, CLERK_NAME)) is Reason.SIGN_IN_WAITS
    finally:
        again.close()


def test_a_clock_set_back_costs_one_wait_and_no_more(office: Desk) -> None:
    for _ in range(4):
        reason_of(lambda: come_in(office, CLERK_NAME, "111112"))
    set_back = NOW - timedelta(days=300)
    assert reason_of(lambda: come_in(office, CLERK_NAME, at=set_back)) is Reason.SIGN_IN_WAITS
    soon = set_back + timedelta(seconds=29)
    assert reason_of(lambda: come_in(office, CLERK_NAME, at=soon)) is Reason.SIGN_IN_WAITS
    assert come_in(office, CLERK_NAME, at=set_back + timedelta(seconds=30))


def test_trying_while_waiting_neither_helps_nor_makes_it_longer(office: Desk) -> None:
    for _ in range(4):
        reason_of(lambda: come_in(office, CLERK_NAME, "111112"))
    for second in range(29):
        at = NOW + timedelta(seconds=second)
        assert reason_of(lambda at=at: come_in(office, CLERK_NAME, at=at)) is Reason.SIGN_IN_WAITS
    assert failures_of(office, CLERK_NAME) == 4
    assert come_in(office, CLERK_NAME, at=NOW + timedelta(seconds=30))


def test_a_guess_is_counted_even_when_the_plug_is_pulled_before_its_answer(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:

    def dies(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.services.credentials.matches", dies)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            come_in(office, CLERK_NAME)
    assert failures_of(office, CLERK_NAME) == 3


def test_a_thousand_guesses_take_ten_days(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.credentials.matches", lambda *_: False)
    at = NOW
    for _ in range(1000):
        with pytest.raises(Refusal) as refused:
            come_in(office, CLERK_NAME, at=at)
        assert refused.value.reason is Reason.PIN_WRONG
        at += timedelta(seconds=float(str(refused.value.values["seconds"])))
    assert at - NOW > timedelta(days=10)


def test_a_given_pin_must_be_changed_before_anything_else(office: Desk) -> None:
    uid = uid_of(office, CLERK_NAME)
    with office.database.transaction() as session:
        given = give_pin(session, uid, now=NOW, desk=office.context, actor=office.actor)
    assert reason_of(lambda: come_in(office, CLERK_NAME)) is Reason.PIN_WRONG
    assert reason_of(lambda: come_in(office, CLERK_NAME, given.pin)) is Reason.PIN_MUST_CHANGE
    same = proof(CLERK_NAME, given.pin, new=given.pin)
    easy = proof(CLERK_NAME, given.pin, new="123456")
    for shown, why in ((same, Reason.PIN_SAME), (easy, Reason.PIN_EASY)):
        assert (
            reason_of(
                lambda shown=shown: sign_in(office.database, shown, now=NOW, desk=office.context)
            )
            is why
        )
    fresh = proof(CLERK_NAME, given.pin, new="915372")
    sign_in(office.database, fresh, now=NOW, desk=office.context)
    assert come_in(office, CLERK_NAME, "915372")


def test_a_pin_is_changed_by_whoever_knows_it(office: Desk) -> None:
    wrong = proof(CLERK_NAME, "000001", new="915372")
    assert (
        reason_of(lambda: change_secret(office.database, wrong, now=NOW, desk=office.context))
        is Reason.PIN_WRONG
    )
    right = proof(CLERK_NAME, new="915372")
    change_secret(office.database, right, now=NOW, desk=office.context)
    assert come_in(office, CLERK_NAME, "915372")
    assert reason_of(lambda: come_in(office, CLERK_NAME)) is Reason.PIN_WRONG


def test_a_badge_needs_a_pin_unless_the_office_says_otherwise(office: Desk) -> None:
    uid = uid_of(office, CLERK_NAME)
    with office.database.transaction() as session:
        badge = issue_badge(session, uid, now=NOW, desk=office.context, actor=office.actor)

    def show(**more: str) -> str:
        shown = Proof(badge=badge, **more)
        return sign_in(office.database, shown, now=NOW, desk=office.context).actor.full_name

    assert reason_of(show) is Reason.PIN_NEEDED
    assert show(secret=PINS[CLERK_NAME]) == CLERK_NAME
    with office.database.transaction() as session:
        author = office.actor.author(office.context, "administrator")
        journal.record(session, Deed(author=author, now=NOW), SettingsChanged(badge_alone=True))
    assert show() == CLERK_NAME
    with office.database.transaction() as session:
        issue_badge(session, uid, now=NOW, desk=office.context, actor=office.actor)
    assert reason_of(show) is Reason.BADGE_UNKNOWN


def test_a_closed_account_neither_signs_in_nor_acts_from_an_open_seat(office: Desk) -> None:
    chief = office.actor
    come_in(office, CLERK_NAME)
    with office.database.transaction() as session:
        uid = office.actor.uid
        close_account(session, uid, now=NOW, desk=office.context, actor=chief)
    assert reason_of(lambda: come_in(office, CLERK_NAME)) is Reason.STAFF_CLOSED
    with office.database.transaction() as session, pytest.raises(Refusal) as refused:
        receive_dossier(session, reception(), now=NOW, desk=office.context, actor=office.actor)
    assert refused.value.reason is Reason.STAFF_CLOSED


def test_a_rebuild_forgets_no_secret_and_the_journal_never_knew_one(office: Desk) -> None:
    with office.database.transaction() as session:
        upkeep.rebuild(session, office.context.tenant)
        assert upkeep.verify(session, office.context.tenant) == ()
        both = "SELECT content FROM event UNION ALL SELECT content FROM event_private"
        told = b"\n".join(session.execute(text(both)).scalars())
    for pin in PINS.values():
        assert pin.encode() not in told
    assert b"argon2" not in told
    assert come_in(office, CLERK_NAME)


def test_a_guess_costs_in_earnest_what_was_decided(cost_of_secrets: dict[str, int]) -> None:
    assert cost_of_secrets == {"PASSES": 2, "MEMORY_KIB": 46 * 1024, "LANES": 1}


def test_a_hash_is_argon2id_and_never_twice_the_same() -> None:
    one, other = hash_secret("739152"), hash_secret("739152")
    assert one.startswith("$argon2id$")
    assert one != other
    assert matches(one, "739152")
    assert not matches(one, "739153")
    assert not matches("broken", "739152")
