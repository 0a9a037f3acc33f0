"""What goes out: the open writer's events in parcels, as first written."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.events import FIRST_CHAIN
from app.services import arriving, writers
from app.sync.wire import Carried, Parcel


def next_parcel(
    session: Session, tenant: str, writer: UUID, after: int, limit: int
) -> Parcel | None:
    """The next events of a writer after a position, at most so many; ``None`` at the end."""
    rows = writers.recorded_after(session, tenant, writer, after, limit)
    events = tuple(Carried(content, private) for content, private in rows)
    if not events:
        return None
    before = FIRST_CHAIN
    if after:
        before = arriving.known_chain(session, tenant, writer, after) or FIRST_CHAIN
    return Parcel(writer=writer, from_seq=after + 1, previous_chain=before, events=events)
