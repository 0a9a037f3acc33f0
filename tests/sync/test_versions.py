"""Desks and centres of different age: each passes over what the other says more."""

from __future__ import annotations

import json
from typing import Any

import pytest
from agreement import assert_agreed, centre_head
from centres import Running, enrol_at, synced
from deeds_at_desk import received
from hostile import talk_of
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.bootstrap import Desk
from app.sync.greeting import say_hello
from app.sync.packing import MEDIA_TYPE, pack_message, pack_plain, unpack_message, unpack_plain
from app.sync.protocol import Hello, Welcome
from app.sync.talk import Talk

FIRST_HELLO = frozenset(
    {
        *("device", "writer", "head_seq", "head_chain", "acked_seq", "acked_chain", "clock_ms"),
        *("hardware", "software", "next_token", "token", "cursors", "protocol"),
    }
)
"""What a desk of protocol 1 says; it must be enough for every centre that is to come."""


def newer(plain: Any) -> Any:
    """The same message as a later version might say it: more fields, at every depth."""
    if isinstance(plain, list):
        return [newer(each) for each in plain]
    if not isinstance(plain, dict):
        return plain
    return {**{name: newer(each) for name, each in plain.items()}, "said_later": {"n": 1}}


class NewerCentre:
    """Today's centre, whose answers say more than today's desks know."""

    def __init__(self, behind: ASGIApp) -> None:
        self._behind = behind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        parts: list[Any] = []
        await self._behind(scope, Request(scope, receive).receive, _collector(parts))
        start, body = parts[0], b"".join(each.get("body", b"") for each in parts[1:])
        headers = dict(start["headers"])
        if MEDIA_TYPE.encode() in headers[b"content-type"]:
            body = pack_plain(newer(unpack_plain(body)))
        answer = Response(body, start["status"], media_type=headers[b"content-type"].decode())
        await answer(scope, receive, send)


def _collector(parts: list[Any]) -> Send:
    async def collect(part: Any) -> None:
        parts.append(part)

    return collect


def test_a_desk_works_with_a_centre_that_says_more_than_it_knows(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    centre.front.behind = NewerCentre(centre.front.behind)
    received(first)
    synced(first, second, first)
    assert_agreed(centre, first, second)


def test_a_centre_takes_a_hello_of_the_first_protocol(
    centre: Running, two_desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _ = two_desks
    enrol_at(centre, desk)

    def as_it_was_first(message: Any) -> bytes:
        plain = unpack_plain(pack_message(message))
        assert set(plain) >= FIRST_HELLO - {"token"}
        return pack_plain({name: each for name, each in plain.items() if name in FIRST_HELLO})

    monkeypatch.setattr("app.sync.greeting.pack_message", as_it_was_first)
    received(desk)
    synced(desk, desk)
    assert centre_head(centre)[0] > 0


def test_a_message_of_a_later_version_is_read_as_far_as_it_is_known() -> None:
    welcome = Welcome(incarnation="1", clock_ms=2, acked_seq=0, acked_chain="", streams=())
    plain = newer(json.loads(json.dumps(unpack_plain(pack_message(welcome)))))
    assert unpack_message(Welcome, pack_plain(plain)) == welcome
    with pytest.raises(ValueError, match="Hello"):
        unpack_message(Hello, pack_plain(plain))


def test_a_talk_goes_on_after_an_answer_of_a_later_version(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    centre.front.behind = NewerCentre(centre.front.behind)
    talk: Talk = talk_of(centre, enrolled[0])
    assert say_hello(talk)[0].acked_seq == 0
