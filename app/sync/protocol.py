"""The messages between desk and centre, one definition for both faces: zstd over JSON."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import zstandard

from app.domain.errors import Refusal
from app.domain.records import from_plain, to_plain
from app.domain.releases import Release, Subject
from app.sync.tolerance import known_part
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

VERSION = 1
MEDIA_TYPE = "application/vnd.motcua.sync+zstd"
"""Only the centre answers so; whatever says anything else stands between desk and centre."""

MOST_EVENTS = 1000
MOST_BYTES = 1024 * 1024
"""What one request may weigh, compressed."""

MOST_PLAIN_BYTES = 16 * 1024 * 1024
_MOST_WINDOW = 8 * 1024 * 1024
_LEVEL = 3
_MOST_COUNT = 2**62

Message = TypeVar("Message")


class Trouble(StrEnum):
    """Why the centre cannot take an envelope; it never refuses an event for what it says."""

    UNREADABLE = "unreadable"
    TOO_BIG = "too_big"
    TOO_MANY = "too_many"
    UNAUTHORISED = "unauthorised"
    REVOKED = "revoked"
    CODE_WRONG = "code_wrong"
    ELSEWHERE = "elsewhere"
    GAP = "gap"
    FORK = "fork"
    REWOUND = "rewound"
    NEED_PARENTS = "need_parents"
    NEED_REFERENCES = "need_references"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The centre's no: why, and what the desk needs to go on."""

    trouble: Trouble
    acked_seq: int | None = None
    acked_chain: str | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place in a stream and the chain there."""

    pos: int
    chain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How far a desk holds a stream, with marks further back in case the centre lost some."""

    stream: str
    pos: int
    chain: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrol:
    """A desk asks to be let in by its one-time code."""

    code: str
    device: str
    public: str
    tenant: str
    office: str
    desk: int
    hardware: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """The desk is let in; ``public`` is the key by which the centre signs the heads of streams.

    ``predecessors`` are other machines that were this desk before: their numbers are given out.
    """

    tenant: str
    office: str
    office_name: str
    public: str
    incarnation: str
    predecessors: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseMark:
    """Which version of a subject one side has; no office means the whole province."""

    subject: Subject
    office: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Releases by their marks."""

    marks: tuple[ReleaseMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases:
    """Releases as the centre signed them."""

    releases: tuple[Release, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a desk has of a subject beside the centre's release; in the form of a release."""

    subject: Subject
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """What a desk brings along when it is enrolled."""

    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Orders of a day that a writer may number with: ``first`` to ``last`` of a digit."""

    on: date
    prefix: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesWanted:
    """A desk runs out of numbers of a day; ``held`` are the blocks that it was lent before."""

    on: date
    held: tuple[Lease, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """What a desk says first: who it is, how far its journal goes, what it holds of the streams.

    ``token`` is that of the last hello, ``next_token`` the one that the desk drew for the calls
    after this one, and for the next hello.
    """

    device: str
    writer: str
    head_seq: int
    head_chain: str
    acked_seq: int
    acked_chain: str
    clock_ms: int
    hardware: str
    software: str
    next_token: str
    token: str | None = None
    cursors: tuple[Cursor, ...] = ()
    codes_wanted: tuple[CodesWanted, ...] = ()
    protocol: int = VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamHead:
    """Where a stream ends at the centre, and the last of the desk's marks that agrees with it."""

    stream: str
    pos: int
    chain: str
    common: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSeen:
    """A desk of the caller's office; all that it recorded until ``whole_ms`` is at the centre.

    By the centre's clock; absent for a desk that never handed everything in.
    """

    desk: int
    whole_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """The centre's answer to a hello."""

    incarnation: str
    clock_ms: int
    acked_seq: int
    acked_chain: str
    streams: tuple[StreamHead, ...]
    releases: tuple[ReleaseMark, ...] = ()
    proposals_wanted: bool = False
    leases: tuple[Lease, ...] = ()
    desks: tuple[DeskSeen, ...] = ()
    protocol: int = VERSION


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


