"""Personal parts that are lacking here, asked for after the events."""

from __future__ import annotations

from uuid import UUID

from app.services.lacking_parts import parts_to_ask_for, take_parts
from app.sync.event_messages import Digests, References
from app.sync.protocol import MOST_EVENTS
from app.sync.talk import Talk


def fetch_parts(talk: Talk) -> None:
    """Ask for what did not come with its events; what the centre has not either waits."""
    database, tenant = talk.party.database, talk.tenant
    with database.reading() as session:
        asked = parts_to_ask_for(session, tenant)
    if not asked:
        return
    uids = [str(uid) for stated in asked.values() for uid in stated]
    got: dict[UUID, bytes] = {}
    for first in range(0, len(uids), MOST_EVENTS):
        wanted = Digests(digests=tuple(uids[first : first + MOST_EVENTS]))
        found = talk.ask(References, "/v1/parts/wanted", wanted).references
        got |= {UUID(each.digest): each.content for each in found}
    with database.transaction() as session:
        take_parts(session, tenant, asked, got)
