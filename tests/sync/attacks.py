"""Hostile calls in the middle of a walk: refused, and the centre stands where it stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
import zstandard
from agreement import centre_head
from centres import AGENCY, OTHER_AGENCY, POST_POINT, TENANT, Running, party
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hostile import raw, signed, trouble_of
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.errors import Refusal
from app.services import centre_link
from app.services.journal_head import journal_head
from app.sync.event_messages import Offer, Page, Restored
from app.sync.greeting import say_hello
from app.sync.line import Ask, Declined, Line
from app.sync.outgoing import next_parcel
from app.sync.packing import MOST_PLAIN_BYTES
from app.sync.protocol import MOST_BYTES, Trouble
from app.sync.talk import Again, Talk
from app.sync.wire import Carried, Parcel


def attack(centre: Running, desk: Desk) -> int:
    """Whatever a thief or a broken program may send; returns how many calls were refused."""
    heads = [centre_head(centre, each) for each in (AGENCY, OTHER_AGENCY, POST_POINT)]
    bomb = zstandard.ZstdCompressor(level=3).compress(b" " * (MOST_PLAIN_BYTES + 1))
    for path in ("/v1/hello", "/v1/push", "/v1/offer"):
        for body in (bomb, b"", b"\x28\xb5\x2f\xfd", b"x" * (MOST_BYTES + 1)):
            assert raw(centre, path, body)[0] in (400, 401, 413)
    refused = 12
    talk = _talk(centre, desk)
    if talk is not None:
        refused += sum(1 for _ in _as_a_desk(centre, talk))
    assert [centre_head(centre, each) for each in (AGENCY, OTHER_AGENCY, POST_POINT)] == heads
    return refused


def _talk(centre: Running, desk: Desk) -> Talk | None:
    """A desk that said hello; nothing where it has to begin anew first."""
    with desk.database.reading() as session:
        known = centre_link.enrolment(session, TENANT)
    assert known is not None
    talk = Talk(party(desk), Line(centre.url), replace(known, url=centre.url))
    try:
        say_hello(talk)
    except (Again, Refusal):
        return None
    return talk


def _as_a_desk(centre: Running, talk: Talk) -> Iterator[None]:
    """What a desk may not do, though the centre knows it."""
    parcel = _parcel(talk)
    stranger = Ed25519PrivateKey.generate()
    assert trouble_of(talk, "/v1/push", signed(talk, parcel, stranger)) is Trouble.UNAUTHORISED
    yield
    other = replace(parcel, writer=_other_writer(centre, parcel))
    assert trouble_of(talk, "/v1/push", signed(talk, other)) is Trouble.UNAUTHORISED
    yield
    offer = Offer(talk.party.desk.agency_code, 0, bytes(32), parcel.events, bytes(64))
    assert trouble_of(talk, "/v1/offer", offer, Restored) is Trouble.UNAUTHORISED
    yield
    query = {"stream": OTHER_AGENCY, "pos": "0", "chain": "", "limit": "10"}
    with pytest.raises(Declined):
        talk.line.ask(Page, Ask("/v1/pull", query=query, headers=talk.headers))
    yield
    talk.headers = (("Authorization", "Bearer " + "0" * 64), talk.headers[1])
    assert trouble_of(talk, "/v1/push", signed(talk, parcel)) is Trouble.UNAUTHORISED
    yield


def _parcel(talk: Talk) -> Parcel:
    """What waits, or something made up where nothing does."""
    with talk.party.database.reading() as session:
        head = journal_head(session, TENANT)
        waiting = next_parcel(session, TENANT, head.writer, 0, 20)
    if waiting is not None:
        return waiting
    made_up = (Carried(b"{}"),)
    return Parcel(writer=head.writer, from_seq=1, previous_chain=bytes(32), events=made_up)


def _other_writer(centre: Running, parcel: Parcel) -> UUID:
    """Another desk's writer, or one that nobody has."""
    query = text("SELECT uid FROM writer WHERE uid <> :uid LIMIT 1")
    with centre.centre.transaction() as connection:
        return connection.execute(query, {"uid": parcel.writer}).scalar() or uuid4()
