"""Outages of other systems, and the dossiers that still have to be entered into them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, literal, select
from sqlalchemy.orm import Session

from app.domain.dossier import DossierState
from app.domain.errors import Reason, Refusal
from app.domain.hand_over import batch_digest
from app.domain.light_dataclass import dataclass
from app.domain.line_facts import OutageRecorded
from app.domain.moments import local_date
from app.domain.roles import CLERK, SUPERVISOR
from app.domain.text import fold
from app.domain.time_words import stated_text
from app.models.life import ForeignCodeRow
from app.models.office import DossierRow
from app.services import journal
from app.services.clock import check_clock
from app.services.desk import DeskContext
from app.services.dossier_deeds import Acting, free_words, needed, office_deed

_VOID = (DossierState.CANCELLED.value, DossierState.SUPERSEDED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageForm:
    """What somebody states about a system that did not answer; ``source`` says who says so."""

    system: str
    began_at: datetime
    ended_at: datetime
    source: str
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedEntry:
    """A dossier that another system has no code for yet, though it owns the status or was down."""

    dossier_uid: UUID
    code: str
    applicant: str | None
    procedure_name: str
    received_at: datetime
    system: str


def record_outage(session: Session, form: OutageForm, acting: Acting) -> OutageRecorded:
    """Record that a system was down, with the receptions made meanwhile.

    Raises ``Refusal``: ``OUTAGE_TIMES_WRONG``, ``FIELD_MISSING``, ``ROLE_LACKING``,
    ``CLOCK_JUMPED``.
    """
    check_clock(session, acting.desk, acting.now)
    if not form.began_at < form.ended_at <= acting.now:
        span = f"{stated_text(form.began_at)} - {stated_text(form.ended_at)}"
        raise Refusal(Reason.OUTAGE_TIMES_WRONG, value=span)
    deed = office_deed(acting, (SUPERVISOR, CLERK))
    made = [row.uid for row in _received_in(session, acting.desk, form)]
    fact = OutageRecorded(
        system=needed(form.system, "hệ thống"),
        began_at=form.began_at,
        ended_at=form.ended_at,
        source=needed(form.source, "theo thông báo nào"),
        receptions=len(made),
        digest=batch_digest(made),
        private=free_words(form.remark),
    )
    journal.record(session, deed, fact)
    return fact


def outages(session: Session, *, desk: DeskContext) -> tuple[OutageRecorded, ...]:
    """Every outage that was recorded, in the order of the journal."""
    events = journal.events_of(session, desk.tenant, (OutageRecorded.kind,))
    facts = (event.fact for event in events if event.author.office == desk.agency_code)
    return tuple(fact for fact in facts if isinstance(fact, OutageRecorded))


def owed_entries(session: Session, *, desk: DeskContext) -> tuple[OwedEntry, ...]:
    """Dossiers still to be entered elsewhere (còn phải nhập), the oldest first.

    A dossier leaves the list when the code is recorded under which that system knows it; it stands
    there once for each system that lacks it.
    """
    found: dict[tuple[UUID, str], OwedEntry] = {}
    owner = DossierRow.status_owner
    owned = _of_office(desk).where(owner.is_not(None), ~_coded_in(func.lower(owner)))
    for row in session.execute(owned).scalars():
        found[row.uid, fold(row.status_owner or "")] = _entry(row, row.status_owner or "")
    for outage in outages(session, desk=desk):
        system = fold(outage.system)
        for row in _received_in(session, desk, outage, lacking=system):
            found.setdefault((row.uid, system), _entry(row, outage.system))
    return tuple(sorted(found.values(), key=lambda each: (each.received_at, each.code)))


def systems_lacking(session: Session, dossier_uid: UUID, *, desk: DeskContext) -> tuple[str, ...]:
    """The systems into which one dossier is still to be entered, by their names."""
    owed = owed_entries(session, desk=desk)
    return tuple(each.system for each in owed if each.dossier_uid == dossier_uid)


def owed_until(session: Session, last: date, *, desk: DeskContext) -> int:
    """How many dossiers received until a day are still to be entered elsewhere."""
    owed = owed_entries(session, desk=desk)
    return len({each.dossier_uid for each in owed if local_date(each.received_at) <= last})


def _entry(row: DossierRow, system: str) -> OwedEntry:
    return OwedEntry(
        dossier_uid=row.uid,
        code=row.code,
        applicant=row.applicant,
        procedure_name=row.procedure_name,
        received_at=row.received_at,
        system=system,
    )


def _received_in(
    session: Session,
    desk: DeskContext,
    span: OutageForm | OutageRecorded,
    *,
    lacking: str | None = None,
) -> Iterator[DossierRow]:
    query = _of_office(desk)
    if lacking is not None:
        query = query.where(~_coded_in(literal(lacking)))
    first, last = span.began_at, span.ended_at
    days = DossierRow.received_on.between(local_date(first), local_date(last))
    return iter(
        session.execute(query.where(days, DossierRow.received_at.between(first, last))).scalars()
    )


def _of_office(desk: DeskContext) -> Select[DossierRow]:
    return select(DossierRow).where(
        DossierRow.tenant == desk.tenant,
        DossierRow.office == desk.agency_code,
        DossierRow.state.not_in(_VOID),
    )


def _coded_in(system: ColumnElement[str] | ColumnElement[str | None]) -> ColumnElement[bool]:
    """Whether a system, by its folded name, knows the dossier by a code of its own."""
    return exists().where(
        ForeignCodeRow.tenant == DossierRow.tenant,
        ForeignCodeRow.dossier_uid == DossierRow.uid,
        ForeignCodeRow.system == system,
    )
