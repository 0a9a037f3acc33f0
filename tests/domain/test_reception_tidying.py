from __future__ import annotations

import unicodedata

import pytest

from app.domain.errors import Reason, Refusal
from app.domain.reception import (
    Contact,
    Identity,
    IdentityKind,
    Organisation,
    Person,
    ReceptionForm,
)
from app.domain.reception_tidying import tidied

TYPED = ReceptionForm(
    procedure_code=" 1.014199\n",
    applicant=Person(
        full_name=unicodedata.normalize("NFD", "  Trần\tThị  Mẫu "),
        identity=Identity(number="034 188 004 321"),
        address="Thôn Ví Dụ,\r\nXã Thử",
        phone="+84 912 345 678",
        email="  ",
    ),
    owner=Person(
        full_name="Lê Thử", identity=Identity(kind=IdentityKind.PASSPORT, number="b 123 4567")
    ),
    contact=Contact(full_name="Lê Ví Dụ", phone="0912.345.678/0987654321"),
    abstract="",
)


def test_what_was_typed_is_stored_in_one_form() -> None:
    form = tidied(TYPED)
    assert form.procedure_code == "1.014199"
    assert form.applicant == Person(
        full_name="Trần Thị Mẫu",
        identity=Identity(number="034188004321"),
        address="Thôn Ví Dụ, Xã Thử",
        phone="0912345678",
    )
    assert form.owner
    assert form.owner.identity.number == "B1234567"
    assert form.contact == Contact(full_name="Lê Ví Dụ", phone="0912345678 / 0987654321")
    assert form.abstract is None


def test_an_organisation_keeps_its_tax_code_with_the_branch() -> None:
    body = Organisation(name="Công ty Ví Dụ", tax_code="0314409058 002", phone="028 3740 0000")
    form = tidied(ReceptionForm(procedure_code="1", applicant=TYPED.applicant, organisation=body))
    assert form.organisation == Organisation(
        name="Công ty Ví Dụ", tax_code="0314409058-002", phone="02837400000"
    )


def test_tidying_twice_changes_nothing() -> None:
    assert tidied(tidied(TYPED)) == tidied(TYPED)


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (Person(full_name="An", identity=Identity(number="0341")), Reason.CITIZEN_NUMBER_WRONG),
        (
            Person(full_name="An", identity=Identity(kind=IdentityKind.OLD_ID, number="1")),
            Reason.OLD_ID_WRONG,
        ),
        (
            Person(full_name="An", identity=Identity(kind=IdentityKind.PASSPORT, number="?")),
            Reason.PASSPORT_WRONG,
        ),
        (Person(full_name="An", phone="không có"), Reason.PHONE_WRONG),
    ],
)
def test_numbers_that_cannot_be_ones_are_refused(person: Person, reason: Reason) -> None:
    with pytest.raises(Refusal) as caught:
        tidied(ReceptionForm(procedure_code="1", applicant=person))
    assert caught.value.reason is reason
