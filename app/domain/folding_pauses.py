"""The fold of what makes a dossier wait, and of what moves its promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain.deadlines import DueCause
from app.domain.delay_facts import (
    ApologyDrafted,
    DelayAnnounced,
    NoticeAbout,
    NoticeSent,
    ReturnRescheduled,
)
from app.domain.dossier import Dossier, DossierState
from app.domain.dossier_parts import (
    DelayState,
    DueStep,
    LaterPrivate,
    PaymentState,
    PromiseState,
    SupplementState,
)
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.pause_facts import (
    ClosedUnsupplemented,
    PaymentMet,
    PaymentRequested,
    SupplementReceived,
    SupplementRequested,
    SupplementTold,
)
from app.domain.procedure import SupplementClock
from app.domain.reception import SubmittedDocument


def _request_supplement(dossier: Dossier, fact: SupplementRequested, event: Event) -> Dossier:
    asked = SupplementState(
        asked_at=event.occurred_at,
        asked_by=fact.asked_by,
        clock=fact.clock,
        answer_by=fact.answer_by,
        lacking=fact.lacking,
    )
    later = dossier.later or LaterPrivate()
    if fact.private is not None:
        later = replace(later, supplements=(*later.supplements, fact.private.content))
    later_or_none = later if later != LaterPrivate() else None
    return replace(dossier, supplements=(*dossier.supplements, asked), later=later_or_none)


def _tell(dossier: Dossier, _fact: SupplementTold, event: Event) -> Dossier:
    return _change_open(dossier, told_at=event.occurred_at)


def _receive_supplement(dossier: Dossier, fact: SupplementReceived, event: Event) -> Dossier:
    answered = _change_open(dossier, answered_at=event.occurred_at)
    cause = DueCause.RESTARTED if fact.clock is SupplementClock.RESTART else DueCause.RESUMED
    due_at = fact.promise.return_due_at
    promise = replace(
        dossier.promise,
        return_due_at=due_at,
        late_against=due_at,
        calendar_digest=fact.promise.calendar_digest,
        counted_due_at=None,
        first_late_against=dossier.promise.first_late_against or dossier.promise.late_against,
        moves=(*dossier.promise.moves, DueStep(cause=cause, due_at=due_at, at=event.occurred_at)),
    )
    documents = _completed(dossier.documents, fact.documents)
    return replace(answered, promise=promise, documents=documents)


def _completed(
    known: tuple[SubmittedDocument, ...], brought: tuple[SubmittedDocument, ...]
) -> tuple[SubmittedDocument, ...]:
    """The papers with those brought later in place of what stood for them."""
    papers = {each.ordinal: each for each in (*known, *brought)}
    return tuple(papers[ordinal] for ordinal in sorted(papers))


def _close(dossier: Dossier, _fact: ClosedUnsupplemented, event: Event) -> Dossier:
    closed = _change_open(dossier, closed_at=event.occurred_at)
    return replace(closed, ending=DossierState.STOPPED)


def _change_open(dossier: Dossier, **changes: datetime) -> Dossier:
    """The request still open, changed; nothing where none is."""
    found = dossier.open_supplement
    if found is None:
        return dossier
    changed = replace(found, **changes)  # type: ignore[arg-type]
    supplements = tuple(changed if each is found else each for each in dossier.supplements)
    return replace(dossier, supplements=supplements)


def _request_payment(dossier: Dossier, fact: PaymentRequested, event: Event) -> Dossier:
    asked = PaymentState(asked_at=event.occurred_at, amount=fact.amount, pay_by=fact.pay_by)
    return replace(dossier, payments=(*dossier.payments, asked))


def _meet_payment(dossier: Dossier, _fact: PaymentMet, event: Event) -> Dossier:
    found = dossier.open_payment
    if found is None:
        return dossier
    met = replace(found, met_at=event.occurred_at)
    return replace(
        dossier, payments=tuple(met if each is found else each for each in dossier.payments)
    )


def _announce(dossier: Dossier, fact: DelayAnnounced, event: Event) -> Dossier:
    announced = DelayState(
        announced_at=event.occurred_at,
        proposed_due_at=fact.proposed_due_at,
        document=fact.document,
    )
    return replace(dossier, delays=(*dossier.delays, announced))


def _draft(dossier: Dossier, _fact: ApologyDrafted, event: Event) -> Dossier:
    return _change_delay(dossier, drafted_at=event.occurred_at)


def _reschedule(dossier: Dossier, fact: ReturnRescheduled, event: Event) -> Dossier:
    at = event.occurred_at
    move = DueStep(cause=DueCause.RESCHEDULED, due_at=fact.new_due_at, at=at)
    promise: PromiseState = replace(
        dossier.promise,
        return_due_at=fact.new_due_at,
        moves=(*dossier.promise.moves, move),
    )
    return replace(_change_delay(dossier, signed_at=at), promise=promise)


def _notice(dossier: Dossier, fact: NoticeSent, event: Event) -> Dossier:
    at = event.occurred_at
    if fact.about is NoticeAbout.RESULT_READY:
        results = tuple(
            replace(each, told_at=at) if each.is_on_shelf else each for each in dossier.results
        )
        return replace(dossier, results=results)
    if fact.about is NoticeAbout.APOLOGY and dossier.delays:
        told = replace(dossier.delays[-1], told_at=at)
        return replace(dossier, delays=(*dossier.delays[:-1], told))
    return dossier


def _change_delay(dossier: Dossier, **changes: datetime) -> Dossier:
    found = dossier.open_delay
    if found is None:
        return dossier
    changed = replace(found, **changes)  # type: ignore[arg-type]
    return replace(
        dossier, delays=tuple(changed if each is found else each for each in dossier.delays)
    )


FOLDERS: dict[type[Fact], Any] = {
    SupplementRequested: _request_supplement,
    SupplementTold: _tell,
    SupplementReceived: _receive_supplement,
    ClosedUnsupplemented: _close,
    PaymentRequested: _request_payment,
    PaymentMet: _meet_payment,
    DelayAnnounced: _announce,
    ApologyDrafted: _draft,
    ReturnRescheduled: _reschedule,
    NoticeSent: _notice,
}
