"""What the rows of a dossier hold: its own line, its words for the search, its persons."""

from __future__ import annotations

from typing import Any

from app.domain.dossier import Dossier, fold_bytes
from app.domain.duplicates import persons_of, traits
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.seeing import seers_of
from app.models.search import Facets, indexed_words

_AUTHORISED = "authorised"


@dataclass(frozen=True, slots=True)
class Storing:
    """A dossier on its way into the tables: what takes time is worked out before the lock.

    ``known`` is the one that is stored, ``columns`` what its row does not hold yet: an index is
    written anew for each column that is named. ``words`` are absent where the search knows them.
    """

    dossier: Dossier
    known: Dossier | None
    columns: dict[str, Any]
    words: str | None

    @property
    def has_other_persons(self) -> bool:
        """Whether its persons are not those that are stored."""
        if self.known is None or _same_persons(self.dossier, self.known):
            return self.known is None
        return person_rows("", 0, self.dossier) != person_rows("", 0, self.known)


def storing(dossier: Dossier, known: Dossier | None) -> Storing:
    """Work out what storing a dossier takes."""
    told = _indexed(dossier)
    is_same = known is not None and _same_persons(dossier, known) and told == _indexed(known)
    words = None if is_same else indexed_words(*told)
    stored = {} if known is None else _list_columns(known)
    columns = dossier_columns(dossier).items()
    changed = {
        name: value for name, value in columns if name not in stored or value != stored[name]
    }
    return Storing(dossier, known, changed, words)


def _same_persons(dossier: Dossier, known: Dossier) -> bool:
    return dossier.private is known.private and dossier.later is known.later


def dossier_columns(dossier: Dossier) -> dict[str, Any]:
    """What the dossier's row holds, its fold and the columns for lists alike."""
    public, private = fold_bytes(dossier)
    return {**_list_columns(dossier), "fold": public, "fold_private": private}


def _list_columns(dossier: Dossier) -> dict[str, Any]:
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
        "status_owner": _other_owner(dossier),
        "heads": len(dossier.heads),
    }


def _other_owner(dossier: Dossier) -> str | None:
    owner = dossier.places.status_owner
    return None if owner == dossier.office else owner


def person_rows(tenant: str, number: int, dossier: Dossier) -> list[dict[str, Any]]:
    """The persons by whom a dossier is recognised."""
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
    return rows + _authorised(tenant, number, dossier)


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
