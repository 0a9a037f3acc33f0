"""The centre of the protocol model: what it keeps, and its answers to desks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from model_giving import Lender, needs_name, next_name, taken_back
from model_protocol import (
    Code,
    DeniedError,
    Event,
    Place,
    Release,
    Remedy,
    Sent,
    Snapshot,
    Welcome,
    linked,
)

CENTRE = "centre"


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

    def lacks(self, sents: list[Sent]) -> list[Sent]:
        """Those that were not told yet."""
        here = {sent.event.uid for sent in self.told.values()}
        return [sent for sent in sents if sent.event.uid not in here]


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
    lent: dict[int, int] = field(default_factory=dict)
    registry: dict[Code, int] = field(default_factory=dict)
    release: Release = Release()
    snapshots: dict[str, Snapshot] = field(default_factory=dict)

    def code_of(self, dossier: int) -> Code | None:
        """The code that a dossier goes by: the last that was given."""
        told = [each.event.alias or each.event.code for each in self.of_dossier[dossier]]
        return next((code for code in reversed(told) if code is not None), None)

    def heads(self, dossier: int) -> tuple[int, ...]:
        """The events of a dossier that no other one names as its parent."""
        events = [each.event for each in self.of_dossier[dossier]]
        named = {uid for event in events for uid in event.parents}
        return tuple(event.uid for event in events if event.uid not in named)


class Server:
    """Answers hello, push, pull and offer; a slow transaction is committed by ``commit_slow``."""

    def __init__(self, remedies: frozenset[Remedy], serial: Iterator[int]) -> None:
        self.remedies = remedies
        self.store = Store()
        self.slow: list[tuple[list[Sent], int, list[tuple[str, int]]]] = []
        self.lender = Lender(remedies)
        self.issued = {0}
        self._serial = serial

    def hello(
        self, writer: int, tokens: tuple[int, int], held: tuple[int, ...], *, wants: bool
    ) -> Welcome:
        """What stands here of a writer, its blocks, the newest release. Raises ``DeniedError``."""
        row, (token, token_next) = self.store.writers[writer], tokens
        if Remedy.TOKEN in self.remedies:
            is_retried = (row.token_before, row.token) == tokens
            if token != row.token and not is_retried:
                raise DeniedError("fork")
            row.token_before, row.token = token, token_next
        store = self.store
        asked = (store.incarnation, writer, held, wants)
        blocks = self.lender.lend(store.lent, store.registry, asked)
        return Welcome(store.incarnation, row.acked, row.chains[-1], blocks, store.release)

    def push(
        self, writer: int, chain: int, sent: list[Sent], *, slow: bool = False, alone: bool = False
    ) -> None:
        """Take over a writer's next events; raises ``DeniedError``."""
        row = self.store.writers[writer]
        if any(waiting == writer for _, waiting, _ in self.slow):
            raise DeniedError("busy")
        if sent[0].place.seq > row.acked + 1:
            raise DeniedError("gap")
        if Remedy.CHAIN in self.remedies and chain != row.chains[sent[0].place.seq - 1]:
            raise DeniedError("fork")
        new = [each for each in sent if each.place.seq > row.acked]
        self._check(new, alone=alone)
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

    def _check(self, new: list[Sent], *, alone: bool) -> None:
        arriving = {each.event.uid for each in new}
        for each in new:
            here = arriving.union(self.store.events)
            if not alone and not here.issuperset(each.event.parents):
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
        first = {event.received_by} - {""}
        return (self.store.offices_of[event.dossier] | joined | first) - {event.left_by}

    def _take(self, new: list[Sent], reserved: list[tuple[str, int]] | None) -> None:
        drawn = list(reserved or ())
        for each in new:
            if not self._is_known(each):
                self._take_one(each, drawn)
        if Remedy.ALIAS in self.remedies:
            self._settle({each.event.dossier for each in new})

    def _take_one(self, each: Sent, drawn: list[tuple[str, int]]) -> None:
        store, event = self.store, each.event
        store.events[event.uid] = each
        store.taken.add(each.place)
        before = set(store.offices_of[event.dossier])
        after = store.offices_of[event.dossier] = self._offices_after(event)
        left = before - after if Remedy.SCOPE_LEFT in self.remedies else set()
        for office in sorted(after | left):
            self._tell(office, each, drawn, entering=office not in before)
        store.of_dossier[event.dossier].append(each)
        for code in (event.code, event.alias):
            if code is not None:
                store.registry.setdefault(code, event.dossier)
        if event.closes:
            store.closed.add(event.dossier)

    def _settle(self, dossiers: set[int]) -> None:
        """Name those anew that stand under another's code, or under none of their own."""
        for dossier in sorted(dossiers):
            code = self.store.code_of(dossier)
            if not needs_name(code, dossier, self.store.registry):
                continue
            uid, parents = next(self._serial), self.store.heads(dossier)
            named = Event(uid, dossier, CENTRE, parents, alias=next_name(self.store.registry))
            self._take_one(Sent(named, Place(-uid, 1)), [])

    def _tell(
        self, office: str, sent: Sent, drawn: list[tuple[str, int]], *, entering: bool
    ) -> None:
        whole = entering and Remedy.WHOLE_HISTORY in self.remedies
        stream = self.store.streams[office]
        history = stream.lacks(self.store.of_dossier[sent.event.dossier]) if whole else []
        for told in (*history, sent):
            reserved = next((place for place in drawn if place[0] == office), None)
            if reserved is not None:
                drawn.remove(reserved)
            pos = reserved[1] if reserved else self._next(office)
            stream.append(told, pos)

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

    def snapshot(self, office: str) -> Snapshot:
        """A stream in one look, kept for whoever asks until much came after it."""
        stream, known = self.store.streams[office], self.store.snapshots.get(office)
        if known is None or stream.n > known.pos + 40:
            told = tuple(sorted(stream.told.items()))
            known = self.store.snapshots[office] = Snapshot(stream.n, stream.chains[-1], told)
        return known

    def lacks(self, held: set[int]) -> set[int]:
        """Which of the events that a desk holds are not here."""
        return held - self.store.events.keys()

    def take_offer(self, offered: list[Sent]) -> None:
        """Take over what other desks' disks have kept."""
        self._take(offered, None)

    def publish(self) -> None:
        """The operator issues the next release."""
        self.store.release = Release(self.store.release.number + 1, next(self._serial))
        self.issued.add(self.store.release.issued)

    def take_back(self, offered: Release) -> Release:
        """What counts after a desk offered a release. Raises ``DeniedError``: ``refused``."""
        self.store.release = taken_back(self.store.release, offered, self.issued, self.remedies)
        return self.store.release
