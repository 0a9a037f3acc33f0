"""The centre of the protocol model: what it keeps, and its answers to desks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple


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


EVERY_REMEDY = frozenset(Remedy)


class Place(NamedTuple):
    """A position: the writer and the number in its chain, from 1."""

    writer: int
    seq: int


class Event(NamedTuple):
    """One event on one dossier; ``code`` with the first, ``shared_with`` when an office joins."""

    uid: int
    dossier: int
    office: str
    parents: tuple[int, ...] = ()
    code: tuple[int, int] | None = None
    shared_with: str = ""
    closes: bool = False


class Sent(NamedTuple):
    """An event on its way, with the position that its author gave it."""

    event: Event
    place: Place


class DeniedError(Exception):
    """An answer about the envelope: ``fork``, ``gap``, ``need_parents``, ``busy``, ``refused``."""


def linked(chain: int, uid: int) -> int:
    """The next value of a chain."""
    return hash((chain, uid))


@dataclass
class Stream:
    """What an office is told, by position; ``n`` is the last position given."""

    told: dict[int, Sent] = field(default_factory=dict)
    chains: list[int] = field(default_factory=lambda: [0])
    n: int = 0

    def append(self, sent: Sent, pos: int) -> None:
        """Show an event at its position."""
        self.told[pos] = sent
        if pos == len(self.chains):
            self.chains.append(linked(self.chains[-1], sent.event.uid))


@dataclass
class WriterRow:
    """What the centre knows of one writer."""

    chains: list[int] = field(default_factory=lambda: [0])
    token: int = 0
    token_before: int = -1

    @property
    def acked(self) -> int:
        """The last position that was taken over."""
        return len(self.chains) - 1


@dataclass
class Store:
    """The centre's database: all that a dump holds and a restore brings back."""

    incarnation: int = 1
    events: dict[int, Sent] = field(default_factory=dict)
    taken: set[Place] = field(default_factory=set)
    of_dossier: defaultdict[int, list[Sent]] = field(default_factory=lambda: defaultdict(list))
    offices_of: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    closed: set[int] = field(default_factory=set)
    writers: defaultdict[int, WriterRow] = field(default_factory=lambda: defaultdict(WriterRow))
    streams: defaultdict[str, Stream] = field(default_factory=lambda: defaultdict(Stream))
    last_prefix: int = 100


class Server:
    """Answers hello, push, pull and offer; a slow transaction is committed by ``commit_slow``."""

    def __init__(self, remedies: frozenset[Remedy]) -> None:
        self.remedies = remedies
        self.store = Store()
        self.slow: list[tuple[list[Sent], int, list[tuple[str, int]]]] = []

    def hello(self, writer: int, token: int, token_next: int) -> tuple[int, int, int]:
        """Incarnation, acknowledged seq and chain. Raises ``DeniedError``: ``fork``."""
        row = self.store.writers[writer]
        if Remedy.TOKEN in self.remedies:
            is_retried = (row.token_before, row.token) == (token, token_next)
            if token != row.token and not is_retried:
                raise DeniedError("fork")
            row.token_before, row.token = token, token_next
        return self.store.incarnation, row.acked, row.chains[-1]

    def new_prefix(self) -> int:
        """A leading digit that nobody has numbered under."""
        self.store.last_prefix += 1
        return self.store.last_prefix

    def push(self, writer: int, chain: int, sent: list[Sent], *, slow: bool = False) -> None:
        """Take over a writer's next events; raises ``DeniedError``."""
        row = self.store.writers[writer]
        if any(waiting == writer for _, waiting, _ in self.slow):
            raise DeniedError("busy")
        if sent[0].place.seq > row.acked + 1:
            raise DeniedError("gap")
        if Remedy.CHAIN in self.remedies and chain != row.chains[sent[0].place.seq - 1]:
            raise DeniedError("fork")
        new = [each for each in sent if each.place.seq > row.acked]
        self._check(new)
        if slow:
            self.slow.append((new, writer, self._reserved(new)))
            return
        self._take(new, None)
        self._acknowledge(row, new)

    def commit_slow(self) -> None:
        """The transaction that has waited longest comes to its end."""
        new, writer, reserved = self.slow.pop(0)
        self._take(new, reserved)
        self._acknowledge(self.store.writers[writer], new)

    def _acknowledge(self, row: WriterRow, new: list[Sent]) -> None:
        for each in new:
            row.chains.append(linked(row.chains[-1], each.event.uid))

    def _check(self, new: list[Sent]) -> None:
        arriving = {each.event.uid for each in new}
        for each in new:
            if not arriving.union(self.store.events).issuperset(each.event.parents):
                raise DeniedError("need_parents")
            if Remedy.ACCEPT_ALL not in self.remedies and each.event.dossier in self.store.closed:
                raise DeniedError("refused")

    def _reserved(self, new: list[Sent]) -> list[tuple[str, int]]:
        """Without the counter's lock, positions are drawn when a transaction begins."""
        if Remedy.GAP_FREE in self.remedies:
            return []
        return [
            (office, self._next(office))
            for each in new
            for office in sorted(self._offices_after(each.event))
        ]

    def _next(self, office: str) -> int:
        stream = self.store.streams[office]
        stream.n += 1
        return stream.n

    def _offices_after(self, event: Event) -> set[str]:
        joined = {event.shared_with} - {""}
        first = set() if event.parents else {event.office}
        return self.store.offices_of[event.dossier] | joined | first

    def _take(self, new: list[Sent], reserved: list[tuple[str, int]] | None) -> None:
        drawn = list(reserved or ())
        for each in new:
            if self._is_known(each):
                continue
            store, event = self.store, each.event
            store.events[event.uid] = each
            store.taken.add(each.place)
            before = set(store.offices_of[event.dossier])
            store.offices_of[event.dossier] = self._offices_after(event)
            for office in sorted(store.offices_of[event.dossier]):
                self._tell(office, each, drawn, entering=office not in before)
            store.of_dossier[event.dossier].append(each)
            if event.closes:
                store.closed.add(event.dossier)

    def _tell(
        self, office: str, sent: Sent, drawn: list[tuple[str, int]], *, entering: bool
    ) -> None:
        whole = entering and Remedy.WHOLE_HISTORY in self.remedies
        history = self.store.of_dossier[sent.event.dossier] if whole else []
        for told in (*history, sent):
            reserved = next((place for place in drawn if place[0] == office), None)
            if reserved is not None:
                drawn.remove(reserved)
            pos = reserved[1] if reserved else self._next(office)
            self.store.streams[office].append(told, pos)

    def _is_known(self, sent: Sent) -> bool:
        if Remedy.UID in self.remedies:
            return sent.event.uid in self.store.events
        return sent.place in self.store.taken

    def pull(
        self, office: str, incarnation: int, pos: int, chain: int, limit: int = 20
    ) -> list[tuple[int, Sent]]:
        """The next page of a stream. Raises ``DeniedError``: ``rewound``."""
        stream = self.store.streams[office]
        if Remedy.INCARNATION in self.remedies and incarnation != self.store.incarnation:
            raise DeniedError("rewound")
        if Remedy.GAP_FREE in self.remedies and (
            pos >= len(stream.chains) or stream.chains[pos] != chain
        ):
            raise DeniedError("rewound")
        return sorted((at, sent) for at, sent in stream.told.items() if at > pos)[:limit]

    def lacks(self, held: set[int]) -> set[int]:
        """Which of the events that a desk holds are not here."""
        return held - self.store.events.keys()

    def take_offer(self, offered: list[Sent]) -> None:
        """Take over what other desks' disks have kept."""
        self._take(offered, None)
