"""One round with the centre: hello, give back what it lost, push, pull. Any step may be cut off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any, TypeVar
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

from app.devices.witness import Witness
from app.domain.errors import Reason, Refusal
from app.domain.events import Event, read_event
from app.domain.moments import to_milliseconds
from app.models.database import Database
from app.services import arriving, centre_link, following, journal, sealing, writers
from app.services.centre_link import Enrolment
from app.services.desk import DeskContext
from app.services.following import Followed, StreamPlace
from app.sync.enrolling import hardware_digest
from app.sync.line import Ask, Declined, Line
from app.sync.outgoing import next_parcel
from app.sync.protocol import (
    MOST_BYTES,
    MOST_EVENTS,
    Cursor,
    Digests,
    Hello,
    Mark,
    Offer,
    Page,
    Push,
    References,
    Restored,
    StreamHead,
    Taken,
    Trouble,
    Welcome,
    pack_message,
    push_signed,
)
from app.sync.wire import Carried, Parcel, Reference

_TRIES = 4
"""How often a round may begin anew because the centre's and the desk's memories differ."""

_WRITE_SECONDS = 0.05
"""How long taking a page in may hold the database, so that F9 never waits for it."""

_FIRST_PAGE, _SMALLEST_PAGE = 20, 5
_SOFTWARE = "motcua 0.1.0"

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of the line: an open desk."""

    database: Database
    desk: DeskContext
    witness: Witness
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """What one round did, and what still waits."""

    sent: int
    received: int
    restored: int
    waiting: int
    flagged: int
    new_writer: bool = False


@dataclass(slots=True)
class _Counted:
    sent: int = 0
    received: int = 0
    restored: int = 0
    new_writer: bool = False


class _Again(Exception):  # noqa: N818 - memories differed, one of them gave way
    """Say hello once more: the desk or the centre learnt that it had been put back."""


