"""How the copies of a desk stand: what its machine remembers of them, and what lies only here."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.domain.light_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Nothing is known of what is absent. ``failure`` is the sentence of the last backup's refusal.

    ``copied_at`` is when the continuous copy last held everything; ``former`` are places where
    copies went before, which may still hold somebody who was erased.
    """

    place: str | None = None
    copy_place: str | None = None
    last_backup_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str | None = None
    copied_at: datetime | None = None
    copy_failure: str | None = None
    last_drill_at: datetime | None = None
    last_drill_sound: bool | None = None
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """How the copies stand now.

    ``asks`` says that closing should ask for a backup, because nobody is here for ``away`` days.
    ``one_disk_only`` counts events that lie on the disk of this machine and nowhere else.
    ``sheet_kept`` tells whether somebody has the recovery sheet of the key.
    """

    ledger: Ledger
    at: datetime
    mark: str
    due: bool = False
    asks: bool = False
    away: int = 0
    one_disk_only: int = 0
    same_disk: bool = False
    next_at: datetime | None = None
    sheet_kept: bool = True


@dataclass(frozen=True, slots=True)
class KeySheet:
    """A recovery key with its mark, and the sheet for the safe as PDF.

    ``signer`` is the fingerprint of the office's signing key, which stands on it, too.
    """

    recovery: str
    mark: str
    pdf: bytes
    signer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesTried:
    """What a drill found of attached files: how many are named, opened, missing and damaged."""

    named: int = 0
    opened: int = 0
    missing: int = 0
    damaged: int = 0

    @property
    def sound(self) -> bool:
        """Whether every file would come back."""
        return not self.missing and not self.damaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """What a restore drill found: how far the backup has come, and what it lacks.

    ``follows`` tells whether the backup is the beginning of the journal at this desk; ``findings``
    are what verifying it found, as sentences.
    """

    backup: str
    events: int
    dossiers: int
    events_since: int
    dossiers_since: int
    last_recorded_at: datetime | None
    follows: bool
    findings: tuple[str, ...] = ()
    files: FilesTried = FilesTried()

    @property
    def sound(self) -> bool:
        """Whether a restore from this backup would be whole."""
        return self.follows and not self.findings and self.files.sound


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreAnswers:
    """From what a desk is brought back: backup, recovery key, continuous copy."""

    backup: Path
    recovery: str
    copies: Path | None = None
