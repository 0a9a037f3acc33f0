from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.end_facts import ResultRecalled
from app.domain.errors import Reason, Refusal
from app.domain.procedure import Limit, LimitUnit, Procedure, RequiredDocument, TimeLimit
from app.domain.reception import Person, ReceptionForm
from app.domain.records import from_plain, to_plain

TEXTS = st.text().map(lambda text: text.replace("\0", ""))
LIMITS = st.builds(TimeLimit, st.integers(0, 10**6), st.sampled_from(LimitUnit))
PAPERS = st.builds(
    RequiredDocument,
    ordinal=st.integers(1, 50),
    name=TEXTS,
    required=st.none() | st.booleans(),
    copies=st.none() | st.integers(0, 9),
)
PROCEDURES = st.builds(
    Procedure,
    code=TEXTS,
    name=TEXTS,
    limits=st.none() | st.tuples(st.builds(Limit, statutory=st.none() | LIMITS)),
    papers=st.none() | st.lists(PAPERS, max_size=3).map(tuple),
    valid_from=st.none() | st.dates(),
)


@given(PROCEDURES)
def test_a_record_written_and_read_is_the_record_in_nfc(procedure: Procedure) -> None:
    plain = to_plain(procedure)
    again = from_plain(Procedure, plain)
    assert to_plain(again) == plain


def test_unknown_and_none_stay_apart() -> None:
    unknown = Procedure(code="1.000001", name="A")
    free = Procedure(code="1.000001", name="A", papers=())
    assert from_plain(Procedure, to_plain(unknown)).papers is None
    assert from_plain(Procedure, to_plain(free)).papers == ()


@pytest.mark.parametrize(
    ("plain", "reason", "field"),
    [
        ({"procedure_code": "1.1"}, Reason.FIELD_MISSING, "applicant"),
        ({"procedure_code": "1.1", "applicant": {}}, Reason.FIELD_MISSING, "applicant.full_name"),
        (
            {"procedure_code": 5, "applicant": {"full_name": "A"}},
            Reason.FIELD_WRONG,
            "procedure_code",
        ),
        (
            {"procedure_code": "1.1", "applicant": {"full_name": "A", "tuổi": 3}},
            Reason.FIELD_UNKNOWN,
            "applicant.tuổi",
        ),
        (
            {"procedure_code": "1.1", "applicant": {"full_name": "A"}, "documents": [{}]},
            Reason.FIELD_MISSING,
            "documents[0].ordinal",
        ),
        (
            {
                "procedure_code": "1.1",
                "applicant": {"full_name": "A"},
                "documents": [{"ordinal": 1}, {"ordinal": 2, "copies": "hai"}],
            },
            Reason.FIELD_WRONG,
            "documents[1].copies",
        ),
        (
            {"procedure_code": "1.1", "applicant": {"full_name": "A"}, "sets": True},
            Reason.FIELD_WRONG,
            "sets",
        ),
        (
            {"procedure_code": "1.1", "applicant": {"full_name": "A", "born_on": "31/02/1990"}},
            Reason.FIELD_WRONG,
            "applicant.born_on",
        ),
        ([], Reason.FIELD_WRONG, "(toàn bộ)"),
    ],
)
def test_a_wrong_form_names_the_first_wrong_place(
    plain: object, reason: Reason, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        from_plain(ReceptionForm, plain)
    assert refused.value.reason is reason
    assert refused.value.values["field"] == field


def test_places_are_named_from_where_the_record_stands() -> None:
    with pytest.raises(Refusal) as refused:
        from_plain(Person, {"full_name": 5}, at="rows[3]")
    assert refused.value.values["field"] == "rows[3].full_name"


def test_null_means_absent() -> None:
    form = from_plain(
        ReceptionForm, {"procedure_code": "1.1", "applicant": {"full_name": "A", "phone": None}}
    )
    assert form.applicant == Person(full_name="A")


def test_days_are_iso() -> None:
    person = Person(full_name="A", born_on=date(1990, 2, 1))
    assert to_plain(person)["born_on"] == "1990-02-01"


@pytest.mark.parametrize("name", ["a\0b", "nửa \ud83d chữ", 2**70, None])
def test_a_text_that_no_database_can_hold_is_refused(name: object) -> None:
    plain = {"code": "1.000001", "name": name}
    with pytest.raises(Refusal) as refused:
        from_plain(Procedure, plain)
    assert refused.value.reason in (Reason.FIELD_WRONG, Reason.FIELD_MISSING)


@pytest.mark.parametrize("uid", ["", "x", "0190a1b2", "DROP TABLE"])
def test_what_names_something_by_a_uid_holds_one(uid: str) -> None:
    with pytest.raises(Refusal) as wrong:
        from_plain(ResultRecalled, {"result_uid": uid})
    assert wrong.value.reason is Reason.FIELD_WRONG
    assert wrong.value.values["field"] == "result_uid"
