"""What happens to a dossier between reception and result: passed on, worked at, urged."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.fact_parts import Fact, FreeWords
from app.domain.light_dataclass import dataclass
from app.domain.procedure import TimeLimit
from app.domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedResult:
    """A result on its way from an agency; it counts once the receiver signs for it."""

    result_uid: str
    name: str
    remaining: int = 0
    number: str | None = None
    issued_on: date | None = None
    valid_until: date | None = None
    shelf: str | None = None
    replaces: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierHandedOver(Fact):
    """A dossier left a unit for another on a sheet (bàn giao); ``results`` go with it, by uid.

    ``ordinal`` is its line on the sheet, from 1; ``giver`` is where it lay, which may be another
    desk than the one that gave the whole pile. ``announced`` says what those results are that
    nobody has registered yet.
    """

    kind = "dossier.handed_over"
    sheet: str
    giver: Unit
    receiver: Unit
    ordinal: int = 0
    results: tuple[str, ...] = ()
    announced: tuple[AnnouncedResult, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAccepted(Fact):
    """The receiver counted this dossier in, against the sheet."""

    kind = "dossier.hand_over_accepted"
    sheet: str
    receiver: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverMissed(Fact):
    """The sheet names this dossier and it was not among the papers: it stays with the giver."""

    kind = "dossier.hand_over_missed"
    sheet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverTakenBack(Fact):
    """The sheet was taken back before anybody signed it: the dossier is where it was."""

    kind = "dossier.hand_over_taken_back"
    sheet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignersPrivate:
    """Who signed a sheet."""

    giver: str | None = None
    receiver: str | None = None
    witness: str | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverClosed(Fact):
    """A sheet was closed over n dossiers; ``digest`` is SHA-256 of their sorted uids."""

    kind = "hand_over.closed"
    sheet: str
    giver: Unit
    receiver: Unit
    count: int
    digest: str
    private: SignersPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverSigned(Fact):
    """The receiver signed a sheet after counting: how many came, what was missing, what beside."""

    kind = "hand_over.accepted"
    sheet: str
    count: int
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    private: SignersPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTakenBack(Fact):
    """An unsigned sheet was taken back whole; ``digest`` as in ``hand_over.closed``."""

    kind = "hand_over.taken_back"
    sheet: str
    count: int
    digest: str
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStarted(Fact):
    """A step of the internal process, or an agency of the inter-agency graph, began.

    ``key`` is ``process:3`` or ``agency:tax``; ``due_at`` is what its own clock gives.
    """

    kind = "step.started"
    key: str
    unit: str
    work: str
    limit: TimeLimit | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFinished(Fact):
    """A step ended as it should; ``document`` is the number of what it produced."""

    kind = "step.finished"
    key: str
    document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFailed(Fact):
    """A step ended without its product, or sent the draft back; its clock stops here."""

    kind = "step.failed"
    key: str
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierReassigned(Fact):
    """Another member of staff answers for a dossier from now on."""

    kind = "dossier.reassigned"
    staff_uid: str
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSent(Fact):
    """A settling agency was urged (đôn đốc)."""

    kind = "reminder.sent"
    agency: str
    means: str
    private: FreeWords | None = None


FACTS: tuple[type[Fact], ...] = (
    DossierHandedOver,
    HandOverAccepted,
    HandOverMissed,
    HandOverTakenBack,
    HandOverClosed,
    HandOverSigned,
    SheetTakenBack,
    StepStarted,
    StepFinished,
    StepFailed,
    DossierReassigned,
    ReminderSent,
)
