"""What the protocol model speaks of: remedies, events and where they stand, releases."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

Code = tuple[int, int]
"""The leading digit, or the block, or what stands in for it; and the number under it."""

PROVISIONAL, ALIASES = -1, 0
DIGIT = 6
"""So many numbers has a desk under its own digit."""

FIRST_BLOCK, BLOCK = 100, 3
"""The blocks that are lent begin here, so many numbers each."""


class Remedy(Enum):
    """What the protocol has against a failure on record; each can be switched off."""

    INCARNATION = auto()
    """A restored centre is recognised, and every desk offers what it holds."""
    GAP_FREE = auto()
    """Positions are given at commit, without gaps, and a stream's chain goes with them."""
    WITNESS = auto()
    """A file outside the data remembers the last position and the last number."""
    HARDWARE = auto()
    """A copied disk on another machine is recognised before it numbers."""
    CHAIN = auto()
    """Both sides compare the chain of hashes at the last acknowledged position."""
    TOKEN = auto()
    """Each greeting changes the token to one that its sender drew: of two equal disks one forks."""
    UID = auto()
    """An event is known by its own identity, never by its position."""
    WHOLE_HISTORY = auto()
    """A dossier that enters a stream brings everything that happened to it."""
    ACCEPT_ALL = auto()
    """A well-formed event is never refused for what it says."""
    ALONE = auto()
    """An event whose parents are lost everywhere goes in without them."""
    UNPLACED = auto()
    """What has no place in the centre's order stands in the open writer, whoever knew it before."""
    SCOPE_LEFT = auto()
    """A stream that a dossier leaves says so, in its order."""
    LEASE_OF_WRITER = auto()
    """Lent numbers belong to one writer; whoever opens another one gets others."""
    LEASE_MEMORY = auto()
    """A restored centre asks what is lent, and passes over blocks of which it knows a code."""
    SUCCESSOR = auto()
    """A machine that takes a lost one's place does not number under its digit."""
    ALIAS = auto()
    """Of two dossiers under one code the centre names one anew, and every provisional one."""
    GIVEN_BACK = auto()
    """Desks give releases back that a restored centre lost."""
    ABOVE_BOTH = auto()
    """Of two releases the one issued last counts, under a number above both."""
    ISSUED_LAST = auto()
    """A release goes by the moment of its issue, whatever number it bears by now."""
    SIGNATURE = auto()
    """A release counts only under the centre's own signature."""
    SNAPSHOT_WHOLE = auto()
    """A first sync counts when all of it is here, and not before."""
    STICK = auto()
    """Whoever reads a stick of the office sends on what is on it."""


EVERY_REMEDY = frozenset(Remedy)


class Place(NamedTuple):
    """A position: the writer and the number in its chain, from 1."""

    writer: int
    seq: int


class Event(NamedTuple):
    """One event on one dossier.

    ``code`` comes with the first, ``alias`` when the centre names it anew, ``shared_with`` when an
    office joins, ``left_by`` when one has no part in it any more.
    """

    uid: int
    dossier: int
    office: str
    parents: tuple[int, ...] = ()
    code: Code | None = None
    shared_with: str = ""
    left_by: str = ""
    closes: bool = False
    alias: Code | None = None

    @property
    def received_by(self) -> str:
        """The office that a first event makes a dossier's own, whenever it comes in."""
        return "" if self.parents else self.office


class Sent(NamedTuple):
    """An event on its way, with the position that its author gave it."""

    event: Event
    place: Place


class Release(NamedTuple):
    """Reference data of the centre: its number, and when it was issued, which is what it says."""

    number: int = 0
    issued: int = 0


class Welcome(NamedTuple):
    """The answer to a hello."""

    incarnation: int
    acked: int
    chain: int
    blocks: tuple[int, ...]
    release: Release


class Snapshot(NamedTuple):
    """A stream up to a place, made in one look."""

    pos: int
    chain: int
    told: tuple[tuple[int, Sent], ...]


class DeniedError(Exception):
    """An answer about the envelope: ``fork``, ``gap``, ``need_parents``, ``busy``, ``refused``."""


def linked(chain: int, uid: int) -> int:
    """The next value of a chain."""
    return hash((chain, uid))
