"""One seeded run of the protocol model: days of faults, then quiet, then the questions."""

from __future__ import annotations

import contextlib
import copy
import itertools
from collections.abc import Iterator
from random import Random

from model_desk import Desk, Disk, Line, LineCutError
from model_server import Remedy, Server, Store

OFFICES = ("hall", "post")
DESKS = 5
STEPS = 260
QUIET_ROUNDS = 12


class Run:
    """Desks of two offices, a centre, and bad luck drawn from one seed."""

    def __init__(
        self, seed: int, remedies: frozenset[Remedy], *, clones_keep_hardware: bool = False
    ) -> None:
        self.chance = Random(seed)
        self.clones_keep_hardware = clones_keep_hardware
        self.server = Server(remedies)
        self.serial = itertools.count(10_000)
        self.given: list[tuple[tuple[int, int], int]] = []
        self.backups: list[tuple[Desk, Disk]] = []
        self.dump: Store | None = None
        self.desks = [self._new_desk(OFFICES[number % 2], number + 1) for number in range(DESKS)]

    def _new_desk(self, office: str, number: int) -> Desk:
        disk = Disk(writer=next(self.serial), hardware=next(self.serial), prefix=number)
        return Desk(office, disk, self.server, self.serial)

    def go(self) -> list[str]:
        """Faults, quiet, and what is wrong afterwards, a sentence each."""
        for _ in range(STEPS):
            self._step(self.chance.choice(self.desks))
        while self.server.slow:
            self.server.commit_slow()
        surviving = set(self.server.store.events)
        surviving |= {uid for desk in self.desks for uid in desk.disk.held}
        if self.clones_keep_hardware:
            self.desks.append(self.desks[0].cloned(self.desks[0].hardware))
        good = Line(self.chance, is_good=True)
        for _ in range(QUIET_ROUNDS):
            for desk in self.desks:
                desk.sync(good)
        return self._wrong(surviving)

    def _step(self, desk: Desk) -> None:
        acts = {
            self._receive: 30,
            self._work: 25,
            self._sync: 33,
            self._back_up: 4,
            self._restore: 2,
            self._clone: 1,
            self._die: 1,
            self._dump: 2,
            self._restore_centre: 1,
            self._commit_slow: 5,
        }
        act = self.chance.choices(list(acts), list(acts.values()))[0]
        act(desk)

    def _receive(self, desk: Desk) -> None:
        received = desk.receive()
        if received is not None and received.code is not None:
            self.given.append((received.code, received.dossier))

    def _work(self, desk: Desk) -> None:
        known = sorted({sent.event.dossier for sent in desk.disk.held.values()})
        if not known:
            return
        other = OFFICES[desk.office == OFFICES[0]]
        luck = self.chance.random()
        shared = other if luck < 0.25 else ""
        desk.work_on(self.chance.choice(known), shared, closes=luck > 0.95)

    def _sync(self, desk: Desk) -> None:
        with contextlib.suppress(LineCutError):
            desk.sync(Line(self.chance), slow=self.chance.random() < 0.1)

    def _back_up(self, desk: Desk) -> None:
        self.backups.append((desk, copy.deepcopy(desk.disk)))

    def _restore(self, _: Desk) -> None:
        kept = [(desk, disk) for desk, disk in self.backups if desk in self.desks]
        if kept:
            desk, disk = self.chance.choice(kept)
            desk.disk = copy.deepcopy(disk)

    def _clone(self, desk: Desk) -> None:
        if len(self.desks) < DESKS + 3:
            keeps = self.clones_keep_hardware and self.chance.random() < 0.5
            self.desks.append(desk.cloned(desk.hardware if keeps else next(self.serial)))

    def _die(self, desk: Desk) -> None:
        if len(self.desks) > 3 and sum(each.office == desk.office for each in self.desks) > 1:
            self.desks.remove(desk)

    def _dump(self, _: Desk) -> None:
        self.dump = copy.deepcopy(self.server.store)

    def _restore_centre(self, _: Desk) -> None:
        if self.dump is not None:
            incarnation = self.server.store.incarnation + 1
            prefix = self.server.store.last_prefix
            self.server.store = copy.deepcopy(self.dump)
            self.server.store.incarnation = incarnation
            self.server.store.last_prefix = prefix
            self.server.slow.clear()

    def _commit_slow(self, _: Desk) -> None:
        if self.server.slow:
            self.server.commit_slow()

    def _wrong(self, surviving: set[int]) -> list[str]:
        return sorted({*self._wrong_at_centre(surviving), *self._wrong_at_desks()})

    def _wrong_at_centre(self, surviving: set[int]) -> Iterator[str]:
        store = self.server.store
        if surviving - store.events.keys():
            yield "lost: a disk holds what the centre does not"
        for office in OFFICES:
            told = self._told(office)
            if len(told) != len(set(told)):
                yield "doubled: an event stands twice in a stream"
            due = {
                uid
                for uid, sent in store.events.items()
                if office in store.offices_of[sent.event.dossier]
            }
            if due - set(told):
                yield "incomplete: a stream lacks events of its dossiers"

    def _wrong_at_desks(self) -> Iterator[str]:
        for desk in self.desks:
            if not desk.disk.held.keys() >= set(self._told(desk.office)):
                yield "apart: a desk does not hold its stream"
            row = self.server.store.writers[desk.disk.writer]
            if desk.disk.chain_at(row.acked) != row.chains[-1] or row.acked != len(desk.disk.own):
                yield "forked: centre and desk hold different chains of one writer"
        writers = [desk.disk.writer for desk in self.desks]
        if len(writers) != len(set(writers)):
            yield "shared: two disks write as one"
        codes = dict(self.given)
        if any(codes[code] != dossier for code, dossier in self.given):
            yield "twice: a code was given to two dossiers"

    def _told(self, office: str) -> list[int]:
        """What a stream tells, in its order."""
        stream = self.server.store.streams[office]
        return [sent.event.uid for _, sent in sorted(stream.told.items())]
