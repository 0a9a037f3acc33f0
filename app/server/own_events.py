"""Events that the centre writes itself: it is their author, under an office's name."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from app.domain.dossier import Dossier, heads_of
from app.domain.events import Author, Circumstances, Event, write_event
from app.domain.fact_parts import Fact
from app.domain.identifiers import new_uid
from app.domain.releases import CENTRE

_ROLE, _EMPLOYER = "centre", "centre"


def written_here(
    tenant: str, office: str, at: datetime, fact: Fact, about: Dossier | None = None
) -> Event:
    """An event of the centre; one ``about`` a dossier has seen all that happened to it so far."""
    author = Author(tenant=tenant, office=office, actor=CENTRE, role=_ROLE, employer=_EMPLOYER)
    circumstances = Circumstances(
        uid=new_uid(at),
        occurred_at=at,
        recorded_at=at,
        dossier_uid=None if about is None else UUID(about.uid),
        parents=() if about is None else heads_of(about),
    )
    return write_event(author, fact, circumstances)
