"""Supplements and payment duties: what makes a dossier wait for the citizen, and what ends it."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from app.domain.calendar import Calendar
from app.domain.deed_forms import (
    MeetPaymentForm,
    ReceiveSupplementForm,
    RemarkForm,
    RequestPaymentForm,
    RequestSupplementForm,
    TellForm,
)
from app.domain.dossier import Dossier
from app.domain.dossier_parts import SupplementState
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.fact_parts import LackingDocument, PromiseGiven
from app.domain.interagency import interagency_promise
from app.domain.moments import local_date
from app.domain.pause_facts import (
    ClosedUnsupplemented,
    PaymentMet,
    PaymentRequested,
    SupplementPrivate,
    SupplementReceived,
    SupplementRequested,
    SupplementTold,
)
from app.domain.procedure import Channel, CutOff, LimitUnit, Procedure, SupplementClock
from app.domain.promise import promise
from app.domain.supplement import closable_from, resumed, supplement_deadline
from app.services.calendars import calendar
from app.services.dossier_deeds import Begun, Papers, free_words, needed, said, with_second_person
from app.services.procedures import procedure_by_digest


class _Counted(TypedDict):
    """What every counting of this dossier shares."""

    cut_off: CutOff
    channel: Channel


def request_supplement(begun: Begun, form: RequestSupplementForm) -> Papers:
    """Ask once and completely (NĐ 118/2025); a second request wants a supervisor and a reason.

    Raises ``Refusal``: ``SUPPLEMENT_REPEATED`` without that reason, ``PAPER_NOT_PUBLISHED``.
    """
    repeat = said(form.repeat_reason)
    if begun.dossier.supplements:
        if repeat is None:
            raise Refusal(Reason.SUPPLEMENT_REPEATED, code=begun.dossier.code)
        begun = with_second_person(begun, DeedKind.REQUEST_SUPPLEMENT)
    procedure = _procedure(begun)
    _check_published(procedure, begun.dossier, form.lacking)
    days = calendar(begun.session, begun.tenant)
    begun.record(
        SupplementRequested(
            asked_by=needed(form.asked_by, "cơ quan yêu cầu"),
            clock=form.clock or procedure.supplement_clock,
            answer_by=supplement_deadline(begun.occurred_at, days),
            document=said(form.document),
            lacking=tuple(LackingDocument(ordinal=each) for each in form.lacking),
            private=SupplementPrivate(
                content=needed(form.content, "nội dung cần bổ sung"),
                reason=said(form.reason),
                repeat_reason=repeat,
            ),
        )
    )
    return ("supplement",)


def tell_supplement(begun: Begun, form: TellForm) -> Papers:
    """The citizen was told what is lacking."""
    begun.record(SupplementTold(means=form.means, private=free_words(form.remark)))
    return ()


def receive_supplement(begun: Begun, form: ReceiveSupplementForm) -> Papers:
    """The dossier is complete: the clock starts again, or runs on, as was said when asking."""
    asked = _open(begun.dossier)
    procedure = _procedure(begun)
    brought = tuple(each.ordinal for each in form.documents)
    _check_published(procedure, begun.dossier, brought)
    days = calendar(begun.session, begun.tenant)
    due_at = promise_after_supplement(begun.dossier, procedure, days, begun.occurred_at)
    known = begun.dossier.promise
    begun.record(
        SupplementReceived(
            clock=asked.clock,
            promise=PromiseGiven(
                return_due_at=due_at,
                calendar_digest=days.digest,
                limit=known.limit,
                statutory=known.statutory,
                stated=known.stated,
            ),
            documents=form.documents,
            private=free_words(form.remark),
        )
    )
    return ("receipt",)


def promise_after_supplement(
    dossier: Dossier, procedure: Procedure, days: Calendar, completed_at: datetime
) -> datetime:
    """The new due moment: counted anew from completion, or resumed with the time that was left.

    A date that an officer once typed has no length to count anew, so it resumes.
    """
    asked, limit = _open(dossier), dossier.promise.limit
    shared = _Counted(cut_off=procedure.cut_off, channel=dossier.channel)
    if asked.clock is SupplementClock.RESTART and procedure.interagency:
        return interagency_promise(completed_at, procedure.interagency, days, **shared).due_at
    if asked.clock is SupplementClock.RESTART and limit and limit.unit is not LimitUnit.OTHER:
        return promise(completed_at, limit, days, **shared).due_at
    return resumed(dossier.promise.return_due_at, asked.asked_at, completed_at, days).due_at


def close_unsupplemented(begun: Begun, form: RemarkForm) -> Papers:
    """Close a dossier that was not completed in its term.

    Raises ``Refusal`` (``SUPPLEMENT_STILL_AWAITED``) before that day (15 working days).
    """
    days = calendar(begun.session, begun.tenant)
    first = closable_from(_open(begun.dossier).asked_at, days)
    if local_date(begun.occurred_at) < first:
        raise Refusal(
            Reason.SUPPLEMENT_STILL_AWAITED, code=begun.dossier.code, on=f"{first:%d/%m/%Y}"
        )
    begun.record(ClosedUnsupplemented(private=free_words(form.remark)))
    return ("stop_notice",)


def request_payment(begun: Begun, form: RequestPaymentForm) -> Papers:
    """A financial duty stands before the result. Raises ``Refusal`` (``MONEY_WRONG``)."""
    if form.amount <= 0:
        raise Refusal(Reason.MONEY_WRONG, value=form.amount)
    begun.record(
        PaymentRequested(
            amount=form.amount,
            document=said(form.document),
            pay_by=form.pay_by,
            private=free_words(form.remark),
        )
    )
    return ()


def meet_payment(begun: Begun, form: MeetPaymentForm) -> Papers:
    """The duty was met; the dossier goes on."""
    begun.record(PaymentMet(document=said(form.document), paid_on=form.paid_on))
    return ()


def _open(dossier: Dossier) -> SupplementState:
    found = dossier.open_supplement
    if found is None:
        raise ValueError("a dossier that awaits a supplement has an open request")
    return found


def _procedure(begun: Begun) -> Procedure:
    return procedure_by_digest(begun.session, begun.tenant, begun.dossier.procedure.digest)


def _check_published(procedure: Procedure, dossier: Dossier, ordinals: tuple[int, ...]) -> None:
    """Never one paper more than the published list."""
    published = {each.ordinal for each in procedure.papers_of(dossier.procedure.case) or ()}
    for ordinal in ordinals:
        if ordinal not in published:
            raise Refusal(Reason.PAPER_NOT_PUBLISHED, ordinal=ordinal, code=procedure.code)
