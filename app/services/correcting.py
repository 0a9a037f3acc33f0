"""Correcting and cancelling a dossier until hand-over (``docs/decisions/0011-corrections.md``)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import identifiers, reception_rules
from app.domain.correction_facts import CancellationPrivate, CorrectionPrivate
from app.domain.correction_rules import (
    overpaid,
    still_to_collect,
)
from app.domain.dossier import Dossier, holds_paper, went_home
from app.domain.dossier_rules import DeedKind, IntendedDeed, check
from app.domain.errors import Reason, Refusal
from app.domain.facts import (
    DossierCancelled,
    DossierCorrected,
    ReceptionPrivate,
    RegisterLine,
    SlipVoided,
)
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.reception import ReceptionForm
from app.domain.text import one_line
from app.domain.trace import Promise
from app.services import journal
from app.services.clock import check_clock
from app.services.correction_quote import Thought, state, think
from app.services.desk import CLERK, Actor, DeskContext
from app.services.dossier_deeds import Papers
from app.services.dossiers import dossier_by_uid
from app.services.journal import Deed
from app.services.receiving import collect_fee
from app.services.rights import Approval, author_with_second
from app.services.stated_reception import (
    as_received,
    private_part,
)

_RECEIPT = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedDossier:
    """A dossier put right: what stays, what changed, which slip counts now.

    ``edition`` is the slip to print next, "bản thay thế lần n"; ``voided_copies`` are the prints
    recorded of the one before. ``overpaid`` (đồng) is to be given back;
    ``papers`` are those beside the slip.
    """

    dossier_uid: UUID
    dossier_code: str
    register: RegisterLine
    received_at: datetime
    return_due_at: datetime
    edition: int
    changed: tuple[str, ...]
    voided_copies: tuple[int, ...] = ()
    promise: Promise | None = None
    counted_due_at: datetime | None = None
    overpaid: int = 0
    papers: Papers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledDossier:
    """A dossier that counts no more; ``money_taken`` (đồng) is to be given back."""

    dossier_uid: UUID
    dossier_code: str
    register: RegisterLine
    voided_copies: tuple[int, ...] = ()
    money_taken: int = 0


def correct_dossier(
    session: Session,
    dossier_uid: UUID,
    form: ReceptionForm,
    reason: str,
    *,
    slip_returned: bool = False,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> CorrectedDossier:
    """State a received dossier anew, whole; code, register line and time of reception stay.

    ``slip_returned``: the officer has every slip given out before back on the desk. On the day of
    the print nobody then holds the old date, and a later one may be promised; afterwards it stays.
    Raises ``Refusal`` when a rule says no; then nothing is saved.
    """
    author = actor.author(desk, CLERK)
    check_clock(session, desk, now)
    known = dossier_by_uid(session, desk.tenant, dossier_uid)
    check(known, IntendedDeed(DeedKind.CORRECT, author))
    said = _reason(reason)
    on_paper = holds_paper(known, returned=slip_returned, at=now)
    stated = state(session, known, form, desk)
    reception_rules.check_form(stated.form, stated.procedure, local_date(known.received_at))
    thought = think(session, known, stated, on_paper=on_paper, now=now, desk=desk)
    if not thought.changed:
        raise Refusal(Reason.NOTHING_CORRECTED)
    deed = Deed(author=author, now=now)
    journal.record(session, deed, _corrected(known, thought, said), dossier_uid)
    edition = known.slip_edition + 1
    voided = _voided(known, replaced_by=edition, returned=slip_returned)
    journal.record(session, deed, voided, dossier_uid)
    money = stated.form.money
    papers = collect_fee(session, deed, still_to_collect(known.money, money), dossier_uid)
    return CorrectedDossier(
        dossier_uid=dossier_uid,
        dossier_code=known.code,
        register=known.register,
        received_at=known.received_at,
        return_due_at=thought.promised.given.return_due_at,
        edition=edition,
        changed=thought.changed,
        voided_copies=voided.copies,
        promise=thought.counted,
        counted_due_at=thought.promised.counted_due_at,
        overpaid=overpaid(known.money, money),
        papers=papers,
    )


def cancel_dossier(
    session: Session,
    dossier_uid: UUID,
    reason: str,
    *,
    slip_returned: bool = False,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
    approval: Approval | None = None,
) -> CancelledDossier:
    """Cancel a dossier that should not have been taken in; its number is never given again.

    A second person agrees once a slip went home on an earlier day. Raises ``Refusal`` when a rule
    says no; then nothing is saved.
    """
    author = actor.author(desk, CLERK)
    check_clock(session, desk, now)
    known = dossier_by_uid(session, desk.tenant, dossier_uid)
    if went_home(known, at=now):
        author = author_with_second(session, actor, approval, now=now, desk=desk, roles=(CLERK,))
    check(known, IntendedDeed(DeedKind.CANCEL, author))
    deed = Deed(author=author, now=now)
    fact = DossierCancelled(private=CancellationPrivate(reason=_reason(reason)))
    journal.record(session, deed, fact, dossier_uid)
    voided = _voided(known, replaced_by=None, returned=slip_returned)
    journal.record(session, deed, voided, dossier_uid)
    return CancelledDossier(
        dossier_uid=dossier_uid,
        dossier_code=known.code,
        register=known.register,
        voided_copies=voided.copies,
        money_taken=known.money.fee_paid + known.money.levy_paid,
    )


def _corrected(known: Dossier, thought: Thought, reason: str) -> DossierCorrected:
    form, promised = thought.stated.form, thought.promised
    return DossierCorrected(
        procedure=as_received(form, thought.stated.procedure, thought.stated.digest),
        promise=promised.given,
        channel=form.channel,
        return_place=form.return_way.place,
        sets=form.sets,
        changed=thought.changed,
        documents=form.documents,
        fee_due=form.money.fee,
        levy_due=form.money.levy,
        places=form.places,
        counted_due_at=promised.counted_due_at,
        private=CorrectionPrivate(persons=_persons(known, form), reason=reason),
    )


def _persons(known: Dossier, form: ReceptionForm) -> ReceptionPrivate:
    """The persons as stated now; look-up token and the reasons given at reception stay."""
    before = known.private or private_part(form, "")
    token = before.lookup_token or identifiers.new_lookup_token()
    return replace(
        private_part(form, token),
        late_reason=before.late_reason,
        duplicate_reason=before.duplicate_reason,
    )


def _voided(known: Dossier, *, replaced_by: int | None, returned: bool) -> SlipVoided:
    return SlipVoided(
        slip=_RECEIPT,
        edition=known.slip_edition,
        copies=tuple(range(1, known.slip_copies + 1)),
        replaced_by=replaced_by,
        returned=returned,
    )


def _reason(typed: str) -> str:
    said = one_line(typed)
    if not said:
        raise Refusal(Reason.REASON_MISSING)
    return said
