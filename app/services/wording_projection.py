"""Changes of the words on papers, stored so that the words of any moment are one read away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from app.domain.canonical import canonical_bytes
from app.domain.events import Event
from app.domain.light_dataclass import dataclass
from app.domain.records import from_plain, to_plain
from app.domain.wording import in_force_from
from app.domain.wording_facts import WordingChanged, WordingText
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.models.office import WordingRow

_WORDING = table_of(WordingRow)
_EVENT = table_of(EventRow)
_ADD = insert(_WORDING)
_CHANGES = (
    select(_WORDING)
    .join(_EVENT, (_EVENT.c.tenant == _WORDING.c.tenant) & (_EVENT.c.uid == _WORDING.c.event_uid))
    .where(_WORDING.c.tenant == bindparam("of"))
    .order_by(_WORDING.c.in_force_from, _WORDING.c.changed_at, _EVENT.c.arrival)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingChange:
    """One change: its texts, from when on they count, who made it and when."""

    texts: tuple[WordingText, ...]
    valid_from: date
    in_force_from: datetime
    changed_at: datetime
    changed_by: UUID


def store_wording(session: Session, event: Event, fact: WordingChanged) -> None:
    """Keep one change beside the earlier ones."""
    private = () if fact.private is None else fact.private.texts
    row = {
        "tenant": event.author.tenant,
        "event_uid": event.uid,
        "in_force_from": in_force_from(fact.valid_from, event.occurred_at),
        "changed_at": event.occurred_at,
        "changed_by": event.author.actor,
        "valid_from": fact.valid_from,
        "content": canonical_bytes(to_plain((*fact.texts, *private))).decode(),
    }
    run(session, _ADD, row)


def stored_changes(session: Session, tenant: str) -> Iterator[WordingChange]:
    """Every change in the order in which they come into force."""
    for row in run(session, _CHANGES, {"of": tenant}):
        yield WordingChange(
            texts=tuple(from_plain(WordingText, each) for each in json.loads(row.content)),
            valid_from=row.valid_from,
            in_force_from=row.in_force_from,
            changed_at=row.changed_at,
            changed_by=row.changed_by,
        )
