from __future__ import annotations

from datetime import timedelta

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
    staffed,
)
from sqlalchemy import text

from app.bootstrap import Desk, open_desk
from app.domain.errors import Reason, Refusal
from app.domain.facts import SettingsChanged
from app.services import journal, upkeep
from app.services.credentials import hash_secret, matches
from app.services.desk import staff_named
from app.services.journal import Deed
from app.services.receiving import receive_dossier
from app.services.sign_in import Proof, change_secret, sign_in
from app.services.staff_accounts import close_account, give_pin, issue_badge


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


def test_a_person_is_named_by_any_words_of_their_name_or_by_uid(desk: Desk) -> None:
    staffed(desk)
    for named in (CLERK_NAME, "tiep nhan", str(uid_of(desk, CLERK_NAME))):
        shown = Proof(officer=named, secret=PINS[CLERK_NAME])
        found = sign_in(desk.database, shown, now=NOW, desk=desk.context)
        assert found.actor.full_name == CLERK_NAME
    assert reason_of(lambda: come_in(desk, CHIEF, "x")) is Reason.PIN_WRONG
    unknown = Proof(officer="không ai", secret="739152")
    assert (
        reason_of(lambda: sign_in(desk.database, unknown, now=NOW, desk=desk.context))
        is Reason.OFFICER_UNKNOWN
    )


def test_wrong_pins_are_kept_and_make_everybody_wait_but_not_for_good(desk: Desk) -> None:
    staffed(desk)
    for _ in range(4):
        assert reason_of(lambda: come_in(desk, CLERK_NAME, "111112")) is Reason.PIN_WRONG
    assert reason_of(lambda: come_in(desk, CLERK_NAME)) is Reason.SIGN_IN_WAITS
    assert come_in(desk, HEAD).actor.full_name == HEAD
    later = NOW + timedelta(seconds=30)
    found = come_in(desk, CLERK_NAME, at=later)
    assert found.failures == 4
    assert come_in(desk, CLERK_NAME, at=later).failures == 0


def test_a_wait_outlives_the_program(desk: Desk) -> None:
    staffed(desk)
    for _ in range(4):
        reason_of(lambda: come_in(desk, CLERK_NAME, "111112"))
    desk.close()
    again = open_desk(desk_settings(desk.settings.data))
    try:
        assert reason_of(lambda: come_in(again, CLERK_NAME)) is Reason.SIGN_IN_WAITS
    finally:
        again.close()


def test_a_clock_set_back_costs_one_wait_and_no_more(desk: Desk) -> None:
    staffed(desk)
    for _ in range(4):
        reason_of(lambda: come_in(desk, CLERK_NAME, "111112"))
    set_back = NOW - timedelta(days=300)
    assert reason_of(lambda: come_in(desk, CLERK_NAME, at=set_back)) is Reason.SIGN_IN_WAITS
    soon = set_back + timedelta(seconds=29)
    assert reason_of(lambda: come_in(desk, CLERK_NAME, at=soon)) is Reason.SIGN_IN_WAITS
    assert come_in(desk, CLERK_NAME, at=set_back + timedelta(seconds=30))


def test_trying_while_waiting_neither_helps_nor_makes_it_longer(desk: Desk) -> None:
    staffed(desk)
    for _ in range(4):
        reason_of(lambda: come_in(desk, CLERK_NAME, "111112"))
    for second in range(29):
        at = NOW + timedelta(seconds=second)
        assert reason_of(lambda at=at: come_in(desk, CLERK_NAME, at=at)) is Reason.SIGN_IN_WAITS
    assert failures_of(desk, CLERK_NAME) == 4
    assert come_in(desk, CLERK_NAME, at=NOW + timedelta(seconds=30))


