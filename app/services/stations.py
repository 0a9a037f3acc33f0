"""The way of a dossier as a line of stations: what is done, what runs, what is still to come."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from app.domain.calendar import Calendar
from app.domain.deadlines import WorkingSpan, lateness, time_left
from app.domain.dossier import Dossier, DossierState
from app.domain.dossier_parts import StepState
from app.domain.light_dataclass import dataclass
from app.domain.procedure import Procedure
from app.services.stepping import PlannedStep, planned_steps


class Passage(StrEnum):
    """How far a station came."""

    DONE = "done"
    RUNNING = "running"
    SENT_BACK = "sent_back"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One station: who does what, and how far it came.

    ``left`` and ``late`` are working time of a station with a clock of its own, while it runs.
    """

    unit: str
    work: str
    passage: Passage
    at: datetime | None = None
    due_at: datetime | None = None
    left: WorkingSpan | None = None
    late: WorkingSpan | None = None


Stage = tuple[Station, ...]
"""Stations that go on side by side."""

_COUNTER = "Bộ phận một cửa"
_OVER = frozenset({DossierState.SETTLED, DossierState.RETURNED})


def stations(
    dossier: Dossier, procedure: Procedure, *, now: datetime, days: Calendar
) -> tuple[Stage, ...]:
    """The whole line, from reception to return; agencies that work at once stand side by side."""
    planned = planned_steps(procedure, dossier.procedure.case)
    runs = {each.key: each for each in dossier.steps}
    stages = [
        tuple(_station(each, runs.get(each.key), now, days) for each in stage)
        for stage in _stages(planned)
    ]
    known = {each.key for each in planned}
    stages += [(_run(each, now, days),) for each in runs.values() if each.key not in known]
    if not stages:
        stages = [(_agency(dossier),)]
    return (_received(dossier), *stages, _returned(dossier))


def _stages(planned: tuple[PlannedStep, ...]) -> list[list[PlannedStep]]:
    """Agencies by how many go before them; steps of the process one after another."""
    depths: dict[str, int] = {}
    steps = {each.key: each for each in planned}
    for each in planned:
        _depth(each, steps, depths)
    agencies = [each for each in planned if each.key.startswith("agency:")]
    reached = sorted({depths[each.key] for each in agencies})
    graph = [[each for each in agencies if depths[each.key] == depth] for depth in reached]
    return [*graph, *([each] for each in planned if not each.key.startswith("agency:"))]


def _depth(step: PlannedStep, steps: dict[str, PlannedStep], known: dict[str, int]) -> int:
    if step.key not in known:
        before = [_depth(steps[each], steps, known) for each in step.after if each in steps]
        known[step.key] = 1 + max(before, default=0)
    return known[step.key]


def _station(planned: PlannedStep, run: StepState | None, now: datetime, days: Calendar) -> Station:
    if run is None:
        return Station(unit=planned.unit, work=planned.work, passage=Passage.TO_COME)
    return _run(run, now, days)


def _run(step: StepState, now: datetime, days: Calendar) -> Station:
    if step.ended_at is not None:
        is_done = step.outcome == "finished"
        return Station(
            unit=step.unit,
            work=step.work,
            passage=Passage.DONE if is_done else Passage.SENT_BACK,
            at=step.ended_at,
            due_at=step.due_at,
        )
    due = step.due_at
    return Station(
        unit=step.unit,
        work=step.work,
        passage=Passage.RUNNING,
        at=step.started_at,
        due_at=due,
        left=None if due is None else time_left(due, now, days),
        late=None if due is None else lateness(due, now, days),
    )


def _received(dossier: Dossier) -> Stage:
    station = Station(
        unit=_COUNTER,
        work="tiếp nhận hồ sơ",
        passage=Passage.DONE,
        at=dossier.received_at,
    )
    return (station,)


def _agency(dossier: Dossier) -> Station:
    """Where no step is published or recorded: the settling agency as a whole."""
    unit = dossier.procedure.settling_agency or "Cơ quan giải quyết"
    if dossier.state in _OVER:
        passage, at = Passage.DONE, dossier.settled_at
    elif dossier.forwarded_at is not None and dossier.is_open:
        passage, at = Passage.RUNNING, dossier.forwarded_at
    else:
        passage, at = Passage.TO_COME, None
    return Station(unit=unit, work="giải quyết", passage=passage, at=at)


def _returned(dossier: Dossier) -> Stage:
    is_returned = dossier.state is DossierState.RETURNED
    lying = [each for each in dossier.results if each.is_on_shelf]
    if is_returned:
        returned = [each.returned_at for each in dossier.results if each.returned_at is not None]
        passage, at = Passage.DONE, max(returned, default=None)
    elif lying:
        passage, at = Passage.RUNNING, min(each.received_at for each in lying)
    else:
        passage, at = Passage.TO_COME, None
    return (Station(unit=_COUNTER, work="trả kết quả", passage=passage, at=at),)
