"""What facts are made of: the base of them all, and the parts that several kinds share."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from app.domain.light_dataclass import dataclass
from app.domain.procedure import TimeLimit
from app.domain.reception import Contact, Organisation, Person, Subject


@dataclass(frozen=True, slots=True)
class Fact:
    """What one event says; ``kind`` is never renamed or reused."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureAsReceived:
    """The procedure as it stood on the day of reception; ``digest`` resolves the papers' names."""

    code: str
    name: str
    digest: str
    sector: str | None = None
    case: str | None = None
    settling_agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseGiven:
    """The date that the citizen took home; ``stated`` when the officer typed it with a reason."""

    return_due_at: datetime
    calendar_digest: str
    limit: TimeLimit | None = None
    statutory: TimeLimit | None = None
    stated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A line of the register: book (``3/2026``) and running number in it."""

    book: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionPrivate:
    """The persons of a dossier and what they asked for."""

    applicant: Person
    owner: Person | None = None
    organisation: Organisation | None = None
    authority: str | None = None
    subject: Subject | None = None
    contact: Contact | None = None
    abstract: str | None = None
    notes: str | None = None
    return_address: str | None = None
    lookup_token: str | None = None
    late_reason: str | None = None
    stated_due_reason: str | None = None
    duplicate_reason: str | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LackingDocument:
    """A paper of the published list that was not there, by its ordinal."""

    ordinal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeWords:
    """What somebody typed freely: a reason, a remark; it may name persons, so it is private."""

    words: str
    salt: str | None = None
