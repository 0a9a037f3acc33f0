"""What is said about a dossier without moving it: notes, files, codes of other systems."""

from __future__ import annotations

from enum import StrEnum

from app.domain.fact_parts import Fact, FreeWords
from app.domain.light_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded(Fact):
    """A remark for colleagues."""

    kind = "note.added"
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentAdded(Fact):
    """A file was kept beside the database, encrypted; ``digest`` is SHA-256 of its plain bytes.

    ``ordinal`` names the paper of the published list that it shows, ``result_uid`` the result.
    ``exempt`` says why nothing was scanned (TT 03/2025, điều 5.2); then there is no file.
    """

    kind = "attachment.added"
    digest: str | None = None
    size: int = 0
    media_type: str | None = None
    pages: int | None = None
    ordinal: int | None = None
    result_uid: str | None = None
    exempt: str | None = None
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCodeRecorded(Fact):
    """Another system knows this dossier by a code of its own."""

    kind = "foreign_code.recorded"
    system: str
    code: str


class AliasReason(StrEnum):
    """Why the centre gave a dossier another code."""

    TAKEN = "taken"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAliased(Fact):
    """The centre gave the dossier a code of its own; the one on paper opens it all the same.

    ``alias`` is the code on the slip: another dossier bears it too, or it was provisional.
    """

    kind = "code.aliased"
    code: str
    alias: str
    reason: AliasReason


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierSharedWith(Fact):
    """Another office sees this dossier from now on."""

    kind = "dossier.shared_with"
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierSuperseded(Fact):
    """Received under a wrong procedure and handed over: another dossier stands for it, by uid."""

    kind = "dossier.superseded"
    by: str
    by_code: str
    private: FreeWords | None = None


FACTS: tuple[type[Fact], ...] = (
    NoteAdded,
    AttachmentAdded,
    ForeignCodeRecorded,
    CodeAliased,
    DossierSharedWith,
    DossierSuperseded,
)
