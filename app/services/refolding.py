"""Folding dossiers in the centre's order: what comes late may belong before what stands here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.events import read_fact
from app.domain.facts import DossierReceived
from app.domain.folding import fold_told
from app.models.life import FilingRow, ForeignCodeRow, HandOverLineRow
from app.services import journal, projection
from app.services.departing import departed_among
from app.services.preparing import GoneOn, Told
from app.services.sheet_projection import project_sheet_line
from app.services.work_projection import may_answer_filing, project_filing, store_foreign_codes

_OF_ONE_DOSSIER = (FilingRow, ForeignCodeRow, HandOverLineRow)


def refold(session: Session, tenant: str, uid: UUID) -> None:
    """Store a dossier anew from all its events, as a rebuild would."""
    for kind in _OF_ONE_DOSSIER:
        at = (kind.tenant == tenant) & (kind.dossier_uid == uid)
        session.execute(delete(kind).where(at))
    events = list(journal.events(session, tenant, uid))
    if departed_among(session, tenant, [uid]):
        events = [replace(event, private=None) for event in events]
    stored = projection.stored_dossier(session, tenant, uid)
    told = [(event, read_fact(event)) for event in events]
    final = fold_told(None, told)
    if final is not None:
        projection.store_dossier(session, tenant, final, stored)
        store_foreign_codes(session, tenant, [(final, None)])
    _project_beside(session, (None, final), told)


def fold_on(session: Session, tenant: str, gone_on: Sequence[GoneOn]) -> None:
    """Store dossiers to which events came that stand after everything known of them."""
    changed = [each.storing for each in gone_on if each.storing is not None]
    projection.store_dossiers(session, tenant, changed)
    for each in gone_on:
        final = each.known if each.storing is None else each.storing.dossier
        _project_beside(session, (each.known, final), each.late)


def _project_beside(
    session: Session, span: tuple[Dossier | None, Dossier | None], told: Iterable[Told]
) -> None:
    """Filings and lines of sheets, which belong to a dossier and follow its single events.

    ``span`` is the dossier before all of them and after.
    """
    known, final = span
    for event, fact in told:
        if may_answer_filing(known, fact):
            project_filing(session, event, fact)
        if known is None and isinstance(fact, DossierReceived):
            known = final
        project_sheet_line(session, event, fact)
