"""What can be put right before hand-over: a dossier corrected or cancelled, its slip void."""

from __future__ import annotations

from datetime import datetime

from app.domain.fact_parts import Fact, ProcedureAsReceived, PromiseGiven, ReceptionPrivate
from app.domain.light_dataclass import dataclass
from app.domain.procedure import Channel
from app.domain.reception import Places, ReturnPlace, SubmittedDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionPrivate:
    """The persons as they are right now, and why the dossier was corrected."""

    persons: ReceptionPrivate
    reason: str
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCorrected(Fact):
    """A received dossier was stated anew, whole, with a reason; code, line and time of reception
    stay (sửa hồ sơ).

    ``changed`` names the parts that differ. ``counted_due_at`` is what counting gave where the
    date that the citizen holds on paper stays promised instead.
    """

    kind = "dossier.corrected"
    procedure: ProcedureAsReceived
    promise: PromiseGiven
    channel: Channel
    return_place: ReturnPlace
    sets: int
    changed: tuple[str, ...]
    documents: tuple[SubmittedDocument, ...] = ()
    fee_due: int = 0
    levy_due: int = 0
    places: Places = Places()
    counted_due_at: datetime | None = None
    private: CorrectionPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationPrivate:
    """Why a dossier was cancelled."""

    reason: str
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierCancelled(Fact):
    """A dossier was taken in by mistake; its code and its line of the register stay, as "hủy"."""

    kind = "dossier.cancelled"
    private: CancellationPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipVoided(Fact):
    """The slips of an edition no longer count; ``copies`` are the prints that were recorded of it.

    ``replaced_by`` is the edition that counts from now on, absent when none does. ``returned``: the
    officer states that every paper given out before lies on the desk again.
    """

    kind = "slip.voided"
    slip: str
    edition: int
    copies: tuple[int, ...] = ()
    replaced_by: int | None = None
    returned: bool = False
