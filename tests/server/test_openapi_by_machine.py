"""The OpenAPI description against the centre: a machine calls as an enrolled desk gone mad would.

``MOTCUA_SOAK_MINUTES`` lets it go on; each minute is another seed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any
from uuid import UUID

import pytest
import schemathesis
import zstandard
from centres import Cluster, Running, enrol_at, running
from hostile import talk_of
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.bootstrap import Desk
from app.server.centre import open_centre
from app.server.counting import Turnstile
from app.server.openapi import description
from app.sync.event_messages import Push, push_signed
from app.sync.packing import MEDIA_TYPE, unpack_message
from app.sync.talk import Talk

EXAMPLES = 8
A_MINUTE_OF_EXAMPLES = 200
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@schemathesis.serializer(MEDIA_TYPE)
def packed(_: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else packed_plain(value)


@schemathesis.deserializer(MEDIA_TYPE)
def unpacked(_: Any, response: Any) -> Any:
    return json.loads(zstandard.ZstdDecompressor().decompressobj().decompress(response.content))


def packed_plain(plain: Any) -> bytes:
    return zstandard.ZstdCompressor().compress(json.dumps(plain).encode())


@pytest.fixture
def patient(cluster: Cluster) -> Iterator[Running]:
    """A centre whose turnstile lets everybody through: its clock runs a minute a look."""
    clock = count(step=60.0).__next__
    with running(open_centre(cluster.new_database()), Turnstile(clock)) as served:
        yield served


def test_whatever_a_desk_sends_is_answered_as_described(
    patient: Running, two_desks: tuple[Desk, Desk]
) -> None:
    desk = two_desks[0]
    enrol_at(patient, desk)
    talk = talk_of(patient, desk)
    load_all_checks()
    for turn in range(1 + int(os.environ.get("MOTCUA_SOAK_MINUTES", "0"))):
        many = A_MINUTE_OF_EXAMPLES if turn else EXAMPLES
        for found in schemathesis.openapi.from_dict(description()).get_all_operations():
            calls(found.ok(), patient.url, talk, (turn, many))()


def calls(operation: Any, url: str, talk: Talk, at: tuple[int, int]) -> Callable[[], None]:
    """Many calls of one operation, each held against its description."""
    turn, many = at

    @seed(turn)
    @settings(
        max_examples=many,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def one(case: Any) -> None:
        body = body_of(case, talk)
        headers = {**dict(talk.headers), "Content-Type": MEDIA_TYPE, **signature(case, body, talk)}
        if body is not None:
            case.body = body
        case.call_and_validate(base_url=url, headers=headers, checks=CHECKS)

    return one


def body_of(case: Any, talk: Talk) -> bytes | None:
    """The body as it travels; a push is brought into order, so that its events come in."""
    if not isinstance(case.body, dict):
        return None
    packed = packed_plain(case.body)
    if case.operation.path != "/v1/push":
        return packed
    try:
        push = unpack_message(Push, packed)
    except ValueError:
        return packed
    writer = dict(talk.headers)["Motcua-Writer"]
    parcel = replace(push.parcel, writer=UUID(writer))
    signed = talk.key.sign(push_signed(parcel, (parcel.chains() or (b"",))[-1]))
    plain = json.loads(json.dumps(case.body))
    plain["parcel"]["writer"], plain["signature"] = writer, signed.hex()
    return packed_plain(plain)


def signature(case: Any, body: bytes | None, talk: Talk) -> dict[str, str]:
    name = case.operation.path.rsplit("/", 1)[-1]
    signed = talk.key.sign(f"{name}:".encode() + (body or b""))
    return {"Motcua-Signature": signed.hex()}
