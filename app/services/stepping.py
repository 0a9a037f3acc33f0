"""Steps of the internal process and agencies of the graph: started, finished, failed."""

from __future__ import annotations

from datetime import datetime

from app.domain.deed_forms import FinishStepForm, StartStepForm
from app.domain.dossier import Dossier
from app.domain.dossier_parts import StepState
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.procedure import LimitUnit, Procedure, TimeLimit
from app.domain.promise import promise
from app.domain.work_facts import StepFailed, StepFinished, StepStarted
from app.services.calendars import calendar
from app.services.dossier_deeds import Begun, Papers, needed, needed_words, said
from app.services.procedures import procedure_by_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """A step as published: of the internal process, or one agency of the graph."""

    key: str
    unit: str
    work: str
    limit: TimeLimit | None = None
    after: tuple[str, ...] = ()


def planned_steps(procedure: Procedure, case: str | None) -> tuple[PlannedStep, ...]:
    """The steps of a procedure in their order; the agencies of an inter-agency one come first."""
    agencies = tuple(
        PlannedStep(
            key=f"agency:{each.key}",
            unit=each.agency,
            work="giải quyết",
            limit=each.limit,
            after=tuple(f"agency:{before}" for before in each.after),
        )
        for each in procedure.interagency
    )
    process = tuple(
        PlannedStep(key=f"process:{each.ordinal}", unit=each.unit, work=each.work, limit=each.limit)
        for each in sorted(procedure.steps, key=lambda each: each.ordinal)
        if each.case in (None, case)
    )
    return agencies + process


def start_step(begun: Begun, form: StartStepForm) -> Papers:
    """Begin a step with its own clock; a free one where the process names none.

    Raises ``Refusal``: ``STEP_UNKNOWN``, ``STEP_RUNS`` already, ``STEP_TOO_EARLY`` while an
    agency that goes before has not finished.
    """
    dossier = begun.dossier
    planned = _planned(begun, form)
    if any(each.key == planned.key for each in _running(dossier)):
        raise Refusal(Reason.STEP_RUNS, code=dossier.code, step=planned.work)
    done = {each.key for each in dossier.steps if each.outcome == "finished"}
    waiting = [each for each in planned.after if each not in done]
    if waiting:
        before = ", ".join(each.partition(":")[2] for each in waiting)
        raise Refusal(Reason.STEP_TOO_EARLY, code=dossier.code, before=before)
    begun.record(
        StepStarted(
            key=planned.key,
            unit=planned.unit,
            work=planned.work,
            limit=planned.limit,
            due_at=_due(begun, planned.limit),
        )
    )
    return ()


def finish_step(begun: Begun, form: FinishStepForm) -> Papers:
    """End the running step, well or sent back.

    Raises ``Refusal`` (``STEP_NOT_STARTED``) where it is not clear which, or none runs.
    """
    running = _running(begun.dossier)
    key = form.key or (running[0].key if len(running) == 1 else None)
    if key is None or key not in {each.key for each in running}:
        raise Refusal(Reason.STEP_NOT_STARTED, code=begun.dossier.code)
    if form.failed:
        begun.record(StepFailed(key=key, private=needed_words(form.reason)))
    else:
        begun.record(StepFinished(key=key, document=said(form.document)))
    return ()


def _planned(begun: Begun, form: StartStepForm) -> PlannedStep:
    procedure = procedure_by_digest(begun.session, begun.tenant, begun.dossier.procedure.digest)
    if form.key is None:
        return PlannedStep(
            key=f"own:{len(begun.dossier.steps) + 1}",
            unit=needed(form.unit, "đơn vị làm bước này"),
            work=needed(form.work, "việc của bước này"),
        )
    steps = planned_steps(procedure, begun.dossier.procedure.case)
    found = next((each for each in steps if each.key == form.key), None)
    if found is None:
        raise Refusal(Reason.STEP_UNKNOWN, code=begun.dossier.code, step=form.key)
    return found


def _due(begun: Begun, limit: TimeLimit | None) -> datetime | None:
    if limit is None or limit.unit is LimitUnit.OTHER:
        return None
    days = calendar(begun.session, begun.tenant)
    return promise(begun.occurred_at, limit, days).due_at


def _running(dossier: Dossier) -> tuple[StepState, ...]:
    return tuple(each for each in dossier.steps if each.ended_at is None)
