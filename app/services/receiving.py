"""Receiving a dossier: the one deed that the office exists for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import identifiers, reception_rules
from app.domain.calendar import Calendar
from app.domain.errors import Reason, Refusal
from app.domain.facts import (
    DossierReceived,
    FeeCollected,
    ProcedureAsReceived,
    PromiseGiven,
    ReceptionPrivate,
    RegisterLine,
)
from app.domain.moments import local, local_date
from app.domain.procedure import LimitUnit, Procedure
from app.domain.promise import promise
from app.domain.reception import Places, ReceptionForm
from app.domain.reception_tidying import tidied
from app.domain.trace import Promise
from app.services import journal, numbering
from app.services.calendars import calendar
from app.services.clock import check_clock
from app.services.desk import CLERK, Actor, DeskContext
from app.services.journal import Deed
from app.services.procedures import procedure_in_force

_OWN, _ONE = "own", 1
_AT_RECEPTION = 1
_SLACK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedDossier:
    """What the officer hands out: code, register line, promise with its trace."""

    dossier_uid: UUID
    dossier_code: str
    register: RegisterLine
    received_at: datetime
    return_due_at: datetime
    promise: Promise | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The promise as it would be given now, before anything is saved.

    ``promise`` is absent where the officer types the date (unit "other").
    """

    procedure: Procedure
    promise: Promise | None


def quote_promise(
    session: Session, form: ReceptionForm, *, now: datetime, desk: DeskContext
) -> Quote:
    """The promise for a procedure, channel and case; raises the refusals of reception."""
    received_at = form.stated_at or now
    _, procedure = procedure_in_force(
        session, desk.tenant, form.procedure_code, local_date(received_at)
    )
    reception_rules.check_procedure(form, procedure, local_date(received_at))
    days = calendar(session, desk.tenant)
    return Quote(procedure=procedure, promise=_promise(days, form, procedure, received_at))


def receive_dossier(
    session: Session, form: ReceptionForm, *, now: datetime, desk: DeskContext, actor: Actor
) -> ReceivedDossier:
    """Take a dossier in: code, register line, promise and event in one transaction.

    Raises ``Refusal`` when a rule of reception says no; then nothing is saved.
    """
    author = actor.author(desk, CLERK)
    check_clock(session, desk, now)
    form = tidied(form)
    received_at = _stated_time(session, desk, form, now)
    on = local_date(received_at)
    digest, procedure = procedure_in_force(session, desk.tenant, form.procedure_code, on)
    reception_rules.check_form(form, procedure, on)
    days = calendar(session, desk.tenant)
    counted = _promise(days, form, procedure, received_at)
    given = _promise_given(days, form, procedure, counted)
    if given.return_due_at <= received_at:
        raise Refusal(Reason.DUE_DATE_PAST, value=_shown(given.return_due_at))
    dossier_uid = identifiers.new_uid(now)
    agency = form.places.received_at or desk.agency_code
    taken = numbering.take_dossier_code(session, desk, agency, on, dossier_uid)
    register = numbering.take_register_line(session, desk, on.year)
    fact = DossierReceived(
        code=taken.code,
        code_source=taken.source,
        channel=form.channel,
        procedure=_as_received(form, procedure, digest),
        promise=given,
        register=register,
        return_place=form.return_way.place,
        sets=form.sets,
        documents=form.documents,
        fee_due=form.money.fee,
        levy_due=form.money.levy,
        places=_places(form, desk),
        submitted_at=form.submitted_at,
        visit_number=form.visit_number,
        private=_private(form),
    )
    deed = Deed(author=author, now=now, occurred_at=received_at)
    journal.record(session, deed, fact, dossier_uid)
    _collect_fee(session, deed, form, dossier_uid)
    return ReceivedDossier(
        dossier_uid=dossier_uid,
        dossier_code=taken.code,
        register=register,
        received_at=received_at,
        return_due_at=given.return_due_at,
        promise=counted,
    )


