"""The pull from the desk's side, and the offer: the centre's order, and what the centre lost."""

from __future__ import annotations

from time import perf_counter

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.events import Event, read_event
from app.services import arriving, following, journal
from app.services.following import Followed, StreamPlace
from app.sync.line import Ask, Declined
from app.sync.protocol import (
    MOST_EVENTS,
    Digests,
    Offer,
    Page,
    References,
    Restored,
    StreamHead,
    Trouble,
    page_signed,
)
from app.sync.talk import Again, Talk, refusal_of
from app.sync.wire import Carried

_WRITE_SECONDS = 0.05
"""How long taking a page in may hold the database, so that F9 never waits for it."""

_SMALLEST_PAGE = 5


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


def pull_all(talk: Talk, stream: str) -> None:
    """Follow a stream to its end.

    Raises ``Again`` where the centre does not know our place any more, and ``Refusal``.
    """
    while True:
        with talk.party.database.reading() as session:
            at = following.place(session, talk.tenant, stream)
        page = _page(talk, at)
        if not page.events:
            return
        _fetch_references(talk, page)
        _follow(talk, at, page)


def _page(talk: Talk, at: StreamPlace) -> Page:
    query = {
        "stream": at.stream,
        "pos": str(at.pos),
        "chain": at.chain.hex(),
        "limit": str(talk.page),
    }
    try:
        return talk.line.ask(Page, Ask("/v1/pull", query=query, headers=talk.headers))
    except Declined as declined:
        if declined.fault.trouble is Trouble.REWOUND:
            raise Again from None
        raise refusal_of(declined) from None


def _fetch_references(talk: Talk, page: Page) -> None:
    """What events name travels ahead of them."""
    with talk.party.database.reading() as session:
        lacking = {
            sha256
            for each in page.events
            for kind, sha256 in arriving.named_by(each.content)
            if arriving.reference_content(session, talk.tenant, kind, sha256) is None
        }
    if not lacking:
        return
    wanted = Digests(digests=tuple(sorted(lacking)))
    found = talk.ask(References, "/v1/references/wanted", wanted).references
    with talk.party.database.transaction() as session:
        for each in found:
            arriving.take_in_reference(
                session, talk.tenant, each.kind, each.content, talk.party.now()
            )


def _follow(talk: Talk, at: StreamPlace, page: Page) -> None:
    """Take one page in; pages grow or shrink until one takes as long as it may."""
    followed = Followed(at, tuple(_event(each) for each in page.events), page.seal)
    _check_seal(talk, followed)
    begun = perf_counter()
    with talk.party.database.transaction() as session:
        talk.counted.received += following.follow(session, talk.tenant, followed)
    took = perf_counter() - begun
    fitting = int(len(page.events) * _WRITE_SECONDS / max(took, 0.001))
    talk.page = min(max(fitting, _SMALLEST_PAGE), talk.page * 2, MOST_EVENTS)


def _check_seal(talk: Talk, followed: Followed) -> None:
    """A page must bear the seal of the centre that let this desk in."""
    last = followed.after.pos + len(followed.events)
    signed = page_signed(followed.after.stream, last, followed.chains[-1])
    try:
        Ed25519PublicKey.from_public_bytes(talk.enrolment.centre_public).verify(
            followed.seal, signed
        )
    except InvalidSignature:
        raise Refusal(Reason.CENTRE_IS_ANOTHER, url=talk.enrolment.url) from None


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
