"""A desk of the protocol model: one machine with its disk and witness, and its round of sync."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from model_disk import Disk, Line, LineCutError
from model_protocol import (
    PROVISIONAL,
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
from model_server import CENTRE, Server

_WORTH_A_SNAPSHOT, _PART = 10, 6


class Desk:
    """One machine: its disk, and the witness that no backup holds."""

    def __init__(self, office: str, disk: Disk, server: Server, serial: Iterator[int]) -> None:
        self.office = office
        self.disk = disk
        self.hardware = disk.hardware
        self.server = server
        self.provisional = 0
        self.snapshots = 0
        self._serial = serial
        self.witness = self._standing()

    def cloned(self, hardware: int) -> Desk:
        """The same disk, state folder and all, in another machine."""
        twin = Desk(self.office, copy.deepcopy(self.disk), self.server, self._serial)
        twin.hardware = hardware
        twin.witness = self.witness
        return twin

    def has(self, remedy: Remedy) -> bool:
        """Is this remedy switched on?"""
        return remedy in self.server.remedies

    def wake(self) -> None:
        """Look whether this disk was restored or moved before doing anything with it."""
        if self.has(Remedy.HARDWARE) and self.disk.hardware != self.hardware:
            self.disk.hardware = self.hardware
            self._open_writer()
        elif self.has(Remedy.WITNESS) and self.witness != self._standing():
            self.disk.used |= self.witness[2]
            self._open_writer()

    def _standing(self) -> tuple[int, int, dict[int, int]]:
        return self.disk.writer, len(self.disk.own), dict(self.disk.used)

    def _open_writer(self) -> None:
        """What was not acknowledged gets new positions, with the same identities and codes."""
        disk = self.disk
        waiting = set(disk.own[disk.acked :])
        if self.has(Remedy.UNPLACED):
            waiting |= disk.mine - disk.placed
        disk.writer, disk.own, disk.acked = next(self._serial), [], 0
        for sent in [disk.held[uid] for uid in disk.held if uid in waiting]:
            disk.journal(sent)
        disk.token, disk.token_next = 0, 0
        disk.may_use_digit = False
        if self.has(Remedy.LEASE_OF_WRITER):
            disk.blocks = ()
        self.witness = self._standing()

    def receive(self) -> Event:
        """A new dossier with its code; a provisional one where no number may be given."""
        self.wake()
        free, uid = self.disk.free_numbers(), next(self._serial)
        code = free[0] if free else (PROVISIONAL, uid)
        if free:
            self.disk.used[code[0]] = code[1]
        else:
            self.provisional += 1
        event = Event(uid, uid, self.office, code=code)
        self._record(event)
        return event

    def work_on(
        self, dossier: int, *, shared_with: str = "", left_by: str = "", closes: bool = False
    ) -> None:
        """A further deed on a dossier that is known here."""
        self.wake()
        uid, heads = next(self._serial), self.disk.heads(dossier)
        told = {"shared_with": shared_with, "left_by": left_by, "closes": closes}
        self._record(Event(uid, dossier, self.office, heads, **told))  # type: ignore[arg-type]

    def written_to_stick(self) -> list[Sent]:
        """What the centre has not acknowledged, to be carried by hand."""
        self.wake()
        return [self.disk.held[uid] for uid in self.disk.own[self.disk.acked :]]

    def read_stick(self, stick: list[Sent]) -> None:
        """Take a stick of this office in, as often as it is brought."""
        self.wake()
        for sent in stick:
            if sent.event.uid in self.disk.held:
                continue
            if self.has(Remedy.STICK):
                self.disk.journal(sent)
            else:
                self.disk.held[sent.event.uid] = sent
        self.witness = self._standing()

    def _record(self, event: Event) -> None:
        self.disk.journal(Sent(event, Place(self.disk.writer, 0)))
        self.witness = self._standing()

    def sync(self, line: Line, *, slow: bool = False) -> None:
        """One round: greet, releases, offer, push, pull; after a cut all may be tried again."""
        self.wake()
        self._greet(line)
        try:
            alone = self.disk.must_offer and self.has(Remedy.ALONE)
            if self.disk.must_offer:
                self._offer(line)
            self._push(line, slow=slow, alone=alone)
        except DeniedError as denied:
            self._obey(str(denied))
            return
        self._begin_by_snapshot(line)
        self._pull(line)

    def _obey(self, word: str) -> None:
        if word == "fork":
            self._open_writer()
        elif word == "need_parents" and self.has(Remedy.INCARNATION):
            self.disk.must_offer = True

    def _greet(self, line: Line) -> None:
        disk = self.disk
        try:
            welcome = self._hello(line)
        except DeniedError as denied:
            self._obey(str(denied))
            welcome = self._hello(line)
        if self.has(Remedy.INCARNATION) and welcome.incarnation != disk.incarnation:
            disk.incarnation = welcome.incarnation
            disk.must_offer = True
        if self.has(Remedy.CHAIN) and welcome.chain != disk.chain_at(welcome.acked):
            self._obey("fork")
            return
        disk.acked = welcome.acked
        disk.blocks = tuple(sorted({*disk.blocks, *welcome.blocks}))
        self.witness = self._standing()
        self._exchange_releases(line, welcome.release)

    def _hello(self, line: Line) -> Welcome:
        """The next token is drawn and stored before it is sent, so that a retry sends it again."""
        disk = self.disk
        disk.token_next = disk.token_next or next(self._serial)
        wants = len(disk.free_numbers()) == 0
        answer = line.call(
            lambda: self.server.hello(
                disk.writer, (disk.token, disk.token_next), disk.blocks, wants=wants
            )
        )
        disk.token, disk.token_next = disk.token_next, 0
        return answer

    def _exchange_releases(self, line: Line, newest: Release) -> None:
        held = self.disk.release
        is_other = newest.number == held.number and newest.issued != held.issued
        is_later = newest.issued < held.issued and self.has(Remedy.ISSUED_LAST)
        is_lost = newest.number < held.number or is_other or is_later
        if is_lost and self.has(Remedy.GIVEN_BACK):
            newest = line.call(lambda: self.server.take_back(held))
        if newest.number > held.number:
            self.disk.release = newest

    def _offer(self, line: Line) -> None:
        """Give back what stood in the centre's order; what never did is pushed."""
        disk = self.disk
        lacking = line.call(lambda: self.server.lacks(set(disk.placed)))
        offered = [sent for uid, sent in disk.held.items() if uid in lacking]
        for start in range(0, len(offered), _PART):
            some = offered[start : start + _PART]
            line.call(lambda some=some: self.server.take_offer(some))  # type: ignore[misc]
        unsafe = disk.placed - disk.mine if self.has(Remedy.UNPLACED) else set()
        for sent in [disk.held[uid] for uid in disk.held if uid in unsafe]:
            if sent.event.office in (self.office, CENTRE):
                disk.journal(sent)
        disk.turn_back()
        self.witness = self._standing()

    def _push(self, line: Line, *, slow: bool, alone: bool) -> None:
        """Send what waits; ``alone`` where all that is here was offered just now."""
        disk = self.disk
        tail = [disk.held[uid] for uid in disk.own[disk.acked :]]
        if not tail:
            return
        before = disk.chain_at(disk.acked)
        line.call(lambda: self.server.push(disk.writer, before, tail, slow=slow, alone=alone))
        if slow:
            raise LineCutError
        disk.acked = len(disk.own)

    def _begin_by_snapshot(self, line: Line) -> None:
        """A first sync in parts; each part may be cut off, and is kept where it came."""
        disk = self.disk
        if disk.pos or disk.held:
            return
        found: Snapshot = line.call(lambda: self.server.snapshot(self.office))
        if found.pos < _WORTH_A_SNAPSHOT:
            return
        self.snapshots += 1
        starts = range(0, len(found.told), _PART)
        for start in starts:
            if (found.pos, start) in disk.parts:
                continue
            part = line.call(lambda start=start: found.told[start : start + _PART])  # type: ignore[misc]
            if self.has(Remedy.SNAPSHOT_WHOLE):
                disk.parts[found.pos, start] = part
            else:
                disk.follow(self.office, part)
                disk.pos, disk.stream_chain = found.pos, found.chain
        if self.has(Remedy.SNAPSHOT_WHOLE):
            whole = tuple(each for start in starts for each in disk.parts[found.pos, start])
            chain = 0
            for _, sent in whole:
                chain = linked(chain, sent.event.uid)
            if chain == found.chain:
                disk.follow(self.office, whole)
        disk.parts.clear()

    def _pull(self, line: Line) -> None:
        disk = self.disk
        while True:
            try:
                page = line.call(
                    lambda: self.server.pull(
                        self.office, disk.incarnation, disk.pos, disk.stream_chain
                    )
                )
            except DeniedError:
                if self.has(Remedy.INCARNATION):
                    disk.must_offer = True
                else:
                    disk.turn_back()
                return
            disk.follow(self.office, tuple(page))
            if not page:
                return
