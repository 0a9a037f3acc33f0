"""The pull: pages of a stream; and the offer, by which desks give back what the centre lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.domain.streams import first_stream_chain, next_stream_chain
from app.server import journal
from app.server.centre import Centre
from app.server.greeting import Caller
from app.server.incoming import read_incoming
from app.server.journal import Arrival
from app.server.refusing import refused
from app.sync.event_messages import Offer, Page, Restored, page_signed
from app.sync.protocol import MOST_EVENTS, Trouble
from app.sync.wire import Carried

_END = text("SELECT pos FROM stream WHERE tenant = :tenant AND name = :name")
_CHAIN = text(
    "SELECT chain FROM stream_event WHERE tenant = :tenant AND stream = :name AND pos = :pos"
)
# Positions have no gaps, so a page is a span of them: with a LIMIT the planner, once it has a
# million events before it, reads the whole rest of the stream to throw most of it away.
_PAGE = text(
    "WITH page AS MATERIALIZED (SELECT pos, chain, uid FROM stream_event "
    "WHERE tenant = :tenant AND stream = :name AND pos > :pos AND pos <= :last) "
    "SELECT s.pos, s.chain, e.content, p.content AS private FROM page s "
    "JOIN event_uid u ON u.tenant = :tenant AND u.uid = s.uid "
    "JOIN event e ON e.tenant = :tenant AND e.received_on = u.received_on AND e.uid = s.uid "
    "LEFT JOIN departure d ON d.tenant = :tenant AND d.stream = :name "
    "AND d.dossier_uid = e.dossier_uid "
    "LEFT JOIN event_private p ON p.tenant = :tenant AND p.uid = s.uid "
    "AND d.dossier_uid IS NULL ORDER BY s.pos"
)
_MOST_PAGE_BYTES = 4 * 1024 * 1024
"""What the events of a page may weigh before they are compressed."""


def give_out(
    centre: Centre, connection: Connection, caller: Caller, stream: str, at: tuple[int, str, int]
) -> Page:
    """The events of a stream after a position whose chain the desk names, at most so many.

    Raises ``Refused``: ``unauthorised`` for another office's stream, ``rewound`` where the chain
    at the position is another, or there is no such position.
    """
    pos, chain, limit = at
    tenant = caller.device.tenant
    if stream != caller.device.office:
        raise refused(Trouble.UNAUTHORISED)
    if chain != _chain_at(connection, tenant, stream, pos):
        raise refused(Trouble.REWOUND)
    end = int(connection.execute(_END, {"tenant": tenant, "name": stream}).scalar_one())
    # Added here: the driver binds 32,700 in two bytes, and PostgreSQL adds two such in two.
    asked = {"tenant": tenant, "name": stream, "pos": pos, "last": pos + min(limit, MOST_EVENTS)}
    rows = _fitting(connection.execute(_PAGE, asked).all())
    last, last_chain = (
        (rows[-1].pos, bytes(rows[-1].chain)) if rows else (pos, bytes.fromhex(chain))
    )
    events = tuple(
        Carried(row.content.encode(), None if row.private is None else row.private.encode())
        for row in rows
    )
    return Page(stream, pos, end, events, centre.key.sign(page_signed(stream, last, last_chain)))


def take_back(centre: Centre, connection: Connection, caller: Caller, offer: Offer) -> Restored:
    """Take back what this centre once held and lost; its own seal proves that it did.

    Raises ``Refused``: ``unauthorised`` for another office's stream or a seal that is not ours.
    """
    if offer.stream != caller.device.office or len(offer.events) > MOST_EVENTS:
        raise refused(Trouble.UNAUTHORISED)
    chain = offer.chain
    for pos, each in enumerate(offer.events, offer.after + 1):
        chain = next_stream_chain(chain, pos, each.content)
    signed = page_signed(offer.stream, offer.after + len(offer.events), chain)
    if not centre.is_signed_here(signed, offer.seal):
        raise refused(Trouble.UNAUTHORISED)
    tenant = caller.device.tenant
    arrival = Arrival(tenant=tenant, office=None, writer=None, at=centre.now())
    events = read_incoming(offer.events)
    return Restored(new=journal.admit(connection, arrival, events).new)


def _fitting(rows: Sequence[Any]) -> Sequence[Any]:
    weight = 0
    for count, row in enumerate(rows):
        weight += len(row.content) + len(row.private or "")
        if weight > _MOST_PAGE_BYTES:
            return rows[: max(count, 1)]
    return rows


def _chain_at(connection: Connection, tenant: str, stream: str, pos: int) -> str:
    if pos == 0:
        return first_stream_chain(stream).hex()
    asked = {"tenant": tenant, "name": stream, "pos": pos}
    chain = connection.execute(_CHAIN, asked).scalar()
    return "" if chain is None else bytes(chain).hex()
