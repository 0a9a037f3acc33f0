"""Messages that carry events, or what events name: written by hand, for there are thousands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.sync.wire import (
    Carried,
    Parcel,
    Reference,
    carried_plain,
    parcel_plain,
    read_carried,
    read_parcel,
    read_references,
    references_plain,
)

_MOST_COUNT = 2**62


@dataclass(frozen=True, slots=True)
class Push:
    """Events of one writer; the desk's key signs where their chain ends.

    They go ``alone`` where nobody holds their parents, or what they name, any more.
    """

    parcel: Parcel
    signature: bytes
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """An event that was accepted and that somebody should look at."""

    uid: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The centre's receipt: everything up to here is durable there."""

    acked_seq: int
    acked_chain: str
    flagged: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Consecutive events of a stream, after ``after``; ``end`` is where the whole stream ends.

    ``seal`` is the centre's signature over where the page ends: with it the desk can prove later
    what the centre once held.
    """

    stream: str
    after: int
    end: int
    events: tuple[Carried, ...]
    seal: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Where a stream ends by now; a desk that stands before it has something to fetch."""

    end: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What a desk holds of a stream and the centre lost, with the centre's own seal over it."""

    stream: str
    after: int
    chain: bytes
    events: tuple[Carried, ...]
    seal: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """How many of the offered events the centre had lost."""

    new: int


@dataclass(frozen=True, slots=True)
class References:
    """Versions of procedures and calendars that events name by digest."""

    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """Digests of references that a desk lacks."""

    digests: tuple[str, ...]


def push_signed(parcel: Parcel, chain: bytes) -> bytes:
    """What a device's key signs under a push: the writer, and where the chain ends."""
    return b"push:" + parcel.writer.bytes + parcel.last_seq.to_bytes(8, "big") + chain


def page_signed(stream: str, pos: int, chain: bytes) -> bytes:
    """What the centre's key signs under a page: the stream, and where the page ends."""
    return b"page:" + stream.encode() + pos.to_bytes(8, "big") + chain


def written_plain(message: Any) -> Any:
    """A message of these as plain JSON values; none for any other."""
    match message:
        case Push():
            return {
                "parcel": parcel_plain(message.parcel),
                "signature": message.signature.hex(),
                "alone": message.alone,
            }
        case Page():
            return {**_stretch_plain(message), "end": message.end}
        case Offer():
            return {**_stretch_plain(message), "chain": message.chain.hex()}
        case References():
            return {"references": references_plain(message.references)}
    return None


def _stretch_plain(message: Page | Offer) -> dict[str, Any]:
    return {
        "stream": message.stream,
        "after": message.after,
        "events": carried_plain(message.events),
        "seal": message.seal.hex(),
    }


def _read_push(plain: dict[str, Any]) -> Push:
    parcel = read_parcel(plain["parcel"])
    return Push(parcel, bytes.fromhex(plain["signature"]), bool(plain.get("alone", False)))


def _read_page(plain: dict[str, Any]) -> Page:
    return Page(**_read_stretch(plain), end=_count(plain["end"]))


def _read_offer(plain: dict[str, Any]) -> Offer:
    return Offer(**_read_stretch(plain), chain=bytes.fromhex(plain["chain"]))


def _read_stretch(plain: dict[str, Any]) -> dict[str, Any]:
    return {
        "stream": _text(plain["stream"]),
        "after": _count(plain["after"]),
        "events": read_carried(plain["events"]),
        "seal": bytes.fromhex(plain["seal"]),
    }


def _read_references(plain: dict[str, Any]) -> References:
    return References(read_references(plain["references"]))


def _text(plain: Any) -> str:
    if not isinstance(plain, str):
        raise ValueError("not a text")
    return plain


def _count(plain: Any) -> int:
    if not isinstance(plain, int) or not 0 <= plain < _MOST_COUNT:
        raise ValueError("not a count")
    return plain


READERS: dict[type, Callable[[Any], Any]] = {
    Push: _read_push,
    Page: _read_page,
    Offer: _read_offer,
    References: _read_references,
}
"""The inverse of ``written_plain``: a record's reader costs too much a thousand times."""
