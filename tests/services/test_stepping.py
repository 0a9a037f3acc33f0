"""Inter-agency procedures: agencies side by side and one after another, one promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from deeds_at_desk import do, received, stored, why_not
from desks import NOW, PROCEDURE

from app.bootstrap import Desk
from app.domain.deed_forms import (
    FinishStepForm,
    ReceiveResultForm,
    ReceiveSupplementForm,
    RequestSupplementForm,
    ReturnResultForm,
    StartStepForm,
)
from app.domain.dossier import DossierState
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.domain.errors import Reason
from app.domain.moments import local_date
from app.domain.procedure import InteragencyStep, LimitUnit, TimeLimit
from app.exchange.read_catalogue import ReadCatalogue, SourceFile
from app.services.catalogue import Publication, import_catalogue
from app.services.procedures import procedure_by_digest, procedure_in_force
from app.services.stepping import planned_steps

DAYS = LimitUnit.WORKING_DAY
AGENCIES = (
    InteragencyStep(key="death", agency="Công chức hộ tịch", limit=TimeLimit.of(1, DAYS)),
    InteragencyStep(
        key="residence", agency="Công an xã", limit=TimeLimit.of(2, DAYS), after=("death",)
    ),
    InteragencyStep(
        key="funeral", agency="Bảo hiểm xã hội", limit=TimeLimit.of(5, DAYS), after=("death",)
    ),
)
"""Khai tử, then xóa đăng ký thường trú beside mai táng phí."""


def inter_agency(desk: Desk) -> None:
    """Publish the test's procedure anew, settled by three agencies."""
    with desk.database.transaction() as session:
        _, known = procedure_in_force(session, "H40", PROCEDURE, local_date(NOW))
        changed = replace(known, interagency=AGENCIES, valid_from=date(2026, 11, 1))
        import_catalogue(
            session,
            ReadCatalogue(procedures=(changed,), sources=(SourceFile("thử.json", "00"),)),
            Publication(on=date(2026, 11, 1)),
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )


def start(desk: Desk, uid: UUID, key: str, days: int = 0) -> Reason | None:
    at = NOW + timedelta(days=days)
    return why_not(desk, uid, DeedKind.START_STEP, StartStepForm(key=f"agency:{key}"), at)


def finish(desk: Desk, uid: UUID, key: str, days: int = 0) -> Reason | None:
    at = NOW + timedelta(days=days)
    return why_not(desk, uid, DeedKind.FINISH_STEP, FinishStepForm(key=f"agency:{key}"), at)


def test_the_promise_is_the_longest_way_through_the_agencies(desk: Desk) -> None:
    inter_agency(desk)
    uid = received(desk)
    assert local_date(stored(desk, uid).promise.return_due_at) == date(2026, 11, 24)


def test_agencies_wait_for_those_before_them_and_work_side_by_side(desk: Desk) -> None:
    inter_agency(desk)
    uid = received(desk)
    assert start(desk, uid, "funeral") is Reason.STEP_TOO_EARLY
    assert start(desk, uid, "death") is None
    assert start(desk, uid, "death") is Reason.STEP_RUNS
    assert finish(desk, uid, "death", 1) is None
    assert start(desk, uid, "residence", 1) is None
    assert start(desk, uid, "funeral", 1) is None
    running = [each for each in stored(desk, uid).steps if each.ended_at is None]
    assert [each.unit for each in running] == ["Công an xã", "Bảo hiểm xã hội"]
    assert [each.due_at for each in running] == [
        datetime(2026, 11, 19, 2, 30, tzinfo=UTC),
        datetime(2026, 11, 24, 2, 30, tzinfo=UTC),
    ]
    unclear = why_not(desk, uid, DeedKind.FINISH_STEP, FinishStepForm(), NOW + timedelta(days=2))
    assert unclear is Reason.STEP_NOT_STARTED, "two run, so one has to be named"


def test_a_step_that_failed_runs_again(desk: Desk) -> None:
    inter_agency(desk)
    uid = received(desk)
    start(desk, uid, "death")
    failed = FinishStepForm(key="agency:death", failed=True, reason="Thiếu chữ ký")
    do(desk, uid, DeedKind.FINISH_STEP, failed)
    assert start(desk, uid, "funeral") is Reason.STEP_TOO_EARLY
    assert start(desk, uid, "death", 1) is None
    assert [each.outcome for each in stored(desk, uid).steps] == ["failed", None]


def test_the_first_result_may_be_returned_alone(desk: Desk) -> None:
    inter_agency(desk)
    uid = received(desk)
    start(desk, uid, "death")
    finish(desk, uid, "death")
    first = ReceiveResultForm(name="Trích lục khai tử", remaining=2, step="agency:death")
    do(desk, uid, DeedKind.RECEIVE_RESULT, first)
    give = ReturnResultForm(proofs=(ShownProof.SLIP,))
    assert do(desk, uid, DeedKind.RETURN_RESULT, give).state is DossierState.IN_PROCESS
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Thông báo", remaining=1))
    last = ReceiveResultForm(name="Mai táng phí")
    assert do(desk, uid, DeedKind.RECEIVE_RESULT, last).state is DossierState.SETTLED
    assert do(desk, uid, DeedKind.RETURN_RESULT, give).state is DossierState.RETURNED


def test_after_a_supplement_the_whole_graph_is_counted_anew(desk: Desk) -> None:
    inter_agency(desk)
    uid = received(desk)
    ask = RequestSupplementForm(content="Giấy báo tử", asked_by="Công chức hộ tịch")
    do(desk, uid, DeedKind.REQUEST_SUPPLEMENT, ask)
    do(desk, uid, DeedKind.RECEIVE_SUPPLEMENT, ReceiveSupplementForm(), NOW + timedelta(days=2))
    assert local_date(stored(desk, uid).promise.return_due_at) == date(2026, 11, 26)


def test_the_stations_of_a_dossier_are_its_agencies_then_its_own_process(desk: Desk) -> None:
    inter_agency(desk)
    dossier = stored(desk, received(desk))
    with desk.database.reading() as session:
        procedure = procedure_by_digest(session, "H40", dossier.procedure.digest)
    stations = planned_steps(procedure, dossier.procedure.case)
    assert [each.key for each in stations[:3]] == [
        "agency:death",
        "agency:residence",
        "agency:funeral",
    ]
    assert stations[2].after == ("agency:death",)
