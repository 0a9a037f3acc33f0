"""Looking at dossiers: who may, and the note of a look that is outside a desk's work.

The note is an event of the dossier that the fold passes over: it is no head, so it clashes with
nothing, and yet it travels with the dossier to whoever answers for it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.erasure_facts import DossierViewed
from app.domain.moments import local_date
from app.domain.seeing import Seer, check_seen, is_outside_work
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.services import journal
from app.services.desk import Actor, DeskContext
from app.services.dossiers import dossier, dossier_by_uid
from app.services.journal import Deed

_EVENT = table_of(EventRow)
_SEEN_TODAY = (
    select(_EVENT.c.uid)
    .where(
        _EVENT.c.tenant == bindparam("of"),
        _EVENT.c.dossier_uid == bindparam("which"),
        _EVENT.c.kind == DossierViewed.kind,
        _EVENT.c.actor == bindparam("who"),
        _EVENT.c.occurred_on == bindparam("day"),
    )
    .limit(1)
)


def seer_of(actor: Actor, desk: DeskContext) -> Seer:
    """An actor at a desk as somebody who looks."""
    return Seer(uid=actor.uid, roles=actor.roles, office=desk.agency_code, desk=desk.number)


def seen_dossier(session: Session, code: str, *, desk: DeskContext, actor: Actor) -> Dossier:
    """One dossier by its code or slip, for somebody who may see it.

    Raises ``Refusal``: ``DOSSIER_UNKNOWN``, ``DOSSIER_CODE_SHARED``, ``DOSSIER_NOT_YOURS``.
    """
    found = dossier(session, desk.tenant, code)
    check_seen(found, seer_of(actor, desk))
    return found


def wants_note(
    session: Session, looked_at: Dossier, *, now: datetime, desk: DeskContext, actor: Actor
) -> bool:
    """Whether a look now has to be recorded: outside the desk's work, and the first of the day."""
    if not is_outside_work(looked_at, seer_of(actor, desk)):
        return False
    asked = {
        "of": desk.tenant,
        "which": UUID(looked_at.uid),
        "who": actor.uid,
        "day": local_date(now),
    }
    return run(session, _SEEN_TODAY, asked).first() is None


def note_look(
    session: Session, dossier_uid: UUID, *, now: datetime, desk: DeskContext, actor: Actor
) -> bool:
    """Record a look where one is to be recorded; whether it was. Raises ``DOSSIER_UNKNOWN``."""
    looked_at = dossier_by_uid(session, desk.tenant, dossier_uid)
    if not wants_note(session, looked_at, now=now, desk=desk, actor=actor):
        return False
    author = actor.author(desk, actor.roles[0])
    journal.record(session, Deed(author=author, now=now), DossierViewed(), dossier_uid)
    return True
