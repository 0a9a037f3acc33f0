"""Clashes of this office: which dossiers two desks worked on without knowing of each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from app.domain.clashes import open_clashes
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.events import Event
from app.domain.history_words import event_sentence
from app.domain.light_dataclass import dataclass
from app.domain.line_facts import ConflictResolved
from app.models.database import table_of
from app.models.office import DossierRow
from app.models.prepared import AMONG, Among
from app.models.sync import ContestedRow
from app.services import journal
from app.services.desk import DeskContext, staff
from app.services.dossier_deeds import Acting, begin_deed, needed_words

_NOTED, _DOSSIER = table_of(ContestedRow), table_of(DossierRow)
_CONTESTED = Among(
    select(_NOTED.c.dossier_uid).where(
        _NOTED.c.tenant == bindparam("of"), _NOTED.c.dossier_uid.in_(AMONG)
    )
)
_SPLIT = Among(
    select(_DOSSIER.c.uid).where(
        _DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.uid.in_(AMONG), _DOSSIER.c.heads > 1
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashSide:
    """One of the deeds that stand against each other."""

    event_uid: UUID
    sentence: str
    at: datetime
    who: str
    desk: int | None
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashShown:
    """The deeds on one dossier that stand against each other, in the centre's order.

    ``pairs`` says which against which, by place among the deeds.
    """

    dossier_uid: UUID
    code: str
    deeds: tuple[ClashSide, ...]
    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """Which of the deeds that stand against each other are right, and why."""

    stand: tuple[UUID, ...]
    reason: str


def note_contested(session: Session, tenant: str, dossiers: Iterable[UUID]) -> None:
    """Remember those among some dossiers on which deeds stand against each other, forget others."""
    asked = list(dossiers)
    known = {uid for (uid,) in _CONTESTED.rows(session, {"of": tenant}, asked)}
    for uid in known | {uid for (uid,) in _SPLIT.rows(session, {"of": tenant}, asked)}:
        is_open = bool(open_clashes(list(journal.events(session, tenant, uid))))
        if is_open and uid not in known:
            session.execute(insert(ContestedRow), [{"tenant": tenant, "dossier_uid": uid}])
        elif not is_open:
            _forget(session, tenant, uid)


def contested(session: Session, tenant: str) -> tuple[UUID, ...]:
    """The dossiers with a clash that nobody has decided."""
    return tuple(session.execute(_noted(tenant)).scalars())


def is_contested(session: Session, tenant: str, dossier_uid: UUID) -> bool:
    """Whether deeds on a dossier stand against each other and nobody has decided."""
    noted = _noted(tenant).where(ContestedRow.dossier_uid == dossier_uid)
    return session.execute(noted).first() is not None


def clashes(session: Session, *, desk: DeskContext) -> tuple[ClashShown, ...]:
    """Every dossier with a clash that nobody has decided, with its deeds in words."""
    noted = session.execute(
        select(ContestedRow.dossier_uid, DossierRow.code)
        .join(
            DossierRow,
            (DossierRow.tenant == ContestedRow.tenant)
            & (DossierRow.uid == ContestedRow.dossier_uid),
        )
        .where(ContestedRow.tenant == desk.tenant)
        .order_by(DossierRow.code)
    ).all()
    names = {each.uid: each.full_name for each in staff(session, desk.tenant)} if noted else {}
    shown = (_shown(session, desk.tenant, uid, code, names) for uid, code in noted)
    return tuple(each for each in shown if each is not None)


def resolve_clash(session: Session, dossier_uid: UUID, ruling: Ruling, acting: Acting) -> int:
    """Decide which deeds stand; returns how many are to be put right.

    The event's parents are all heads of the dossier, so that it ends the clash at every desk.
    Raises ``Refusal``: those of ``begin_deed``, ``CLASH_NONE``, ``CLASH_DEED_UNKNOWN``,
    ``REASON_MISSING``.
    """
    begun = begin_deed(session, dossier_uid, DeedKind.RESOLVE_CLASH, acting)
    deeds = _deeds(list(journal.events(session, begun.tenant, dossier_uid)))
    if not deeds:
        raise Refusal(Reason.CLASH_NONE, code=begun.dossier.code)
    if not set(ruling.stand) <= deeds.keys():
        raise Refusal(Reason.CLASH_DEED_UNKNOWN, code=begun.dossier.code)
    fact = ConflictResolved(
        deeds=tuple(map(str, deeds)),
        stand=tuple(str(uid) for uid in deeds if uid in ruling.stand),
        private=needed_words(ruling.reason),
    )
    begun.record(fact)
    _forget(session, begun.tenant, dossier_uid)
    return len(fact.deeds) - len(fact.stand)


def _noted(tenant: str) -> Select[UUID]:
    return select(ContestedRow.dossier_uid).where(ContestedRow.tenant == tenant)


def _forget(session: Session, tenant: str, uid: UUID) -> None:
    at = (ContestedRow.tenant == tenant) & (ContestedRow.dossier_uid == uid)
    session.execute(delete(ContestedRow).where(at))


def _deeds(events: list[Event]) -> dict[UUID, Event]:
    """The deeds of open clashes, in the order in which they count."""
    concerned = {side.uid for clash in open_clashes(events) for side in (clash.first, clash.second)}
    return {event.uid: event for event in events if event.uid in concerned}


def _shown(
    session: Session, tenant: str, uid: UUID, code: str, names: dict[UUID, str]
) -> ClashShown | None:
    events = list(journal.events(session, tenant, uid))
    deeds = list(_deeds(events).values())
    if not deeds:
        return None
    places = {event.uid: place for place, event in enumerate(deeds)}
    return ClashShown(
        dossier_uid=uid,
        code=code,
        deeds=tuple(_side(event, names) for event in deeds),
        pairs=tuple(
            (places[clash.first.uid], places[clash.second.uid]) for clash in open_clashes(events)
        ),
    )


def _side(event: Event, names: dict[UUID, str]) -> ClashSide:
    return ClashSide(
        event_uid=event.uid,
        sentence=event_sentence(event),
        at=event.occurred_at,
        who=names.get(event.author.actor, ""),
        desk=event.author.desk,
        office=event.author.office,
    )
