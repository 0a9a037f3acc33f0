from __future__ import annotations

from datetime import date, datetime

import pytest

from app.domain.errors import Reason, Refusal
from app.domain.moments import VIETNAM
from app.domain.procedure import Channel
from app.domain.reception import (
    Contact,
    Identity,
    IdentityKind,
    Money,
    Organisation,
    Person,
    ReceptionForm,
    ReturnPlace,
    ReturnWay,
    StatedDueDate,
    Subject,
    SubjectKind,
    SubmittedDocument,
)
from app.ui.reception_draft import form_of, read_count, read_day, read_moment
from app.ui.reception_texts import draft_of

TODAY = date(2026, 11, 16)

PLAIN = ReceptionForm(
    procedure_code="1.010833",
    applicant=Person(full_name="Trần Thị Mẫu", identity=Identity(number="034188004321")),
)

FULL = ReceptionForm(
    procedure_code="1.010833",
    applicant=Person(
        full_name="Somphone Ví Dụ",
        identity=Identity(kind=IdentityKind.PASSPORT, number="PA1234567", country="Lào"),
        born_on=date(1990, 2, 5),
        gender="Nam",
        address="Số 1, phố Mẫu",
        phone="0912345678",
    ),
    case="Cấp lại",
    channel=Channel.POST,
    owner=Person(
        full_name="Cháu Ví Dụ",
        identity=Identity(kind=IdentityKind.NONE, reason="trẻ chưa có số"),
        address="Số 2, phố Mẫu",
    ),
    authority="Giấy ủy quyền số 5",
    subject=Subject(
        kind=SubjectKind.MARTYR,
        full_name="Liệt Sĩ Mẫu",
        identity_number="001",
        born_on=date(1950, 1, 2),
    ),
    contact=Contact(full_name="Hàng Xóm", phone="0987654321"),
    documents=(
        SubmittedDocument(ordinal=1, originals=2),
        SubmittedDocument(ordinal=2, not_applicable=True),
    ),
    abstract="Xin cấp lại",
    sets=2,
    notes="Dòng một\nDòng hai",
    money=Money(fee=50_000, levy=20_000, paid=True, receipt_number="A 17"),
    return_way=ReturnWay(place=ReturnPlace.POST, address="Số 3, phố Mẫu"),
    stated_due=StatedDueDate(
        due_at=datetime(2026, 11, 30, 16, 0, tzinfo=VIETNAM), reason="theo công văn"
    ),
    stated_at=datetime(2026, 11, 13, 14, 5, tzinfo=VIETNAM),
    late_reason="mất điện",
    visit_number="V-H40.16-261113-3001",
)

OF_ORGANISATION = ReceptionForm(
    procedure_code="2.001955",
    applicant=PLAIN.applicant,
    authority="Giấy giới thiệu",
    organisation=Organisation(name="Công ty Mẫu", tax_code="0100109106", address="Phố Mẫu"),
)


@pytest.mark.parametrize("form", [PLAIN, FULL, OF_ORGANISATION])
def test_a_form_put_into_the_window_comes_out_the_same(form: ReceptionForm) -> None:
    assert form_of(draft_of(form), today=TODAY) == form


def test_an_empty_field_says_nothing() -> None:
    form = form_of({"procedure_code": "1", "documents": [], "phone": "  "}, today=TODAY)

    assert form.applicant.phone is None
    assert (form.owner, form.organisation, form.subject, form.contact) == (None,) * 4


def test_without_a_procedure_the_field_is_named() -> None:
    with pytest.raises(Refusal) as refused:
        form_of({"documents": []}, today=TODAY)

    assert refused.value.reason is Reason.FIELD_MISSING
    assert refused.value.values["key"] == "procedure_code"


@pytest.mark.parametrize(
    ("key", "typed"),
    [("born_on", "31/02/1990"), ("fee", "năm mươi"), ("stated_at", "sáng nay"), ("sets", "hai")],
)
def test_what_cannot_be_read_is_refused_at_its_field(key: str, typed: str) -> None:
    draft = {**draft_of(PLAIN), key: typed}

    with pytest.raises(Refusal) as refused:
        form_of(draft, today=TODAY)

    assert refused.value.reason is Reason.FIELD_WRONG
    assert refused.value.values["key"] == key


@pytest.mark.parametrize("typed", ["05/02/1990", "5/2/1990", "05021990", "5-2-1990", " 5.2.1990 "])
def test_days_are_read_as_people_write_them(typed: str) -> None:
    assert read_day(typed) == date(1990, 2, 5)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("14:05", datetime(2026, 11, 16, 14, 5, tzinfo=VIETNAM)),
        ("8h30", datetime(2026, 11, 16, 8, 30, tzinfo=VIETNAM)),
        ("13/11/2026 9h", datetime(2026, 11, 13, 9, 0, tzinfo=VIETNAM)),
    ],
)
def test_an_hour_alone_is_meant_today(typed: str, at: datetime) -> None:
    assert read_moment(typed, TODAY) == at


@pytest.mark.parametrize(("typed", "sum_"), [("", 0), ("50.000", 50_000), ("1 200 000", 1_200_000)])
def test_sums_may_carry_dots_and_spaces(typed: str, sum_: int) -> None:
    assert read_count(typed) == sum_
