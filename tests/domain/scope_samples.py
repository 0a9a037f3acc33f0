"""One invented fact of every kind about what an office's stream holds."""

from __future__ import annotations

from app.domain.fact_parts import Fact
from app.domain.scope_facts import ScopeEntered, ScopeLeft

_DOSSIER = "01900000-0000-7000-8000-0000000000d1"

SCOPE: tuple[Fact, ...] = (
    ScopeLeft(dossier=_DOSSIER, code="H40.16-261120-3001"),
    ScopeEntered(dossier=_DOSSIER, code="H40.16-261120-3001"),
)
