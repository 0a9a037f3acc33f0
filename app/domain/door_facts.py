"""What happens at the door besides receptions: online filings, advice, feedback, ratings."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.fact_parts import Fact, FreeWords
from app.domain.light_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingPrivate:
    """What the citizen stated online, as a reception form in JSON."""

    form: str
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFiled(Fact):
    """A dossier filed online reached the office (state 1); to be answered in 8 working hours.

    ``code`` is the portal's and stays; ``answer_due_at`` is counted from ``filed_at``.
    """

    kind = "dossier.filed"
    code: str
    system: str
    procedure_code: str
    filed_at: datetime
    answer_due_at: datetime
    private: FilingPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingCompleted(Fact):
    """The citizen completed an online filing; what is stated now takes the place of before.

    The office has its 8 working hours again, until ``answer_due_at``.
    """

    kind = "filing.completed"
    completed_at: datetime
    answer_due_at: datetime
    private: FilingPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenConsulted(Fact):
    """Somebody was advised or helped to file online; ``about`` is the kind of help."""

    kind = "citizen.consulted"
    about: str
    procedure_code: str | None = None
    portal_code: str | None = None
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPrivate:
    """Who spoke and what was said; both may be unnamed."""

    words: str
    full_name: str | None = None
    contact: str | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackReceived(Fact):
    """Feedback or a complaint was taken (phản ánh, kiến nghị)."""

    kind = "feedback.received"
    feedback_uid: str
    number: str
    about: str
    private: FeedbackPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackAnswered(Fact):
    """Feedback was answered; ``published`` without the names."""

    kind = "feedback.answered"
    feedback_uid: str
    published: bool = False
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRated(Fact):
    """The ratings of one day, 1 to 5, in no order: whoever gave them cannot be told from it."""

    kind = "service.rated"
    on: date
    ratings: tuple[int, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchReceived(Fact):
    """Dossiers of one applicant were received in one act; ``digest`` is of their sorted uids."""

    kind = "batch.received"
    count: int
    digest: str
    faulty: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRecorded(Fact):
    """One deed was done on many dossiers at once; ``digest`` is of their sorted uids."""

    kind = "batch.recorded"
    deed: str
    count: int
    digest: str


FACTS: tuple[type[Fact], ...] = (
    DossierFiled,
    FilingCompleted,
    CitizenConsulted,
    FeedbackReceived,
    FeedbackAnswered,
    ServiceRated,
    BatchReceived,
    BatchRecorded,
)
