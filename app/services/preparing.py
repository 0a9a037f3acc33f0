"""What a page of the centre's order will change here, worked out before the lock is taken.

Reading, folding and finding words takes most of the time of following a stream; F9 waits only for
what is then written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.erasure_facts import PersonalDataErased
from app.domain.events import Event, fact_in
from app.domain.fact_parts import Fact
from app.domain.folding import fold_told
from app.domain.light_dataclass import dataclass
from app.domain.scope_facts import ScopeEntered, ScopeLeft
from app.models.database import table_of
from app.models.journal import EventRow
from app.models.prepared import AMONG, Among
from app.models.sync import StreamEventRow
from app.services import journal, projection
from app.services.departing import departed_among
from app.services.dossier_rows import Storing, storing
from app.services.forgetting import tombstoned
from app.services.unfolded import unfolded_among

Told = tuple[Event, Fact | None]
FactReader = Callable[[Event, dict[str, Any]], Fact | None]

_EVENT, _PLACE = table_of(EventRow), table_of(StreamEventRow)
_KNOWN = Among(
    select(_EVENT.c.uid).where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.uid.in_(AMONG))
)
_ORDER = Among(
    select(_EVENT.c.dossier_uid, _EVENT.c.uid, _PLACE.c.pos)
    .outerjoin(_PLACE, (_PLACE.c.tenant == _EVENT.c.tenant) & (_PLACE.c.uid == _EVENT.c.uid))
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.dossier_uid.in_(AMONG))
    .order_by(_PLACE.c.pos.is_(None), _PLACE.c.pos, _EVENT.c.arrival)
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """An event as it came down the line, with the plain values that its bytes were parsed to."""

    event: Event
    plain: dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoneOn:
    """A dossier that goes on where it stands: as stored, as it will be, the events between."""

    storing: Storing | None
    known: Dossier | None
    late: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a page changes; it holds as long as nobody journals anything (``arrival``).

    ``withheld`` are new events of erased persons, ``anew`` dossiers whose order is another now, or
    whose persons leave this office, or that still wait for their first fold.
    """

    arrival: int
    new: tuple[Told, ...]
    withheld: tuple[UUID, ...]
    gone_on: tuple[GoneOn, ...]
    anew: tuple[UUID, ...]
    concerned: frozenset[UUID]


def prepare(session: Session, tenant: str, page: Sequence[Parsed]) -> Prepared:
    """Work out what a page changes; only reads."""
    arrival = journal.newest_arrival(session, tenant)
    known = known_uids(session, tenant, [each.event.uid for each in page])
    new, withheld = new_events(
        session, tenant, [each for each in page if each.event.uid not in known]
    )
    orders = _orders(session, tenant, page)
    late: dict[UUID, list[Told]] = defaultdict(list)
    for told in new:
        if told[0].dossier_uid is not None:
            late[told[0].dossier_uid].append(told)
    here = list(orders)
    whole = departed_among(session, tenant, here) | unfolded_among(session, tenant, here)
    moved = {uid for uid, is_other in orders.items() if is_other} | moved_scopes(new)
    anew = tuple(moved | whole)
    going_on = [uid for uid in late if uid not in anew]
    stored = projection.stored_dossiers(session, tenant, going_on)
    return Prepared(
        arrival=arrival,
        new=tuple(new),
        withheld=withheld,
        gone_on=tuple(_gone_on(stored.get(uid), late[uid]) for uid in going_on),
        anew=anew,
        concerned=frozenset(orders),
    )


def moved_scopes(told: Iterable[Told]) -> set[UUID]:
    """Dossiers that leave this office with these events, or come back."""
    return {UUID(fact.dossier) for _, fact in told if isinstance(fact, ScopeLeft | ScopeEntered)}


def _gone_on(known: Dossier | None, late: Sequence[Told]) -> GoneOn:
    final = fold_told(known, late)
    changed = None if final is None or final is known else storing(final, known)
    return GoneOn(changed, known, tuple(late))


def new_events(
    session: Session, tenant: str, page: Sequence[Parsed], read: FactReader = fact_in
) -> tuple[list[Told], tuple[UUID, ...]]:
    """What is new, without the private parts of persons who are erased, here or on this page."""
    sought = {uid for each in page for uid in _uids(each.event)}
    gone = tombstoned(session, tenant, list(sought))
    new: list[Told] = []
    withheld = []
    for each in page:
        event = each.event
        if event.private is not None and not gone.isdisjoint(_uids(event)):
            event = replace(event, private=None)
            withheld.append(event.uid)
        fact = read(event, each.plain)
        if isinstance(fact, PersonalDataErased):
            gone |= erased_by(event, fact)
        new.append((event, fact))
    return new, tuple(withheld)


def erased_by(event: Event, fact: PersonalDataErased) -> set[UUID]:
    """Events and dossiers whose persons an erasure takes away for good."""
    return {UUID(part.event) for part in fact.parts} | set(_uids(event)) - {event.uid}


def _orders(session: Session, tenant: str, page: Sequence[Parsed]) -> dict[UUID, bool]:
    """For each dossier of a page, whether its events stand in another order than so far."""
    placed: dict[UUID, list[UUID]] = {}
    for each in page:
        if each.event.dossier_uid is not None:
            placed.setdefault(each.event.dossier_uid, []).append(each.event.uid)
    before: dict[UUID, list[UUID]] = defaultdict(list)
    ordered: dict[UUID, int] = defaultdict(int)
    for dossier_uid, uid, pos in _ORDER.rows(session, {"of": tenant}, list(placed)):
        before[dossier_uid].append(uid)
        ordered[dossier_uid] += pos is not None
    found = {}
    for dossier_uid, uids in placed.items():
        was, here = before[dossier_uid], set(uids)
        first = ordered[dossier_uid]
        now = was[:first] + uids + [uid for uid in was[first:] if uid not in here]
        found[dossier_uid] = now[: len(was)] != was
    return found


def known_uids(session: Session, tenant: str, uids: Sequence[UUID]) -> set[UUID]:
    """Which of these events are here."""
    return {uid for (uid,) in _KNOWN.rows(session, {"of": tenant}, uids)}


def _uids(event: Event) -> tuple[UUID, ...]:
    return (event.uid,) if event.dossier_uid is None else (event.uid, event.dossier_uid)
