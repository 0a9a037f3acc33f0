"""A promise that will not hold: announced by the agency, apologised for, signed, told."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from app.domain.fact_parts import Fact, FreeWords
from app.domain.light_dataclass import dataclass
from app.domain.pause_facts import Means


class NoticeAbout(StrEnum):
    """What a citizen was told."""

    APOLOGY = "apology"
    RESULT_READY = "result_ready"
    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    CORRECTION = "correction"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayAnnounced(Fact):
    """The settling agency says in writing that it needs longer, at the latest one day before."""

    kind = "delay.announced"
    agency: str
    proposed_due_at: datetime
    document: str | None = None
    document_on: date | None = None
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyDrafted(Fact):
    """The letter of apology lies ready for signature (Mẫu 04)."""

    kind = "apology.drafted"
    old_due_at: datetime
    new_due_at: datetime
    letter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturePrivate:
    """Why, and who signed under which title."""

    reason: str
    signatory: str | None = None
    title: str | None = None
    override_reason: str | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRescheduled(Fact):
    """The apology was signed: the new date counts from here (hẹn lại, at most once).

    ``late_against`` never moves with it.
    """

    kind = "return.rescheduled"
    old_due_at: datetime
    new_due_at: datetime
    letter: str | None = None
    private: SignaturePrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent(Fact):
    """A citizen was told something about a dossier."""

    kind = "notice.sent"
    about: NoticeAbout
    means: Means
    private: FreeWords | None = None


FACTS: tuple[type[Fact], ...] = (DelayAnnounced, ApologyDrafted, ReturnRescheduled, NoticeSent)
