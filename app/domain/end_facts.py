"""How a dossier ends: withdrawn, stopped, refused, or its results received and returned."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.fact_parts import Fact, FreeWords
from app.domain.light_dataclass import dataclass
from app.domain.reception import ReturnPlace


class StopCause(StrEnum):
    """Why a dossier was stopped (NĐ 118/2025, điều 21)."""

    WITHDRAWN = "withdrawn"
    AGENCY_DECISION = "agency_decision"
    OTHER = "other"


class CollectorKind(StrEnum):
    """Who took a result."""

    OWNER = "owner"
    APPLICANT = "applicant"
    AUTHORISED = "authorised"
    ORGANISATION = "organisation"
    HEIR = "heir"


class ShownProof(StrEnum):
    """By what the collector was recognised."""

    SLIP = "slip"
    CARD = "card"
    UNDERTAKING = "undertaking"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalRequested(Fact):
    """The citizen takes the request back (rút hồ sơ)."""

    kind = "withdrawal.requested"
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalDeclined(Fact):
    """A decision or result already stood when the citizen asked; ``decision`` is its number."""

    kind = "withdrawal.declined"
    decision: str
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierStopped(Fact):
    """The dossier ends without a result (thông báo dừng giải quyết)."""

    kind = "dossier.stopped"
    cause: StopCause
    document: str | None = None
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRefused(Fact):
    """A dossier that already has a code was refused in writing (Mẫu 03)."""

    kind = "dossier.refused"
    document: str | None = None
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReceived(Fact):
    """A result came to the one-stop unit; ``remaining`` more of this dossier are still to come.

    ``replaces`` is the recalled result that it stands for, ``step`` the step that produced it.
    """

    kind = "result.received"
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
class ResultRecalled(Fact):
    """A result goes back to be put right (đính chính); another is to come for it."""

    kind = "result.recalled"
    result_uid: str
    document: str | None = None
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectorPrivate:
    """Who signed for the result."""

    full_name: str
    identity_number: str | None = None
    authority: str | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReturned(Fact):
    """One result reached the person entitled to it (trả kết quả)."""

    kind = "result.returned"
    result_uid: str
    place: ReturnPlace
    collector: CollectorKind
    proofs: tuple[ShownProof, ...] = ()
    private: CollectorPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionRefused(Fact):
    """The citizen came and would not take the result; it stays on the shelf."""

    kind = "collection.refused"
    result_uid: str
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorisedPerson:
    """Somebody who may collect for the owner, and by what paper."""

    full_name: str
    paper: str
    identity_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityPrivate:
    """The person authorised."""

    person: AuthorisedPerson
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRecorded(Fact):
    """The owner named who may act; ``certified`` by a notary or a people's committee."""

    kind = "authority.recorded"
    certified: bool
    private: AuthorityPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipReportedLost(Fact):
    """The citizen lost the slip and signed an undertaking; the slip is void from here."""

    kind = "slip.reported_lost"
    slip: str
    edition: int
    private: FreeWords | None = None


FACTS: tuple[type[Fact], ...] = (
    WithdrawalRequested,
    WithdrawalDeclined,
    DossierStopped,
    DossierRefused,
    ResultReceived,
    ResultRecalled,
    ResultReturned,
    CollectionRefused,
    AuthorityRecorded,
    SlipReportedLost,
)
