from __future__ import annotations

from datetime import date

import pytest

from app.domain.cautions import CautionKind
from app.domain.errors import Refusal
from app.domain.form_cautions import form_cautions
from app.domain.reception import (
    Contact,
    Identity,
    IdentityKind,
    Organisation,
    Person,
    ReceptionForm,
)

MAU = Person(
    full_name="Trần Thị Mẫu",
    identity=Identity(number="034188004321"),
    born_on=date(1988, 9, 2),
    gender="Nữ",
    phone="0912345678",
)


def kinds_of(**of_form: object) -> list[CautionKind]:
    form = ReceptionForm(procedure_code="1.014199", **{"applicant": MAU, **of_form})
    return [each.kind for each in form_cautions(form)]


def test_a_form_that_fits_has_no_caution() -> None:
    assert kinds_of() == []
    assert kinds_of(applicant=Person(full_name="Lê Thử")) == []
    nameless = Identity(kind=IdentityKind.NONE, reason="mất giấy tờ")
    assert kinds_of(applicant=Person(full_name="Lê Thử", identity=nameless)) == []


def test_every_party_of_a_form_is_looked_at_in_order() -> None:
    old = Person(
        full_name="Lê Thử", identity=Identity(kind=IdentityKind.OLD_ID, number="151234567")
    )
    assert kinds_of(
        applicant=Person(full_name="Lê Mẫu", identity=MAU.identity, gender="Nam"),
        owner=old,
        organisation=Organisation(name="Công ty Ví Dụ", tax_code="0100233480", phone="0112345678"),
        contact=Contact(full_name="Lê Ví Dụ", phone="0912345678"),
    ) == [
        CautionKind.GENDER_DIFFERS,
        CautionKind.OLD_ID_OUT_OF_USE,
        CautionKind.TAX_CODE_UNISSUED,
        CautionKind.PHONE_UNUSUAL,
    ]


def test_one_doubt_is_told_once() -> None:
    stranger = Person(full_name="Lê Mẫu", identity=Identity(number="005188004321"))
    assert kinds_of(applicant=stranger, owner=stranger) == [CautionKind.PROVINCE_UNKNOWN]


def test_a_foreign_passport_has_no_form_to_doubt() -> None:
    foreign = Identity(kind=IdentityKind.PASSPORT, number="123456789", country="Nhật Bản")
    assert kinds_of(applicant=Person(full_name="Ví Dụ", identity=foreign)) == []


def test_a_number_that_cannot_be_one_is_refused() -> None:
    with pytest.raises(Refusal):
        kinds_of(contact=Contact(full_name="Lê Ví Dụ", phone="không"))
