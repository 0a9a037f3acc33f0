"""Does this request look like one that is already here? Rules for a warning, never for a block."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.dossier import ENDED_STATES, DossierState
from app.domain.errors import Reason, Refusal
from app.domain.facts import ReceptionPrivate
from app.domain.light_dataclass import dataclass
from app.domain.reception import ReceptionForm
from app.domain.text import fold
from app.domain.typing_slips import is_one_slip

_CITIZEN_NUMBER = 12
_SHOWN = 60
_SHORTEST_NAME = 5
"""Letters: below that a slip of the finger is as likely another name."""


class PersonPart(StrEnum):
    """What a person is to a dossier."""

    SUBJECT = "subject"
    OWNER = "owner"
    ORGANISATION = "organisation"
    APPLICANT = "applicant"


REQUEST_PARTS = tuple(each.value for each in PersonPart)
"""Parts in the request itself; whom an owner authorises later only collects for them."""


class Likeness(StrEnum):
    """Why a dossier looks like the one that is being typed; the strongest reason first."""

    SAME_REQUEST = "same_request"
    SAME_NAME = "same_name"
    TODAY_ELSEWHERE = "today_elsewhere"


@dataclass(frozen=True, slots=True)
class PersonTraits:
    """By what a person is recognised: number without spaces, folded name, birth date."""

    number: str
    name: str
    born_on: date | None = None

    @property
    def is_telling(self) -> bool:
        """Whether there is enough to recognise somebody by."""
        return bool(self.number) or self.born_on is not None


@dataclass(frozen=True, slots=True)
class DossierTraits:
    """What of a stored dossier decides about likeness; ``about`` says that it is this person's."""

    procedure_code: str
    state: DossierState
    received_on: date
    office: str
    desk: int | None
    person: PersonTraits
    about: bool


@dataclass(frozen=True, slots=True)
class TypedRequest:
    """What the officer has typed so far, where and on which day."""

    person: PersonTraits
    procedure_code: str
    on: date
    office: str
    desk: int


def traits(number: str | None, full_name: str | None, born_on: date | None) -> PersonTraits:
    """A person as typed or stored, folded for comparing."""
    folded = "".join(each for each in (number or "").upper() if each.isalnum())
    return PersonTraits(folded, fold(full_name or ""), born_on)


def persons_of(
    stated: ReceptionForm | ReceptionPrivate,
) -> Iterator[tuple[PersonPart, PersonTraits]]:
    """The persons of a request who can be recognised; whom it is about stands first."""
    if stated.subject is not None:
        subject = stated.subject
        yield from _telling(
            PersonPart.SUBJECT, subject.identity_number, subject.full_name, subject.born_on
        )
    if stated.owner is not None:
        owner = stated.owner
        yield from _telling(PersonPart.OWNER, owner.identity.number, owner.full_name, owner.born_on)
    if stated.organisation is not None:
        body = stated.organisation
        yield from _telling(PersonPart.ORGANISATION, body.tax_code, body.name, None)
    one = stated.applicant
    yield from _telling(PersonPart.APPLICANT, one.identity.number, one.full_name, one.born_on)


def decided_others(form: ReceptionForm) -> tuple[str, ...]:
    """The dossiers that the officer saw and took for others, each once.

    Raises ``Refusal`` (``FIELD_WRONG``) for what is no uid: names and codes are no business of an
    event's body.
    """
    try:
        return tuple(dict.fromkeys(str(UUID(each)) for each in form.duplicates_seen))
    except ValueError:
        shown = ", ".join(form.duplicates_seen)[:_SHOWN]
        raise Refusal(Reason.FIELD_WRONG, field="duplicates_seen", value=shown) from None


def likeness(typed: TypedRequest, known: DossierTraits) -> Likeness | None:
    """Why a stored dossier looks like what is typed; ``None`` when it does not."""
    by_number = bool(typed.person.number) and typed.person.number == known.person.number
    if not by_number and not is_same_by_name(typed.person, known.person):
        return None
    is_open = known.state not in ENDED_STATES
    if known.about and is_open and known.procedure_code == typed.procedure_code:
        return Likeness.SAME_REQUEST if by_number else Likeness.SAME_NAME
    elsewhere = (known.office, known.desk) != (typed.office, typed.desk)
    counts = known.state is not DossierState.CANCELLED
    if known.received_on == typed.on and elsewhere and counts:
        return Likeness.TODAY_ELSEWHERE
    return None


def is_same_by_name(typed: PersonTraits, known: PersonTraits) -> bool:
    """Same birth date and a name at most one slip apart, unless two citizen numbers say no."""
    if typed.born_on is None or typed.born_on != known.born_on:
        return False
    return are_alike(typed.name, known.name) and not _contradict(typed.number, known.number)


def _contradict(one: str, other: str) -> bool:
    """Two whole citizen numbers more than one slip apart are two persons.

    A passport, or the identity card of nine digits, may well be the same person's.
    """
    if len(one) != _CITIZEN_NUMBER or len(other) != _CITIZEN_NUMBER:
        return False
    return one != other and not is_one_slip(one, other)


def are_alike(one: str, other: str) -> bool:
    """Whether two folded names are the same, or one slip of the finger apart."""
    if one == other:
        return bool(one)
    return min(len(one), len(other)) >= _SHORTEST_NAME and is_one_slip(one, other)


def _telling(
    part: PersonPart, number: str | None, full_name: str | None, born_on: date | None
) -> Iterator[tuple[PersonPart, PersonTraits]]:
    found = traits(number, full_name, born_on)
    if found.is_telling:
        yield part, found
