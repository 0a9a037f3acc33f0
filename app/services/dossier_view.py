"""One dossier with everything that its page shows: papers by name, working time left, history."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.deadlines import WorkingSpan, lateness, time_left
from app.domain.dossier import Dossier
from app.domain.dossier_query import OVERDUE_STATES
from app.domain.dossier_rules import DeedKind
from app.domain.light_dataclass import dataclass
from app.domain.procedure import Procedure
from app.domain.seeing import check_seen
from app.services.calendars import calendar
from app.services.clashing import is_contested
from app.services.desk import SUPERVISOR, Actor, DeskContext, staff_name
from app.services.dossier_deeds import may_do
from app.services.dossiers import dossier_by_uid
from app.services.history import HistoryLine, dossier_history
from app.services.procedures import procedure_by_digest
from app.services.seeing import seer_of, wants_note
from app.services.stations import Stage, stations


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """A dossier as its page shows it.

    ``left`` and ``late`` are working time until and since the promise; both are absent once the
    promise no longer has to be kept. ``stations`` are those of ``services.stations``,
    ``assigned_name`` is whoever answers for it, where that was said. ``is_clash`` says that two
    places wrote apart. ``allowed`` are the deeds that no rule forbids to whoever looks.
    ``wants_note`` says that this look is to be recorded (``services.seeing``), ``may_erase`` that
    persons are there and may be asked to go.
    """

    dossier: Dossier
    procedure: Procedure
    clerk_name: str
    left: WorkingSpan | None
    late: WorkingSpan | None
    stations: tuple[Stage, ...]
    assigned_name: str | None
    history: tuple[HistoryLine, ...]
    is_clash: bool
    allowed: frozenset[DeedKind]
    wants_note: bool
    may_erase: bool


def dossier_view(
    session: Session, dossier_uid: UUID, *, now: datetime, desk: DeskContext, actor: Actor
) -> DossierView:
    """Gather the page of a dossier. Raises ``DOSSIER_UNKNOWN`` and ``DOSSIER_NOT_YOURS``."""
    found = dossier_by_uid(session, desk.tenant, dossier_uid)
    check_seen(found, seer_of(actor, desk))
    days, promise = calendar(session, desk.tenant), found.promise
    is_running = found.state in OVERDUE_STATES
    procedure = procedure_by_digest(session, desk.tenant, found.procedure.digest)
    assigned = found.assigned_to
    return DossierView(
        dossier=found,
        procedure=procedure,
        clerk_name=staff_name(session, desk.tenant, UUID(found.received_by)),
        left=time_left(promise.late_against, now, days) if is_running else None,
        late=lateness(promise.late_against, now, days) if is_running else None,
        stations=stations(found, procedure, now=now, days=days),
        assigned_name=None
        if assigned is None
        else staff_name(session, desk.tenant, UUID(assigned)),
        history=dossier_history(session, dossier_uid, desk=desk),
        is_clash=is_contested(session, desk.tenant, dossier_uid),
        allowed=frozenset(each for each in DeedKind if may_do(each, found, desk, actor)),
        wants_note=wants_note(session, found, now=now, desk=desk, actor=actor),
        may_erase=found.private is not None and SUPERVISOR in actor.roles,
    )
