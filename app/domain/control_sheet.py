"""The blocks of a control sheet (phiếu kiểm soát), from the deeds: who held a dossier how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from app.domain.calendar import Calendar
from app.domain.deadlines import (
    Settlement,
    WorkingSpan,
    forwarding_due,
    settled_state,
    working_span,
)
from app.domain.fact_parts import Fact
from app.domain.light_dataclass import dataclass
from app.domain.procedure import Channel, TimeLimit
from app.domain.units import Unit, UnitKind
from app.domain.work_facts import (
    DossierHandedOver,
    HandOverAccepted,
    HandOverMissed,
    HandOverTakenBack,
    StepFailed,
    StepFinished,
    StepStarted,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverBlock:
    """One hand-over; ``held`` is the working time at the giver before it.

    ``outcome`` tells whether the giver kept its term: one working day for the desk that received,
    the promise for the settling agency, nothing where no rule sets one.
    """

    giver: Unit
    receiver: Unit
    sheet: str
    given_at: datetime
    held: WorkingSpan
    accepted_at: datetime | None = None
    outcome: Settlement | None = None
    is_first: bool = False
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBlock:
    """One run of a step: its limit, the working time used so far, and how it ended."""

    key: str
    unit: str
    work: str
    started_at: datetime
    used: WorkingSpan
    limit: TimeLimit | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: Settlement | None = None
    document: str | None = None
    failed: bool = False


Block = HandOverBlock | StepBlock
Deeds = Iterable[tuple[datetime, Fact]]


@dataclass(frozen=True, slots=True)
class Watch:
    """What time is counted by: the reception, the promise, the office's calendar, and now."""

    received_at: datetime
    channel: Channel
    promised_at: datetime
    days: Calendar
    now: datetime


def control_blocks(deeds: Deeds, watch: Watch) -> tuple[Block, ...]:
    """A block per hand-over and per run of a step, in the order in which they began."""
    blocks: list[Block] = []
    since = watch.received_at
    for at, fact in deeds:
        match fact:
            case DossierHandedOver():
                blocks.append(_given(fact, at, since, watch))
            case HandOverAccepted():
                _change(blocks, fact.sheet, accepted_at=at)
                since = at
            case HandOverMissed() | HandOverTakenBack():
                _change(blocks, fact.sheet, undone=True)
            case StepStarted():
                blocks.append(_started(fact, at, watch))
            case StepFinished() | StepFailed():
                _end(blocks, fact, at, watch)
    return tuple(blocks)


def _given(fact: DossierHandedOver, at: datetime, since: datetime, watch: Watch) -> HandOverBlock:
    is_first = since == watch.received_at and fact.giver.kind is UnitKind.OFFICE
    return HandOverBlock(
        giver=fact.giver,
        receiver=fact.receiver,
        sheet=fact.sheet,
        given_at=at,
        held=working_span(since, at, watch.days),
        outcome=_kept(fact, at, watch, is_first=is_first),
        is_first=is_first,
    )


def _kept(
    fact: DossierHandedOver, at: datetime, watch: Watch, *, is_first: bool
) -> Settlement | None:
    if fact.giver.kind is UnitKind.AGENCY:
        return settled_state(watch.promised_at, at)
    if not is_first:
        return None
    due = forwarding_due(watch.received_at, watch.days, channel=watch.channel)
    return settled_state(due.paper_at, at)


def _started(fact: StepStarted, at: datetime, watch: Watch) -> StepBlock:
    return StepBlock(
        key=fact.key,
        unit=fact.unit,
        work=fact.work,
        started_at=at,
        used=working_span(at, max(at, watch.now), watch.days),
        limit=fact.limit,
        due_at=fact.due_at,
    )


def _change(blocks: list[Block], sheet: str, **changed: object) -> None:
    for index in reversed(range(len(blocks))):
        block = blocks[index]
        if isinstance(block, HandOverBlock) and block.sheet == sheet:
            blocks[index] = replace(block, **changed)  # type: ignore[arg-type]
            return


def _end(blocks: list[Block], fact: StepFinished | StepFailed, at: datetime, watch: Watch) -> None:
    for index in reversed(range(len(blocks))):
        block = blocks[index]
        if isinstance(block, StepBlock) and block.key == fact.key and block.ended_at is None:
            blocks[index] = replace(
                block,
                ended_at=at,
                used=working_span(block.started_at, at, watch.days),
                outcome=None if block.due_at is None else settled_state(block.due_at, at),
                document=fact.document if isinstance(fact, StepFinished) else None,
                failed=isinstance(fact, StepFailed),
            )
            return
