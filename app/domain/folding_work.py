"""The fold of what moves a dossier about: hand-overs, steps, who answers for it, what is added."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain.dossier import Dossier, DossierState
from app.domain.dossier_parts import (
    ON_PAPER,
    AttachmentState,
    Custody,
    ForeignCode,
    StepOutcome,
    StepState,
)
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.import_facts import DossierImported
from app.domain.trail_facts import (
    AttachmentAdded,
    CodeAliased,
    DossierSharedWith,
    DossierSuperseded,
    ForeignCodeRecorded,
)
from app.domain.units import Unit, UnitKind
from app.domain.work_facts import (
    DossierHandedOver,
    DossierReassigned,
    HandOverAccepted,
    HandOverMissed,
    HandOverTakenBack,
    StepFailed,
    StepFinished,
    StepStarted,
)


def _hand_over(dossier: Dossier, fact: DossierHandedOver, event: Event) -> Dossier:
    at = event.occurred_at
    on_the_way = Custody(
        holder=fact.receiver,
        since=at,
        giver=fact.giver,
        sheet=fact.sheet,
        announced=fact.announced or (),
    )
    return _forwarded(replace(dossier, custody=on_the_way), fact.receiver, at)


def _accept(dossier: Dossier, fact: HandOverAccepted, event: Event) -> Dossier:
    if dossier.custody.sheet != fact.sheet:
        return dossier
    at = event.occurred_at
    arrived = Custody(holder=fact.receiver, since=at, giver=dossier.custody.giver)
    return _forwarded(replace(dossier, custody=arrived), fact.receiver, at)


def _stay(dossier: Dossier, fact: HandOverMissed | HandOverTakenBack, event: Event) -> Dossier:
    """It never left: the papers lie where they lay, and what the way alone did is undone."""
    custody = dossier.custody
    if custody.sheet != fact.sheet or custody.giver is None:
        return dossier
    only_this_way = dossier.forwarded_at == custody.since and not dossier.steps
    return replace(
        dossier,
        custody=Custody(holder=custody.giver, since=event.occurred_at),
        forwarded_at=None if only_this_way else dossier.forwarded_at,
    )


def _forwarded(dossier: Dossier, receiver: Unit, at: datetime) -> Dossier:
    """Handed to the settling agency a dossier is in process, and stays so when it comes back."""
    if receiver.kind is not UnitKind.AGENCY:
        return dossier
    return replace(dossier, forwarded_at=dossier.forwarded_at or at)


def _start(dossier: Dossier, fact: StepStarted, event: Event) -> Dossier:
    begun = StepState(
        key=fact.key,
        unit=fact.unit,
        work=fact.work,
        started_at=event.occurred_at,
        limit=fact.limit,
        due_at=fact.due_at,
    )
    return replace(
        dossier,
        steps=(*dossier.steps, begun),
        forwarded_at=dossier.forwarded_at or event.occurred_at,
    )


def _finish(dossier: Dossier, fact: StepFinished, event: Event) -> Dossier:
    return _end_step(dossier, fact.key, StepOutcome.FINISHED, event.occurred_at)


def _fail(dossier: Dossier, fact: StepFailed, event: Event) -> Dossier:
    return _end_step(dossier, fact.key, StepOutcome.FAILED, event.occurred_at)


def _end_step(dossier: Dossier, key: str, outcome: StepOutcome, at: datetime) -> Dossier:
    running = [at for at, each in enumerate(dossier.steps) if _runs(each, key)]
    if not running:
        return dossier
    steps = list(dossier.steps)
    steps[running[-1]] = replace(steps[running[-1]], ended_at=at, outcome=outcome)
    return replace(dossier, steps=tuple(steps))


def _runs(step: StepState, key: str) -> bool:
    return step.key == key and step.ended_at is None


def _reassign(dossier: Dossier, fact: DossierReassigned, _event: Event) -> Dossier:
    return replace(dossier, assigned_to=fact.staff_uid)


def _share(dossier: Dossier, fact: DossierSharedWith, _event: Event) -> Dossier:
    shared = sorted({*dossier.shared_with, fact.office})
    return replace(dossier, shared_with=tuple(shared))


def _alias(dossier: Dossier, fact: CodeAliased, _event: Event) -> Dossier:
    """The code on paper is kept among those by which others know the dossier."""
    known = ForeignCode(system=ON_PAPER, code=fact.alias)
    codes = dossier.foreign_codes
    kept = codes if known in codes else (*codes, known)
    return replace(dossier, code=fact.code, code_source="alias", foreign_codes=kept)


def _record_code(dossier: Dossier, fact: ForeignCodeRecorded, _event: Event) -> Dossier:
    known = ForeignCode(system=fact.system, code=fact.code)
    if known in dossier.foreign_codes:
        return dossier
    return replace(dossier, foreign_codes=(*dossier.foreign_codes, known))


def _attach(dossier: Dossier, fact: AttachmentAdded, event: Event) -> Dossier:
    kept = AttachmentState(
        event=str(event.uid),
        digest=fact.digest,
        size=fact.size,
        media_type=fact.media_type,
        ordinal=fact.ordinal,
        result_uid=fact.result_uid,
        exempt=fact.exempt,
    )
    return replace(dossier, attachments=(*dossier.attachments, kept))


def _supersede(dossier: Dossier, fact: DossierSuperseded, _event: Event) -> Dossier:
    return replace(
        dossier,
        ending=DossierState.SUPERSEDED,
        superseded_by=fact.by,
        superseded_by_code=fact.by_code,
    )


def _import(dossier: Dossier, fact: DossierImported, event: Event) -> Dossier:
    return replace(
        dossier,
        custody=Custody(holder=fact.holder, since=fact.forwarded_at or event.occurred_at),
        forwarded_at=fact.forwarded_at,
    )


FOLDERS: dict[type[Fact], Any] = {
    DossierHandedOver: _hand_over,
    HandOverAccepted: _accept,
    HandOverMissed: _stay,
    HandOverTakenBack: _stay,
    StepStarted: _start,
    StepFinished: _finish,
    StepFailed: _fail,
    DossierReassigned: _reassign,
    DossierSharedWith: _share,
    ForeignCodeRecorded: _record_code,
    CodeAliased: _alias,
    AttachmentAdded: _attach,
    DossierSuperseded: _supersede,
    DossierImported: _import,
}
