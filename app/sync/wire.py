"""Parcels of events as they travel: bytes as first written, the same by stick and by line."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from app.domain.events import next_chain

_LEVEL = 6
_LAST_SEQ = 2**62
"""Far more than anybody will ever write, and what eight bytes and every database hold."""
_MOST_BYTES = 64 * 1024 * 1024


class Carried(NamedTuple):
    """One event's bytes; ``private`` is absent when it was erased or when there was none."""

    content: bytes
    private: bytes | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that an event names by digest and that travels with it: its canonical bytes."""

    kind: str
    digest: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Events of one writer without gaps, from ``from_seq`` on, and the chain before the first."""

    writer: UUID
    from_seq: int
    previous_chain: bytes
    events: tuple[Carried, ...]
    references: tuple[Reference, ...] = ()

    @property
    def last_seq(self) -> int:
        """The position of the last event."""
        return self.from_seq + len(self.events) - 1

    def chains(self) -> tuple[bytes, ...]:
        """The chain after each event, counted anew."""
        found, chain = [], self.previous_chain
        for seq, each in enumerate(self.events, self.from_seq):
            chain = next_chain(chain, self.writer, seq, each.content)
            found.append(chain)
        return tuple(found)


def pack(parcel: Parcel) -> bytes:
    """A parcel as compressed JSON; contents stand in it as text, letter by letter."""
    return zlib.compress(json.dumps(parcel_plain(parcel), ensure_ascii=False).encode(), _LEVEL)


def parcel_plain(parcel: Parcel) -> dict[str, Any]:
    """A parcel as plain JSON values."""
    return {
        "writer": str(parcel.writer),
        "from_seq": parcel.from_seq,
        "previous_chain": parcel.previous_chain.hex(),
        "events": carried_plain(parcel.events),
        "references": references_plain(parcel.references),
    }


def carried_plain(events: tuple[Carried, ...]) -> list[list[str | None]]:
    """Events as plain JSON values."""
    return [
        [each.content.decode(), None if each.private is None else each.private.decode()]
        for each in events
    ]


def references_plain(references: tuple[Reference, ...]) -> list[list[str]]:
    """What events name, as plain JSON values."""
    return [[each.kind, each.digest, each.content.decode()] for each in references]


def unpack(packed: bytes) -> Parcel:
    """The parcel that was packed. Raises ``ValueError`` for anything else, and for a bomb."""
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(packed, _MOST_BYTES)
        if not unpacker.eof:
            raise ValueError("a parcel is longer than any parcel may be")
        return read_parcel(json.loads(text))
    except (zlib.error, KeyError, TypeError) as error:
        raise ValueError("not a parcel") from error


def read_parcel(plain: dict[str, Any]) -> Parcel:
    """The inverse of ``parcel_plain``; raises ``ValueError``, ``KeyError`` or ``TypeError``."""
    from_seq = int(plain["from_seq"])
    if not 1 <= from_seq <= _LAST_SEQ:
        raise ValueError("not a position")
    return Parcel(
        writer=UUID(plain["writer"]),
        from_seq=from_seq,
        previous_chain=bytes.fromhex(plain["previous_chain"]),
        events=read_carried(plain["events"]),
        references=read_references(plain["references"]),
    )


def read_carried(plain: Any) -> tuple[Carried, ...]:
    """The inverse of ``carried_plain``."""
    return tuple(
        Carried(content.encode(), None if private is None else private.encode())
        for content, private in plain
    )


def read_references(plain: Any) -> tuple[Reference, ...]:
    """The inverse of ``references_plain``."""
    return tuple(Reference(kind, digest, content.encode()) for kind, digest, content in plain)
