"""The pull from the desk's side, and the offer: the centre's order, and what the centre lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import thread_time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.services import arriving, following, journal, writers
from app.services.following import Followed, StreamPlace
from app.services.preparing import Parsed, Prepared, prepare
from app.sync.event_messages import Digests, Offer, Page, References, Restored, page_signed
from app.sync.line import Ask, Declined
from app.sync.protocol import StreamHead, Trouble
from app.sync.talk import Again, Talk, refusal_of
from app.sync.wire import Carried


def give_back(talk: Talk, head: StreamHead) -> None:
    """Give back what stands here and the centre lost, then follow its new order."""
    with talk.party.database.reading() as session:
        held = following.place(session, talk.tenant, head.stream)
        offers = _offers(session, talk.tenant, held, head.common)
    if held.pos <= head.common:
        return
    for offer in offers:
        try:
            talk.counted.restored += talk.ask(Restored, "/v1/offer", offer).new
        except Declined as declined:
            raise refusal_of(declined) from None
    with talk.party.database.transaction() as session:
        following.turn_back(session, talk.tenant, head.stream, head.common)
        writers.take_along(session, talk.tenant, talk.party.desk.agency_code)


@dataclass(frozen=True, slots=True)
class TakingIn:
    """How a page is taken in: what is worked out before the lock, and what is written under it."""

    prepare: Callable[[Session, str, Sequence[Parsed]], Prepared]
    write: Callable[[Session, str, Followed, Prepared], int | None]


FOLLOWING = TakingIn(prepare, following.follow)
"""Each dossier is folded as far as a page tells of it."""


def pull_all(talk: Talk, stream: str, how: TakingIn = FOLLOWING) -> None:
    """Pull a stream to its end; the centre gathers the next page while this one is taken in.

    Raises ``Again`` where the centre does not know our place any more, and ``Refusal``.
    """
    at = place_of(talk, stream)
    _ask_on(talk, at)
    while True:
        page = _page(talk, at)
        if not page.page:
            return
        fetch_references(talk, page)
        _ask_on(talk, page.end)
        at = page.end
        if not take_in(talk, page, how):
            # Another process has followed meanwhile: what was asked for is not ours to take.
            _page(talk, at)
            at = place_of(talk, stream)
            _ask_on(talk, at)


def place_of(talk: Talk, stream: str) -> StreamPlace:
    """How far this desk has followed a stream."""
    with talk.party.database.reading() as session:
        return following.place(session, talk.tenant, stream)


def _ask_on(talk: Talk, at: StreamPlace) -> None:
    query = {
        "stream": at.stream,
        "pos": str(at.pos),
        "chain": at.chain.hex(),
        "limit": str(talk.pace.at_once),
    }
    talk.line.send(Ask("/v1/pull", query=query, headers=talk.headers))


def _page(talk: Talk, at: StreamPlace) -> Followed:
    """The page that was asked for, with the seal of the centre that let this desk in."""
    try:
        page = talk.line.answer(Page)
    except Declined as declined:
        if declined.fault.trouble is Trouble.REWOUND:
            raise Again from None
        raise refusal_of(declined) from None
    return read_sealed(talk, at, page.events, page.seal)


def read_sealed(talk: Talk, at: StreamPlace, events: Sequence[Carried], seal: bytes) -> Followed:
    """Events after a place, as the centre that let this desk in sealed them.

    Raises ``Refusal`` (``CENTRE_IS_ANOTHER``).
    """
    try:
        followed = following.parsed_page(at, ((each.content, each.private) for each in events))
        signed = page_signed(at.stream, followed.end.pos, followed.end.chain)
        centre = Ed25519PublicKey.from_public_bytes(talk.enrolment.centre_public)
        centre.verify(seal, signed)
    except (InvalidSignature, ValueError, KeyError, TypeError):
        raise Refusal(Reason.CENTRE_IS_ANOTHER, url=talk.enrolment.url) from None
    return replace(followed, seals={followed.end.pos: seal})


def fetch_references(talk: Talk, page: Followed) -> None:
    """What events name travels ahead of them."""
    named = {pair for each in page.page for pair in arriving.named_in(each.plain)}
    with talk.party.database.reading() as session:
        lacking = arriving.lacking(session, talk.tenant, named)
    if not lacking:
        return
    wanted = Digests(digests=tuple(sorted(lacking)))
    found = talk.ask(References, "/v1/references/wanted", wanted).references
    with talk.party.database.transaction() as session:
        for each in found:
            arriving.take_in_reference(
                session, talk.tenant, each.kind, each.content, talk.party.now()
            )


def take_in(talk: Talk, page: Followed, how: TakingIn) -> bool:
    """Take one page in; what was worked out before the lock holds unless somebody journalled.

    ``False``, and nothing happens, where another process has taken it in meanwhile.
    """
    database, tenant = talk.party.database, talk.tenant
    with database.reading() as session:
        prepared = how.prepare(session, tenant, page.page)
    with database.transaction() as session:
        begun = thread_time()
        if journal.newest_arrival(session, tenant) != prepared.arrival:
            prepared = how.prepare(session, tenant, page.page)
        new = how.write(session, tenant, page, prepared)
        took = thread_time() - begun
    talk.pace.took(len(page.page), took)
    talk.counted.received += new or 0
    return new is not None


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
