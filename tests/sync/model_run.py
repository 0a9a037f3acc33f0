"""One seeded run of the protocol model: days of faults, then quiet, then the questions."""

from __future__ import annotations

import contextlib
import copy
import itertools
from collections.abc import Iterator
from random import Random

from model_desk import Desk
from model_disk import Disk, Line, LineCutError
from model_protocol import FIRST_BLOCK, PROVISIONAL, Code, DeniedError, Release, Remedy, Sent
from model_server import Server, Store

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
        self.serial = itertools.count(10_000)
        self.server = Server(remedies, self.serial)
        self.given: list[tuple[Code, int]] = []
        self.backups: list[tuple[Desk, Disk]] = []
        self.sticks: list[tuple[str, list[Sent]]] = []
        self.dump: Store | None = None
        self.desks = [self._new_desk(OFFICES[number % 2], number + 1) for number in range(DESKS)]
        self.seen: set[str] = set()

    def _new_desk(self, office: str, digit: int) -> Desk:
        disk = Disk(writer=next(self.serial), hardware=next(self.serial), digit=digit)
        return Desk(office, disk, self.server, self.serial)

    def go(self) -> list[str]:
        """Faults, quiet, and what is wrong afterwards, a sentence each."""
        for _ in range(STEPS):
            self._step(self.chance.choice(self.desks))
        while self.server.slow:
            self.server.commit_slow()
        surviving = set(self.server.store.events)
        surviving |= {uid for desk in self.desks for uid in desk.disk.held}
        newest = max(self.server.store.release.issued, *self._issued())
        if self.clones_keep_hardware:
            self.desks.append(self.desks[0].cloned(self.desks[0].hardware))
        good = Line(self.chance, is_good=True)
        for _ in range(QUIET_ROUNDS):
            for desk in self.desks:
                desk.sync(good)
        return sorted({*self._wrong_at_centre(surviving, newest), *self._wrong_at_desks()})

    def _issued(self) -> list[int]:
        return [desk.disk.release.issued for desk in self.desks]

    def _step(self, desk: Desk) -> None:
        acts = {
            self._receive: 30,
            self._work: 25,
            self._sync: 33,
            self._back_up: 4,
            self._restore: 2,
            self._clone: 1,
            self._die: 1,
            self._succeed: 1,
            self._dump: 2,
            self._restore_centre: 2,
            self._commit_slow: 5,
            self._publish: 3,
            self._forge: 1,
            self._write_stick: 2,
            self._read_stick: 2,
        }
        act = self.chance.choices(list(acts), list(acts.values()))[0]
        act(desk)

    def _receive(self, desk: Desk) -> None:
        received = desk.receive()
        if received.code is not None:
            self.given.append((received.code, received.dossier))

    def _work(self, desk: Desk) -> None:
        known = sorted({sent.event.dossier for sent in desk.disk.held.values()})
        if not known:
            return
        dossier, luck = self.chance.choice(known), self.chance.random()
        other = OFFICES[desk.office == OFFICES[0]]
        home = next(
            (s.event.office for s in desk.disk.held.values() if s.event.uid == dossier), other
        )
        shared = other if luck < 0.25 else ""
        left = OFFICES[home == OFFICES[0]] if 0.25 <= luck < 0.35 else ""
        desk.work_on(dossier, shared_with=shared, left_by=left, closes=luck > 0.95)

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

    def _die(self, desk: Desk) -> bool:
        can = len(self.desks) > 3 and sum(each.office == desk.office for each in self.desks) > 1
        if can:
            self.desks.remove(desk)
        return can

    def _succeed(self, desk: Desk) -> None:
        """A new machine takes the place of one that is lost, disk and all."""
        if self._die(desk):
            successor = self._new_desk(desk.office, desk.disk.digit)
            successor.disk.may_use_digit = Remedy.SUCCESSOR not in self.server.remedies
            self.desks.append(successor)
            if self.chance.random() < 0.5:
                successor.read_stick(desk.written_to_stick())

    def _dump(self, _: Desk) -> None:
        self.dump = copy.deepcopy(self.server.store)

    def _restore_centre(self, _: Desk) -> None:
        if self.dump is not None:
            incarnation = self.server.store.incarnation + 1
            self.server.store = copy.deepcopy(self.dump)
            self.server.store.incarnation = incarnation
            self.server.slow.clear()

    def _commit_slow(self, _: Desk) -> None:
        if self.server.slow:
            self.server.commit_slow()

    def _publish(self, _: Desk) -> None:
        self.server.publish()

    def _forge(self, _: Desk) -> None:
        """Somebody offers what no centre ever issued."""
        with contextlib.suppress(DeniedError):
            self.server.take_back(Release(self.server.store.release.number + 3, next(self.serial)))

    def _write_stick(self, desk: Desk) -> None:
        if stick := desk.written_to_stick():
            self.sticks.append((desk.office, stick))

    def _read_stick(self, desk: Desk) -> None:
        of_office = [stick for office, stick in self.sticks if office == desk.office]
        if of_office:
            desk.read_stick(self.chance.choice(of_office))

    def _wrong_at_centre(self, surviving: set[int], newest: int) -> Iterator[str]:
        store = self.server.store
        yield from self.server.lender.wrong
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
        codes = [code for each in store.of_dossier if (code := store.code_of(each)) is not None]
        if len(codes) != len(set(codes)) or any(code[0] == PROVISIONAL for code in codes):
            yield "ambiguous: a code leads to two dossiers, or to none"
        if not {store.release.issued, *self._issued()} <= self.server.issued:
            yield "forged: a release counts that no centre issued"
        elif store.release.issued < newest:
            yield "older: a release was lost that a disk held"

    def _wrong_at_desks(self) -> Iterator[str]:
        store = self.server.store
        for desk in self.desks:
            if not desk.disk.held.keys() >= set(self._told(desk.office)):
                yield "apart: a desk does not hold its stream"
            row = store.writers[desk.disk.writer]
            if desk.disk.chain_at(row.acked) != row.chains[-1] or row.acked != len(desk.disk.own):
                yield "forked: centre and desk hold different chains of one writer"
            if any(
                is_shown != (desk.office in store.offices_of[dossier])
                for dossier, is_shown in desk.disk.shown.items()
            ):
                yield "stale: a desk shows what left its office, or hides what came back"
        if any(each != store.release.issued for each in self._issued()):
            yield "apart: desks go by different releases"
        writers = [desk.disk.writer for desk in self.desks]
        if len(writers) != len(set(writers)):
            yield "shared: two disks write as one"
        if any(self._is_twice(code) for code, _ in self.given):
            yield "twice: a code was given to two dossiers"

    def _is_twice(self, code: Code) -> bool:
        """Not counted: a block that a restored centre forgot, whose holder was away (alias)."""
        dossiers = {dossier for each, dossier in self.given if each == code}
        forgot = code[0] >= FIRST_BLOCK and self.server.lender.lent[code[0]] > 1
        return len(dossiers) > 1 and not forgot

    def _told(self, office: str) -> list[int]:
        """What a stream tells, in its order."""
        stream = self.server.store.streams[office]
        return [sent.event.uid for _, sent in sorted(stream.told.items())]
