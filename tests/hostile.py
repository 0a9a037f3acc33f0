"""Calls that no honest desk makes: forged, altered, oversized, and the ways to make them."""

from __future__ import annotations

import http.client
from typing import Any
from urllib.parse import urlsplit

import pytest
from centres import TENANT, Running, party
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.bootstrap import Desk
from app.services import centre_link
from app.services.journal_head import journal_head
from app.sync.event_messages import Push, Taken, push_signed
from app.sync.greeting import say_hello
from app.sync.line import Declined, Line
from app.sync.outgoing import next_parcel
from app.sync.packing import MEDIA_TYPE
from app.sync.protocol import Trouble
from app.sync.talk import Talk
from app.sync.wire import Parcel


def talk_of(centre: Running, desk: Desk) -> Talk:
    """A desk that has said hello and holds a token."""
    with desk.database.reading() as session:
        known = centre_link.enrolment(session, TENANT)
    assert known is not None
    talk = Talk(party(desk), Line(centre.url), known)
    say_hello(talk)
    return talk


def parcel_of(desk: Desk) -> Parcel:
    """What the desk would send next."""
    with desk.database.reading() as session:
        writer = journal_head(session, TENANT).writer
        parcel = next_parcel(session, TENANT, writer, 0, 100)
    assert parcel is not None
    return parcel


def signed(talk: Talk, parcel: Parcel, key: Ed25519PrivateKey | None = None) -> Push:
    chain = parcel.chains()[-1]
    return Push(parcel, (key or talk.key).sign(push_signed(parcel, chain)), alone=True)


def trouble_of(talk: Talk, path: str, message: Any, kind: type[Any] = Taken) -> Trouble:
    with pytest.raises(Declined) as declined:
        talk.ask(kind, path, message)
    return declined.value.fault.trouble


def raw(centre: Running, path: str, body: bytes, method: str = "POST") -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(centre.url).netloc, timeout=20)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        return answer.status, answer.headers.get_content_type()
    except (BrokenPipeError, ConnectionResetError):
        return 413, MEDIA_TYPE  # the centre hung up while we were still talking
    finally:
        connection.close()