@dataclass(slots=True)
class Round:
    """A round under way."""

    party: Party
    line: Line
    enrolment: Enrolment
    counted: _Counted = field(default_factory=_Counted)
    page: int = _FIRST_PAGE

    def run(self) -> None:
        """Hello, offers, push, pull, until both sides agree."""
        for _ in range(_TRIES):
            try:
                welcome, hello = self._hello()
                headers = (
                    ("Authorization", f"Bearer {hello.next_token}"),
                    ("Motcua-Writer", hello.writer),
                )
                for head in welcome.streams:
                    self._offer(head, headers)
                self._push(UUID(hello.writer), headers)
                for head in welcome.streams:
                    self._pull(head.stream, headers)
            except _Again:
                continue
            return
        raise Refusal(Reason.CENTRE_DECLINED, trouble="rewound")

    def _hello(self) -> tuple[Welcome, Hello]:
        with self.party.database.transaction() as session:
            centre_link.draw_token(session, self.party.desk.tenant)
        with self.party.database.reading() as session:
            hello = self._composed(session)
        writer = UUID(hello.writer)
        body = pack_message(hello)
        key = Ed25519PrivateKey.from_private_bytes(self.enrolment.secret)
        signed = (("Motcua-Signature", key.sign(b"hello:" + body).hex()),)
        try:
            welcome = self.line.ask(Welcome, Ask("/v1/hello", body, headers=signed))
        except Declined as declined:
            if declined.fault.trouble is Trouble.FORK:
                self._branch_off()
            raise _refusal(declined) from None
        now = self.party.now()
        tenant = self.party.desk.tenant
        with self.party.database.transaction() as session:
            if not self._is_our_branch(session, writer, welcome):
                agreed = False
            else:
                agreed = True
                at = (welcome.acked_seq, bytes.fromhex(welcome.acked_chain))
                centre_link.acknowledge(session, tenant, writer, at, now)
                offset = welcome.clock_ms - to_milliseconds(now)
                centre_link.keep_meeting(
                    session, tenant, hello.next_token, now=now, clock_offset_ms=offset
                )
        if not agreed:
            self._branch_off()
        return welcome, hello

    def _composed(self, session: Session) -> Hello:
        desk = self.party.desk
        ends = journal.head(session, desk.tenant)
        acked = writers.acknowledged(session, desk.tenant)
        chain = arriving.known_chain(session, desk.tenant, ends.writer, acked) or bytes(32)
        enrolment = centre_link.enrolment(session, desk.tenant) or self.enrolment
        return Hello(
            device=str(desk.device_uid),
            writer=str(ends.writer),
            head_seq=ends.seq,
            head_chain=ends.chain.hex(),
            acked_seq=acked,
            acked_chain=chain.hex(),
            clock_ms=to_milliseconds(self.party.now()),
            hardware=hardware_digest(),
            software=_SOFTWARE,
            token=enrolment.token,
            next_token=enrolment.next_token or "",
            cursors=(_cursor(session, desk.tenant, desk.agency_code),),
        )

    def _is_our_branch(self, session: Session, writer: UUID, welcome: Welcome) -> bool:
        """Whether what the centre acknowledged of this writer is what stands here."""
        if welcome.acked_seq == 0:
            return True
        tenant = self.party.desk.tenant
        chain = arriving.known_chain(session, tenant, writer, welcome.acked_seq)
        return chain is not None and chain.hex() == welcome.acked_chain

    def _branch_off(self) -> None:
        """Another copy of this desk wrote under its name, or this one was put back: begin anew."""
        desk = self.party.desk
        if self.counted.new_writer:
            raise Refusal(Reason.CENTRE_DECLINED, trouble=Trouble.FORK.value)
        self.counted.new_writer = True
        with self.party.database.transaction() as session:
            sealing.continue_as_restored(
                session, desk.tenant, desk.device_uid, self.party.witness, self.party.now()
            )
            centre_link.forget_tokens(session, desk.tenant)
        raise _Again

    def _offer(self, head: StreamHead, headers: tuple[tuple[str, str], ...]) -> None:
        """Give back what stands here and the centre lost, then follow its new order."""
        tenant = self.party.desk.tenant
        while True:
            with self.party.database.reading() as session:
                held = following.place(session, tenant, head.stream)
                if held.pos <= head.common:
                    return
                offers = _offers(session, tenant, held, head.common)
            for offer in offers:
                restored = self._ask(Restored, Ask("/v1/offer", offer, headers=headers))
                self.counted.restored += restored.new
            with self.party.database.transaction() as session:
                following.turn_back(session, tenant, head.stream, head.common)

    def _push(self, writer: UUID, headers: tuple[tuple[str, str], ...]) -> None:
        tenant, limit = self.party.desk.tenant, MOST_EVENTS
        alone = False
        while True:
            with self.party.database.reading() as session:
                if journal.head(session, tenant).writer != writer:
                    raise _Again
                acked = writers.acknowledged(session, tenant)
                parcel = next_parcel(session, tenant, writer, acked, limit)
            if parcel is None:
                return
            body = pack_message(self._signed(parcel, alone=alone))
            if len(body) > MOST_BYTES and limit > 1:
                limit //= 2
                continue
            try:
                taken = self._ask(Taken, Ask("/v1/push", body, headers=headers))
            except Declined as declined:
                alone = self._mended(declined, headers, alone=alone)
                continue
            self._receipt(parcel, taken)
            alone, limit = False, MOST_EVENTS

    def _signed(self, parcel: Parcel, *, alone: bool) -> Push:
        chain = parcel.chains()[-1]
        key = Ed25519PrivateKey.from_private_bytes(self.enrolment.secret)
        return Push(parcel, key.sign(push_signed(parcel, chain)), alone)

    def _mended(
        self, declined: Declined, headers: tuple[tuple[str, str], ...], *, alone: bool
    ) -> bool:
        """Give the centre what it asks for, or tell it that nobody has it."""
        fault = declined.fault
        match fault.trouble:
            case Trouble.NEED_REFERENCES if not alone:
                return not self._send_references(fault.missing, headers)
            case Trouble.NEED_PARENTS if not alone:
                return True
            case Trouble.GAP:
                raise _Again
            case Trouble.FORK:
                self._branch_off()
        raise _refusal(declined)

    def _send_references(
        self, digests: tuple[str, ...], headers: tuple[tuple[str, str], ...]
    ) -> bool:
        """Send what the events name; ``False`` where something of it is not here either."""
        tenant, found = self.party.desk.tenant, []
        with self.party.database.reading() as session:
            for sha256 in digests:
                for kind in (arriving.PROCEDURE, arriving.CALENDAR):
                    content = arriving.reference_content(session, tenant, kind, sha256)
                    if content is not None:
                        found.append(Reference(kind, sha256, content))
        for each in found:
            self._ask(Digests, Ask("/v1/references", References((each,)), headers=headers))
        return len(found) == len(digests)

    def _receipt(self, parcel: Parcel, taken: Taken) -> None:
        desk, now = self.party.desk, self.party.now()
        with self.party.database.transaction() as session:
            at = (taken.acked_seq, bytes.fromhex(taken.acked_chain))
            centre_link.acknowledge(session, desk.tenant, parcel.writer, at, now)
            flags = ((UUID(flag.uid), flag.reason) for flag in taken.flagged)
            centre_link.keep_flags(session, desk.tenant, flags, now)
        self.counted.sent += len(parcel.events)

    def _pull(self, stream: str, headers: tuple[tuple[str, str], ...]) -> None:
        tenant = self.party.desk.tenant
        while True:
            with self.party.database.reading() as session:
                at = following.place(session, tenant, stream)
            query = {
                "stream": stream,
                "pos": str(at.pos),
                "chain": at.chain.hex(),
                "limit": str(self.page),
            }
            try:
                page = self._ask(Page, Ask("/v1/pull", query=query, headers=headers))
            except Declined as declined:
                if declined.fault.trouble is Trouble.REWOUND:
                    raise _Again from None
                raise _refusal(declined) from None
            if not page.events:
                return
            self._fetch_references(page, headers)
            self._follow(at, page)

    def _fetch_references(self, page: Page, headers: tuple[tuple[str, str], ...]) -> None:
        """What events name travels ahead of them."""
        tenant = self.party.desk.tenant
        with self.party.database.reading() as session:
            lacking = sorted(
                {
                    sha256
                    for each in page.events
                    for kind, sha256 in arriving.named_by(each.content)
                    if arriving.reference_content(session, tenant, kind, sha256) is None
                }
            )
        if not lacking:
            return
        wanted = Ask("/v1/references/wanted", Digests(digests=tuple(lacking)), headers=headers)
        found = self._ask(References, wanted).references
        with self.party.database.transaction() as session:
            for each in found:
                arriving.take_in_reference(
                    session, tenant, each.kind, each.content, self.party.now()
                )

    def _follow(self, at: StreamPlace, page: Page) -> None:
        """Take one page in; pages grow or shrink until one takes as long as it may."""
        followed = Followed(at, tuple(_event(each) for each in page.events), page.seal)
        begun = perf_counter()
        with self.party.database.transaction() as session:
            self.counted.received += following.follow(session, self.party.desk.tenant, followed)
        took = perf_counter() - begun
        fitting = int(len(page.events) * _WRITE_SECONDS / max(took, 0.001))
        self.page = min(max(fitting, _SMALLEST_PAGE), self.page * 2, MOST_EVENTS)

    def _ask(self, kind: type[Answer], ask: Ask) -> Answer:
        try:
            return self.line.ask(kind, ask)
        except Declined as declined:
            if declined.fault.trouble is Trouble.UNAUTHORISED:
                raise _refusal(declined) from None
            raise


