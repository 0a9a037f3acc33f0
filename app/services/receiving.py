"""Receiving a dossier: the one deed that the office exists for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import identifiers, reception_rules
from app.domain.errors import Reason, Refusal
from app.domain.events import Author
from app.domain.facts import RegisterLine
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.printers import SlipKind
from app.domain.procedure import Procedure
from app.domain.reception import Money, ReceptionForm
from app.domain.reception_tidying import tidied
from app.domain.time_words import stated_text
from app.domain.trace import Promise
from app.services import journal, numbering, paper_pad, print_jobs
from app.services.calendars import calendar
from app.services.clock import check_clock
from app.services.desk import CLERK, Actor, DeskContext
from app.services.dossier_deeds import Papers
from app.services.filing import waiting_filing
from app.services.journal import Deed
from app.services.office_rules import office_rules
from app.services.post_opening import pair_with_item, reserved_dossier
from app.services.procedures import procedure_in_force
from app.services.stated_reception import (
    Issued,
    count_promise,
    fee_at_reception,
    promise_given,
    receiving_agency,
    reception_of,
)

_PAD, _PORTAL = "pad", "portal"
_SLACK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedDossier:
    """What the officer hands out: code, register line, promise with its trace.

    ``papers`` are those beside the slip: the sheet of money that was taken, by the office's rule.
    """

    dossier_uid: UUID
    dossier_code: str
    register: RegisterLine
    received_at: datetime
    return_due_at: datetime
    promise: Promise | None
    papers: Papers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """A form with who takes it in; ``supersedes`` is uid and code of what it stands for.

    ``on_the_spot``: the result is given in the same act, no appointment is. ``internal_receipt``
    is the number of the one receipt of a batch; absent, a payment takes a number of its own.
    """

    form: ReceptionForm
    author: Author
    batch_uid: UUID | None = None
    supersedes: tuple[str, str] | tuple[None, None] = (None, None)
    on_the_spot: bool = False
    internal_receipt: str | None = None


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
    return Quote(procedure=procedure, promise=count_promise(days, form, procedure, received_at))


def receive_dossier(
    session: Session,
    form: ReceptionForm,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
    batch_uid: UUID | None = None,
) -> ReceivedDossier:
    """Take a dossier in: code, register line, promise and event in one transaction.

    Raises ``Refusal`` when a rule of reception says no; then nothing is saved.
    """
    author = actor.author(desk, CLERK)
    reception = Reception(form=form, author=author, batch_uid=batch_uid)
    return receive_as(session, reception, now=now, desk=desk)


def receive_as(
    session: Session, reception: Reception, *, now: datetime, desk: DeskContext
) -> ReceivedDossier:
    """The same by an author whom a rule of its own let through; the refusals are the same."""
    check_clock(session, desk, now)
    form = tidied(reception.form)
    received_at = _stated_time(session, desk, form, now)
    on = local_date(received_at)
    digest, procedure = procedure_in_force(session, desk.tenant, form.procedure_code, on)
    reception_rules.check_form(form, procedure, on)
    reception_rules.check_moments(form, now)
    days = calendar(session, desk.tenant)
    counted = count_promise(days, form, procedure, received_at)
    given = promise_given(days, form, procedure, counted)
    if given.return_due_at <= received_at and not reception.on_the_spot:
        raise Refusal(Reason.DUE_DATE_PAST, value=stated_text(given.return_due_at))
    named = _named(session, form, received_at, now=now, desk=desk)
    register = numbering.take_register_line(session, desk, on.year)
    issued = Issued(named.code, named.code_source, named.lookup_token, register)
    fact = reception_of(form, (digest, procedure), given, issued, desk=desk)
    uid, code = reception.supersedes
    spot = reception.on_the_spot or None
    fact = replace(fact, supersedes=uid, supersedes_code=code, on_the_spot=spot)
    deed = Deed(
        author=reception.author, now=now, occurred_at=received_at, batch_uid=reception.batch_uid
    )
    journal.record(session, deed, fact, named.uid)
    papers: Papers = ()
    if form.postal_item is None:
        papers = collect_fee(session, deed, form.money, named.uid, reception.internal_receipt)
    pair_with_item(session, deed, form, named.uid, desk)
    print_jobs.confirm_sent(session, now=now, desk=desk)
    return ReceivedDossier(
        dossier_uid=named.uid,
        dossier_code=named.code,
        register=register,
        received_at=received_at,
        return_due_at=given.return_due_at,
        promise=counted,
        papers=papers,
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """What tells a dossier from every other, and whence its code comes."""

    uid: UUID
    code: str
    code_source: str
    lookup_token: str


def _named(
    session: Session,
    form: ReceptionForm,
    received_at: datetime,
    *,
    now: datetime,
    desk: DeskContext,
) -> _Named:
    """The identity printed on a slip of the pad, that of an online filing, or a new one."""
    token = identifiers.new_lookup_token()
    if form.pad_code:
        slip = paper_pad.use_slip(session, form.pad_code, form.stated_at, desk=desk)
        return _Named(slip.dossier_uid, slip.code, _PAD, slip.lookup_token or token)
    if form.filing_uid:
        filing = waiting_filing(session, desk.tenant, UUID(form.filing_uid))
        return _Named(UUID(filing.uid), filing.code, _PORTAL, token)
    uid = reserved_dossier(session, form, desk) or identifiers.new_uid(now)
    agency = receiving_agency(form, desk)
    taken = numbering.take_dossier_code(session, desk, agency, local_date(received_at), uid)
    return _Named(uid, taken.code, taken.source, token)


def _stated_time(
    session: Session, desk: DeskContext, form: ReceptionForm, now: datetime
) -> datetime:
    """When the dossier was received: stated, else now; never ahead, and not long ago unsaid."""
    if form.stated_at is None:
        return now
    if form.stated_at > now + _SLACK:
        raise Refusal(Reason.FUTURE_RECEPTION, value=stated_text(form.stated_at))
    days = calendar(session, desk.tenant).working_between(
        local_date(form.stated_at), local_date(now)
    )
    if days > 1 and not (form.late_reason or "").strip():
        raise Refusal(Reason.LATE_ENTRY_REASON, value=stated_text(form.stated_at))
    return form.stated_at


def collect_fee(
    session: Session, deed: Deed, money: Money, dossier_uid: UUID, receipt: str | None = None
) -> Papers:
    """Record what was paid at reception, if anything was, under an internal receipt's number.

    A payment takes a number of its own unless ``receipt`` says that it stands on another's. The
    sheet of one that does is printed at once where the office says so.
    """
    taken = fee_at_reception(money)
    if taken is None:
        return ()
    year = local_date(deed.occurred_at or deed.now).year
    number = receipt or numbering.take_receipt_number(session, deed.author, year)
    journal.record(session, deed, replace(taken, internal_receipt=number), dossier_uid)
    at_once = receipt is None and office_rules(session, deed.author.tenant).fee_receipt_at_once
    return (SlipKind.FEE_RECEIPT.value,) if at_once else ()
