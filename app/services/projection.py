"""The stored fold: what events say, kept in tables that may be dropped and rebuilt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier, fold_bytes, read_fold
from app.domain.duplicates import persons_of, traits
from app.domain.erasure_facts import PersonalDataErased
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.folding import fold_fact
from app.domain.moments import local_date
from app.domain.seeing import seers_of
from app.models.database import run, table_of
from app.models.office import DossierHeadRow, DossierPersonRow, DossierRow
from app.models.search import Facets, clear_index, index_dossier
from app.services.count_projection import FOLDED as FOLDED_COUNTS
from app.services.count_projection import store_count
from app.services.forgetting import forget
from app.services.office_projection import FOLDED as FOLDED_OFFICE
from app.services.office_projection import project_office
from app.services.post_projection import FOLDED as FOLDED_POST
from app.services.post_projection import project_post
from app.services.sheet_projection import FOLDED as FOLDED_SHEETS
from app.services.sheet_projection import project_sheet, project_sheet_line
from app.services.work_projection import (
    FOLDED,
    may_answer_filing,
    project_filing,
    project_office_work,
    store_foreign_codes,
    store_work,
)

_DOSSIER, _PERSON = table_of(DossierRow), table_of(DossierPersonRow)
_HEAD = table_of(DossierHeadRow)
_ADD_DOSSIER, _ADD_HEADS = insert(_DOSSIER), insert(_HEAD)
_ADD_PERSONS = insert(_PERSON)
_AUTHORISED = "authorised"
_LAST = "projection.last"
_Remembered = tuple[str, UUID, Dossier]
_CHANGE_DOSSIER = update(_DOSSIER).where(
    _DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.uid == bindparam("which")
)
_DROP_HEADS = delete(_HEAD).where(
    _HEAD.c.tenant == bindparam("of"), _HEAD.c.dossier_uid == bindparam("which")
)
_DROP_PERSONS = delete(_PERSON).where(
    _PERSON.c.tenant == bindparam("of"), _PERSON.c.number == bindparam("numbered")
)
_FOLD = select(_DOSSIER.c.fold, _DOSSIER.c.fold_private).where(
    _DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.uid == bindparam("which")
)
_LAST_NUMBER = select(func.max(_DOSSIER.c.number)).where(_DOSSIER.c.tenant == bindparam("of"))

_NUMBER = select(_DOSSIER.c.number).where(_DOSSIER.c.uid == bindparam("which"))

_FOLDED_TABLES = (
    DossierRow,
    DossierHeadRow,
    DossierPersonRow,
    *FOLDED_OFFICE,
    *FOLDED,
    *FOLDED_SHEETS,
    *FOLDED_POST,
    *FOLDED_COUNTS,
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
    found = run(session, _FOLD, {"of": tenant, "which": uid}).first()
    if found is None:
        return None
    dossier = read_fold(*found)
    session.info[_LAST] = (tenant, uid, dossier)
    return dossier


def store_dossier(session: Session, tenant: str, dossier: Dossier, known: Dossier | None) -> None:
    """Store a dossier as folded; ``known`` is the one that is stored."""
    uid = UUID(dossier.uid)
    # Read back when asked for: stored moments are cut to milliseconds.
    session.info.pop(_LAST, None)
    row = dossier_columns(dossier)
    if known is None:
        number = _next_number(session, tenant)
        run(session, _ADD_DOSSIER, {"tenant": tenant, "uid": uid, "number": number, **row})
        index_dossier(session, number, *_indexed(dossier))
        _store_persons(session, tenant, number, dossier)
    else:
        _find_anew(session, tenant, dossier, known)
        run(session, _CHANGE_DOSSIER, {"of": tenant, "which": uid, **row})
        run(session, _DROP_HEADS, {"of": tenant, "which": uid})
    heads = [
        {"tenant": tenant, "dossier_uid": uid, "event_uid": UUID(head)} for head in dossier.heads
    ]
    run(session, _ADD_HEADS, heads)
    store_work(session, tenant, dossier, is_new=known is None)
    store_count(session, tenant, dossier, known)
    store_foreign_codes(session, tenant, dossier, known)


def _find_anew(session: Session, tenant: str, dossier: Dossier, known: Dossier) -> None:
    """Bring the search up to a dossier that was put right, erased, or brought to a new state."""
    is_same = dossier.private is known.private and dossier.later is known.later
    if is_same and _indexed(dossier) == _indexed(known):
        return
    number: int = run(session, _NUMBER, {"which": UUID(dossier.uid)}).scalar_one()
    index_dossier(session, number, *_indexed(dossier))
    if not is_same:
        run(session, _DROP_PERSONS, {"of": tenant, "numbered": number})
        _store_persons(session, tenant, number, dossier)


def _store_persons(session: Session, tenant: str, number: int, dossier: Dossier) -> None:
    persons = () if dossier.private is None else tuple(persons_of(dossier.private))
    rows = [
        {
            "tenant": tenant,
            "number": number,
            "part": part.value,
            "identity": person.number,
            "folded_name": person.name,
            "born_on": person.born_on,
            "about": place == 0,
        }
        for place, (part, person) in enumerate(persons)
    ]
    rows += _authorised(tenant, number, dossier)
    if rows:
        run(session, _ADD_PERSONS, rows)


def _authorised(tenant: str, number: int, dossier: Dossier) -> list[dict[str, Any]]:
    """Whom the owner let act after reception: their card finds what lies here for them."""
    named = () if dossier.later is None else dossier.later.authorised
    told = (traits(each.identity_number, each.full_name, None) for each in named)
    return [
        {
            "tenant": tenant,
            "number": number,
            "part": f"{_AUTHORISED}:{place}",
            "identity": person.number,
            "folded_name": person.name,
            "born_on": None,
            "about": False,
        }
        for place, person in enumerate(told)
    ]


def dossier_columns(dossier: Dossier) -> dict[str, Any]:
    """What the dossier's row holds, its fold and the columns for lists alike."""
    public, private = fold_bytes(dossier)
    persons = dossier.private
    return {
        "code": dossier.code,
        "office": dossier.office,
        "desk": dossier.desk,
        "state": dossier.state.value,
        "procedure_code": dossier.procedure.code,
        "procedure_name": dossier.procedure.name,
        "sector": dossier.procedure.sector,
        "applicant": None if persons is None else persons.applicant.full_name,
        "identity_number": None if persons is None else persons.applicant.identity.number,
        "received_at": dossier.received_at,
        "received_on": local_date(dossier.received_at),
        "return_due_at": dossier.promise.return_due_at,
        "due_on": local_date(dossier.promise.return_due_at),
        "slip_copies": dossier.slip_copies,
        "needs_update": dossier.needs_update,
        "fold": public,
        "fold_private": private,
    }


def _indexed(dossier: Dossier) -> tuple[tuple[str | None, ...], Facets]:
    facets = Facets(
        state=dossier.state.value,
        desk=dossier.desk,
        procedure_code=dossier.procedure.code,
        sector=dossier.procedure.sector,
        received_on=local_date(dossier.received_at),
        due_on=local_date(dossier.promise.return_due_at),
        seers=seers_of(dossier),
    )
    return _searched(dossier), facets


def _searched(dossier: Dossier) -> tuple[str | None, ...]:
    persons = dossier.private
    found: list[str | None] = [dossier.code, dossier.procedure.code]
    found += [each.code for each in dossier.foreign_codes]
    if persons is not None:
        for person in (persons.applicant, persons.owner):
            if person is not None:
                found += [person.full_name, person.identity.number, person.phone]
        if persons.organisation is not None:
            found += [persons.organisation.name, persons.organisation.tax_code]
        if persons.subject is not None:
            found += [persons.subject.full_name, persons.subject.identity_number]
    return tuple(found)


def _next_number(session: Session, tenant: str) -> int:
    return (run(session, _LAST_NUMBER, {"of": tenant}).scalar() or 0) + 1
