"""Reference data as the centre gives it out: numbered, signed versions of each subject.

A release is whole: what it names counts as it says, what it does not name stays with the office.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.domain.canonical import canonical_bytes, digest
from app.domain.light_dataclass import dataclass
from app.domain.moments import to_text
from app.domain.records import from_plain, to_plain
from app.domain.staff import Account, StaffMember
from app.domain.wording_facts import WordingText

WHOLE_PROVINCE = ""
"""The office of a release that is for every office."""

CENTRE, CENTRE_NAME = UUID(int=0), "Trung tâm"
"""Who acts where the centre itself does: no person."""

PROCEDURE, CALENDAR = "procedure", "calendar"
"""Kinds of what is named by digest and travels by itself."""


class Subject(StrEnum):
    """What a release is about."""

    OFFICES = "offices"
    CATALOGUE = "catalogue"
    CALENDAR = "calendar"
    STAFF = "staff"
    WORDING = "wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeEntry:
    """An office of the province; ``kind`` is ``office`` or ``post``."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """From when to when a version of a procedure counts; ``valid_to`` is its last day."""

    code: str
    valid_from: date
    digest: str
    valid_to: date | None = None
    ended_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """The calendar of a year, by digest."""

    year: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffEntry(Account):
    """An account of an office, as the centre has it."""

    staff_uid: str

    @staticmethod
    def of(member: StaffMember) -> StaffEntry:
        """An account of a desk, as the centre has it."""
        return StaffEntry(staff_uid=str(member.uid), **member.known())

    @property
    def member(self) -> StaffMember:
        """The same as a desk keeps it."""
        return StaffMember(uid=UUID(self.staff_uid), **self.known())


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingEntry:
    """A change of the words on papers, from a day on, made by the centre at a moment."""

    valid_from: date
    changed_at: datetime
    texts: tuple[WordingText, ...]


_ENTRIES: dict[Subject, Any] = {
    Subject.OFFICES: tuple[OfficeEntry, ...],
    Subject.CATALOGUE: tuple[CatalogueEntry, ...],
    Subject.CALENDAR: tuple[CalendarEntry, ...],
    Subject.STAFF: tuple[StaffEntry, ...],
    Subject.WORDING: tuple[WordingEntry, ...],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One version of a subject; ``content`` is canonical JSON, ``signature`` the centre's in hex.

    ``office`` is empty for what holds in the whole province.
    """

    tenant: str
    subject: Subject
    office: str
    version: int
    issued_at: datetime
    content: str
    signature: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the content."""
        return digest(self.content.encode())

    @property
    def entries(self) -> tuple[Any, ...]:
        """What it says. Raises ``Refusal`` for a content that is none of its subject."""
        return read_entries(self.subject, self.content)

    @property
    def signed(self) -> bytes:
        """The bytes that the centre signs."""
        said = {
            "tenant": self.tenant,
            "subject": self.subject.value,
            "office": self.office,
            "version": self.version,
            "issued_at": to_text(self.issued_at),
            "digest": self.digest,
        }
        return b"release:" + canonical_bytes(said)


def read_entries(subject: Subject, content: str) -> tuple[Any, ...]:
    """The entries behind a content. Raises ``Refusal`` or ``ValueError`` for anything else."""
    found: tuple[Any, ...] = from_plain(_ENTRIES[subject], json.loads(content))
    return found


def written(entries: tuple[Any, ...]) -> str:
    """The content that says these entries."""
    return canonical_bytes(to_plain(entries)).decode()


def named_by(subject: Subject, entries: tuple[Any, ...]) -> tuple[tuple[str, str], ...]:
    """What these entries name by digest: kind and digest."""
    kinds = {Subject.CATALOGUE: PROCEDURE, Subject.CALENDAR: CALENDAR}
    kind = kinds.get(subject)
    return () if kind is None else tuple((kind, each.digest) for each in entries)


def joined(subject: Subject, known: tuple[Any, ...], proposed: tuple[Any, ...]) -> tuple[Any, ...]:
    """Entries with those of a proposal taken over: the proposal counts where both name one."""
    if subject is Subject.WORDING:
        return tuple(sorted({*known, *proposed}, key=lambda each: each.changed_at))
    if subject is Subject.CATALOGUE:
        # A procedure is taken over with its whole past, else two versions would count at once.
        codes = {each.code for each in proposed}
        kept = tuple(each for each in known if each.code not in codes)
        return tuple(sorted((*kept, *proposed), key=lambda each: (each.code, each.valid_from)))
    keyed = {_key(subject, each): each for each in (*known, *proposed)}
    return tuple(keyed[key] for key in sorted(keyed))


def differing(subject: Subject, known: tuple[Any, ...], here: tuple[Any, ...]) -> tuple[Any, ...]:
    """What stands here and not in a release: worth a proposal."""
    if subject is Subject.CATALOGUE:
        told = set(known)
        codes = {each.code for each in here if each not in told}
        return tuple(each for each in here if each.code in codes)
    return tuple(each for each in here if each not in set(known))


def _key(subject: Subject, entry: Any) -> Any:
    match subject:
        case Subject.CALENDAR:
            return entry.year
        case Subject.STAFF:
            return entry.staff_uid
    return entry.code