def _stated_time(
    session: Session, desk: DeskContext, form: ReceptionForm, now: datetime
) -> datetime:
    """When the dossier was received: stated, else now; never ahead, and not long ago unsaid."""
    if form.stated_at is None:
        return now
    if form.stated_at > now + _SLACK:
        raise Refusal(Reason.FUTURE_RECEPTION, value=_shown(form.stated_at))
    days = calendar(session, desk.tenant).working_between(
        local_date(form.stated_at), local_date(now)
    )
    if days > _ONE and not (form.late_reason or "").strip():
        raise Refusal(Reason.LATE_ENTRY_REASON, value=_shown(form.stated_at))
    return form.stated_at


def _promise(
    days: Calendar,
    form: ReceptionForm,
    procedure: Procedure,
    received_at: datetime,
) -> Promise | None:
    limit = reception_rules.limit_in_force(form, procedure)
    if limit.unit is LimitUnit.OTHER:
        return None
    counted = promise(
        received_at,
        limit,
        days,
        cut_off=procedure.cut_off,
        channel=form.channel,
    )
    for warning in counted.warnings:
        if warning.needs_supervisor:
            raise Refusal(Reason.CALENDAR_YEAR_MISSING, year=warning.year)
    return counted


def _promise_given(
    days: Calendar,
    form: ReceptionForm,
    procedure: Procedure,
    counted: Promise | None,
) -> PromiseGiven:
    limit = procedure.limit_of(form.channel, reception_rules.case_of(form, procedure))
    stated = form.stated_due
    if counted is None and (stated is None or not stated.reason.strip()):
        raise Refusal(Reason.DUE_DATE_MISSING, code=procedure.code)
    due_at = counted.due_at if counted is not None else stated.due_at  # type: ignore[union-attr]
    return PromiseGiven(
        return_due_at=due_at,
        calendar_digest=days.digest,
        limit=None if limit is None else limit.in_force,
        statutory=None if limit is None else limit.statutory,
        stated=counted is None,
    )


def _as_received(form: ReceptionForm, procedure: Procedure, digest: str) -> ProcedureAsReceived:
    return ProcedureAsReceived(
        code=procedure.code,
        name=procedure.name,
        digest=digest,
        sector=procedure.sector,
        case=reception_rules.case_of(form, procedure),
        settling_agency=procedure.settling_agency,
    )


def _places(form: ReceptionForm, desk: DeskContext) -> Places:
    """Where helped, received and settled, and whose status counts; by default all of it here."""
    stated = form.places
    return Places(
        helped_at=stated.helped_at or desk.agency_code,
        received_at=stated.received_at or desk.agency_code,
        settled_by=stated.settled_by,
        status_owner=stated.status_owner or desk.agency_code,
    )


def _private(form: ReceptionForm) -> ReceptionPrivate:
    by_post = reception_rules.return_address(form)
    return ReceptionPrivate(
        applicant=form.applicant,
        owner=form.owner,
        organisation=form.organisation,
        authority=form.authority,
        subject=form.subject,
        contact=form.contact,
        abstract=form.abstract,
        notes=form.notes,
        return_address=by_post,
        lookup_token=identifiers.new_lookup_token(),
        late_reason=form.late_reason,
        stated_due_reason=None if form.stated_due is None else form.stated_due.reason,
    )


def _collect_fee(session: Session, deed: Deed, form: ReceptionForm, dossier_uid: UUID) -> None:
    money = form.money
    if money.paid and money.fee + money.levy > 0:
        taken = FeeCollected(
            moment=_AT_RECEPTION,
            fee=money.fee,
            levy=money.levy,
            receipt_number=money.receipt_number,
        )
        journal.record(session, deed, taken, dossier_uid)


def _shown(moment: datetime) -> str:
    return f"{local(moment):%H:%M ngày %d/%m/%Y}"
