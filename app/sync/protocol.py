"""The talk between desk and centre, one definition for both faces: who calls, and what is where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.sync.release_messages import ReleaseMark

VERSION = 1

MOST_EVENTS = 1000
MOST_BYTES = 1024 * 1024
"""What one request may weigh, compressed."""


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
class Lease:
    """Orders of a day that a writer may number with: ``first`` to ``last`` of a digit."""

    on: date
    prefix: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesWanted:
    """The blocks of a day that a desk was lent before, and whether it runs out of numbers."""

    on: date
    held: tuple[Lease, ...] = ()
    more: bool = True


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
