"""The push from the desk's side: nothing leaves the queue without the centre's receipt."""

from __future__ import annotations

from uuid import UUID

from app.services import arriving, centre_link, journal, writers
from app.sync.event_messages import Digests, Push, References, Taken, push_signed
from app.sync.line import Declined
from app.sync.outgoing import next_parcel
from app.sync.packing import pack_message
from app.sync.protocol import MOST_BYTES, MOST_EVENTS, Trouble
from app.sync.talk import Again, Talk, refusal_of
from app.sync.wire import Parcel, Reference


def push_all(talk: Talk, writer: UUID) -> None:
    """Send what the centre has not acknowledged, until nothing is left.

    Raises ``Again`` where the two sides must greet anew, and ``Refusal``.
    """
    limit, alone = MOST_EVENTS, False
    while True:
        with talk.party.database.reading() as session:
            if journal.head(session, talk.tenant).writer != writer:
                raise Again
            acked = writers.acknowledged(session, talk.tenant)
            parcel = next_parcel(session, talk.tenant, writer, acked, limit)
        if parcel is None:
            return
        body = pack_message(_signed(talk, parcel, alone=alone))
        if len(body) > MOST_BYTES and len(parcel.events) > 1:
            limit = len(parcel.events) // 2
            continue
        try:
            taken = talk.ask(Taken, "/v1/push", body)
        except Declined as declined:
            alone = _mended(talk, declined, alone=alone)
            continue
        _keep_receipt(talk, parcel, taken)
        limit, alone = MOST_EVENTS, False


def _signed(talk: Talk, parcel: Parcel, *, alone: bool) -> Push:
    signature = talk.key.sign(push_signed(parcel, parcel.chains()[-1]))
    return Push(parcel, signature, alone)


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
    found = []
    with talk.party.database.reading() as session:
        for sha256 in digests:
            for kind in (arriving.PROCEDURE, arriving.CALENDAR):
                content = arriving.reference_content(session, talk.tenant, kind, sha256)
                if content is not None:
                    found.append(Reference(kind, sha256, content))
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
