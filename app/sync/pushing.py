"""The push from the desk's side: nothing leaves the queue without the centre's receipt."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.services import arriving, centre_link, writers
from app.services.journal_head import journal_head
from app.sync.event_messages import Digests, Push, References, Taken, push_signed
from app.sync.line import Ask, Declined
from app.sync.outgoing import next_parcel
from app.sync.packing import pack_message
from app.sync.protocol import MOST_BYTES, MOST_EVENTS, Trouble
from app.sync.talk import Again, Talk, refusal_of
from app.sync.wire import Parcel, Reference


@dataclass(frozen=True, slots=True)
class _Packed:
    """A parcel with its signature as it travels."""

    parcel: Parcel
    body: bytes


def push_all(talk: Talk, writer: UUID) -> None:
    """Send what the centre has not acknowledged, until nothing is left.

    The next parcel is packed while the centre takes this one in. Raises ``Again`` where the two
    sides must greet anew, and ``Refusal``.
    """
    packed, alone = _next(talk, writer), False
    while packed is not None:
        talk.line.send(Ask("/v1/push", packed.body, headers=talk.headers))
        ahead = _packed(talk, writer, packed.parcel.last_seq)
        try:
            taken = talk.line.answer(Taken)
        except Declined as declined:
            alone = _mended(talk, declined, alone=alone)
            packed = _next(talk, writer, alone=alone)
            continue
        _keep_receipt(talk, packed.parcel, taken)
        went_on, alone = taken.acked_seq == packed.parcel.last_seq, False
        packed = ahead if ahead is not None and went_on else _next(talk, writer)


def _next(talk: Talk, writer: UUID, *, alone: bool = False) -> _Packed | None:
    """What follows the last receipt; raises ``Again`` where another writer has been opened."""
    with talk.party.database.reading() as session:
        if journal_head(session, talk.tenant).writer != writer:
            raise Again
        acked = writers.acknowledged(session, talk.tenant)
    return _packed(talk, writer, acked, alone=alone)


def _packed(talk: Talk, writer: UUID, after: int, *, alone: bool = False) -> _Packed | None:
    """As many events after a position as one request may carry."""
    limit = MOST_EVENTS
    while True:
        with talk.party.database.reading() as session:
            parcel = next_parcel(session, talk.tenant, writer, after, limit)
        if parcel is None:
            return None
        signature = talk.key.sign(push_signed(parcel, parcel.chains()[-1]))
        body = pack_message(Push(parcel, signature, alone))
        if len(body) <= MOST_BYTES or len(parcel.events) == 1:
            return _Packed(parcel, body)
        limit = len(parcel.events) // 2


def _mended(talk: Talk, declined: Declined, *, alone: bool) -> bool:
    """Give the centre what it asks for; ``True`` where nobody has it and the events go alone."""
    fault = declined.fault
    match fault.trouble:
        case Trouble.NEED_REFERENCES if not alone:
            return not _send_references(talk, fault.missing)
        case Trouble.NEED_PARENTS if not alone:
            return True
        case Trouble.GAP:
            raise Again
        case Trouble.FORK:
            raise talk.branch_off()
    raise refusal_of(declined)


def _send_references(talk: Talk, digests: tuple[str, ...]) -> bool:
    """Send what the events name; ``False`` where something of it is not here either."""
    found: list[Reference] = []
    with talk.party.database.reading() as session:
        for kind in (arriving.PROCEDURE, arriving.CALENDAR):
            held = arriving.reference_contents(session, talk.tenant, kind, digests)
            found += [Reference(kind, sha256, content) for sha256, content in held.items()]
    for each in found:
        talk.ask(Digests, "/v1/references", References((each,)))
    return len(found) == len(digests)


def _keep_receipt(talk: Talk, parcel: Parcel, taken: Taken) -> None:
    now = talk.party.now()
    with talk.party.database.transaction() as session:
        at = (taken.acked_seq, bytes.fromhex(taken.acked_chain))
        centre_link.acknowledge(session, talk.tenant, parcel.writer, at, now)
        flags = ((UUID(flag.uid), flag.reason) for flag in taken.flagged)
        centre_link.keep_flags(session, talk.tenant, flags, now)
    talk.counted.sent += len(parcel.events)
