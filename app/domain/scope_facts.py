"""What the centre says of an office's stream itself: a dossier left it, or came back."""

from __future__ import annotations

from app.domain.fact_parts import Fact
from app.domain.light_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeLeft(Fact):
    """An office has no part in a dossier any more; its author's office is the one that it left.

    It concerns the stream and not the dossier, whose fold is the same everywhere else.
    """

    kind = "dossier.scope_left"
    dossier: str
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeEntered(Fact):
    """A dossier that had left an office's stream is back; what it missed follows."""

    kind = "dossier.scope_entered"
    dossier: str
    code: str | None = None


FACTS: tuple[type[Fact], ...] = (ScopeLeft, ScopeEntered)
