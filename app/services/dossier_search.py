"""The list of dossiers: searched as a clerk types, filtered, read by pages, walked one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.clerk_search import Understood, read_clerk_search
from app.domain.dossier_query import BoundedCount, DossierSearch, Order, PageKey
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.seeing import may_see
from app.models.database import run, table_of
from app.models.office import DossierRow
from app.models.search import BEYOND_ALL, DayBounds, count, day_bounds, due_days, newer, older
from app.models.search_match import due_span, match_of, match_with_a_slip
from app.services.desk import Actor, DeskContext
from app.services.dossiers import DossierLine, coded_lines, dossier_by_uid, numbered_lines
from app.services.due_order import Matches, Place, lowest_numbers, places_after, places_before
from app.services.seeing import seer_of

_COUNTED = 1000
_DOSSIER = table_of(DossierRow)
_PLACE = select(_DOSSIER.c.number, _DOSSIER.c.due_on).where(
    _DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.uid == bindparam("which")
)
_UID = select(_DOSSIER.c.uid).where(
    _DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.number == bindparam("number")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the list; the key leads on, and is absent at the end.

    ``understood`` says which typed words were taken as filters, ``is_corrected`` that nothing was
    found as typed and one slip of the finger was forgiven.
    """

    lines: tuple[DossierLine, ...]
    following: PageKey | None = None
    understood: tuple[Understood, ...] = ()
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The dossiers before and after one in the same list."""

    previous: UUID | None
    next: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A search as it was understood, ready for the index."""

    tenant: str
    match: str
    order: Order
    due: tuple[date, date]
    understood: tuple[Understood, ...] = ()
    is_corrected: bool = False
    found: tuple[int, ...] = ()
    """The first ones that match: the newest, or the oldest where promises make the order."""


def find_dossiers(
    session: Session,
    asked: DossierSearch,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
    after: PageKey | None = None,
    limit: int = 50,
) -> Page:
    """A page of what was asked for: the first one, or the one after a key.

    A whole code or a scanned slip is that dossier, whatever else narrows the list. What is not
    found as typed is sought as a filter that it may be, then with one typing slip. Whoever does
    not see every dossier finds no other than theirs.
    """
    asked, coded = _seen_by(session, asked, desk, actor)
    question = None if coded else _question(session, asked, desk, now, limit + 1)
    if question is None:
        return Page(lines=coded)
    found = list(islice(_keys_after(session, question, after, limit + 1), limit + 1))
    keys = found[:limit]
    return Page(
        lines=numbered_lines(session, desk.tenant, [each.number for each in keys]),
        following=keys[-1] if len(found) > limit else None,
        understood=question.understood,
        is_corrected=question.is_corrected,
    )


def count_dossiers(
    session: Session, asked: DossierSearch, *, now: datetime, desk: DeskContext, actor: Actor
) -> BoundedCount:
    """How many were asked for: exactly up to 1,000, beyond that only that there are more."""
    asked, coded = _seen_by(session, asked, desk, actor)
    question = None if coded else _question(session, asked, desk, now)
    if question is None:
        return BoundedCount(len(coded))
    found = count(session, question.match, _COUNTED + 1)
    return BoundedCount(min(found, _COUNTED), is_more=found > _COUNTED)