def test_a_guess_is_counted_even_when_the_plug_is_pulled_before_its_answer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    staffed(desk)

    def dies(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.services.credentials.matches", dies)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            come_in(desk, CLERK_NAME)
    assert failures_of(desk, CLERK_NAME) == 3


def test_a_thousand_guesses_take_ten_days(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    staffed(desk)
    monkeypatch.setattr("app.services.credentials.matches", lambda *_: False)
    at, tried = NOW, 0
    while tried < 1000:
        if reason_of(lambda at=at: come_in(desk, CLERK_NAME, at=at)) is Reason.PIN_WRONG:
            tried += 1
        else:
            at += timedelta(seconds=30)
    assert at - NOW > timedelta(days=10)


def test_a_given_pin_must_be_changed_before_anything_else(desk: Desk) -> None:
    staffed(desk)
    uid = uid_of(desk, CLERK_NAME)
    with desk.database.transaction() as session:
        given = give_pin(session, uid, now=NOW, desk=desk.context, actor=desk.actor)
    assert reason_of(lambda: come_in(desk, CLERK_NAME)) is Reason.PIN_WRONG
    assert reason_of(lambda: come_in(desk, CLERK_NAME, given.pin)) is Reason.PIN_MUST_CHANGE
    same = proof(CLERK_NAME, given.pin, new=given.pin)
    easy = proof(CLERK_NAME, given.pin, new="123456")
    for shown, why in ((same, Reason.PIN_SAME), (easy, Reason.PIN_EASY)):
        assert (
            reason_of(lambda shown=shown: sign_in(desk.database, shown, now=NOW, desk=desk.context))
            is why
        )
    fresh = proof(CLERK_NAME, given.pin, new="915372")
    sign_in(desk.database, fresh, now=NOW, desk=desk.context)
    assert come_in(desk, CLERK_NAME, "915372")


def test_a_pin_is_changed_by_whoever_knows_it(desk: Desk) -> None:
    staffed(desk)
    wrong = proof(CLERK_NAME, "000001", new="915372")
    assert (
        reason_of(lambda: change_secret(desk.database, wrong, now=NOW, desk=desk.context))
        is Reason.PIN_WRONG
    )
    right = proof(CLERK_NAME, new="915372")
    change_secret(desk.database, right, now=NOW, desk=desk.context)
    assert come_in(desk, CLERK_NAME, "915372")
    assert reason_of(lambda: come_in(desk, CLERK_NAME)) is Reason.PIN_WRONG


def test_a_badge_needs_a_pin_unless_the_office_says_otherwise(desk: Desk) -> None:
    staffed(desk)
    uid = uid_of(desk, CLERK_NAME)
    with desk.database.transaction() as session:
        badge = issue_badge(session, uid, now=NOW, desk=desk.context, actor=desk.actor)

    def show(**more: str) -> str:
        shown = Proof(badge=badge, **more)
        return sign_in(desk.database, shown, now=NOW, desk=desk.context).actor.full_name

    assert reason_of(show) is Reason.PIN_NEEDED
    assert show(secret=PINS[CLERK_NAME]) == CLERK_NAME
    with desk.database.transaction() as session:
        author = desk.actor.author(desk.context, "administrator")
        journal.record(session, Deed(author=author, now=NOW), SettingsChanged(badge_alone=True))
    assert show() == CLERK_NAME
    with desk.database.transaction() as session:
        issue_badge(session, uid, now=NOW, desk=desk.context, actor=desk.actor)
    assert reason_of(show) is Reason.BADGE_UNKNOWN


def test_a_closed_account_neither_signs_in_nor_acts_from_an_open_seat(desk: Desk) -> None:
    staffed(desk)
    chief = desk.actor
    come_in(desk, CLERK_NAME)
    with desk.database.transaction() as session:
        uid = desk.actor.uid
        close_account(session, uid, now=NOW, desk=desk.context, actor=chief)
    assert reason_of(lambda: come_in(desk, CLERK_NAME)) is Reason.STAFF_CLOSED
    with desk.database.transaction() as session, pytest.raises(Refusal) as refused:
        receive_dossier(session, reception(), now=NOW, desk=desk.context, actor=desk.actor)
    assert refused.value.reason is Reason.STAFF_CLOSED


def test_a_rebuild_forgets_no_secret_and_the_journal_never_knew_one(desk: Desk) -> None:
    staffed(desk)
    with desk.database.transaction() as session:
        upkeep.rebuild(session, desk.context.tenant)
        assert upkeep.verify(session, desk.context.tenant) == ()
        both = "SELECT content FROM event UNION ALL SELECT content FROM event_private"
        told = b"\n".join(session.execute(text(both)).scalars())
    for pin in PINS.values():
        assert pin.encode() not in told
    assert b"argon2" not in told
    assert come_in(desk, CLERK_NAME)


def test_a_hash_is_argon2id_and_never_twice_the_same() -> None:
    one, other = hash_secret("739152"), hash_secret("739152")
    assert one.startswith("$argon2id$")
    assert one != other
    assert matches(one, "739152")
    assert not matches(one, "739153")
    assert not matches("broken", "739152")
