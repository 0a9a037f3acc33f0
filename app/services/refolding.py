"""Folding dossiers in the centre's order: what comes late may belong before what stands here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.events import Event, read_fact
from app.domain.folding import fold
from app.models.life import FilingRow, ForeignCodeRow, HandOverLineRow
from app.services import journal, projection
from app.services.sheet_projection import project_sheet_line
from app.services.work_projection import may_answer_filing, project_filing, store_foreign_codes

_OF_ONE_DOSSIER = (FilingRow, ForeignCodeRow, HandOverLineRow)


def fold_history(events: Iterable[Event]) -> Dossier | None:
    """A dossier from all its events, in the order in which they count."""
    dossier: Dossier | None = None
    for event in events:
        dossier = fold(dossier, event)
    return dossier


def refold(session: Session, tenant: str, uid: UUID) -> None:
    """Store a dossier anew from all its events, as a rebuild would."""
    for kind in _OF_ONE_DOSSIER:
        at = (kind.tenant == tenant) & (kind.dossier_uid == uid)
        session.execute(delete(kind).where(at))
    events = list(journal.events(session, tenant, uid))
    stored = projection.stored_dossier(session, tenant, uid)
    final = fold_history(events)
    if final is not None:
        projection.store_dossier(session, tenant, final, stored)
        store_foreign_codes(session, tenant, final, None)
    _project_beside(session, None, events)


def fold_on(session: Session, tenant: str, uid: UUID, late: Sequence[Event]) -> None:
    """Fold events that come after everything known of a dossier; stores it once."""
    stored = projection.stored_dossier(session, tenant, uid)
    final = stored
    for event in late:
        final = fold(final, event)
    if final is not None and final is not stored:
        projection.store_dossier(session, tenant, final, stored)
    _project_beside(session, stored, late)


def _project_beside(session: Session, known: Dossier | None, events: Iterable[Event]) -> None:
    """Filings and lines of sheets, which belong to a dossier and follow its single events."""
    for event in events:
        fact = read_fact(event)
        if may_answer_filing(known, fact):
            project_filing(session, event, fact)
        known = fold(known, event)
        project_sheet_line(session, event, fact)
