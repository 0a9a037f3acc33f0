"""The parts of a folded dossier: promise, money, custody, pauses, steps, results."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from app.domain.deadlines import DueCause
from app.domain.end_facts import AuthorisedPerson
from app.domain.fact_parts import LackingDocument
from app.domain.light_dataclass import dataclass
from app.domain.procedure import SupplementClock, TimeLimit
from app.domain.reception import ReturnPlace
from app.domain.units import Unit
from app.domain.work_facts import AnnouncedResult


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStep:
    """One due moment after the first, why it came, and when."""

    cause: DueCause
    due_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseState:
    """What was promised. ``late_against`` moves with restart and pause, never with a reschedule.

    ``counted_due_at`` is what a correction counted where the date already on paper stays promised.
    ``moves`` are the later due moments in order; ``first_late_against`` is what lateness counted
    from before the first of them that restarted or resumed the clock, absent while there is none.
    """

    return_due_at: datetime
    late_against: datetime
    calendar_digest: str
    limit: TimeLimit | None = None
    statutory: TimeLimit | None = None
    stated: bool = False
    counted_due_at: datetime | None = None
    first_late_against: datetime | None = None
    moves: tuple[DueStep, ...] = ()

    @property
    def reschedules(self) -> int:
        """How often the date was re-appointed; the law allows once."""
        return sum(each.cause is DueCause.RESCHEDULED for each in self.moves)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyState:
    """Sums in đồng: what is due, what was exempted, and what was taken less what was given back."""

    fee_due: int = 0
    levy_due: int = 0
    fee_paid: int = 0
    levy_paid: int = 0
    receipt_numbers: tuple[str, ...] = ()
    service_due: int = 0
    service_paid: int = 0
    postage_paid: int = 0
    fee_exempt: int = 0
    levy_exempt: int = 0
    service_exempt: int = 0

    @property
    def outstanding(self) -> int:
        """What is still to be paid (đồng); never below nothing."""
        return (
            max(self.fee_due - self.fee_exempt - self.fee_paid, 0)
            + max(self.levy_due - self.levy_exempt - self.levy_paid, 0)
            + max(self.service_due - self.service_exempt - self.service_paid, 0)
        )

    @property
    def taken(self) -> int:
        """What the office holds of this dossier (đồng), postage apart."""
        return self.fee_paid + self.levy_paid + self.service_paid


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """Where the papers are. On the way ``sheet`` is set: ``holder`` has not counted them in yet.

    ``announced`` are results that an agency gave with them, registered when they are counted in.
    """

    holder: Unit
    since: datetime
    giver: Unit | None = None
    sheet: str | None = None
    announced: tuple[AnnouncedResult, ...] = ()

    @property
    def is_on_the_way(self) -> bool:
        """Whether the receiver has still to accept."""
        return self.sheet is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementState:
    """One request to complete the dossier: asked, told, answered or closed."""

    asked_at: datetime
    asked_by: str
    clock: SupplementClock
    answer_by: date
    lacking: tuple[LackingDocument, ...] = ()
    told_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the citizen is still expected."""
        return self.answered_at is None and self.closed_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentState:
    """One financial duty before the result (đồng)."""

    asked_at: datetime
    amount: int
    pay_by: date | None = None
    met_at: datetime | None = None


class StepOutcome(StrEnum):
    """How a step ended."""

    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """One run of a step; a step that is sent back runs again as a further entry."""

    key: str
    unit: str
    work: str
    started_at: datetime
    limit: TimeLimit | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: StepOutcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayState:
    """What the agency announced and what became of it: drafted, signed, told."""

    announced_at: datetime
    proposed_due_at: datetime
    document: str | None = None
    drafted_at: datetime | None = None
    signed_at: datetime | None = None
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultState:
    """One result, by its uid: received, perhaps recalled, in the end returned."""

    uid: str
    name: str
    received_at: datetime
    number: str | None = None
    issued_on: date | None = None
    valid_until: date | None = None
    shelf: str | None = None
    step: str | None = None
    recalled_at: datetime | None = None
    told_at: datetime | None = None
    refused_at: datetime | None = None
    returned_at: datetime | None = None
    returned_place: ReturnPlace | None = None

    @property
    def is_on_shelf(self) -> bool:
        """Whether it lies ready to be collected."""
        return self.recalled_at is None and self.returned_at is None


ON_PAPER = "trên giấy hẹn"
"""Stands for the other system where the code is one of ours that the centre had to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCode:
    """The code of another system."""

    system: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentState:
    """A kept file, or the reason why nothing was scanned."""

    event: str
    digest: str | None = None
    size: int = 0
    media_type: str | None = None
    ordinal: int | None = None
    result_uid: str | None = None
    exempt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterPrivate:
    """Personal data that came after reception: who may act, what was asked in words."""

    authorised: tuple[AuthorisedPerson, ...] = ()
    supplements: tuple[str, ...] = ()
