"""What the officer fills in at the counter: the form of a reception, before any rule is asked."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from app.domain.light_dataclass import dataclass
from app.domain.procedure import Channel


class IdentityKind(StrEnum):
    """Paper by which a person is identified."""

    CITIZEN_NUMBER = "citizen_number"
    OLD_ID = "old_id"
    PASSPORT = "passport"
    NONE = "none"


class SubjectKind(StrEnum):
    """Whom the request is about, when that is neither applicant nor owner."""

    WORKER = "worker"
    DECEASED = "deceased"
    MARTYR = "martyr"
    CHILD = "child"
    OTHER = "other"


class ReturnPlace(StrEnum):
    """Where the result is to be returned."""

    COUNTER = "counter"
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """How a person showed who they are; ``NONE`` needs a ``reason``, a passport a ``country``."""

    kind: IdentityKind = IdentityKind.CITIZEN_NUMBER
    number: str | None = None
    country: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A natural person: applicant, owner, representative or subject."""

    full_name: str
    identity: Identity = Identity()
    born_on: date | None = None
    gender: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An enterprise, agency or other body that owns the dossier."""

    name: str
    tax_code: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Someone to telephone in place of the applicant."""

    full_name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The person whom the request is about (worker, deceased, martyr)."""

    kind: SubjectKind
    full_name: str
    identity_number: str | None = None
    born_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """A paper met by data that the State already holds: which database, and when it was asked."""

    source: str
    looked_up_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedDocument:
    """One paper of the published list as handed in, named by its ordinal there.

    ``not_applicable`` is the officer's word that a paper whose list does not say whether it is
    compulsory is not asked of this applicant.
    """

    ordinal: int
    originals: int = 0
    certified: int = 0
    copies: int = 0
    looked_up: LookUp | None = None
    not_applicable: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the paper lies on the desk, or the State already holds it."""
        return self.looked_up is not None or self.originals + self.certified + self.copies > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Fee and levy in đồng, taken now or left for later."""

    fee: int = 0
    levy: int = 0
    paid: bool = False
    receipt_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnWay:
    """How the citizen wants the result; by post needs an address."""

    place: ReturnPlace = ReturnPlace.COUNTER
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Agency codes: where helped, where officially received, who settles, whose status counts."""

    helped_at: str | None = None
    received_at: str | None = None
    settled_by: str | None = None
    status_owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDueDate:
    """A date typed by the officer where the published limit has no countable unit."""

    due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionForm:
    """Everything that the officer states when receiving a dossier.

    ``owner`` absent means that the applicant owns the dossier. ``authority`` says by what paper
    the applicant represents the owner. ``stated_at`` is the stated time of reception, keyed in
    later from paper; ``late_reason`` says why when that is more than one working day back.
    ``duplicates_seen`` are uids of dossiers that looked like this one; the officer decided that
    they are others, ``duplicate_reason`` may say why. ``filing_uid`` names the online filing that
    becomes this dossier, ``postal_item`` the uid of the item of the post that its papers came in.
    """

    procedure_code: str
    applicant: Person
    case: str | None = None
    channel: Channel = Channel.COUNTER
    owner: Person | None = None
    organisation: Organisation | None = None
    authority: str | None = None
    subject: Subject | None = None
    contact: Contact | None = None
    documents: tuple[SubmittedDocument, ...] = ()
    abstract: str | None = None
    sets: int = 1
    notes: str | None = None
    money: Money = Money()
    return_way: ReturnWay = ReturnWay()
    places: Places = Places()
    stated_due: StatedDueDate | None = None
    submitted_at: datetime | None = None
    stated_at: datetime | None = None
    late_reason: str | None = None
    visit_number: str | None = None
    pad_code: str | None = None
    filing_uid: str | None = None
    postal_item: str | None = None
    duplicates_seen: tuple[str, ...] = ()
    duplicate_reason: str | None = None
