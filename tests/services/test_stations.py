from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from deeds_at_desk import do, received, stored
from desks import NOW

from app.bootstrap import Desk
from app.domain.deed_forms import FinishStepForm, ReceiveResultForm, ReturnResultForm, StartStepForm
from app.domain.dossier import Dossier
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.domain.procedure import InteragencyStep, LimitUnit, ProcessStep, TimeLimit
from app.services.calendars import calendar
from app.services.procedures import procedure_by_digest
from app.services.stations import Passage, Stage, stations


def line(desk: Desk, dossier: Dossier, **changed: Any) -> tuple[Stage, ...]:
    with desk.database.reading() as session:
        tenant = desk.context.tenant
        procedure = procedure_by_digest(session, tenant, dossier.procedure.digest)
        days = calendar(session, tenant)
        return stations(dossier, replace(procedure, **changed), now=NOW, days=days)


def told(stages: tuple[Stage, ...]) -> list[list[tuple[str, str]]]:
    return [[(each.work, each.passage.value) for each in stage] for stage in stages]


def test_without_published_steps_the_agency_stands_between_reception_and_return(
    desk: Desk,
) -> None:
    dossier = stored(desk, received(desk))
    found = told(line(desk, dossier, steps=(), interagency=()))
    assert found == [
        [("tiếp nhận hồ sơ", "done")],
        [("giải quyết", "to_come")],
        [("trả kết quả", "to_come")],
    ]


def test_agencies_that_work_at_once_stand_side_by_side(desk: Desk) -> None:
    day = TimeLimit.of(1, LimitUnit.WORKING_DAY)
    graph = (
        InteragencyStep(key="c", agency="Bảo hiểm", limit=day, after=("a", "b")),
        InteragencyStep(key="a", agency="Tư pháp", limit=day),
        InteragencyStep(key="b", agency="Công an", limit=day),
    )
    stages = line(desk, stored(desk, received(desk)), interagency=graph, steps=())
    assert [[each.unit for each in stage] for stage in stages[1:-1]] == [
        ["Tư pháp", "Công an"],
        ["Bảo hiểm"],
    ]


def test_a_running_step_has_its_own_clock_and_a_done_one_its_end(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.START_STEP, StartStepForm(unit="Phòng A", work="thẩm định"))
    running = stored(desk, uid)
    due = NOW + timedelta(hours=3)
    limited = replace(running, steps=(replace(running.steps[0], due_at=due),))
    (station,) = line(desk, limited, steps=())[1]
    assert station.passage is Passage.RUNNING
    assert station.left is not None
    assert station.late is None
    over = replace(running.steps[0], due_at=NOW - timedelta(days=4))
    (late,) = line(desk, replace(running, steps=(over,)), steps=())[1]
    assert late.late is not None

    do(desk, uid, DeedKind.FINISH_STEP, FinishStepForm(failed=True, reason="Thiếu chữ ký"))
    (back,) = line(desk, stored(desk, uid), steps=())[1]
    assert (back.passage, back.at) == (Passage.SENT_BACK, NOW)


def test_published_steps_come_in_their_order_and_the_return_closes_the_line(desk: Desk) -> None:
    uid = received(desk)
    steps = (
        ProcessStep(ordinal=2, unit="Phòng B", work="ký"),
        ProcessStep(ordinal=1, unit="Phòng A", work="thẩm định"),
    )
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
    lying = told(line(desk, stored(desk, uid), steps=steps))
    assert lying[1:] == [
        [("thẩm định", "to_come")],
        [("ký", "to_come")],
        [("trả kết quả", "running")],
    ]
    do(desk, uid, DeedKind.RETURN_RESULT, ReturnResultForm(proofs=(ShownProof.SLIP,)))
    assert told(line(desk, stored(desk, uid), steps=()))[-1] == [("trả kết quả", "done")]