def run_round(party: Party) -> RoundResult:
    """One whole round of an enrolled desk.

    Raises ``Refusal``: ``CENTRE_UNKNOWN`` for a desk that is not enrolled, ``DESK_REVOKED``,
    ``CENTRE_DECLINED``, and those of the line. What was done before stays done.
    """
    tenant = party.desk.tenant
    with party.database.reading() as session:
        enrolment = centre_link.enrolment(session, tenant)
    if enrolment is None:
        raise Refusal(Reason.CENTRE_UNKNOWN)
    with Line(enrolment.url, enrolment.certificate) as line:
        under_way = Round(party, line, enrolment)
        under_way.run()
    counted = under_way.counted
    with party.database.reading() as session:
        return RoundResult(
            sent=counted.sent,
            received=counted.received,
            restored=counted.restored,
            waiting=writers.count_unsent(session, tenant),
            flagged=centre_link.count_flags(session, tenant),
            new_writer=counted.new_writer,
        )


def _cursor(session: Session, tenant: str, stream: str) -> Cursor:
    at = following.place(session, tenant, stream)
    return Cursor(
        stream=stream,
        pos=at.pos,
        chain=at.chain.hex(),
        marks=tuple(
            Mark(pos=pos, chain=chain.hex())
            for pos, chain in following.marks(session, tenant, stream)
        ),
    )


def _offers(session: Session, tenant: str, held: StreamPlace, common: int) -> list[Offer]:
    """Everything after a position, cut where the centre once sealed a page."""
    offers, after = [], common
    while after < held.pos:
        sealed = following.sealed_after(session, tenant, held.stream, after)
        if sealed is None:
            break
        last, seal = sealed
        events = journal.events_in_stream(session, tenant, held.stream, (after, last))
        carried = tuple(Carried(event.content, event.private) for event in events)
        chain = following.chain_at(session, tenant, held.stream, after)
        offers.append(Offer(held.stream, after, chain, carried, seal))
        after = last
    return offers


def _event(carried: Carried) -> Event:
    return read_event(carried.content, carried.private)


def _refusal(declined: Declined) -> Refusal:
    trouble: Any = declined.fault.trouble
    if trouble is Trouble.REVOKED:
        return Refusal(Reason.DESK_REVOKED)
    return Refusal(Reason.CENTRE_DECLINED, trouble=trouble.value)
