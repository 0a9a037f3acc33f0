"""Dossiers that look like the one being typed: asked at every field, so asked fast."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.dossier import DossierState
from app.domain.duplicates import (
    REQUEST_PARTS,
    DossierTraits,
    Likeness,
    PersonTraits,
    TypedRequest,
    are_alike,
    likeness,
    persons_of,
    traits,
)
from app.domain.light_dataclass import dataclass
from app.domain.reception import ReceptionForm
from app.models.database import run, table_of
from app.models.office import DossierPersonRow, DossierRow
from app.services.desk import DeskContext
from app.services.dossiers import DossierLine, dossier_lines

_NEWEST_OF_NUMBER = 60
"""Who files more under one number is an agent; the newest tell whether a request is doubled."""

_NEWEST_OF_NAME = 50
_SHOWN = 20
_STRENGTH = {why: place for place, why in enumerate(Likeness)}

_PERSON, _DOSSIER = table_of(DossierPersonRow), table_of(DossierRow)
_BY_NUMBER = (
    select(_PERSON.c.number)
    .where(_PERSON.c.tenant == bindparam("of"), _PERSON.c.identity == bindparam("identity"))
    .order_by(_PERSON.c.number.desc())
    .limit(_NEWEST_OF_NUMBER)
)
_NAMES_BORN = (
    select(_PERSON.c.folded_name)
    .where(_PERSON.c.tenant == bindparam("of"), _PERSON.c.about)
    .where(_PERSON.c.born_on == bindparam("born"))
    .where(func.length(_PERSON.c.folded_name).between(bindparam("least"), bindparam("most")))
    .distinct()
)
_BY_NAME = (
    select(_PERSON.c.number)
    .where(_PERSON.c.tenant == bindparam("of"), _PERSON.c.about)
    .where(_PERSON.c.born_on == bindparam("born"))
    .where(_PERSON.c.folded_name == bindparam("name"))
    .order_by(_PERSON.c.number.desc())
    .limit(_NEWEST_OF_NAME)
)
_CANDIDATES = (
    select(
        _DOSSIER.c.uid,
        _DOSSIER.c.procedure_code,
        _DOSSIER.c.state,
        _DOSSIER.c.received_on,
        _DOSSIER.c.office,
        _DOSSIER.c.desk,
        _PERSON.c.identity,
        _PERSON.c.folded_name,
        _PERSON.c.born_on,
        _PERSON.c.about,
    )
    .join(
        _DOSSIER,
        (_DOSSIER.c.tenant == _PERSON.c.tenant) & (_DOSSIER.c.number == _PERSON.c.number),
    )
    .where(_PERSON.c.tenant == bindparam("of"))
    .where(_PERSON.c.number.in_(bindparam("found", expanding=True)))
    .where(_PERSON.c.part.in_(REQUEST_PARTS))
    .order_by(_PERSON.c.number.desc())
)


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """A dossier that may be the same request, why it looks so, and at which desk it came in."""

    line: DossierLine
    why: Likeness
    desk: int | None


def likely_duplicates(
    session: Session,
    *,
    identity_number: str | None,
    full_name: str | None,
    born_on: date | None,
    procedure_code: str,
    on: date,
    desk: DeskContext,
) -> tuple[LikelyDuplicate, ...]:
    """Dossiers of the same person: the same request still open, or today at another desk.

    Without a number only those are found whom a request is about, not who filed it for them.

    The person is whom the request is about (``domain.duplicates.persons_of`` names them first).
    The strongest reason first, then the newest; at most 20.
    """
    person = traits(identity_number, full_name, born_on)
    numbers = _numbers(session, desk.tenant, person)
    if not numbers:
        return ()
    typed = TypedRequest(person, procedure_code, on, desk.agency_code, desk.number)
    reasons: dict[UUID, Likeness] = {}
    desks: dict[UUID, int | None] = {}
    for row in run(session, _CANDIDATES, {"of": desk.tenant, "found": numbers}):
        why = likeness(typed, _traits(row))
        if why is not None:
            reasons[row.uid] = min(why, reasons.get(row.uid, why), key=_STRENGTH.__getitem__)
            desks[row.uid] = row.desk
    ranked = sorted(reasons, key=lambda uid: _STRENGTH[reasons[uid]])[:_SHOWN]
    lines = {line.dossier_uid: line for line in dossier_lines(session, desk.tenant, ranked)}
    return tuple(LikelyDuplicate(lines[uid], reasons[uid], desks[uid]) for uid in ranked)


def duplicates_of_form(
    session: Session, form: ReceptionForm, *, on: date, desk: DeskContext
) -> tuple[LikelyDuplicate, ...]:
    """Dossiers that look like what a whole form asks for; none when it names nobody."""
    about = next(persons_of(form), None)
    if about is None:
        return ()
    _, person = about
    return likely_duplicates(
        session,
        identity_number=person.number,
        full_name=person.name,
        born_on=person.born_on,
        procedure_code=form.procedure_code,
        on=on,
        desk=desk,
    )


def _numbers(session: Session, tenant: str, person: PersonTraits) -> list[int]:
    """The running numbers of the dossiers in which somebody like this person stands."""
    numbers: set[int] = set()
    if person.number:
        asked = {"of": tenant, "identity": person.number}
        numbers.update(run(session, _BY_NUMBER, asked).scalars())
    if person.born_on is not None and person.name:
        born = {"of": tenant, "born": person.born_on}
        for name in _alike(session, born, person):
            numbers.update(run(session, _BY_NAME, {**born, "name": name}).scalars())
    return list(numbers)


def _alike(session: Session, born: dict[str, Any], person: PersonTraits) -> list[str]:
    """The stored names of that birth date which are the typed one, or a slip away from it."""
    length = len(person.name)
    asked = {**born, "least": length - 1, "most": length + 1}
    names = run(session, _NAMES_BORN, asked).scalars()
    return [name for name in names if are_alike(person.name, name)]


def _traits(row: Any) -> DossierTraits:
    return DossierTraits(
        procedure_code=row.procedure_code,
        state=DossierState(row.state),
        received_on=row.received_on,
        office=row.office,
        desk=row.desk,
        person=PersonTraits(row.identity, row.folded_name, row.born_on),
        about=row.about,
    )
