"""Machines that are copies, machines that take a lost one's place, and what was put aside."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from agreement import assert_agreed, findings_of
from centres import TENANT, Running, opened_at, party, synced
from deeds_at_desk import received, stored
from desks import NOW
from hostile import parcel_of, signed, talk_of
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.server import quarantine
from app.sync import greeting
from app.sync.enrolling import CentreOffer, enrol
from app.sync.event_messages import Taken
from app.sync.round import run_round
from app.sync.wire import Carried


def test_a_disk_copied_into_another_machine_branches_off_even_when_it_calls_first(
    centre: Running,
    enrolled: tuple[Desk, Desk],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = enrolled
    received(first)
    synced(first)
    for name in ("desk1", "desk1-state"):
        ignored = shutil.ignore_patterns("ballast")
        shutil.copytree(tmp_path / name, tmp_path / "copy" / name, ignore=ignored)
    copy = opened_at(tmp_path / "copy" / "desk1", NOW)
    with monkeypatch.context() as patch:
        patch.setattr(greeting, "hardware_digest", lambda: "another machine")
        assert run_round(party(copy)).new_writer
        # The block of the copy: it numbers nothing that the first may number.
        assert stored(copy, received(copy)).code.endswith("-9001")
        assert not run_round(party(copy)).new_writer
    assert not run_round(party(first)).new_writer
    assert stored(first, received(first)).code.endswith("-1002")
    synced(first, second, first)
    assert_agreed(centre, first, second)
    copy.close()


def test_a_machine_that_takes_a_lost_desks_place_meets_none_of_its_numbers(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    lost, other = enrolled
    before = stored(lost, received(lost))
    synced(lost)
    place = replace(other.context, number=1)
    offer = CentreOffer(url=centre.url, code=centre.code_for(1))
    with other.database.transaction() as session:
        session.execute(text("DELETE FROM enrolment"))
    assert enrol(other.database, place, offer, NOW).predecessors == 1
    successor = replace(other, context=place)
    run_round(party(successor))
    found = stored(successor, received(successor))
    assert (before.code[-4:], found.code[-4:]) == ("1001", "9001")
    assert (before.register.book, found.register.book) == ("1/2026", "1.100/2026")
    with pytest.raises(Refusal) as refused:
        synced(lost)
    assert refused.value.reason is Reason.DESK_REVOKED
    run_round(party(successor))
    assert findings_of(centre) == []


def test_an_event_that_was_put_aside_is_let_in_or_left_out_by_a_person(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    talk, parcel = talk_of(centre, first), parcel_of(first)
    whole = parcel.events[0]
    elsewhere = Carried(whole.content.replace(b"H40.16", b"H40.17"), whole.private)
    odd = replace(parcel, events=(Carried(b"no event"), elsewhere, *parcel.events[2:]))
    talk.ask(Taken, "/v1/push", signed(talk, odd))
    with centre.centre.transaction() as connection:
        aside = {each.reason: each.uid for each in quarantine.put_aside(connection, TENANT)}
    assert set(aside) == {"unreadable", "other_office"}

    def decide(what: object, uid: UUID) -> Reason | None:
        try:
            with centre.centre.transaction() as connection:
                what(centre.centre, connection, TENANT, uid)  # type: ignore[operator]
        except Refusal as refusal:
            return refusal.reason
        return None

    assert decide(quarantine.release, aside["unreadable"]) is Reason.QUARANTINE_STAYS
    assert decide(quarantine.reject, aside["unreadable"]) is None
    assert decide(quarantine.release, aside["other_office"]) is None
    assert decide(quarantine.release, aside["other_office"]) is Reason.QUARANTINE_UNKNOWN
    with centre.centre.transaction() as connection:
        assert quarantine.put_aside(connection, TENANT) == ()
        query = text("SELECT stream FROM stream_event WHERE uid = :uid")
        asked = {"uid": aside["other_office"]}
        assert connection.execute(query, asked).scalars().all() == ["H40.17"]
    assert findings_of(centre) == []
    synced(second)
