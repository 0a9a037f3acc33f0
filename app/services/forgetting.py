"""What an erasure takes away on this machine, and what keeps it from coming back.

The journal's trigger lets a private part go only when its tombstone stands, so tombstones come
first. What lies outside the journal is sought by the persons that are about to go.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    bindparam,
    delete,
    exists,
    literal_column,
    select,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.erasure_facts import PersonalDataErased
from app.domain.events import Event
from app.domain.light_dataclass import dataclass
from app.domain.persons_named import PersonsNamed, persons_named
from app.domain.scope_facts import ScopeLeft
from app.models.database import run, table_of
from app.models.journal import EventPrivateRow, EventRow, TombstoneRow
from app.models.office import DraftRow, SavedFilterRow, VisitRow
from app.models.paper import PrintJobRow
from app.models.prepared import AMONG, Among

_EVENT, _PRIVATE, _TOMBSTONE = map(table_of, (EventRow, EventPrivateRow, TombstoneRow))
_DRAFT, _FILTER = table_of(DraftRow), table_of(SavedFilterRow)
_JOB, _VISIT = table_of(PrintJobRow), table_of(VisitRow)
_MARK = insert(_TOMBSTONE).on_conflict_do_nothing()
_Column = ColumnElement[Any] | InstrumentedAttribute[Any]
_FOUND: BindParameter[Any] = bindparam("found", expanding=True)
_SAID = _EVENT.alias("said")
_BY_ERASURE = ~exists().where(
    _SAID.c.tenant == _TOMBSTONE.c.tenant,
    _SAID.c.uid == _TOMBSTONE.c.erased_by,
    _SAID.c.kind == literal_column(f"'{ScopeLeft.kind}'"),
)
"""Not the tombstone of a part that was let go because its dossier left: it may come back."""

_MARKED = Among(
    select(_TOMBSTONE.c.uid).where(
        _TOMBSTONE.c.tenant == bindparam("of"), _TOMBSTONE.c.uid.in_(AMONG), _BY_ERASURE
    )
)
_PARTS = select(_PRIVATE.c.uid, _PRIVATE.c.content).where(
    _PRIVATE.c.tenant == bindparam("of"), _PRIVATE.c.uid.in_(_FOUND)
)
_DROP_PARTS = delete(_PRIVATE).where(
    _PRIVATE.c.tenant == bindparam("of"), _PRIVATE.c.uid.in_(_FOUND)
)
_PARTS_OF_DOSSIER = (
    select(_PRIVATE.c.uid)
    .join(_EVENT, (_EVENT.c.tenant == _PRIVATE.c.tenant) & (_EVENT.c.uid == _PRIVATE.c.uid))
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.dossier_uid == bindparam("which"))
    .order_by(_PRIVATE.c.uid)
)
_DRAFTS = select(_DRAFT.c.uid, _DRAFT.c.content).where(_DRAFT.c.tenant == bindparam("of"))
_FILTERS = select(_FILTER.c.name, _FILTER.c.content).where(_FILTER.c.tenant == bindparam("of"))
_VISITS = select(_VISIT.c.uid, _VISIT.c.number, _VISIT.c.event_uid).where(
    _VISIT.c.tenant == bindparam("of"), _VISIT.c.uid.in_(_FOUND)
)
_AT_ONCE = 500
"""Variables in one statement, well under SQLite's bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Whom and what an erasure is about, on this machine."""

    tenant: str
    dossier_uid: UUID | None
    visit_numbers: tuple[str, ...] = ()
    persons: PersonsNamed = field(default_factory=PersonsNamed)


@dataclass(frozen=True, slots=True)
class Traces:
    """What lies about a person outside the journal, by uid or name."""

    drafts: tuple[UUID, ...]
    filters: tuple[str, ...]
    prints: tuple[UUID, ...]


def forget(session: Session, event: Event, fact: PersonalDataErased) -> None:
    """Obey an erasure, whoever decided it; a second time does nothing.

    Tombstones stand for every part and for the dossier itself: what a desk wrote about its persons
    without having heard of the erasure goes too, or stays out.
    """
    tenant, of = event.author.tenant, event.dossier_uid
    parts = tuple(UUID(part.event) for part in fact.parts)
    marked = parts if of is None else (of,)
    if set(marked) <= tombstoned(session, tenant, marked):
        return
    visits = _visit_numbers(session, tenant, [UUID(uid) for uid in fact.visits])
    about = Concerned(tenant=tenant, dossier_uid=of, visit_numbers=visits)
    unheard = run(session, _PARTS_OF_DOSSIER, {"of": tenant, "which": of}).scalars()
    gone = tuple(dict.fromkeys((*parts, *unheard)))
    _let_go(session, about, gone, {*gone, *marked}, event.uid)


