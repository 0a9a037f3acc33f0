"""What was typed, brought into the one form that is stored: NFC, one line, digits only."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any

from app.domain.citizen_number import (
    normal_citizen_number,
    normal_old_id_number,
    normal_passport_number,
)
from app.domain.contact_numbers import normal_phone, normal_tax_code
from app.domain.errors import Reason, Refusal
from app.domain.reception import (
    Contact,
    Identity,
    IdentityKind,
    Organisation,
    Person,
    ReceptionForm,
)
from app.domain.text import one_line

_LONGEST_TEXT = 1_000
"""The national exchange takes no longer abstract (``TrichYeuHoSo``), and no form has more room."""


def tidied(form: ReceptionForm) -> ReceptionForm:
    """The same form as it is stored. Raises ``Refusal`` for numbers that cannot be ones."""
    clean: ReceptionForm = _one_lined(form)
    return replace(
        clean,
        procedure_code=clean.procedure_code.strip(),
        applicant=_person(clean.applicant),
        owner=None if clean.owner is None else _person(clean.owner),
        organisation=None if clean.organisation is None else _organisation(clean.organisation),
        contact=None if clean.contact is None else _contact(clean.contact),
    )


def _person(person: Person) -> Person:
    return replace(person, identity=_identity(person.identity), phone=_phone(person.phone))


def _organisation(organisation: Organisation) -> Organisation:
    tax_code = organisation.tax_code and normal_tax_code(organisation.tax_code)
    return replace(organisation, tax_code=tax_code, phone=_phone(organisation.phone))


def _contact(contact: Contact) -> Contact:
    return replace(contact, phone=_phone(contact.phone) or "")


def _phone(typed: str | None) -> str | None:
    return normal_phone(typed) if typed else None


def _identity(identity: Identity) -> Identity:
    if not identity.number:
        return identity
    if identity.kind is IdentityKind.CITIZEN_NUMBER:
        return replace(identity, number=normal_citizen_number(identity.number))
    if identity.kind is IdentityKind.OLD_ID:
        return replace(identity, number=normal_old_id_number(identity.number))
    if identity.kind is IdentityKind.PASSPORT:
        return replace(identity, number=normal_passport_number(identity.number))
    return identity


def _bounded(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise Refusal(Reason.TEXT_TOO_LONG, value=text[:40], limit=_LONGEST_TEXT)
    return text


def _one_lined(value: Any) -> Any:
    """Every text of a record on one line; a text of white space alone was never said."""
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        return _bounded(one_line(value))
    if isinstance(value, tuple):
        return tuple(_one_lined(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: _optional(value, field.name) for field in fields(value)}
        return replace(value, **changed)
    return value


def _optional(record: Any, name: str) -> Any:
    said = _one_lined(getattr(record, name))
    may_be_absent = record.__dataclass_fields__[name].default is None
    return None if said == "" and may_be_absent else said