def neighbours(
    session: Session,
    asked: DossierSearch,
    dossier_uid: UUID,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> Neighbours:
    """What stands before and after a dossier in the list that was asked for.

    The dossier itself may have left the list meanwhile: then its place is where it stood.
    """
    found = run(session, _PLACE, {"of": desk.tenant, "which": dossier_uid}).first()
    asked, coded = _seen_by(session, asked, desk, actor)
    alone = found is None or bool(coded)
    question = None if alone else _question(session, asked, desk, now)
    if found is None or question is None:
        return Neighbours(None, None)
    key = PageKey(number=found.number, due_on=found.due_on)
    return Neighbours(
        previous=_first_uid(session, desk, _keys_before(session, question, key, 1)),
        next=_first_uid(session, desk, _keys_after(session, question, key, 1)),
    )


def _seen_by(
    session: Session, asked: DossierSearch, desk: DeskContext, actor: Actor
) -> tuple[DossierSearch, tuple[DossierLine, ...]]:
    """The search as far as somebody may see, and the dossiers whose whole code was typed."""
    coded = coded_lines(session, desk.tenant, asked.typed)
    seer = seer_of(actor, desk)
    if not seer.is_limited:
        return asked, coded
    mine = tuple(
        line
        for line in coded
        if may_see(dossier_by_uid(session, desk.tenant, line.dossier_uid), seer)
    )
    return replace(asked, filters=replace(asked.filters, seers=seer.words)), mine


def _first_uid(session: Session, desk: DeskContext, keys: Iterator[PageKey]) -> UUID | None:
    key = next(keys, None)
    if key is None:
        return None
    uid: UUID | None = run(session, _UID, {"of": desk.tenant, "number": key.number}).scalar()
    return uid


def _question(
    session: Session, asked: DossierSearch, desk: DeskContext, now: datetime, wanted: int = 1
) -> _Question | None:
    """The first way of understanding that finds anything, with what it finds first."""
    bounds = day_bounds(session, desk.tenant)
    if bounds is None:
        return None
    first = None
    for question in _ways(asked, desk, bounds, local_date(now)):
        if asked.order is Order.DUE:
            found = lowest_numbers(session, question.match)
        else:
            found = older(session, question.match, BEYOND_ALL, wanted)
        if found:
            return replace(question, found=tuple(found))
        first = first or question
    return first


def _ways(
    asked: DossierSearch, desk: DeskContext, bounds: DayBounds, today: date
) -> Iterator[_Question]:
    clerk = read_clerk_search(asked.typed, today)
    for reading in filter(None, (clerk.first, clerk.otherwise)):
        queries = (reading.query, asked.filters)
        yield _Question(
            tenant=desk.tenant,
            match=match_of(queries, bounds),
            order=asked.order,
            due=due_span(queries, bounds),
            understood=reading.understood,
        )
    queries = (clerk.first.query, asked.filters)
    slipped = match_with_a_slip(queries, bounds)
    if slipped is not None:
        yield _Question(
            tenant=desk.tenant,
            match=slipped,
            order=asked.order,
            due=due_span(queries, bounds),
            understood=clerk.first.understood,
            is_corrected=True,
        )


def _keys_after(
    session: Session, question: _Question, key: PageKey | None, wanted: int
) -> Iterator[PageKey]:
    """Where the dossiers behind a key stand, the nearest first."""
    if question.order is Order.DUE:
        return _keys_of(places_after(session, _matches(question, wanted), key))
    if key is None:
        return _keys_numbered(session, question, list(question.found[:wanted]))
    return _keys_numbered(session, question, older(session, question.match, key.number, wanted))


def _keys_before(
    session: Session, question: _Question, key: PageKey, wanted: int
) -> Iterator[PageKey]:
    """Where the dossiers in front of a key stand, the nearest first."""
    if question.order is Order.DUE:
        return _keys_of(places_before(session, _matches(question, wanted), key))
    return _keys_numbered(session, question, newer(session, question.match, key.number, wanted))


def _matches(question: _Question, wanted: int) -> Matches:
    return Matches(question.tenant, question.match, question.found, question.due, wanted)


def _keys_of(places: Iterable[Place]) -> Iterator[PageKey]:
    return (PageKey(number=place.number, due_on=place.due_on) for place in places)


def _keys_numbered(session: Session, question: _Question, numbers: list[int]) -> Iterator[PageKey]:
    days = {number: on for on, number in due_days(session, question.tenant, numbers)}
    return (PageKey(number=each, due_on=days[each]) for each in numbers if each in days)
