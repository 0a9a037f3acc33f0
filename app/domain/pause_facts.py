"""What makes a dossier wait for the citizen: a supplement, a payment duty; and what ends it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.fact_parts import Fact, FreeWords, LackingDocument, PromiseGiven
from app.domain.light_dataclass import dataclass
from app.domain.procedure import SupplementClock
from app.domain.reception import SubmittedDocument


class Means(StrEnum):
    """How somebody was told."""

    AT_COUNTER = "at_counter"
    TELEPHONE = "telephone"
    LETTER = "letter"
    EMAIL = "email"
    MESSAGE = "message"
    PORTAL = "portal"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementPrivate:
    """What is asked for in words, why, and why a second time where it is one."""

    content: str
    reason: str | None = None
    repeat_reason: str | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequested(Fact):
    """The agency asks, once and completely, for what a dossier lacks (yêu cầu bổ sung, Mẫu 02).

    ``private`` holds the content asked for; ``repeat_reason`` of it why a second time. Not
    completed by ``answer_by`` the dossier may be closed (15 working days, decree 297/2025).
    """

    kind = "supplement.requested"
    asked_by: str
    clock: SupplementClock
    answer_by: date
    document: str | None = None
    lacking: tuple[LackingDocument, ...] = ()
    private: SupplementPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementTold(Fact):
    """The citizen was told what is lacking; the one-stop unit has one working day for it."""

    kind = "supplement.told"
    means: Means
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementReceived(Fact):
    """The citizen completed the dossier; the promise restarted or resumed."""

    kind = "supplement.received"
    clock: SupplementClock
    promise: PromiseGiven
    documents: tuple[SubmittedDocument, ...] = ()
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedUnsupplemented(Fact):
    """A dossier never completed was closed after its term."""

    kind = "dossier.closed_unsupplemented"
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRequested(Fact):
    """A financial duty stands before the result (đồng); tax offices name it by a notice."""

    kind = "payment.requested"
    amount: int
    document: str | None = None
    pay_by: date | None = None
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMet(Fact):
    """The financial duty was met; ``document`` is the number of the proof."""

    kind = "payment.met"
    document: str | None = None
    paid_on: date | None = None


FACTS: tuple[type[Fact], ...] = (
    SupplementRequested,
    SupplementTold,
    SupplementReceived,
    ClosedUnsupplemented,
    PaymentRequested,
    PaymentMet,
)
