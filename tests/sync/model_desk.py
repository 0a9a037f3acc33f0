"""A desk of the protocol model: a disk that can be copied and restored, and its round of sync."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from model_server import DeniedError, Event, Place, Remedy, Sent, Server, linked

T = TypeVar("T")


class LineCutError(Exception):
    """The line broke, before the request arrived or before its answer did."""


@dataclass
class Line:
    """A line that loses requests and answers, and delivers twice."""

    chance: Random
    is_good: bool = False

    def call(self, request: Callable[[], T]) -> T:
        """Send one request. Raises ``LineCutError``."""
        luck = 1.0 if self.is_good else self.chance.random()
        if luck < 0.10:
            raise LineCutError
        answer = request()
        if luck < 0.25:
            raise LineCutError
        return request() if luck < 0.33 else answer


@dataclass
class Disk:
    """What lies in the data folder: a backup holds it, a restore brings it back."""

    writer: int
    hardware: int
    prefix: int
    own: list[int] = field(default_factory=list)
    held: dict[int, Sent] = field(default_factory=dict)
    acked: int = 0
    token: int = 0
    token_next: int = 0
    incarnation: int = 1
    pos: int = 0
    stream_chain: int = 0
    numbered: int = 0

    def chain_at(self, seq: int) -> int:
        """The writer's chain at a position."""
        chain = 0
        for uid in self.own[:seq]:
            chain = linked(chain, uid)
        return chain

    def heads(self, dossier: int) -> tuple[int, ...]:
        """The events of a dossier that no other held event names as its parent."""
        events = [sent.event for sent in self.held.values() if sent.event.dossier == dossier]
        named = {uid for event in events for uid in event.parents}
        return tuple(event.uid for event in events if event.uid not in named)


class Desk:
    """One machine: its disk, and the witness that no backup holds."""

    def __init__(self, office: str, disk: Disk, server: Server, serial: Iterator[int]) -> None:
        self.office = office
        self.disk = disk
        self.hardware = disk.hardware
        self.server = server
        self.may_number = True
        self.refused_to_number = 0
        self._serial = serial
        self._must_offer = False
        self._wants_prefix = False
        self.witness = self._standing()

    def cloned(self, hardware: int) -> Desk:
        """The same disk, state folder and all, in another machine."""
        twin = Desk(self.office, copy.deepcopy(self.disk), self.server, self._serial)
        twin.hardware = hardware
        twin.witness = self.witness
        twin.may_number = self.may_number
        twin._wants_prefix = self._wants_prefix
        return twin

    def has(self, remedy: Remedy) -> bool:
        """Is this remedy switched on?"""
        return remedy in self.server.remedies

    def wake(self) -> None:
        """Look whether this disk was restored or moved before doing anything with it."""
        if self.has(Remedy.HARDWARE) and self.disk.hardware != self.hardware:
            self.disk.hardware = self.hardware
            self._wants_prefix = True
            self._open_writer()
        elif self.has(Remedy.WITNESS) and self.witness != self._standing():
            _, _, self.disk.prefix, self.disk.numbered = self.witness
            self._open_writer()

    def _standing(self) -> tuple[int, int, int, int]:
        return self.disk.writer, len(self.disk.own), self.disk.prefix, self.disk.numbered

    def _open_writer(self) -> None:
        """What was not acknowledged gets new positions, with the same identities and codes."""
        disk = self.disk
        disk.writer = next(self._serial)
        disk.own = disk.own[disk.acked :]
        for seq, uid in enumerate(disk.own, start=1):
            disk.held[uid] = Sent(disk.held[uid].event, Place(disk.writer, seq))
        disk.acked = 0
        disk.token, disk.token_next = 0, 0
        self.may_number = False
        self.witness = self._standing()

    def receive(self) -> Event | None:
        """A new dossier with its code; none while this disk may not number."""
        self.wake()
        if not self.may_number:
            self.refused_to_number += 1
            return None
        self.disk.numbered += 1
        uid = next(self._serial)
        event = Event(uid, uid, self.office, code=(self.disk.prefix, self.disk.numbered))
        self._record(event)
        return event

    def work_on(self, dossier: int, shared_with: str = "", *, closes: bool = False) -> None:
        """A further deed on a dossier that is known here."""
        self.wake()
        heads = self.disk.heads(dossier)
        uid = next(self._serial)
        self._record(
            Event(uid, dossier, self.office, heads, shared_with=shared_with, closes=closes)
        )

    def _record(self, event: Event) -> None:
        disk = self.disk
        disk.own.append(event.uid)
        disk.held[event.uid] = Sent(event, Place(disk.writer, len(disk.own)))
        self.witness = self._standing()

    def sync(self, line: Line, *, slow: bool = False) -> None:
        """One round: greet, offer, push, pull; after ``LineCutError`` all may be tried again."""
        self.wake()
        self._greet(line)
        try:
            if self._must_offer:
                self._offer(line)
            self._push(line, slow=slow)
        except DeniedError as denied:
            self._obey(str(denied))
            return
        self._pull(line)

    def _obey(self, word: str) -> None:
        if word == "fork":
            self._wants_prefix = True
            self._open_writer()
        elif word == "need_parents" and self.has(Remedy.INCARNATION):
            self._must_offer = True

    def _greet(self, line: Line) -> None:
        disk = self.disk
        try:
            incarnation, acked, chain = self._hello(line)
        except DeniedError as denied:
            self._obey(str(denied))
            incarnation, acked, chain = self._hello(line)
        if self.has(Remedy.INCARNATION) and incarnation != disk.incarnation:
            disk.incarnation = incarnation
            self._must_offer = True
        if self.has(Remedy.CHAIN) and chain != disk.chain_at(acked):
            self._obey("fork")
            return
        disk.acked = acked
        if self._wants_prefix:
            disk.prefix, disk.numbered = self.server.new_prefix(), 0
            self._wants_prefix = False
        self.may_number = True
        self.witness = self._standing()

    def _hello(self, line: Line) -> tuple[int, int, int]:
        """The next token is drawn and stored before it is sent, so that a retry sends it again."""
        disk = self.disk
        disk.token_next = disk.token_next or next(self._serial)
        answer = line.call(lambda: self.server.hello(disk.writer, disk.token, disk.token_next))
        disk.token, disk.token_next = disk.token_next, 0
        return answer

    def _offer(self, line: Line) -> None:
        lacking = line.call(lambda: self.server.lacks(set(self.disk.held)))
        offered = [sent for uid, sent in self.disk.held.items() if uid in lacking]
        line.call(lambda: self.server.take_offer(offered))
        self._must_offer = False

    def _push(self, line: Line, *, slow: bool) -> None:
        disk = self.disk
        tail = [disk.held[uid] for uid in disk.own[disk.acked :]]
        if not tail:
            return
        before = disk.chain_at(disk.acked)
        line.call(lambda: self.server.push(disk.writer, before, tail, slow=slow))
        if slow:
            raise LineCutError
        disk.acked = len(disk.own)

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
                disk.pos, disk.stream_chain = 0, 0
                self._must_offer = self.has(Remedy.INCARNATION)
                return
            for pos, sent in page:
                disk.held.setdefault(sent.event.uid, sent)
                disk.pos = pos
                disk.stream_chain = linked(disk.stream_chain, sent.event.uid)
            if not page:
                return
