from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dossier import ENDED_STATES, DossierState
from app.domain.duplicate_words import duplicate_sentence
from app.domain.duplicates import (
    DossierTraits,
    Likeness,
    PersonPart,
    PersonTraits,
    TypedRequest,
    decided_others,
    is_same_by_name,
    likeness,
    persons_of,
    traits,
)
from app.domain.errors import Reason, Refusal
from app.domain.reception import (
    Identity,
    Organisation,
    Person,
    ReceptionForm,
    Subject,
    SubjectKind,
)

BORN = date(1988, 9, 2)
TODAY = date(2026, 11, 16)
LAN = traits("034188004321", "Nguyễn Thị Lan", BORN)
TYPED = TypedRequest(LAN, "1.010833", TODAY, "H40.16", 3)
KNOWN = DossierTraits(
    procedure_code="1.010833",
    state=DossierState.IN_PROCESS,
    received_on=date(2026, 11, 2),
    office="H40.16",
    desk=3,
    person=LAN,
    about=True,
)


@pytest.mark.parametrize(
    ("name", "number", "same"),
    [
        ("Nguyễn Thị Lan", "", True),
        ("NGUYEN THI  LAN", "", True),
        ("Nguyễn Thị Lam", "", True),  # one letter wrong
        ("Nguyễn ThịLan", "", True),  # the space forgotten
        ("Nguyễn Thị Lna", "", True),  # two neighbours swapped
        ("Nguyễn Thị Liên", "", False),
        ("Trần Thị Lan", "", False),
        ("Nguyễn Thị Lan", "034188004312", True),  # the number itself is one slip away
        ("Nguyễn Thị Lan", "034188009999", False),
        ("Nguyễn Thị Lan", "151234567", True),  # the identity card of nine digits
        ("Nguyễn Thị Lan", "C1234567", True),
    ],
)
def test_a_person_without_the_number_is_known_by_name_and_birth_date(
    name: str, number: str, same: bool
) -> None:
    assert is_same_by_name(LAN, traits(number, name, BORN)) is same


@pytest.mark.parametrize("born_on", [None, date(1988, 9, 3)])
def test_a_name_alone_says_nothing(born_on: date | None) -> None:
    assert not is_same_by_name(LAN, replace(LAN, born_on=born_on))
    assert not is_same_by_name(replace(LAN, born_on=None), replace(LAN, born_on=born_on))


def test_in_short_names_a_slip_is_another_name() -> None:
    assert not is_same_by_name(traits("", "Lê An", BORN), traits("", "Lê Ân Vũ", BORN))
    assert not is_same_by_name(traits("", "Y An", BORN), traits("", "Y Anh", BORN))
    assert not is_same_by_name(traits("", "", BORN), traits("", "", BORN))


@pytest.mark.parametrize("state", DossierState)
def test_the_same_request_counts_while_it_is_open(state: DossierState) -> None:
    found = likeness(TYPED, replace(KNOWN, state=state))
    assert found is (None if state in ENDED_STATES else Likeness.SAME_REQUEST)


def test_the_same_request_by_name_is_weaker() -> None:
    known = replace(KNOWN, person=replace(LAN, number=""))
    assert likeness(TYPED, known) is Likeness.SAME_NAME


def test_another_procedure_or_a_request_for_somebody_else_is_no_duplicate() -> None:
    assert likeness(TYPED, replace(KNOWN, procedure_code="1.000001")) is None
    assert likeness(TYPED, replace(KNOWN, about=False)) is None
    assert likeness(TYPED, replace(KNOWN, person=traits("034188000001", "X", BORN))) is None


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, None),  # at this desk: the same citizen's next procedure
        ({"desk": 4}, Likeness.TODAY_ELSEWHERE),
        ({"desk": 4, "about": False}, Likeness.TODAY_ELSEWHERE),
        ({"office": "H40.17"}, Likeness.TODAY_ELSEWHERE),
        ({"desk": 4, "received_on": date(2026, 11, 15)}, None),
        ({"desk": 4, "state": DossierState.CANCELLED}, None),
        ({"desk": 4, "state": DossierState.RETURNED}, Likeness.TODAY_ELSEWHERE),
    ],
)
def test_whoever_was_at_another_desk_today_is_told(
    changed: dict[str, object], found: Likeness | None
) -> None:
    today = replace(KNOWN, procedure_code="1.000001", received_on=TODAY)
    assert likeness(TYPED, replace(today, **changed)) is found  # type: ignore[arg-type]


def person(name: str, number: str | None = None) -> Person:
    return Person(full_name=name, identity=Identity(number=number))


def test_whom_a_request_is_about_stands_first() -> None:
    applicant, owner = person("A", "034188004321"), person("B", "034188004322")
    child = Subject(kind=SubjectKind.CHILD, full_name="C", born_on=BORN)
    form = ReceptionForm(procedure_code="x", applicant=applicant)
    parts = {
        PersonPart.APPLICANT: form,
        PersonPart.OWNER: replace(form, owner=owner),
        PersonPart.ORGANISATION: replace(form, organisation=Organisation(name="D", tax_code="01")),
        PersonPart.SUBJECT: replace(form, owner=owner, subject=child),
    }
    for part, stated in parts.items():
        assert next(persons_of(stated))[0] is part


def test_who_has_neither_number_nor_birth_date_is_nobody_to_be_recognised() -> None:
    martyr = Subject(kind=SubjectKind.MARTYR, full_name="C")
    form = ReceptionForm(procedure_code="x", applicant=person("A", "034188004321"), subject=martyr)
    assert [part for part, _ in persons_of(form)] == [PersonPart.APPLICANT]


def test_only_uids_enter_the_event() -> None:
    form = ReceptionForm(procedure_code="x", applicant=person("A"))
    uid = "01900000-0000-7000-8000-00000000000d"
    assert decided_others(replace(form, duplicates_seen=(uid.upper(), uid))) == (uid,)
    with pytest.raises(Refusal) as refusal:
        decided_others(replace(form, duplicates_seen=("Trần Thị Mẫu",)))
    assert refusal.value.reason is Reason.FIELD_WRONG


@pytest.mark.parametrize("why", Likeness)
def test_each_likeness_has_a_sentence(why: Likeness) -> None:
    at = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
    sentence = duplicate_sentence(why, "H40.16-261116-4001", 4, at, "Cấp giấy xác nhận")
    assert "H40.16-261116-4001" in sentence
    assert "quầy 4" in sentence
    assert sentence.endswith(".")


words = st.text(st.sampled_from("abcđêơ ABC"), max_size=12)
people = st.builds(
    traits,
    st.sampled_from(["", "034188004321", "034188009999", "1"]),
    words,
    st.sampled_from([None, BORN]),
)


@given(people, people)
def test_likeness_of_persons_has_no_direction(one: PersonTraits, other: PersonTraits) -> None:
    assert is_same_by_name(one, other) is is_same_by_name(other, one)
