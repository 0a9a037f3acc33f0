from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.catalogue_plan import (
    ALWAYS,
    CataloguePlan,
    HeldVersion,
    Publication,
    StepKind,
    plan_catalogue,
)
from app.domain.procedure import Decision, Limit, LimitUnit, Procedure, TimeLimit
from app.domain.procedure_version import procedure_digest

ON = date(2026, 11, 16)
YESTERDAY = date(2026, 11, 15)
A = Procedure(code="1.000001", name="Thủ tục A", sector="Việc làm")
B = Procedure(code="1.000002", name="Thủ tục B")
SEVEN = (Limit(statutory=TimeLimit.of(7, LimitUnit.WORKING_DAY)),)
TODAY = Publication(on=ON)
FIVE = (Limit(statutory=TimeLimit.of(5, LimitUnit.WORKING_DAY)),)


def held(
    *procedures: Procedure, begins: date = ALWAYS, ends: date | None = None
) -> dict[str, HeldVersion]:
    return {
        each.code: HeldVersion(
            procedure=each, digest=procedure_digest(each), valid_from=begins, valid_to=ends
        )
        for each in procedures
    }


def plan(
    before: dict[str, HeldVersion], *read: Procedure, publication: Publication = TODAY
) -> CataloguePlan:
    return plan_catalogue(before, read, (), publication)


def test_a_new_procedure_counts_from_ever_unless_it_says_when() -> None:
    known, dated = plan({}, A, replace(B, valid_from=date(2026, 12, 1))).steps
    assert (known.kind, known.valid_from, known.valid_to) == (StepKind.NEW, ALWAYS, None)
    assert dated.valid_from == date(2026, 12, 1)
    assert dated.procedure.valid_from is None, "validity is no part of a version"


def test_an_unknown_fact_is_completed_in_the_place_of_the_version_held() -> None:
    (step,) = plan(held(A), replace(A, limits=SEVEN)).steps
    assert (step.kind, step.valid_from, step.fields) == (StepKind.COMPLETED, ALWAYS, ("limits",))


def test_a_changed_fact_begins_a_version_on_the_day_of_publication() -> None:
    (step,) = plan(held(replace(A, limits=SEVEN)), replace(A, limits=FIVE)).steps
    assert (step.kind, step.valid_from, step.fields) == (StepKind.AMENDED, ON, ("limits",))


def test_a_changed_fact_begins_on_its_own_first_day_when_it_names_one() -> None:
    read = replace(A, limits=FIVE, valid_from=date(2027, 1, 1))
    (step,) = plan(held(replace(A, limits=SEVEN)), read).steps
    assert step.valid_from == date(2027, 1, 1)


def test_a_second_change_on_one_day_replaces_the_first() -> None:
    before = held(replace(A, limits=SEVEN), begins=ON)
    (step,) = plan(before, replace(A, limits=FIVE)).steps
    assert (step.kind, step.valid_from) == (StepKind.COMPLETED, ON)


def test_a_partial_list_ends_nothing() -> None:
    found = plan(held(A, B), A)
    assert found.steps == ()
    assert found.unchanged == 1


def test_a_full_list_ends_what_is_absent_on_the_day_before() -> None:
    (step,) = plan(held(A, B), A, publication=Publication(on=ON, is_full=True)).steps
    assert (step.kind, step.procedure.code) == (StepKind.ENDED, "1.000002")
    assert step.valid_to == YESTERDAY


def test_what_has_ended_already_does_not_end_again() -> None:
    before = held(B, ends=date(2026, 7, 17))
    assert plan(before, publication=Publication(on=ON, is_full=True)).steps == ()
    assert plan(before, replace(B, valid_to=date(2026, 7, 17))).steps == ()


def test_an_abolished_code_ends_only_where_it_is_held() -> None:
    found = plan_catalogue(held(A), (), ("1.000001", "1.999999"), Publication(on=ON))
    assert [(each.kind, each.procedure.code) for each in found.steps] == [
        (StepKind.ENDED, "1.000001")
    ]


def test_a_procedure_that_comes_back_begins_anew_with_what_was_known() -> None:
    before = held(replace(A, limits=SEVEN), ends=date(2026, 7, 17))
    (step,) = plan(before, A).steps
    assert (step.kind, step.valid_from, step.procedure.limits) == (StepKind.NEW, ON, SEVEN)


def test_an_end_in_the_future_is_noted_without_ending_today() -> None:
    (step,) = plan(held(A), replace(A, valid_to=date(2027, 6, 30))).steps
    assert (step.kind, step.valid_to) == (StepKind.COMPLETED, date(2027, 6, 30))


def test_the_decision_of_the_publication_stands_where_the_source_names_none() -> None:
    decision = Decision(number="99/QĐ-UBND", on=ON)
    own = Decision(number="1/QĐ-BNV")
    publication = Publication(on=ON, decision=decision)
    first, second = plan({}, A, replace(B, decision=own), publication=publication).steps
    assert first.procedure.decision == decision
    assert second.procedure.decision == own


def test_another_source_of_the_same_facts_changes_nothing() -> None:
    assert plan(held(replace(A, source="một")), replace(A, source="hai")).steps == ()
