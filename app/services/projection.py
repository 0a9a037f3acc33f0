"""The stored fold: what events say, kept in tables that may be dropped and rebuilt."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier, read_fold
from app.domain.erasure_facts import PersonalDataErased
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.folding import fold_fact
from app.models.database import run, table_of
from app.models.office import DossierPersonRow, DossierRow
from app.models.prepared import Prepared
from app.models.search import clear_index, index_words
from app.services.count_projection import FOLDED as FOLDED_COUNTS
from app.services.count_projection import add_counts, store_count
from app.services.departing import FOLDED as FOLDED_SCOPES
from app.services.departing import project_scope
from app.services.dossier_rows import Storing, person_rows, storing
from app.services.forgetting import forget
from app.services.office_projection import FOLDED as FOLDED_OFFICE
from app.services.office_projection import project_office
from app.services.post_projection import FOLDED as FOLDED_POST
from app.services.post_projection import project_post
from app.services.sheet_projection import FOLDED as FOLDED_SHEETS
from app.services.sheet_projection import project_sheet, project_sheet_line
from app.services.unfolded import FOLDED as FOLDED_LATER
from app.services.work_projection import (
    FOLDED,
    may_answer_filing,
    project_filing,
    project_office_work,
    store_foreign_codes,
    store_work,
)

_DOSSIER, _PERSON = table_of(DossierRow), table_of(DossierPersonRow)
_ADD_DOSSIER, _ADD_PERSONS = Prepared(insert(_DOSSIER)), Prepared(insert(_PERSON))
_LAST = "projection.last"
_Remembered = tuple[str, UUID, Dossier]
_THIS = (_DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.uid == bindparam("which"))
_CHANGE_DOSSIER = Prepared(update(_DOSSIER).where(*_THIS))
_DROP_PERSONS = Prepared(
    delete(_PERSON).where(
        _PERSON.c.tenant == bindparam("of"), _PERSON.c.number == bindparam("numbered")
    )
)
_FOLD = Prepared(select(_DOSSIER.c.fold, _DOSSIER.c.fold_private).where(*_THIS))
_FOLDS = select(_DOSSIER.c.uid, _DOSSIER.c.fold, _DOSSIER.c.fold_private).where(
    _DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.uid.in_(bindparam("which", expanding=True))
)
_AT_ONCE = 500
_LAST_NUMBER = Prepared(
    select(func.max(_DOSSIER.c.number)).where(_DOSSIER.c.tenant == bindparam("of"))
)
_NUMBER = Prepared(select(_DOSSIER.c.number).where(*_THIS))

_FOLDED_TABLES = (
    DossierRow,
    DossierPersonRow,
    *FOLDED_OFFICE,
    *FOLDED,
    *FOLDED_SHEETS,
    *FOLDED_POST,
    *FOLDED_COUNTS,
    *FOLDED_SCOPES,
    *FOLDED_LATER,
)


def project(session: Session, event: Event, known: Dossier | None, fact: Fact | None) -> None:
    """Bring the stored tables up to one more event; ``known`` is the dossier before it.

    ``fact`` is what the event says, which its recorder has at hand.
    """
    project_single(session, event, fact)
    if event.dossier_uid is not None:
        dossier = fold_fact(known, event, fact)
        if dossier is not None and dossier is not known:
            store_dossier(session, event.author.tenant, dossier, known)
            project_sheet_line(session, event, fact)
        if may_answer_filing(known, fact):
            project_filing(session, event, fact)


def project_story(session: Session, told: Sequence[tuple[Event, Fact]]) -> None:
    """Bring the stored tables up to all events of a dossier that is new here, storing it once."""
    dossier: Dossier | None = None
    for event, fact in told:
        project_single(session, event, fact)
        dossier = fold_fact(dossier, event, fact)
    if dossier is not None:
        store_dossier(session, told[0][0].author.tenant, dossier, None)


def project_single(session: Session, event: Event, fact: Fact | None) -> None:
    """Bring up to one more event what follows it alone, whatever its dossier has come to."""
    if isinstance(fact, PersonalDataErased):
        forget(session, event, fact)
    project_scope(session, event, fact)
    project_post(session, event, fact)
    if event.dossier_uid is not None:
        return
    project_office_work(session, event, fact)
    project_sheet(session, event, fact)
    project_office(session, event, fact)


def clear(session: Session, tenant: str) -> None:
    """Drop everything that was folded, before a rebuild."""
    session.info.pop(_LAST, None)
    for kind in _FOLDED_TABLES:
        session.execute(delete(kind).where(kind.tenant == tenant))
    clear_index(session)


def stored_dossier(session: Session, tenant: str, uid: UUID) -> Dossier | None:
    """The dossier as folded so far.

    The last one is remembered on the session until it is stored anew: a session is one
    transaction, so nobody else moves it, and a deed asks for its dossier more than once.
    """
    remembered: _Remembered | None = session.info.get(_LAST)
    if remembered is not None and remembered[:2] == (tenant, uid):
        return remembered[2]
    found = _FOLD.row(session, {"of": tenant, "which": uid})
    if found is None:
        return None
    dossier = read_fold(*found)
    session.info[_LAST] = (tenant, uid, dossier)
    return dossier


def stored_dossiers(session: Session, tenant: str, uids: Sequence[UUID]) -> dict[UUID, Dossier]:
    """Many dossiers as folded so far, by uid; those that are not stored are absent."""
    return {
        uid: read_fold(fold, private)
        for start in range(0, len(uids), _AT_ONCE)
        for uid, fold, private in run(
            session, _FOLDS, {"of": tenant, "which": uids[start : start + _AT_ONCE]}
        )
    }


def store_dossier(session: Session, tenant: str, dossier: Dossier, known: Dossier | None) -> None:
    """Store a dossier as folded; ``known`` is the one that is stored."""
    store_dossiers(session, tenant, (storing(dossier, known),))


def store_dossiers(session: Session, tenant: str, dossiers: Sequence[Storing]) -> None:
    """Store dossiers, each once, with as few statements as one of them takes."""
    if not dossiers:
        return
    # Read back when asked for: stored moments are cut to milliseconds.
    session.info.pop(_LAST, None)
    new = [each for each in dossiers if each.known is None]
    changed = [each for each in dossiers if each.known is not None]
    if new:
        _add(session, tenant, new)
    if changed:
        _change(session, tenant, changed)
    stored = [(each.dossier, each.known) for each in dossiers]
    store_work(session, tenant, stored)
    for each in changed:
        store_count(session, tenant, each.dossier, each.known)
    store_foreign_codes(session, tenant, stored)


def _add(session: Session, tenant: str, new: Sequence[Storing]) -> None:
    numbered = list(enumerate(new, _next_number(session, tenant)))
    rows = [
        {"tenant": tenant, "uid": UUID(each.dossier.uid), "number": number, **each.columns}
        for number, each in numbered
    ]
    _ADD_DOSSIER.write(session, *rows)
    index_words(session, [(number, each.words or "") for number, each in numbered])
    _add_persons(session, tenant, numbered)
    add_counts(session, tenant, [each.dossier for each in new])


def _change(session: Session, tenant: str, changed: Sequence[Storing]) -> None:
    """Bring rows and search up to dossiers that were worked on, put right or erased."""
    found_anew = []
    for each in changed:
        at = {"of": tenant, "which": UUID(each.dossier.uid)}
        _CHANGE_DOSSIER.write(session, {**at, **each.columns})
        if each.words is not None:
            found_anew.append((_NUMBER.value(session, at), each))
    index_words(session, [(number, each.words or "") for number, each in found_anew])
    others = [(number, each) for number, each in found_anew if each.has_other_persons]
    _DROP_PERSONS.write(session, *({"of": tenant, "numbered": number} for number, _ in others))
    _add_persons(session, tenant, others)


def _add_persons(session: Session, tenant: str, numbered: Sequence[tuple[int, Storing]]) -> None:
    rows = (row for number, each in numbered for row in person_rows(tenant, number, each.dossier))
    _ADD_PERSONS.write(session, *rows)


def _next_number(session: Session, tenant: str) -> int:
    return (_LAST_NUMBER.value(session, {"of": tenant}) or 0) + 1
