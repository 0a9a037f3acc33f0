"""What the clerk did, as a list of its own: the journal is held against it afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from citizens import Citizen


@dataclass(frozen=True, slots=True)
class Reception:
    """What the clerk did when a dossier was saved."""

    code: str
    citizen: Citizen
    procedure: str
    visit: str | None = None
    beside: str | None = None


@dataclass(slots=True)
class Ledger:
    """What was done, in order; the journal is held against it."""

    received: list[Reception] = field(default_factory=list)
    corrected: list[tuple[str, str]] = field(default_factory=list)
    cancelled: list[tuple[str, str]] = field(default_factory=list)
    guided: list[tuple[str, Citizen]] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
