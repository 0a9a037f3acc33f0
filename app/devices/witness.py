"""The witness: a small file outside the database that remembers how far the journal got.

It lies in the state folder, not in the data folder and not in backups. A database that is behind
its witness was restored or copied, and must not give out numbers that are on paper already.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from app.domain.errors import Reason, Refusal

_SLOT_BYTES = 4096
_SLOTS = 2
_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one slot says: the last committed position, and the intent of the transaction after it.

    ``counters`` holds the high-water of each running number after the intended transaction, in
    the order in which they last moved.
    """

    writer: str
    committed_seq: int
    intended_seq: int
    counters: dict[str, int] = field(default_factory=dict)


class Witness:
    """Two slots written in turn and in place: a torn write spoils one, never both."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def testimony(self) -> Testimony | None:
        """The newest sound slot; ``None`` when there is none."""
        found = self._newest()
        return None if found is None else found[1]

    def write(self, testimony: Testimony) -> None:
        """Write and sync the older slot. Raises ``OSError`` when the disk does not take it."""
        self.carry_on(lambda _: testimony)

    def carry_on(self, after: Callable[[Testimony | None], Testimony]) -> None:
        """Write what comes after the newest sound slot, and raise as ``write`` does."""
        last, before = self._newest() or (0, None)
        generation = last + 1
        slot = _packed(generation, after(before))
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            if os.fstat(descriptor).st_size < _SLOT_BYTES * _SLOTS:
                os.ftruncate(descriptor, _SLOT_BYTES * _SLOTS)
            os.lseek(descriptor, _SLOT_BYTES * (generation % _SLOTS), os.SEEK_SET)
            os.write(descriptor, slot)
            getattr(os, "fdatasync", os.fsync)(descriptor)
        finally:
            os.close(descriptor)

    def _newest(self) -> tuple[int, Testimony] | None:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            raise Refusal(Reason.FOLDER_READ_ONLY, path=self._path.parent) from None
        starts = range(0, _SLOT_BYTES * _SLOTS, _SLOT_BYTES)
        slots = [_unpacked(content[start : start + _SLOT_BYTES]) for start in starts]
        return max((slot for slot in slots if slot), key=lambda slot: slot[0], default=None)


def _packed(generation: int, testimony: Testimony) -> bytes:
    body = json.dumps({"generation": generation, **asdict(testimony)}).encode()
    content = hashlib.sha256(body).digest() + len(body).to_bytes(4, "big") + body
    if len(content) > _SLOT_BYTES:
        raise ValueError("a testimony must fit its slot")
    return content.ljust(_SLOT_BYTES, b"\0")


def _unpacked(slot: bytes) -> tuple[int, Testimony] | None:
    digest, rest = slot[:_DIGEST_BYTES], slot[_DIGEST_BYTES:]
    body = rest[4 : 4 + int.from_bytes(rest[:4], "big")]
    if not body or hashlib.sha256(body).digest() != digest:
        return None
    plain = json.loads(body)
    generation: int = plain.pop("generation")
    return generation, Testimony(**plain)
