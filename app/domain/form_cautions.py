"""Everything in a form that does not fit together, told to the officer without stopping them."""

from __future__ import annotations

from app.domain.cautions import Caution
from app.domain.citizen_number import (
    check_citizen_number,
    check_old_id_number,
    check_passport_number,
)
from app.domain.contact_numbers import check_phone, check_tax_code
from app.domain.reception import IdentityKind, Organisation, Person, ReceptionForm


def form_cautions(form: ReceptionForm) -> tuple[Caution, ...]:
    """Cautions about applicant, owner, organisation and contact, in the order of the form.

    Raises ``Refusal`` for a number that cannot be one at all.
    """
    found = list(_person_cautions(form.applicant))
    if form.owner:
        found += _person_cautions(form.owner)
    if form.organisation:
        found += _organisation_cautions(form.organisation)
    if form.contact and form.contact.phone:
        found += check_phone(form.contact.phone)
    return tuple(dict.fromkeys(found))


def _person_cautions(person: Person) -> tuple[Caution, ...]:
    """Cautions about a person's number, held against birth date and gender, and telephone."""
    return (*_identity_cautions(person), *_phone_cautions(person.phone))


def _organisation_cautions(organisation: Organisation) -> tuple[Caution, ...]:
    """Cautions about an organisation's tax code and telephone."""
    tax = check_tax_code(organisation.tax_code) if organisation.tax_code else ()
    return (*tax, *_phone_cautions(organisation.phone))


def _identity_cautions(person: Person) -> tuple[Caution, ...]:
    identity = person.identity
    if not identity.number:
        return ()
    match identity.kind:
        case IdentityKind.CITIZEN_NUMBER:
            return check_citizen_number(identity.number, person.born_on, person.gender)
        case IdentityKind.OLD_ID:
            return check_old_id_number(identity.number)
        case IdentityKind.PASSPORT:
            return check_passport_number(identity.number, identity.country)
        case IdentityKind.NONE:
            return ()


def _phone_cautions(phone: str | None) -> tuple[Caution, ...]:
    return check_phone(phone) if phone else ()
