"""What an officer stated, turned into the parts of an event: for a reception and a correction."""

from __future__ import annotations

from datetime import datetime

from app.domain import reception_rules
from app.domain.calendar import Calendar
from app.domain.codes import check_agency_code
from app.domain.duplicates import decided_others
from app.domain.errors import Reason, Refusal
from app.domain.facts import (
    DossierReceived,
    FeeCollected,
    ProcedureAsReceived,
    PromiseGiven,
    ReceptionPrivate,
    RegisterLine,
)
from app.domain.interagency import interagency_promise
from app.domain.light_dataclass import dataclass
from app.domain.procedure import LimitUnit, Procedure, TimeLimit
from app.domain.promise import promise
from app.domain.reception import Money, Places, ReceptionForm
from app.domain.trace import Promise
from app.services.desk import DeskContext

_AT_RECEPTION = 1


@dataclass(frozen=True, slots=True)
class Issued:
    """What saving gives a dossier and no form states; a preview has none of it."""

    code: str = ""
    code_source: str = ""
    lookup_token: str = ""
    register: RegisterLine = RegisterLine(book="", number=0)


def count_promise(
    days: Calendar,
    form: ReceptionForm,
    procedure: Procedure,
    received_at: datetime,
) -> Promise | None:
    """The promise counted from reception; ``None`` where the officer types the date.

    Raises ``Refusal``: an unknown limit, a date that is missing or not needed, a year without
    calendar.
    """
    limit = reception_rules.limit_in_force(form, procedure)
    if limit.unit is LimitUnit.OTHER:
        return None
    counted = _counted(days, form, procedure, limit, received_at)
    for warning in counted.warnings:
        if warning.needs_supervisor:
            raise Refusal(Reason.CALENDAR_YEAR_MISSING, year=warning.year)
    return counted


def _counted(
    days: Calendar,
    form: ReceptionForm,
    procedure: Procedure,
    limit: TimeLimit,
    received_at: datetime,
) -> Promise:
    """By the graph of agencies where the procedure has one, else by its limit."""
    if procedure.interagency:
        return interagency_promise(
            received_at,
            procedure.interagency,
            days,
            cut_off=procedure.cut_off,
            channel=form.channel,
        )
    return promise(received_at, limit, days, cut_off=procedure.cut_off, channel=form.channel)


def promise_given(
    days: Calendar,
    form: ReceptionForm,
    procedure: Procedure,
    counted: Promise | None,
) -> PromiseGiven:
    """What is promised: the counted date, else the typed one. Raises ``Refusal`` without either."""
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


def as_received(form: ReceptionForm, procedure: Procedure, digest: str) -> ProcedureAsReceived:
    """The procedure as an event keeps it."""
    return ProcedureAsReceived(
        code=procedure.code,
        name=procedure.name,
        digest=digest,
        sector=procedure.sector,
        case=reception_rules.case_of(form, procedure),
        settling_agency=procedure.settling_agency,
    )


def receiving_agency(form: ReceptionForm, desk: DeskContext) -> str:
    """Whose code a dossier bears; training never bears an official one.

    Raises ``Refusal`` (``AGENCY_CODE_WRONG``) for a stated agency that cannot be one.
    """
    stated = form.places.received_at
    if stated is None or desk.is_training:
        return desk.agency_code
    return check_agency_code(stated)


def places_of(form: ReceptionForm, desk: DeskContext) -> Places:
    """Where helped, received and settled, and whose status counts; by default all of it here."""
    stated = form.places
    return Places(
        helped_at=stated.helped_at or desk.agency_code,
        received_at=receiving_agency(form, desk),
        settled_by=stated.settled_by,
        status_owner=stated.status_owner or desk.agency_code,
    )


def private_part(form: ReceptionForm, lookup_token: str) -> ReceptionPrivate:
    """The persons of a form, and what they asked for."""
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
        lookup_token=lookup_token,
        late_reason=form.late_reason,
        stated_due_reason=None if form.stated_due is None else form.stated_due.reason,
        duplicate_reason=form.duplicate_reason,
    )


def reception_of(
    form: ReceptionForm,
    version: tuple[str, Procedure],
    promised: PromiseGiven,
    issued: Issued,
    *,
    desk: DeskContext,
) -> DossierReceived:
    """The reception of a tidied form, under the version of a procedure that its digest names."""
    digest, procedure = version
    return DossierReceived(
        code=issued.code,
        code_source=issued.code_source,
        channel=form.channel,
        procedure=as_received(form, procedure, digest),
        promise=promised,
        register=issued.register,
        return_place=form.return_way.place,
        sets=form.sets,
        documents=form.documents,
        fee_due=form.money.fee,
        levy_due=form.money.levy,
        places=places_of(form, desk),
        submitted_at=form.submitted_at,
        visit_number=form.visit_number,
        private=private_part(form, issued.lookup_token),
        duplicates_seen=decided_others(form),
    )


def fee_at_reception(money: Money) -> FeeCollected | None:
    """What was paid at reception, if anything was."""
    if not money.paid or money.fee + money.levy <= 0:
        return None
    return FeeCollected(
        moment=_AT_RECEPTION, fee=money.fee, levy=money.levy, receipt_number=money.receipt_number
    )
