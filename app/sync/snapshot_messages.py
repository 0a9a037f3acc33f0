"""Messages of the first sync: a stream up to a place, and every dossier folded there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from app.domain.canonical import digest
from app.sync.packing import pack_plain, unpack_plain
from app.sync.wire import Carried, carried_plain, read_carried


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A stream up to a place: the chain there, the digest of each part, the centre's signature.

    No parts: the centre has none, and the stream is followed from its beginning.
    """

    stream: str
    pos: int
    chain: str
    parts: tuple[str, ...]
    seal: str


@dataclass(frozen=True, slots=True)
class Folded:
    """A dossier as the centre stored it at that place: its uid and the bytes of its fold."""

    uid: str
    public: bytes
    private: bytes | None


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the events, in their order, or some of the dossiers.

    ``seal`` is the centre's own where the events end, as on a page: what it loses one day comes
    back to it in these pieces.
    """

    events: tuple[Carried, ...] = ()
    folds: tuple[Folded, ...] = ()
    seal: bytes = b""


def snapshot_signed(stream: str, pos: int, parts: tuple[str, ...]) -> bytes:
    """What the centre's key signs over a snapshot: the place, and every part."""
    said = json.dumps([stream, pos, *parts]).encode()
    return b"snapshot:" + bytes.fromhex(digest(said))


def pack_part(part: Part) -> bytes:
    """A part as it is kept and travels."""
    folds = [
        [each.uid, each.public.decode(), None if each.private is None else each.private.decode()]
        for each in part.folds
    ]
    plain = {"events": carried_plain(part.events), "folds": folds, "seal": part.seal.hex()}
    return pack_plain(plain)


def unpack_part(packed: bytes) -> Part:
    """The inverse of ``pack_part``. Raises ``ValueError`` for anything else."""
    try:
        plain: dict[str, Any] = unpack_plain(packed)
        folds = tuple(
            Folded(uid, public.encode(), None if private is None else private.encode())
            for uid, public, private in plain["folds"]
        )
        return Part(read_carried(plain["events"]), folds, bytes.fromhex(plain["seal"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a part of a snapshot") from error
