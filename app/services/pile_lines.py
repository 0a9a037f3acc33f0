"""What may go on a pile: each dossier looked at before anybody closes it, and nothing saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.dossier_rules import DeedKind, check_here
from app.domain.errors import Reason, Refusal
from app.domain.hand_over import Way
from app.domain.hand_over_words import odd_on_pile
from app.domain.history_work import unit_words
from app.domain.light_dataclass import dataclass
from app.domain.seeing import check_seen
from app.services.dossier_deeds import Acting, Begun, begin_deed
from app.services.dossiers import dossier, dossier_by_uid
from app.services.hand_over_ways import way_of
from app.services.seeing import seer_of


@dataclass(frozen=True, slots=True)
class Fault:
    """A dossier that must be kept apart, and the refusal that says why."""

    dossier_uid: UUID
    refusal: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class PileLine:
    """A dossier on a pile: where it may go, what is odd about it, or why it must stay apart."""

    dossier: Dossier
    way: Way
    odd: str = ""
    refusal: Refusal | None = None


def look_at(
    session: Session, dossier_uid: UUID, acting: Acting, *, way: Way | None = None
) -> PileLine:
    """What a dossier would be on a pile of this way, or on one that it begins; saves nothing.

    Raises ``Refusal`` (``DOSSIER_UNKNOWN``, ``DOSSIER_NOT_YOURS``); every other reason stands on
    the line.
    """
    found = dossier_by_uid(session, acting.desk.tenant, dossier_uid)
    check_seen(found, seer_of(acting.actor, acting.desk))
    taken = way or way_of(session, found, acting)
    try:
        begin_way(session, dossier_uid, taken, acting)
    except Refusal as refusal:
        return PileLine(dossier=found, way=taken, refusal=refusal)
    return PileLine(dossier=found, way=taken, odd=odd_on_pile(found, taken))


def look_at_scan(
    session: Session, scanned: str, acting: Acting, *, way: Way | None = None
) -> PileLine:
    """The same for a slip or code as it was scanned. Raises ``DOSSIER_CODE_SHARED`` as well."""
    found = dossier(session, acting.desk.tenant, scanned)
    return look_at(session, UUID(found.uid), acting, way=way)


def look_at_pile(
    session: Session, uids: tuple[UUID, ...], acting: Acting, *, way: Way
) -> tuple[PileLine, ...]:
    """The whole pile again, when it goes another way than it seemed."""
    return tuple(look_at(session, uid, acting, way=way) for uid in uids)


def begin_way(session: Session, dossier_uid: UUID, way: Way, acting: Acting) -> Begun:
    """Check that a dossier lies where the pile is and may go; returns what the deed starts from."""
    office = acting.desk.agency_code
    is_ours = way.giver.is_within(office)
    kind = DeedKind.HAND_OVER if is_ours else DeedKind.HAND_BACK
    begun = begin_deed(session, dossier_uid, kind, acting)
    dossier, holder = begun.dossier, begun.dossier.custody.holder
    if is_ours or dossier.custody.is_on_the_way:
        check_here(dossier, office)
    elif holder != way.giver:
        raise Refusal(
            Reason.HAND_OVER_LIES_ELSEWHERE,
            code=dossier.code,
            holder=unit_words(holder),
            giver=unit_words(way.giver),
        )
    return begun


def begin_each(
    uids: Iterable[UUID], begin: Callable[[UUID], Begun]
) -> tuple[tuple[Begun, ...], tuple[Fault, ...]]:
    """Deeds that may go on, ready to be recorded, and the dossiers that must be kept apart."""
    begun: list[Begun] = []
    faults: list[Fault] = []
    for uid in uids:
        try:
            begun.append(begin(uid))
        except Refusal as refusal:
            faults.append(Fault(uid, refusal))
    return tuple(begun), tuple(faults)