def forget_parts(
    session: Session, tenant: str, dossier_uid: UUID, parts: Sequence[UUID], said_by: UUID
) -> None:
    """Let personal parts of a dossier go that left this office, until it comes back.

    Each time leaves another tombstone, by which copies on other disks know that they are too old.
    """
    about = Concerned(tenant=tenant, dossier_uid=dossier_uid)
    _let_go(session, about, parts, {*parts, said_by}, said_by)


def _let_go(
    session: Session,
    about: Concerned,
    parts: Sequence[UUID],
    marked: Iterable[UUID],
    said_by: UUID,
) -> None:
    tenant = about.tenant
    contents = [content for _, content in _kept_parts(session, tenant, parts)]
    named = replace(about, persons=persons_named(contents))
    drop_traces(session, tenant, traces(session, named))
    rows = [{"tenant": tenant, "uid": uid, "erased_by": said_by} for uid in sorted(marked)]
    run(session, _MARK, rows)
    for some in _in_turn(parts):
        run(session, _DROP_PARTS, {"of": tenant, "found": some})


def withheld(session: Session, event: Event) -> Event:
    """An event as it may be kept: without its private part where its persons were erased."""
    if event.private is None:
        return event
    tenant = event.author.tenant
    sought = [uid for uid in (event.uid, event.dossier_uid) if uid is not None]
    if not tombstoned(session, tenant, sought):
        return event
    mark_withheld(session, tenant, (event.uid,))
    return replace(event, private=None)


def mark_withheld(session: Session, tenant: str, uids: Sequence[UUID]) -> None:
    """Remember events that are kept without their private part."""
    if uids:
        run(session, _MARK, [{"tenant": tenant, "uid": uid, "erased_by": uid} for uid in uids])


def tombstoned(session: Session, tenant: str, uids: Sequence[UUID]) -> set[UUID]:
    """Those among some events and dossiers whose persons were erased."""
    return {uid for (uid,) in _MARKED.rows(session, {"of": tenant}, uids)}


def stands_erased(tenant: _Column, *uids: _Column) -> ColumnElement[bool]:
    """In SQL: whether an erasure took the persons of any of these events and dossiers."""
    return exists().where(_TOMBSTONE.c.tenant == tenant, _TOMBSTONE.c.uid.in_(uids), _BY_ERASURE)


def traces(session: Session, about: Concerned) -> Traces:
    """Drafts and kept searches that name a person, and the prints of dossier and visits.

    Whatever is to be erased on this machine besides the journal is found here.
    """
    named = about.persons
    return Traces(
        drafts=_naming(session, _DRAFTS, about, named.stand_in_form),
        filters=_naming(session, _FILTERS, about, named.stand_in_search),
        prints=_prints(session, about),
    )


def drop_traces(session: Session, tenant: str, found: Traces) -> None:
    """Delete what ``traces`` found."""
    for table, column, keys in (
        (_DRAFT, _DRAFT.c.uid, found.drafts),
        (_FILTER, _FILTER.c.name, found.filters),
        (_JOB, _JOB.c.uid, found.prints),
    ):
        for some in _in_turn(keys):
            run(session, delete(table).where(table.c.tenant == tenant, column.in_(some)))


def _naming(
    session: Session, query: Any, about: Concerned, names: Callable[[Iterable[str]], bool]
) -> tuple[Any, ...]:
    rows = run(session, query, {"of": about.tenant})
    return tuple(key for key, content in rows if names(_texts(content)))


def _prints(session: Session, about: Concerned) -> tuple[UUID, ...]:
    concerned: ColumnElement[bool] = _JOB.c.visit_number.in_(about.visit_numbers)
    if about.dossier_uid is not None:
        concerned = concerned | (_JOB.c.dossier_uid == about.dossier_uid)
    found = run(session, select(_JOB.c.uid).where(_JOB.c.tenant == about.tenant, concerned))
    return tuple(found.scalars())


def _texts(content: str) -> Iterator[str]:
    """Every text of a draft or a search; one that cannot be read is taken as it lies there."""
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError):
        return iter((content,))
    values = plain.values() if isinstance(plain, dict) else ()
    return (value for value in values if isinstance(value, str))


def _visit_numbers(session: Session, tenant: str, uids: Sequence[UUID]) -> tuple[str, ...]:
    rows = run(session, _VISITS, {"of": tenant, "found": list(uids)}) if uids else ()
    return tuple(row.number for row in rows)


def _kept_parts(
    session: Session, tenant: str, uids: Sequence[UUID]
) -> Iterator[tuple[UUID, bytes]]:
    for some in _in_turn(uids):
        for row in run(session, _PARTS, {"of": tenant, "found": some}):
            yield row.uid, row.content


def _in_turn(keys: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield list(keys[start : start + _AT_ONCE])
