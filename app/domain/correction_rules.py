"""What a correction changes, and which date stays promised.

The rules and why: ``docs/decisions/0011-corrections.md``.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime

from app.domain import reception_rules
from app.domain.dossier import Dossier, MoneyState, PromiseState
from app.domain.errors import Reason, Refusal
from app.domain.facts import PromiseGiven
from app.domain.light_dataclass import dataclass
from app.domain.procedure import Procedure
from app.domain.reception import Money, ReceptionForm, ReturnWay, StatedDueDate
from app.domain.slip_words import CORRECTED_PARTS

_DECIDING = frozenset({"procedure_code", "case", "channel", "stated_due"})


@dataclass(frozen=True, slots=True)
class CorrectedPromise:
    """What is promised after a correction; ``counted_due_at`` when counting gave another date."""

    given: PromiseGiven
    counted_due_at: datetime | None = None


def form_as_received(dossier: Dossier) -> ReceptionForm:
    """The form that would state a dossier as it is stored: where a correction starts.

    Raises ``Refusal`` (``DOSSIER_ERASED``) when the personal data is gone.
    """
    persons, promise = dossier.private, dossier.promise
    if persons is None:
        raise Refusal(Reason.DOSSIER_ERASED, code=dossier.code)
    by_post = persons.return_address
    stated = None
    if promise.stated:
        due_at = promise.counted_due_at or promise.return_due_at
        stated = StatedDueDate(due_at=due_at, reason=persons.stated_due_reason or "")
    return ReceptionForm(
        procedure_code=dossier.procedure.code,
        case=dossier.procedure.case,
        channel=dossier.channel,
        applicant=persons.applicant,
        owner=persons.owner,
        organisation=persons.organisation,
        authority=persons.authority,
        subject=persons.subject,
        contact=persons.contact,
        documents=dossier.documents,
        abstract=persons.abstract,
        sets=dossier.sets,
        notes=persons.notes,
        money=_money(dossier.money),
        return_way=ReturnWay(
            place=dossier.return_place,
            address=None if by_post == persons.applicant.address else by_post,
        ),
        places=dossier.places,
        stated_due=stated,
        visit_number=dossier.visit_number,
    )


def corrected_fields(
    known: ReceptionForm, form: ReceptionForm, procedure: Procedure
) -> tuple[str, ...]:
    """The parts in which a form differs from the dossier; ``procedure`` is the form's."""
    said = replace(_comparable(form), case=reception_rules.case_of(form, procedure))
    before = _comparable(known)
    return tuple(part for part in CORRECTED_PARTS if getattr(before, part) != getattr(said, part))


def moves_promise(changed: tuple[str, ...]) -> bool:
    """Whether a correction touches what the promise is counted from; if not, it stays."""
    return not _DECIDING.isdisjoint(changed)


def is_released(promise: PromiseState, *, on_paper: bool) -> bool:
    """Whether a date kept for the sake of a paper need not be kept, the paper being back."""
    return promise.counted_due_at is not None and not on_paper


def unmoved(promise: PromiseState) -> CorrectedPromise:
    """The promise as it stands."""
    shared = {each.name for each in fields(PromiseGiven)}
    given = PromiseGiven(**{name: getattr(promise, name) for name in shared})
    return CorrectedPromise(given, promise.counted_due_at)


def corrected_promise(
    known: PromiseState, counted: PromiseGiven, *, on_paper: bool, now: datetime
) -> CorrectedPromise:
    """The promise that counts when a correction counted it anew from the first reception.

    A date that a citizen holds on paper never gets later without an apology (Nghị định
    118/2025/NĐ-CP), nor is a date printed that has passed while theirs has not; lateness then
    counts against the earlier of the two.
    """
    if not on_paper or counted.return_due_at == known.return_due_at:
        return CorrectedPromise(counted)
    has_passed = counted.return_due_at <= now < known.return_due_at
    if counted.return_due_at > known.return_due_at or has_passed:
        kept = replace(counted, return_due_at=known.return_due_at)
        return CorrectedPromise(kept, counted.return_due_at)
    return CorrectedPromise(counted)


def still_to_collect(known: MoneyState, money: Money) -> Money:
    """What a form that says "paid" adds to what was taken before (đồng)."""
    if not money.paid:
        return Money()
    receipt = money.receipt_number
    return Money(
        fee=max(money.fee - known.fee_paid, 0),
        levy=max(money.levy - known.levy_paid, 0),
        paid=True,
        receipt_number=None if receipt in known.receipt_numbers else receipt,
    )


def overpaid(known: MoneyState, money: Money) -> int:
    """What was taken beyond what is due now (đồng)."""
    return max(known.fee_paid - money.fee, 0) + max(known.levy_paid - money.levy, 0)


def _money(money: MoneyState) -> Money:
    due, paid = money.fee_due + money.levy_due, money.fee_paid + money.levy_paid
    return Money(
        fee=money.fee_due,
        levy=money.levy_due,
        paid=0 < due <= paid,
        receipt_number=money.receipt_numbers[-1] if money.receipt_numbers else None,
    )


def _comparable(form: ReceptionForm) -> ReceptionForm:
    """The same statement in one spelling only."""
    address = reception_rules.return_address(form)
    return replace(
        form,
        documents=tuple(sorted(form.documents, key=lambda each: each.ordinal)),
        money=Money(fee=form.money.fee, levy=form.money.levy),
        return_way=ReturnWay(place=form.return_way.place, address=address),
    )
