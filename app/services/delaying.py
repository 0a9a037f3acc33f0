"""A promise that will not hold: the agency's word, the letter, the signature, the new date."""

from __future__ import annotations

from datetime import datetime

from app.domain.deed_forms import AnnounceDelayForm, DraftApologyForm, RescheduleForm
from app.domain.delay_facts import (
    ApologyDrafted,
    DelayAnnounced,
    ReturnRescheduled,
    SignaturePrivate,
)
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.time_words import stated_text
from app.services.dossier_deeds import Begun, Papers, needed, needed_words, said, with_second_person


def announce_delay(begun: Begun, form: AnnounceDelayForm) -> Papers:
    """The agency said in writing that it needs longer.

    Raises ``Refusal`` (``NEW_DATE_NOT_LATER``) for a date that is no later than the promise.
    """
    _check_later(begun, form.proposed_due_at)
    begun.record(
        DelayAnnounced(
            agency=needed(form.agency, "cơ quan báo chậm"),
            proposed_due_at=form.proposed_due_at,
            document=said(form.document),
            document_on=form.document_on,
            private=needed_words(form.reason),
        )
    )
    return ()


def draft_apology(begun: Begun, form: DraftApologyForm) -> Papers:
    """Lay the letter ready for signature; the date is the agency's unless another is stated."""
    new_due_at = form.new_due_at or _proposed(begun)
    _check_later(begun, new_due_at)
    begun.record(
        ApologyDrafted(
            old_due_at=begun.dossier.promise.return_due_at,
            new_due_at=new_due_at,
            letter=said(form.letter),
        )
    )
    return ("apology",)


def reschedule_return(begun: Begun, form: RescheduleForm) -> Papers:
    """The letter is signed: the new date counts, lateness still against the old one.

    At most once (NĐ 118/2025); a second time wants a supervisor and a reason. Raises ``Refusal``:
    ``RESCHEDULED_BEFORE``, ``NEW_DATE_NOT_LATER``.
    """
    override = said(form.override_reason)
    if begun.dossier.promise.reschedules:
        if override is None:
            raise Refusal(Reason.RESCHEDULED_BEFORE, code=begun.dossier.code)
        begun = with_second_person(begun, DeedKind.RESCHEDULE)
    new_due_at = form.new_due_at or _proposed(begun)
    _check_later(begun, new_due_at)
    begun.record(
        ReturnRescheduled(
            old_due_at=begun.dossier.promise.return_due_at,
            new_due_at=new_due_at,
            letter=said(form.letter),
            private=SignaturePrivate(
                reason=said(form.reason) or "theo văn bản của cơ quan giải quyết",
                signatory=needed(form.signatory, "người ký"),
                title=said(form.title),
                override_reason=override,
            ),
        )
    )
    return ("apology",)


def _proposed(begun: Begun) -> datetime:
    delay = begun.dossier.open_delay
    if delay is None:
        raise ValueError("an apology follows an announced delay")
    return delay.proposed_due_at


def _check_later(begun: Begun, new_due_at: datetime) -> None:
    known = begun.dossier.promise.return_due_at
    if new_due_at <= known or new_due_at <= begun.occurred_at:
        raise Refusal(
            Reason.NEW_DATE_NOT_LATER,
            code=begun.dossier.code,
            value=stated_text(new_due_at),
            promised=stated_text(known),
        )