def pack_message(message: Any) -> bytes:
    """A message as it travels."""
    return pack_plain(_plain(message))


def pack_plain(plain: Any) -> bytes:
    """Plain JSON values as they travel."""
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return zstandard.ZstdCompressor(level=_LEVEL).compress(text.encode())


def unpack_message(kind: type[Message], packed: bytes) -> Message:
    """The message that was packed. Raises ``ValueError`` for anything else, and for a bomb."""
    try:
        plain = unpack_plain(packed)
        reader = _READERS.get(kind)
        known = plain if reader else known_part(kind, plain)
        message: Message = from_plain(kind, known) if reader is None else reader(plain)
    except (Refusal, KeyError, TypeError, RecursionError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__}") from error
    return message


def unpack_plain(packed: bytes) -> Any:
    """The inverse of ``pack_plain``. Raises ``ValueError`` for anything else, and for a bomb."""
    return json.loads(_unpacked(packed))


def push_signed(parcel: Parcel, chain: bytes) -> bytes:
    """What a device's key signs under a push: the writer, and where the chain ends."""
    return b"push:" + parcel.writer.bytes + parcel.last_seq.to_bytes(8, "big") + chain


def page_signed(stream: str, pos: int, chain: bytes) -> bytes:
    """What the centre's key signs under a page: the stream, and where the page ends."""
    return b"page:" + stream.encode() + pos.to_bytes(8, "big") + chain


def _unpacked(packed: bytes) -> bytes:
    """Never more than the bound, whatever the frame says of itself."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=_MOST_WINDOW)
    try:
        with unpacker.stream_reader(io.BytesIO(packed)) as reader:
            text = reader.read(MOST_PLAIN_BYTES + 1)
    except zstandard.ZstdError as error:
        raise ValueError("not a message") from error
    if len(text) > MOST_PLAIN_BYTES:
        raise ValueError("a message is longer than any message may be")
    return text


def _plain(message: Any) -> Any:
    match message:
        case Push():
            return {
                "parcel": parcel_plain(message.parcel),
                "signature": message.signature.hex(),
                "alone": message.alone,
            }
        case Page():
            return {
                "stream": message.stream,
                "after": message.after,
                "end": message.end,
                "events": carried_plain(message.events),
                "seal": message.seal.hex(),
            }
        case Offer():
            return {
                "stream": message.stream,
                "after": message.after,
                "chain": message.chain.hex(),
                "events": carried_plain(message.events),
                "seal": message.seal.hex(),
            }
        case References():
            return {"references": references_plain(message.references)}
    return to_plain(message)


@dataclass(frozen=True, slots=True)
class References:
    """Versions of procedures and calendars that events name by digest."""

    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """Digests of references that a desk lacks."""

    digests: tuple[str, ...]


def _read_push(plain: dict[str, Any]) -> Push:
    parcel = read_parcel(plain["parcel"])
    return Push(parcel, bytes.fromhex(plain["signature"]), bool(plain.get("alone", False)))


def _read_page(plain: dict[str, Any]) -> Page:
    return Page(
        _text(plain["stream"]),
        _count(plain["after"]),
        _count(plain["end"]),
        read_carried(plain["events"]),
        bytes.fromhex(plain["seal"]),
    )


def _read_offer(plain: dict[str, Any]) -> Offer:
    return Offer(
        _text(plain["stream"]),
        _count(plain["after"]),
        bytes.fromhex(plain["chain"]),
        read_carried(plain["events"]),
        bytes.fromhex(plain["seal"]),
    )


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


_READERS: dict[type, Any] = {
    Push: _read_push,
    Page: _read_page,
    Offer: _read_offer,
    References: _read_references,
}
"""Messages with events are read by hand: a record's reader costs too much a thousand times."""
