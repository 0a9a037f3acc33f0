"""The dossier: everything that its events say (the fold itself: ``folding``)."""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.domain.canonical import record_bytes
from app.domain.dossier_parts import (
    AttachmentState,
    Custody,
    DelayState,
    ForeignCode,
    LaterPrivate,
    PaymentState,
    ResultState,
    StepState,
    SupplementState,
)
from app.domain.dossier_parts import MoneyState as MoneyState
from app.domain.dossier_parts import PromiseState as PromiseState
from app.domain.fact_parts import ProcedureAsReceived, ReceptionPrivate, RegisterLine
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.procedure import Channel
from app.domain.reception import Places, ReturnPlace, SubmittedDocument
from app.domain.records import from_plain, to_plain


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
class Dossier:
    """Hồ sơ: everything that its events say, and nothing else.

    ``heads`` are the events that no other event has seen yet: more than one is a clash.
    ``needs_update`` freezes the display: an event is of a kind that this program does not know.
    ``slip_edition`` counts the slips that were replaced, ``slip_copies`` the prints of the present
    one, issued at ``slip_issued_at``; ``slip_out_at`` is when the first was printed that a citizen
    may hold, void or not. ``ending`` is set by the deed that ended it without a result,
    ``results_remaining`` counts results still to come and is absent before the first.
    ``on_the_spot``: the result was given at reception, without an appointment.
    """

    uid: str
    office: str
    state: DossierState
    custody: Custody
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
    ending: DossierState | None = None
    withdrawal_asked_at: datetime | None = None
    forwarded_at: datetime | None = None
    settled_at: datetime | None = None
    ended_at: datetime | None = None
    supplements: tuple[SupplementState, ...] = ()
    payments: tuple[PaymentState, ...] = ()
    steps: tuple[StepState, ...] = ()
    delays: tuple[DelayState, ...] = ()
    results: tuple[ResultState, ...] = ()
    results_remaining: int | None = None
    assigned_to: str | None = None
    shared_with: tuple[str, ...] = ()
    foreign_codes: tuple[ForeignCode, ...] = ()
    attachments: tuple[AttachmentState, ...] = ()
    lost_slips: int = 0
    supersedes: str | None = None
    supersedes_code: str | None = None
    superseded_by: str | None = None
    superseded_by_code: str | None = None
    on_the_spot: bool = False
    private: ReceptionPrivate | None = None
    later: LaterPrivate | None = None

    @property
    def open_supplement(self) -> SupplementState | None:
        """The request that the citizen has not answered yet."""
        return next((each for each in reversed(self.supplements) if each.is_open), None)

    @property
    def open_payment(self) -> PaymentState | None:
        """The financial duty that is not met yet."""
        return next((each for each in reversed(self.payments) if each.met_at is None), None)

    @property
    def open_delay(self) -> DelayState | None:
        """The announced delay that nobody has signed an apology for yet."""
        return next((each for each in reversed(self.delays) if each.signed_at is None), None)

    @property
    def current_results(self) -> tuple[ResultState, ...]:
        """The results that stand, without those recalled."""
        return tuple(each for each in self.results if each.recalled_at is None)

    @property
    def is_open(self) -> bool:
        """Whether something is still asked of the office."""
        return self.state not in ENDED_STATES

    @property
    def slip_is_out(self) -> bool:
        """Whether a slip was printed that a citizen may hold."""
        return self.slip_out_at is not None


def state_of(dossier: Dossier) -> DossierState:
    """The state that follows from the parts; the first ten have a national code."""
    if dossier.ending is not None:
        return dossier.ending
    if dossier.withdrawal_asked_at is not None:
        return DossierState.WITHDRAWAL_ASKED
    if dossier.results_remaining == 0 and dossier.current_results:
        is_returned = all(each.returned_at for each in dossier.current_results)
        return DossierState.RETURNED if is_returned else DossierState.SETTLED
    if dossier.open_payment is not None:
        return DossierState.AWAITING_PAYMENT
    if dossier.open_supplement is not None:
        return DossierState.AWAITING_SUPPLEMENT
    is_untouched = dossier.forwarded_at is None and not dossier.results
    return DossierState.RECEIVED if is_untouched else DossierState.IN_PROCESS


def holds_paper(dossier: Dossier, *, returned: bool, at: datetime) -> bool:
    """Whether a citizen took a promise home on paper.

    A slip that comes back over the desk on the day on which it was printed never went home; later
    it did, whether it comes back or not.
    """
    return dossier.slip_out_at is not None and (not returned or went_home(dossier, at=at))


def went_home(dossier: Dossier, *, at: datetime) -> bool:
    """Whether a slip was given out on an earlier day: whoever holds it relies on it."""
    return dossier.slip_out_at is not None and local_date(dossier.slip_out_at) != local_date(at)


def fold_bytes(dossier: Dossier) -> tuple[bytes, bytes | None]:
    """Canonical bytes of the public and of the private part; equal folds give equal bytes."""
    public = to_plain(dossier)
    parts = {"persons": public.pop("private", None), "later": public.pop("later", None)}
    known = {name: part for name, part in parts.items() if part is not None}
    return record_bytes(public), record_bytes(known) if known else None


def read_fold(public: bytes | str, private: bytes | str | None) -> Dossier:
    """A dossier back from its stored bytes; the inverse of ``fold_bytes``."""
    plain: dict[str, Any] = json.loads(public)
    if private is not None:
        parts = json.loads(private)
        plain["private"], plain["later"] = parts.get("persons"), parts.get("later")
    return from_plain(Dossier, plain)


def heads_of(dossier: Dossier) -> tuple[UUID, ...]:
    """The heads as uids, the ``parents`` of the next event."""
    return tuple(UUID(head) for head in dossier.heads)
