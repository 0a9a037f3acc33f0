"""What a changed calendar would do to promises already given: told, never done silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar, CalendarYear
from app.domain.dossier import Dossier, DossierState, read_fold
from app.domain.errors import Refusal
from app.domain.light_dataclass import dataclass
from app.domain.promise import promise
from app.models.life import OpenWorkRow
from app.models.office import DossierRow
from app.services.calendars import calendar
from app.services.procedures import procedure_by_digest


@dataclass(frozen=True, slots=True)
class MovedPromise:
    """An open promise that another calendar would count otherwise.

    An earlier date is for the agency to know; a later one needs a reschedule and an apology.
    """

    dossier_code: str
    promised_at: datetime
    counted_at: datetime


def with_year(known: Calendar, year: CalendarYear) -> Calendar:
    """The same calendar with one year replaced."""
    others = tuple(each for each in known.years if each.year != year.year)
    return replace(known, years=(*others, year))


def moved_promises(session: Session, tenant: str, year: CalendarYear) -> tuple[MovedPromise, ...]:
    """The open promises that a new calendar of a year would move, by their dates."""
    changed = with_year(calendar(session, tenant), year)
    rows = session.execute(
        select(DossierRow.fold, DossierRow.fold_private)
        .join(
            OpenWorkRow,
            (OpenWorkRow.tenant == DossierRow.tenant) & (OpenWorkRow.dossier_uid == DossierRow.uid),
        )
        .where(OpenWorkRow.tenant == tenant, OpenWorkRow.state != DossierState.SETTLED)
        .order_by(DossierRow.return_due_at)
        .execution_options(yield_per=500)
    )
    counted = (_counted(session, tenant, read_fold(*row), changed) for row in rows)
    return tuple(each for each in counted if each is not None)


def _counted(
    session: Session, tenant: str, dossier: Dossier, changed: Calendar
) -> MovedPromise | None:
    """The promise counted anew from the same reception; ``None`` when it stays as it was."""
    given = dossier.promise
    if given.limit is None or given.stated:
        return None
    procedure = procedure_by_digest(session, tenant, dossier.procedure.digest)
    try:
        anew = promise(
            dossier.received_at,
            given.limit,
            changed,
            cut_off=procedure.cut_off,
            channel=dossier.channel,
        ).due_at
    except Refusal:
        return None
    if anew == given.return_due_at:
        return None
    return MovedPromise(dossier.code, given.return_due_at, anew)
