"""Folding dossiers in the centre's order: what comes late may belong before what stands here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import bindparam, delete
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.events import Event, read_fact
from app.domain.facts import DossierReceived
from app.domain.folding import fold_told
from app.domain.light_dataclass import dataclass
from app.models.database import table_of
from app.models.life import FilingRow, ForeignCodeRow, HandOverLineRow
from app.models.prepared import Prepared
from app.services import journal, projection
from app.services.departing import departed_among
from app.services.dossier_rows import Storing, storing
from app.services.preparing import GoneOn, Told
from app.services.sheet_projection import project_sheet_line
from app.services.work_projection import may_answer_filing, project_filing, store_foreign_codes

_OF_ONE_DOSSIER = tuple(
    Prepared(
        delete(table).where(
            table.c.tenant == bindparam("of"), table.c.dossier_uid == bindparam("which")
        )
    )
    for table in map(table_of, (FilingRow, ForeignCodeRow, HandOverLineRow))
)


@dataclass(frozen=True, slots=True)
class Anew:
    """A dossier folded from all its events; ``storing`` is absent for what is no dossier yet."""

    uid: UUID
    storing: Storing | None
    told: tuple[Told, ...]


def fold_anew(session: Session, tenant: str, uids: Sequence[UUID]) -> tuple[Anew, ...]:
    """Fold dossiers from all their events, as a rebuild would, oldest first; only reads."""
    departed = departed_among(session, tenant, uids)
    told: dict[UUID, list[Told]] = defaultdict(list)
    for event, fact in journal.told_of_dossiers(session, tenant, uids):
        if event.dossier_uid is not None:
            bare = event.dossier_uid in departed
            told[event.dossier_uid].append(_without_persons(event) if bare else (event, fact))
    stored = projection.stored_dossiers(session, tenant, uids)
    in_order = dict.fromkeys((*told, *uids))
    return tuple(_anew(uid, stored.get(uid), told[uid]) for uid in in_order)


def _without_persons(event: Event) -> Told:
    bare = replace(event, private=None)
    return bare, read_fact(bare)


def _anew(uid: UUID, stored: Dossier | None, told: Sequence[Told]) -> Anew:
    final = fold_told(None, told)
    return Anew(uid, None if final is None else storing(final, stored), tuple(told))


def store_anew(session: Session, tenant: str, dossiers: Sequence[Anew]) -> None:
    """Store dossiers that were folded anew in place of what is stored of them."""
    for drop in _OF_ONE_DOSSIER:
        drop.write(session, *({"of": tenant, "which": each.uid} for each in dossiers))
    changed = [each.storing for each in dossiers if each.storing is not None]
    projection.store_dossiers(session, tenant, changed)
    store_foreign_codes(session, tenant, [(each.dossier, None) for each in changed])
    for each in dossiers:
        final = None if each.storing is None else each.storing.dossier
        _project_beside(session, (None, final), each.told)


def refold(session: Session, tenant: str, uid: UUID) -> None:
    """Store a dossier anew from all its events."""
    store_anew(session, tenant, fold_anew(session, tenant, [uid]))


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
