"""Messages of the first sync: the pages of a stream up to a place, made once for many desks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.sync.packing import pack_plain, unpack_plain
from app.sync.wire import Carried, carried_plain, read_carried


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A stream in parts: the place at which each of them ends.

    None: the centre has no snapshot, and the stream is followed from its beginning.
    """

    stream: str
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sealed:
    """Consecutive events after a place, with the centre's seal over where they end."""

    after: int
    events: tuple[Carried, ...]
    seal: bytes


def pack_part(pages: Iterable[Sealed]) -> bytes:
    """Some pages as they are kept and travel."""
    return pack_plain(
        {"pages": [[each.after, carried_plain(each.events), each.seal.hex()] for each in pages]}
    )


def unpack_part(packed: bytes) -> tuple[Sealed, ...]:
    """The inverse of ``pack_part``. Raises ``ValueError`` for anything else."""
    try:
        return tuple(
            Sealed(int(after), read_carried(events), bytes.fromhex(seal))
            for after, events, seal in unpack_plain(packed)["pages"]
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a part of a snapshot") from error
