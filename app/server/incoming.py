"""Events as they come in, each read once: what it says, what it names, what its digest is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from app.domain.canonical import plain_in
from app.domain.erasure_facts import PersonalDataErased
from app.domain.errors import Refusal
from app.domain.events import Event, event_in, fact_in
from app.domain.fact_parts import Fact
from app.domain.facts import DossierReceived
from app.server.refusing import refused
from app.services.arriving import named_in
from app.sync.protocol import Trouble
from app.sync.wire import Carried

_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError, Refusal)
_MOST_VERSION = 2**31 - 1


class Incoming(NamedTuple):
    """One event; ``event`` is absent where its bytes are no event that could be kept as one.

    What has no ``uid`` is given one, and the same bytes the same again. A tuple, as a frozen
    dataclass takes several times as long to make.
    """

    carried: Carried
    sha256: bytes
    uid: UUID
    event: Event | None = None
    fact: Fact | None = None
    named: tuple[str, ...] = ()


def read_incoming(events: Sequence[Carried]) -> list[Incoming]:
    """Read events that may say anything at all.

    Raises ``Refused`` (``unreadable``) for a zero byte, which is in no event of any kind.
    """
    if any(b"\0" in each.content or b"\0" in (each.private or b"") for each in events):
        raise refused(Trouble.UNREADABLE)
    return [_read(each) for each in events]


def _read(carried: Carried) -> Incoming:
    sha256 = hashlib.sha256(carried.content).digest()
    try:
        plain = _plain(carried)
        event = event_in(plain, carried.content, carried.private)
        fact = fact_in(event, plain)
        if isinstance(fact, PersonalDataErased):
            tuple(UUID(part.event) for part in fact.parts)  # it will be carried out by them
        is_kept = _is_storable(event, fact)
    except _UNREADABLE:
        is_kept = False
    if not is_kept:
        return Incoming(carried, sha256, UUID(bytes=sha256[:16]))
    return Incoming(carried, sha256, event.uid, event, fact, _named(plain))


def _plain(carried: Carried) -> dict[str, Any]:
    """Canonical bytes spell next to nothing as an escape; where there is one, it is looked at.

    Half a surrogate is no character, and no later reader could write it down again.
    """
    plain: dict[str, Any] = plain_in(carried.content)
    parts = [carried.content] if carried.private is None else [carried.content, carried.private]
    for part in parts:
        if b"\\u" in part:
            json.dumps(json.loads(part), ensure_ascii=False).encode()
    return plain


def _is_storable(event: Event, fact: Fact | None) -> bool:
    """Whether the columns of the journal can hold what the envelope says."""
    texts = [event.kind, event.author.tenant, event.author.office]
    if isinstance(fact, DossierReceived):
        texts.append(fact.code)
    for each in texts:
        if not isinstance(each, str) or "\0" in each:
            return False
    is_count = isinstance(event.version, int) and not isinstance(event.version, bool)
    return is_count and 0 <= event.version <= _MOST_VERSION


def _named(plain: dict[str, Any]) -> tuple[str, ...]:
    try:
        named = named_in(plain)
    except (KeyError, TypeError, AttributeError):
        return ()
    return tuple(each for _, each in named if isinstance(each, str) and "\0" not in each)
