"""Searches that a desk keeps under a name; preferences, not journalled."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.domain.dossier_query import DossierSearch
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.records import from_plain, to_plain
from app.domain.text import one_line, sort_key
from app.models.database import run, table_of
from app.models.office import SavedFilterRow
from app.services.desk import DeskContext

_FILTER = table_of(SavedFilterRow)
_ADD = insert(_FILTER)
_SAVE = _ADD.on_conflict_do_update(
    index_elements=["tenant", "name"],
    set_={name: _ADD.excluded[name] for name in ("saved_at", "content")},
)
_DROP = delete(_FILTER).where(
    _FILTER.c.tenant == bindparam("of"), _FILTER.c.name == bindparam("named")
)
_ALL = select(_FILTER.c.name, _FILTER.c.content).where(_FILTER.c.tenant == bindparam("of"))


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A search under its name. What was typed is kept as typed: *hôm qua* stays yesterday."""

    name: str
    search: DossierSearch


def save_filter(
    session: Session, name: str, search: DossierSearch, *, now: datetime, desk: DeskContext
) -> SavedFilter:
    """Keep a search under a name, in the place of an older one of that name.

    Raises ``Refusal`` (``FILTER_NAME_MISSING``).
    """
    tidy = one_line(name)
    if not tidy:
        raise Refusal(Reason.FILTER_NAME_MISSING)
    content = json.dumps(to_plain(search))
    row = {"tenant": desk.tenant, "name": tidy, "saved_at": now, "content": content}
    run(session, _SAVE, row)
    return SavedFilter(tidy, search)


def saved_filters(session: Session, *, desk: DeskContext) -> tuple[SavedFilter, ...]:
    """The kept searches in the order of the dictionary; one of another version is left out."""
    rows = run(session, _ALL, {"of": desk.tenant})
    found = [(name, _read(content)) for name, content in rows]
    kept = [SavedFilter(name, search) for name, search in found if search is not None]
    return tuple(sorted(kept, key=lambda each: sort_key(each.name)))


def drop_filter(session: Session, name: str, *, desk: DeskContext) -> None:
    """Forget a kept search; one that is gone already is no trouble."""
    run(session, _DROP, {"of": desk.tenant, "named": one_line(name)})


def _read(content: str) -> DossierSearch | None:
    try:
        return from_plain(DossierSearch, json.loads(content))
    except (Refusal, ValueError):
        return None
