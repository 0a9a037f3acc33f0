"""What happens to the accounts of the office: enrolled, and changed.

Secrets are no part of any fact: a PIN, its hash and a badge's token never enter the journal.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.fact_parts import Fact
from app.domain.light_dataclass import dataclass


class EmployerKind(StrEnum):
    """Who pays the person at the desk."""

    OFFICE = "office"
    POST = "post"
    AGENCY = "agency"


class SecretChange(StrEnum):
    """How a secret came to be set."""

    OWN = "own"
    GIVEN = "given"
    UNLOCKED = "unlocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The days on which a person may work, both inclusive; absent means without that limit."""

    begins_on: date | None = None
    ends_on: date | None = None

    def covers(self, on: date) -> bool:
        """Whether a day lies in the term."""
        begun = self.begins_on is None or self.begins_on <= on
        return begun and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPrivate:
    """The name behind a staff uid, and the title on the name plate (chức danh)."""

    full_name: str
    title: str | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffEnrolled(Fact):
    """A person of the office got an account (cán bộ).

    ``employer`` is what deeds name: ``office``, the post's unit, or the seconding agency.
    """

    kind = "staff.enrolled"
    staff_uid: str
    roles: tuple[str, ...]
    employer: str
    employer_kind: EmployerKind = EmployerKind.OFFICE
    term: Term | None = None
    private: StaffPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChanged(Fact):
    """An account was changed; what is absent stayed as it was.

    ``term`` replaces the one before, whole; ``secret`` and ``badge_issued`` say that a new one
    counts from now on, never what it is.
    """

    kind = "staff.changed"
    staff_uid: str
    roles: tuple[str, ...] | None = None
    employer: str | None = None
    employer_kind: EmployerKind | None = None
    term: Term | None = None
    is_active: bool | None = None
    secret: SecretChange | None = None
    badge_issued: bool | None = None
    private: StaffPrivate | None = None
