"""Forged, replayed, oversized and foreign calls: refused, and nothing at the centre has moved."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
import zstandard
from agreement import assert_agreed, centre_head
from centres import OTHER_AGENCY, TENANT, Running, enrol_at, synced
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from deeds_at_desk import received
from desks import NOW
from hostile import parcel_of, raw, signed, talk_of, trouble_of
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.canonical import digest
from app.domain.errors import Reason, Refusal
from app.server import devices
from app.services import centre_link, journal
from app.sync.enrolling import CentreOffer, enrol
from app.sync.event_messages import Offer, Page, Restored, Taken
from app.sync.line import Ask, Declined
from app.sync.packing import MEDIA_TYPE, MOST_PLAIN_BYTES, pack_message
from app.sync.protocol import MOST_BYTES, Trouble
from app.sync.wire import Carried


def test_a_push_signed_by_another_key_or_altered_on_the_way_is_refused(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    talk, parcel = talk_of(centre, first), parcel_of(first)
    stranger = Ed25519PrivateKey.generate()
    assert trouble_of(talk, "/v1/push", signed(talk, parcel, stranger)) is Trouble.UNAUTHORISED
    sound = signed(talk, parcel)
    altered = replace(parcel, events=(Carried(b'{"uid":1}'), *parcel.events[1:]))
    assert trouble_of(talk, "/v1/push", replace(sound, parcel=altered)) is Trouble.UNAUTHORISED
    assert centre_head(centre)[0] == 0
    synced(first, second, first)
    assert_agreed(centre, first, second)


def test_another_desks_writer_and_another_offices_stream_are_refused(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    talk = talk_of(centre, first)
    assert trouble_of(talk, "/v1/push", signed(talk, parcel_of(second))) is Trouble.UNAUTHORISED
    query = {"stream": OTHER_AGENCY, "pos": "0", "chain": "", "limit": "10"}
    with pytest.raises(Declined) as declined:
        talk.line.ask(Page, Ask("/v1/pull", query=query, headers=talk.headers))
    assert declined.value.fault.trouble is Trouble.UNAUTHORISED


def test_a_used_token_opens_nothing(centre: Running, enrolled: tuple[Desk, Desk]) -> None:
    first, _ = enrolled
    old = talk_of(centre, first)
    talk_of(centre, first)
    push = signed(old, parcel_of(first))
    assert trouble_of(old, "/v1/push", push) is Trouble.UNAUTHORISED
    old.headers = ()
    assert trouble_of(old, "/v1/push", push) is Trouble.UNAUTHORISED
    old.headers = (("Authorization", "Bearer x"), ("Motcua-Writer", "no uuid"))
    assert trouble_of(old, "/v1/push", push) is Trouble.UNAUTHORISED


def test_a_hello_of_a_stranger_and_of_a_revoked_desk_is_refused(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    with first.database.transaction() as session:
        known = centre_link.enrolment(session, TENANT)
        assert known is not None
        stranger = Ed25519PrivateKey.generate().private_bytes_raw()
        centre_link.keep_enrolment(session, TENANT, replace(known, secret=stranger), NOW)
    with pytest.raises(Refusal) as refused:
        synced(first)
    assert refused.value.reason is Reason.DESK_FORGOTTEN
    with centre.centre.transaction() as connection:
        assert devices.revoke(connection, TENANT, "H40.16", 2, NOW) == 1
    received(second)
    with pytest.raises(Refusal) as refused:
        synced(second)
    assert refused.value.reason is Reason.DESK_REVOKED
    enrol_at(centre, second)
    synced(second)


def test_a_code_lets_one_machine_in_once_and_only_as_the_desk_it_is_for(
    centre: Running, two_desks: tuple[Desk, Desk]
) -> None:
    first, second = two_desks
    code = centre.code_for(1)
    offer = CentreOffer(url=centre.url, code=code)
    with pytest.raises(Refusal) as refused:
        enrol(second.database, second.context, offer, NOW)
    assert refused.value.reason is Reason.ENROLMENT_ELSEWHERE
    enrol(first.database, first.context, replace(offer, code=code.lower()), NOW)
    enrol(first.database, first.context, offer, NOW)
    other = replace(first.context, device_uid=uuid4())
    with pytest.raises(Refusal) as refused:
        enrol(second.database, other, offer, NOW)
    assert refused.value.reason is Reason.ENROLMENT_CODE_WRONG


def test_a_bomb_and_a_huge_body_are_refused_before_they_grow(centre: Running) -> None:
    bomb = zstandard.ZstdCompressor(level=3).compress(b" " * (MOST_PLAIN_BYTES + 1))
    assert len(bomb) < 10_000
    assert raw(centre, "/v1/hello", bomb) == (400, MEDIA_TYPE)
    assert raw(centre, "/v1/push", b"x" * (MOST_BYTES + 1)) == (413, MEDIA_TYPE)


@pytest.mark.parametrize("body", [b"", b"{}", b"\x28\xb5\x2f\xfd", pack_message({"device": 7})])
@pytest.mark.parametrize("path", ["/v1/enrol", "/v1/hello"])
def test_what_is_no_message_is_refused_in_words(path: str, body: bytes, centre: Running) -> None:
    assert raw(centre, path, body) == (400, MEDIA_TYPE)


def test_an_offer_without_the_centres_own_seal_brings_nothing(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    talk = talk_of(centre, first)
    events = parcel_of(first).events
    for seal in (bytes(64), talk.key.sign(b"page:")):
        offer = Offer("H40.16", 0, bytes(32), events, seal)
        assert trouble_of(talk, "/v1/offer", offer, Restored) is Trouble.UNAUTHORISED
    assert centre_head(centre)[0] == 0


def test_events_that_no_office_wrote_are_kept_apart_and_block_no_queue(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    talk, parcel = talk_of(centre, first), parcel_of(first)
    elsewhere = Carried(parcel.events[0].content.replace(b"H40.16", b"H40.17"))
    odd = replace(parcel, events=(Carried(b"no event"), elsewhere, *parcel.events[2:]))
    taken = talk.ask(Taken, "/v1/push", signed(talk, odd))
    assert taken.acked_seq == odd.last_seq
    assert {flag.reason for flag in taken.flagged} == {"unreadable", "other_office"}
    with centre.centre.transaction() as connection:
        kept = set(connection.execute(text("SELECT reason FROM quarantine")).scalars())
        journalled = connection.execute(text("SELECT uid FROM event")).scalars()
        assert UUID(taken.flagged[0].uid) not in set(journalled)
    assert kept == {"unreadable", "other_office"}


def test_bytes_that_postgresql_would_read_as_its_own_signs_are_kept_as_they_came(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    talk, parcel = talk_of(centre, first), parcel_of(first)
    plain = json.loads(parcel.events[0].content)
    plain |= {"kind": "odd.thing", "private_digest": digest(b"")}
    plain["body"] = {"words": "\\N\t\\.\n\\\\x41\r\\t"}
    content = json.dumps(plain, indent="\t").replace("\n", "\r\n").encode()
    odd = replace(parcel, events=(Carried(content, b""),))
    assert not talk.ask(Taken, "/v1/push", signed(talk, odd)).flagged
    with centre.centre.transaction() as connection:
        asked = {"uid": plain["uid"]}
        event = text("SELECT content FROM event WHERE uid = :uid")
        private = text("SELECT content FROM event_private WHERE uid = :uid")
        assert connection.execute(event, asked).scalar_one() == content.decode()
        assert connection.execute(private, asked).scalar_one() == ""


def test_an_event_behind_a_mark_of_byte_order_is_none(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    talk, parcel = talk_of(centre, first), parcel_of(first)
    marked = replace(parcel, events=(Carried(b"\xef\xbb\xbf" + parcel.events[0].content),))
    taken = talk.ask(Taken, "/v1/push", signed(talk, marked))
    assert [flag.reason for flag in taken.flagged] == ["unreadable"]


def test_the_same_uid_with_other_bytes_is_an_alarm_and_changes_nothing(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    synced(first)
    talk = talk_of(centre, second)
    parcel = parcel_of(second)
    with first.database.reading() as session:
        theirs = next(iter(journal.events(session, TENANT)))
    changed = theirs.content.replace(b'"desk":1', b'"desk":2')
    assert changed != theirs.content
    taken = talk.ask(Taken, "/v1/push", signed(talk, replace(parcel, events=(Carried(changed),))))
    assert [flag.reason for flag in taken.flagged] == ["other_bytes"]
    with centre.centre.transaction() as connection:
        query = text("SELECT content FROM event WHERE uid = :uid")
        assert connection.execute(query, {"uid": theirs.uid}).scalar() == theirs.content.decode()
