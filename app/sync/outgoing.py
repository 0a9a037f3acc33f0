"""What goes out: the open writer's events in parcels, as first written."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.events import FIRST_CHAIN
from app.models.journal import EventPositionRow, EventPrivateRow, EventRow
from app.services import arriving
from app.sync.wire import Carried, Parcel


def next_parcel(
    session: Session, tenant: str, writer: UUID, after: int, limit: int
) -> Parcel | None:
    """The next events of a writer after a position, at most so many; ``None`` at the end."""
    rows = session.execute(
        select(EventRow.content, EventPrivateRow.content)
        .join(
            EventPositionRow,
            (EventPositionRow.tenant == EventRow.tenant) & (EventPositionRow.uid == EventRow.uid),
        )
        .outerjoin(
            EventPrivateRow,
            (EventPrivateRow.tenant == EventRow.tenant) & (EventPrivateRow.uid == EventRow.uid),
        )
        .where(EventPositionRow.tenant == tenant, EventPositionRow.writer == writer)
        .where(EventPositionRow.seq > after)
        .order_by(EventPositionRow.seq)
        .limit(limit)
    )
    events = tuple(Carried(content, private) for content, private in rows)
    if not events:
        return None
    before = FIRST_CHAIN
    if after:
        before = arriving.known_chain(session, tenant, writer, after) or FIRST_CHAIN
    return Parcel(writer=writer, from_seq=after + 1, previous_chain=before, events=events)
