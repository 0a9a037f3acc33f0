"""What can happen in the office: one past-tense fact per kind and version of event.

A body holds no personal data: names, numbers, addresses and free words stand in ``private``,
which is kept apart and may be erased. A changed meaning is a new version, never an edit.
"""

from __future__ import annotations

from datetime import date, datetime

from app.domain import (
    delay_facts,
    door_facts,
    end_facts,
    erasure_facts,
    import_facts,
    line_facts,
    money_facts,
    office_rules,
    pause_facts,
    post_in_facts,
    post_out_facts,
    report_facts,
    scope_facts,
    trail_facts,
    wording_facts,
    work_facts,
)
from app.domain.correction_facts import DossierCancelled as DossierCancelled
from app.domain.correction_facts import DossierCorrected as DossierCorrected
from app.domain.correction_facts import SlipVoided as SlipVoided
from app.domain.custody_facts import DeskTakenOver as DeskTakenOver
from app.domain.custody_facts import KeyChanged as KeyChanged
from app.domain.custody_facts import RecoveryKeyKept as RecoveryKeyKept
from app.domain.custody_facts import RecoveryKeyShown as RecoveryKeyShown
from app.domain.custody_facts import TakeOverIssued as TakeOverIssued
from app.domain.fact_parts import Fact as Fact
from app.domain.fact_parts import FreeWords as FreeWords
from app.domain.fact_parts import LackingDocument as LackingDocument
from app.domain.fact_parts import ProcedureAsReceived as ProcedureAsReceived
from app.domain.fact_parts import PromiseGiven as PromiseGiven
from app.domain.fact_parts import ReceptionPrivate as ReceptionPrivate
from app.domain.fact_parts import RegisterLine as RegisterLine
from app.domain.light_dataclass import dataclass
from app.domain.money_facts import FeeCollected as FeeCollected
from app.domain.office_hours import Session
from app.domain.pad_facts import PadPrinted as PadPrinted
from app.domain.procedure import Channel
from app.domain.reception import Places, ReturnPlace, SubmittedDocument
from app.domain.staff_facts import StaffChanged as StaffChanged
from app.domain.staff_facts import StaffEnrolled as StaffEnrolled
from app.domain.staff_facts import StaffPrivate as StaffPrivate


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierReceived(Fact):
    """A dossier was taken in and the slip's promise given (tiếp nhận hồ sơ).

    ``duplicates_seen`` are the dossiers that looked like this one and that the officer decided are
    others; why stands in ``private``. Absent means that none were shown, as before the field was.
    ``supersedes`` is the dossier received under a wrong procedure that this one stands for, and
    ``supersedes_code`` its code. ``on_the_spot`` is said where the result was handed over in the
    same act, so that no appointment was given: the date is the law's, nobody took it home.
    """

    kind = "dossier.received"
    code: str
    code_source: str
    channel: Channel
    procedure: ProcedureAsReceived
    promise: PromiseGiven
    register: RegisterLine
    return_place: ReturnPlace
    sets: int
    documents: tuple[SubmittedDocument, ...] = ()
    fee_due: int = 0
    levy_due: int = 0
    places: Places = Places()
    submitted_at: datetime | None = None
    visit_number: str | None = None
    duplicates_seen: tuple[str, ...] = ()
    supersedes: str | None = None
    supersedes_code: str | None = None
    on_the_spot: bool | None = None
    private: ReceptionPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPrinted(Fact):
    """A paper left the printer, or was drawn to a file; ``copy`` counts from 1 in each edition.

    ``edition`` counts the slips that this one replaces; absent means the first slip. ``sheet``
    names the sheet of a pile.
    """

    kind = "slip.printed"
    slip: str
    copy: int
    paper: str
    printer: str
    edition: int = 0
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPrivate:
    """Who came, and what was typed, so that the next visit starts from it."""

    form: str
    reason: str | None = None
    lookup_token: str | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitGuided(Fact):
    """The papers were not complete: the citizen was guided, once and completely (Mẫu 02)."""

    kind = "visit.guided"
    visit_uid: str
    visit_number: str
    procedure_code: str
    procedure_digest: str
    case: str | None = None
    lacking: tuple[LackingDocument, ...] = ()
    private: VisitPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRefused(Fact):
    """The dossier was refused at the door, with a written reason (Mẫu 03)."""

    kind = "visit.refused"
    visit_uid: str
    visit_number: str
    procedure_code: str
    procedure_digest: str | None = None
    case: str | None = None
    private: VisitPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePublished(Fact):
    """A catalogue was taken over; ``versions_digest`` is over the sorted version digests."""

    kind = "catalogue.published"
    sources: tuple[str, ...]
    added: int
    changed: int
    removed: int
    versions_digest: str
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitEntered(Fact):
    """A supervisor entered what the catalogue did not know, with its source."""

    kind = "limit.entered"
    procedure_code: str
    previous_digest: str
    digest: str
    source: str
    source_on: date | None = None
    entered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPublished(Fact):
    """The calendar of a year came into use."""

    kind = "calendar.published"
    year: int
    digest: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged(Fact):
    """Settings of office or desk were set; absent fields stay as they were."""

    kind = "settings.changed"
    agency_code: str | None = None
    office_name: str | None = None
    parent_name: str | None = None
    place: str | None = None
    desk: int | None = None
    contact_line: str | None = None
    lookup_host: str | None = None
    is_training: bool | None = None
    sessions: tuple[Session, ...] | None = None
    saturday_sessions: tuple[Session, ...] | None = None
    badge_alone: bool | None = None
    lock_after_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingAllowed(Fact):
    """A supervisor let a restored desk number offline, in a block nobody else uses."""

    kind = "numbering.allowed"
    agency_code: str
    on: date
    prefix: int
    book_suffix: int
    first: int | None = None
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockConfirmed(Fact):
    """A supervisor confirmed the clock after a jump of more than a day; why, in private."""

    kind = "clock.confirmed"
    previous: datetime
    private: FreeWords | None = None


_KINDS: tuple[type[Fact], ...] = (
    DossierReceived,
    SlipPrinted,
    DossierCorrected,
    DossierCancelled,
    SlipVoided,
    VisitGuided,
    VisitRefused,
    CataloguePublished,
    LimitEntered,
    CalendarPublished,
    StaffEnrolled,
    StaffChanged,
    SettingsChanged,
    NumberingAllowed,
    ClockConfirmed,
    PadPrinted,
    KeyChanged,
    RecoveryKeyKept,
    RecoveryKeyShown,
    TakeOverIssued,
    DeskTakenOver,
    *work_facts.FACTS,
    *pause_facts.FACTS,
    *delay_facts.FACTS,
    *end_facts.FACTS,
    *money_facts.FACTS,
    *trail_facts.FACTS,
    *post_in_facts.FACTS,
    *post_out_facts.FACTS,
    *door_facts.FACTS,
    *wording_facts.FACTS,
    *erasure_facts.FACTS,
    *import_facts.FACTS,
    *report_facts.FACTS,
    *line_facts.FACTS,
    *office_rules.FACTS,
    *scope_facts.FACTS,
)

FACTS: dict[tuple[str, int], type[Fact]] = {(fact.kind, fact.version): fact for fact in _KINDS}
"""The catalogue of events: every kind and version that this program understands."""
