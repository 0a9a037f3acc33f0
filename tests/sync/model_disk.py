"""What lies in the data folder of a desk of the model, and the line between desk and centre."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from model_protocol import BLOCK, DIGIT, FIRST_BLOCK, Code, Place, Release, Sent, linked

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
    digit: int
    may_use_digit: bool = True
    own: list[int] = field(default_factory=list)
    held: dict[int, Sent] = field(default_factory=dict)
    mine: set[int] = field(default_factory=set)
    placed: set[int] = field(default_factory=set)
    shown: dict[int, bool] = field(default_factory=dict)
    acked: int = 0
    token: int = 0
    token_next: int = 0
    incarnation: int = 1
    must_offer: bool = False
    pos: int = 0
    stream_chain: int = 0
    used: dict[int, int] = field(default_factory=dict)
    blocks: tuple[int, ...] = ()
    release: Release = Release()
    parts: dict[tuple[int, int], tuple[tuple[int, Sent], ...]] = field(default_factory=dict)

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

    def free_numbers(self) -> list[Code]:
        """The next number under the digit, and what is left of the blocks."""
        digit = [self.digit] if self.may_use_digit else []
        under = [(each, self.used.get(each, 0) + 1) for each in (*digit, *self.blocks)]
        return [code for code in under if code[1] <= (DIGIT if code[0] < FIRST_BLOCK else BLOCK)]

    def journal(self, sent: Sent) -> None:
        """Put an event at the end of the own chain."""
        self.own.append(sent.event.uid)
        self.mine.add(sent.event.uid)
        self.held[sent.event.uid] = Sent(sent.event, Place(self.writer, len(self.own)))

    def follow(self, office: str, page: tuple[tuple[int, Sent], ...]) -> None:
        """Take the next events of the stream in, in its order."""
        for pos, sent in page:
            event = sent.event
            self.held.setdefault(event.uid, sent)
            self.placed.add(event.uid)
            self.pos, self.stream_chain = pos, linked(self.stream_chain, event.uid)
            if office == event.left_by:
                self.shown[event.dossier] = False
            elif office in (event.shared_with, event.received_by) or (
                event.dossier not in self.shown
            ):
                self.shown[event.dossier] = True

    def turn_back(self) -> None:
        """The centre has what it lost, and another order by now: it is followed from the start."""
        self.pos, self.stream_chain, self.must_offer = 0, 0, False
        self.placed.clear()
        self.shown.clear()
