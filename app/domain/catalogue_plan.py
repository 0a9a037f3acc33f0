"""What taking a read catalogue over would do: new, completed, amended, ended versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain.light_dataclass import dataclass
from app.domain.procedure import Decision, Procedure
from app.domain.procedure_version import amended, states, without_validity

ALWAYS = date.min
"""First day of a version whose source names none: it counted before this desk knew of it."""


class StepKind(StrEnum):
    """What happens to one procedure."""

    NEW = "new"
    COMPLETED = "completed"
    AMENDED = "amended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldVersion:
    """The newest version that a catalogue holds of one procedure."""

    procedure: Procedure
    digest: str
    valid_from: date
    valid_to: date | None = None

    def is_open(self, on: date) -> bool:
        """Whether it has not ended before a day."""
        return self.valid_to is None or self.valid_to >= on


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One procedure that would change; ``fields`` name what differs."""

    kind: StepKind
    procedure: Procedure
    held: HeldVersion | None = None
    valid_from: date = ALWAYS
    valid_to: date | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CataloguePlan:
    """Every step, ordered by code, and how many procedures stay as they are."""

    steps: tuple[PlanStep, ...]
    unchanged: int

    def of(self, *kinds: StepKind) -> tuple[PlanStep, ...]:
        """The steps of some kinds."""
        return tuple(step for step in self.steps if step.kind in kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """How a read catalogue is to be understood.

    ``on`` is the first day of what changes; ``is_full`` that what is absent has ended;
    ``decision`` the decision that publishes it, for versions that name none themselves.
    """

    on: date
    is_full: bool = False
    decision: Decision | None = None


def plan_catalogue(
    held: Mapping[str, HeldVersion],
    read: Iterable[Procedure],
    abolished: Iterable[str],
    publication: Publication,
) -> CataloguePlan:
    """Compare what was read with what is held; nothing that the reading leaves open is lost."""
    steps: dict[str, PlanStep] = {}
    unchanged = 0
    present = set()
    for procedure in read:
        present.add(procedure.code)
        step = _step(held.get(procedure.code), procedure, publication)
        if step is None:
            unchanged += 1
        else:
            steps[procedure.code] = step
    gone = set(abolished) | (held.keys() - present if publication.is_full else set())
    for code in gone & held.keys() - steps.keys():
        if held[code].is_open(publication.on):
            steps[code] = _ended(held[code], publication.on - timedelta(days=1))
    return CataloguePlan(tuple(steps[code] for code in sorted(steps)), unchanged)


def _step(held: HeldVersion | None, read: Procedure, publication: Publication) -> PlanStep | None:
    on = publication.on
    ends = read.valid_to
    facts = without_validity(_with_decision(read, publication.decision))
    if held is None:
        begins = read.valid_from or ALWAYS
        return PlanStep(kind=StepKind.NEW, procedure=facts, valid_from=begins, valid_to=ends)
    if ends is not None and ends < on:
        return _ended(held, ends) if held.is_open(on) else None
    joined = amended(held.procedure, facts)
    if not held.is_open(on):
        begins = read.valid_from or on
        return PlanStep(
            kind=StepKind.NEW, procedure=joined, held=held, valid_from=begins, valid_to=ends
        )
    differing = _differing(held.procedure, joined)
    if ends != held.valid_to and ends is not None:
        differing = (*differing, "valid_to")
    if not differing:
        return None
    return _changed(held, joined, differing, replace(read, valid_from=read.valid_from or on))


def _changed(
    held: HeldVersion, joined: Procedure, differing: tuple[str, ...], read: Procedure
) -> PlanStep:
    """A new version: in the place of the held one where it only adds what was not known."""
    facts = set(differing) - _PROVENANCE - {"valid_to"}
    completes = not any(states(name, getattr(held.procedure, name)) for name in facts)
    begins = read.valid_from or ALWAYS
    if completes or begins <= held.valid_from:
        kind, begins = StepKind.COMPLETED, held.valid_from
    else:
        kind = StepKind.AMENDED
    return PlanStep(
        kind=kind,
        procedure=joined,
        held=held,
        valid_from=begins,
        valid_to=read.valid_to or held.valid_to,
        fields=differing,
    )


def _ended(held: HeldVersion, last_day: date) -> PlanStep:
    return PlanStep(
        kind=StepKind.ENDED,
        procedure=held.procedure,
        held=held,
        valid_from=held.valid_from,
        valid_to=last_day,
        fields=("valid_to",),
    )


def _with_decision(read: Procedure, decision: Decision | None) -> Procedure:
    return replace(read, decision=read.decision or decision)


_PROVENANCE = frozenset({"source", "notes", "to_confirm"})


def _differing(held: Procedure, joined: Procedure) -> tuple[str, ...]:
    names = (field.name for field in fields(Procedure))
    differing = tuple(name for name in names if getattr(held, name) != getattr(joined, name))
    told = tuple(name for name in differing if name not in _PROVENANCE)
    return told or tuple(name for name in differing if name != "source")
