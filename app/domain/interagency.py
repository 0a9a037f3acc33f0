"""The promise of an inter-agency procedure: the longest path through the graph of its steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from app.domain.calendar import Calendar
from app.domain.counting import Counted, count
from app.domain.doubts import Span, doubts
from app.domain.errors import Reason, Refusal
from app.domain.office_clock import Point, moment_of, point_of
from app.domain.procedure import Channel, CutOff, InteragencyStep
from app.domain.promise import is_late, reception_steps, start_of
from app.domain.trace import Promise, StepKind, TraceStep


class _Leg(NamedTuple):
    """One step with its counted time, and the predecessor that it had to wait for."""

    step: InteragencyStep
    start: Point
    counted: Counted
    waited_for: str | None


def interagency_promise(
    received_at: datetime,
    steps: tuple[InteragencyStep, ...],
    calendar: Calendar,
    *,
    cut_off: CutOff = CutOff.SAME_DAY_ONLY,
    channel: Channel = Channel.COUNTER,
) -> Promise:
    """When the last agency is done; each step counts from the end of its latest predecessor.

    The trace follows the longest path only. Raises ``Refusal`` as ``promise`` does, and
    INTERAGENCY_EMPTY, INTERAGENCY_KEY_TWICE, INTERAGENCY_KEY_UNKNOWN, INTERAGENCY_CYCLE.
    """
    arrived = point_of(received_at)
    start = start_of(arrived, calendar, cut_off, channel)
    legs: dict[str, _Leg] = {}
    for step in in_order(steps):
        before = _latest(step, legs)
        begin = before.counted.due if before else start.cut
        late = is_late(begin if before else start.at, cut_off)
        counted = count(begin, step.limit, calendar, late=late)
        legs[step.key] = _Leg(step, begin, counted, before.step.key if before else None)
    path = _longest_path(legs)
    due_at = moment_of(path[-1].counted.due)
    spans = (leg.counted.weighed for leg in legs.values())
    return Promise(
        due_at,
        moment_of(start.cut),
        (
            *reception_steps(start, path[0].step.limit, calendar),
            *(trace for leg in path for trace in _trace(leg)),
            TraceStep(StepKind.DUE, due_at),
        ),
        doubts(calendar, (Span(arrived.day, start.at.day), *spans)),
    )


def in_order(steps: Iterable[InteragencyStep]) -> tuple[InteragencyStep, ...]:
    """The steps with every predecessor first, otherwise as given.

    Raises ``Refusal`` for no step, a key given twice or unknown, or steps that wait for each
    other in a ring.
    """
    waiting = _by_key(steps)
    ordered: dict[str, InteragencyStep] = {}
    while waiting:
        ready = [step for step in waiting.values() if all(key in ordered for key in step.after)]
        if not ready:
            raise Refusal(Reason.INTERAGENCY_CYCLE, value=" → ".join(_ring(waiting)))
        for step in ready:
            ordered[step.key] = waiting.pop(step.key)
    return tuple(ordered.values())


def _by_key(steps: Iterable[InteragencyStep]) -> dict[str, InteragencyStep]:
    found: dict[str, InteragencyStep] = {}
    for step in steps:
        if step.key in found:
            raise Refusal(Reason.INTERAGENCY_KEY_TWICE, value=step.key)
        found[step.key] = step
    if not found:
        raise Refusal(Reason.INTERAGENCY_EMPTY)
    for step in found.values():
        for key in step.after:
            if key not in found:
                raise Refusal(Reason.INTERAGENCY_KEY_UNKNOWN, step=step.key, value=key)
    return found


def _ring(waiting: Mapping[str, InteragencyStep]) -> list[str]:
    """The agencies of one ring among steps of which each waits for another, in working order."""
    walked: list[str] = []
    key = next(iter(waiting))
    while key not in walked:
        walked.append(key)
        key = next(each for each in waiting[key].after if each in waiting)
    ring = [*walked[walked.index(key) :], key]
    return [waiting[each].agency for each in reversed(ring)]


def _latest(step: InteragencyStep, legs: Mapping[str, _Leg]) -> _Leg | None:
    return max((legs[key] for key in step.after), key=lambda leg: leg.counted.due, default=None)


def _longest_path(legs: Mapping[str, _Leg]) -> list[_Leg]:
    leg = max(legs.values(), key=lambda each: each.counted.due)
    path = [leg]
    while leg.waited_for is not None:
        leg = legs[leg.waited_for]
        path.insert(0, leg)
    return path


def _trace(leg: _Leg) -> Iterable[TraceStep]:
    begun, ended = moment_of(leg.start), moment_of(leg.counted.due)
    notes = (leg.step.agency,)
    yield TraceStep(StepKind.AGENCY, begun, ended, limit=leg.step.limit, notes=notes)
    yield from leg.counted.steps
