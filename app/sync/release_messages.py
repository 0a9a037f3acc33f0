"""Messages about releases: which ones are where, themselves, and what a desk brings along."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.releases import Release, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseMark:
    """Which version of a subject one side has; no office means the whole province.

    ``issued_ms`` is when what it says was issued, whatever number it bears by now.
    """

    subject: Subject
    office: str
    version: int
    digest: str
    issued_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Releases by their marks."""

    marks: tuple[ReleaseMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases:
    """Releases as the centre signed them."""

    releases: tuple[Release, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a desk has of a subject beside the centre's release; in the form of a release."""

    subject: Subject
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """What a desk brings along when it is enrolled."""

    proposals: tuple[Proposal, ...]
