"""The state of a dossier is a fold over its events: one pure, total function."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.canonical import canonical_bytes
from app.domain.events import Event, read_fact
from app.domain.facts import (
    DossierCancelled,
    DossierCorrected,
    DossierReceived,
    FeeCollected,
    ProcedureAsReceived,
    PromiseGiven,
    ReceptionPrivate,
    RegisterLine,
    SlipPrinted,
    SlipVoided,
)
from app.domain.moments import local_date
from app.domain.procedure import Channel, TimeLimit
from app.domain.reception import Places, ReturnPlace, SubmittedDocument
from app.domain.records import to_plain


class DossierState(StrEnum):
    """State of a dossier (trạng thái hồ sơ); the first ten have a code in the national exchange."""

    FILED = "filed"
    RECEIVED = "received"
    REFUSED = "refused"
    IN_PROCESS = "in_process"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_PAYMENT = "awaiting_payment"
    WITHDRAWAL_ASKED = "withdrawal_asked"
    STOPPED = "stopped"
    SETTLED = "settled"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


ENDED_STATES = frozenset(
    {
        DossierState.REFUSED,
        DossierState.STOPPED,
        DossierState.RETURNED,
        DossierState.CANCELLED,
        DossierState.SUPERSEDED,
    }
)
"""States in which nothing is asked of the office any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseState:
    """What was promised. ``late_against`` moves with restart and pause, never with a reschedule.

    ``counted_due_at`` is what a correction counted where the date already on paper stays promised.
    """

    return_due_at: datetime
    late_against: datetime
    calendar_digest: str
    limit: TimeLimit | None = None
    statutory: TimeLimit | None = None
    stated: bool = False
    counted_due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyState:
    """Sums in đồng: what is due at reception, and what was taken so far."""

    fee_due: int = 0
    levy_due: int = 0
    fee_paid: int = 0
    levy_paid: int = 0
    receipt_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Hồ sơ: everything that its events say, and nothing else.

    ``heads`` are the events that no other event has seen yet: more than one is a clash.
    ``needs_update`` freezes the display: an event is of a kind that this program does not know.
    ``slip_edition`` counts the slips that were replaced, ``slip_copies`` the prints of the present
    one, issued at ``slip_issued_at``; ``slip_out_at`` is when the first was printed that a citizen
    may hold, void or not.
    """

    uid: str
    office: str
    state: DossierState
    code: str
    code_source: str
    channel: Channel
    procedure: ProcedureAsReceived
    promise: PromiseState
    register: RegisterLine
    return_place: ReturnPlace
    sets: int
    received_at: datetime
    received_by: str
    received_recorded_at: datetime
    slip_issued_at: datetime
    heads: tuple[str, ...]
    documents: tuple[SubmittedDocument, ...] = ()
    money: MoneyState = MoneyState()
    places: Places = Places()
    desk: int | None = None
    visit_number: str | None = None
    slip_copies: int = 0
    slip_edition: int = 0
    slip_out_at: datetime | None = None
    duplicates_seen: tuple[str, ...] = ()
    needs_update: bool = False
    private: ReceptionPrivate | None = None

    @property
    def slip_is_out(self) -> bool:
        """Whether a slip was printed that a citizen may hold."""
        return self.slip_out_at is not None


def fold(dossier: Dossier | None, event: Event) -> Dossier | None:
    """The dossier after one more event; never raises on a stored event, never asks the clock.

    ``None`` stays ``None`` until an event that opens a dossier.
    """
    fact = read_fact(event)
    if isinstance(fact, DossierReceived):
        return _open(event, fact) if dossier is None else _seen(dossier, event)
    if dossier is None:
        return None
    seen = _seen(dossier, event)
    match fact:
        case FeeCollected():
            return replace(seen, money=_collect(seen.money, fact))
        case SlipPrinted(slip="receipt"):
            return _print(seen, fact, event.occurred_at)
        case SlipVoided(slip="receipt"):
            return _void(seen, fact, event.occurred_at)
        case DossierCorrected():
            return _correct(seen, fact)
        case DossierCancelled():
            return replace(seen, state=DossierState.CANCELLED)
        case None:
            return replace(seen, needs_update=True)
    return seen


def holds_paper(dossier: Dossier, *, returned: bool, at: datetime) -> bool:
    """Whether a citizen took a promise home on paper.

    A slip that comes back over the desk on the day on which it was printed never went home; later
    it did, whether it comes back or not.
    """
    if dossier.slip_out_at is None:
        return False
    return not returned or local_date(dossier.slip_out_at) != local_date(at)


def fold_bytes(dossier: Dossier) -> tuple[bytes, bytes | None]:
    """Canonical bytes of the public and of the private part; equal folds give equal bytes."""
    private = None if dossier.private is None else canonical_bytes(to_plain(dossier.private))
    return canonical_bytes(to_plain(replace(dossier, private=None))), private


def _open(event: Event, fact: DossierReceived) -> Dossier:
    return Dossier(
        uid=str(event.dossier_uid),
        office=event.author.office,
        state=DossierState.RECEIVED,
        code=fact.code,
        code_source=fact.code_source,
        channel=fact.channel,
        procedure=fact.procedure,
        promise=_promised(fact.promise),
        register=fact.register,
        return_place=fact.return_place,
        sets=fact.sets,
        received_at=event.occurred_at,
        received_by=str(event.author.actor),
        received_recorded_at=event.recorded_at,
        slip_issued_at=event.occurred_at,
        heads=(str(event.uid),),
        documents=fact.documents,
        money=MoneyState(fee_due=fact.fee_due, levy_due=fact.levy_due),
        places=fact.places,
        desk=event.author.desk,
        visit_number=fact.visit_number,
        duplicates_seen=fact.duplicates_seen,
        private=fact.private,
    )


def _promised(given: PromiseGiven, counted_due_at: datetime | None = None) -> PromiseState:
    return PromiseState(
        return_due_at=given.return_due_at,
        late_against=min(given.return_due_at, counted_due_at or given.return_due_at),
        calendar_digest=given.calendar_digest,
        limit=given.limit,
        statutory=given.statutory,
        stated=given.stated,
        counted_due_at=counted_due_at,
    )


def _correct(dossier: Dossier, fact: DossierCorrected) -> Dossier:
    return replace(
        dossier,
        procedure=fact.procedure,
        promise=_promised(fact.promise, fact.counted_due_at),
        channel=fact.channel,
        return_place=fact.return_place,
        sets=fact.sets,
        documents=fact.documents,
        money=replace(dossier.money, fee_due=fact.fee_due, levy_due=fact.levy_due),
        places=fact.places,
        private=None if fact.private is None else fact.private.persons,
    )


def _print(dossier: Dossier, fact: SlipPrinted, printed_at: datetime) -> Dossier:
    out = replace(dossier, slip_out_at=dossier.slip_out_at or printed_at)
    if fact.edition != dossier.slip_edition:
        return out
    return replace(out, slip_copies=max(dossier.slip_copies, fact.copy))


def _void(dossier: Dossier, fact: SlipVoided, voided_at: datetime) -> Dossier:
    is_out = holds_paper(dossier, returned=fact.returned, at=voided_at)
    known = replace(dossier, slip_out_at=dossier.slip_out_at if is_out else None)
    if fact.replaced_by is None or fact.replaced_by <= dossier.slip_edition:
        return known
    return replace(known, slip_edition=fact.replaced_by, slip_copies=0, slip_issued_at=voided_at)


def _seen(dossier: Dossier, event: Event) -> Dossier:
    parents = {str(parent) for parent in event.parents}
    heads = {head for head in dossier.heads if head not in parents} | {str(event.uid)}
    return replace(dossier, heads=tuple(sorted(heads)))


def _collect(money: MoneyState, fact: FeeCollected) -> MoneyState:
    receipts = money.receipt_numbers
    if fact.receipt_number is not None:
        receipts = (*receipts, fact.receipt_number)
    return replace(
        money,
        fee_paid=money.fee_paid + fact.fee,
        levy_paid=money.levy_paid + fact.levy,
        receipt_numbers=receipts,
    )


def heads_of(dossier: Dossier) -> tuple[UUID, ...]:
    """The heads as uids, the ``parents`` of the next event."""
    return tuple(UUID(head) for head in dossier.heads)
