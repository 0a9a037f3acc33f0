"""Taking a catalogue over: first what it would change, then the change in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.domain.canonical import digest
from app.domain.catalogue_plan import (
    CataloguePlan,
    HeldVersion,
    PlanStep,
    Publication,
    StepKind,
    plan_catalogue,
)
from app.domain.errors import Refusal
from app.domain.events import Author
from app.domain.facts import CataloguePublished, LimitEntered
from app.domain.light_dataclass import dataclass
from app.domain.procedure import Decision, Procedure
from app.domain.procedure_version import procedure_bytes
from app.domain.records import from_plain
from app.domain.releases import Subject
from app.exchange.read_catalogue import Conversion, ReadCatalogue, SkippedRow, SourceFile
from app.models.catalogue import ProcedureValidityRow, ProcedureVersionRow
from app.services import journal
from app.services.desk import ADMINISTRATOR, SUPERVISOR, Actor, DeskContext
from app.services.journal import Deed
from app.services.releases import is_of_centre, refuse_change

_NAMED_SOURCES = 20
"""More files than that are one folder: it is named by the digest over all of them."""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One procedure that an import touches; ``fields`` name what differs."""

    code: str
    name: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What an import does, or would do."""

    added: tuple[ImportLine, ...]
    changed: tuple[ImportLine, ...]
    removed: tuple[ImportLine, ...]
    unchanged: int
    skipped: tuple[SkippedRow, ...]
    converted: tuple[Conversion, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether the catalogue holds all of it already."""
        return not (self.added or self.changed or self.removed)


def preview_import(
    session: Session, read: ReadCatalogue, publication: Publication, *, desk: DeskContext
) -> ImportPreview:
    """What an import would do; nothing is changed."""
    return _preview(_plan(session, read, publication, desk.tenant), read)


def import_catalogue(
    session: Session,
    read: ReadCatalogue,
    publication: Publication,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> ImportPreview:
    """Take a read catalogue over and record ``catalogue.published`` unless nothing changes.

    What a version leaves open stays as the version before it said. Raises ``Refusal``:
    ``ROLE_LACKING`` unless the actor is supervisor or administrator, ``REFERENCE_OF_CENTRE``.
    """
    author = publisher(actor, desk)
    if is_of_centre(session, desk.tenant, Subject.CATALOGUE):
        raise refuse_change(Subject.CATALOGUE)
    plan = _plan(session, read, publication, desk.tenant)
    preview = _preview(plan, read)
    if preview.changes_nothing:
        return preview
    store_versions(session, desk.tenant, (step.procedure for step in plan.steps), now)
    _store_validity(session, desk.tenant, plan.steps, publication)
    fact = CataloguePublished(
        sources=_sources(read.sources),
        added=len(preview.added),
        changed=len(preview.changed),
        removed=len(preview.removed),
        versions_digest=_versions_digest(session, desk.tenant),
        decision=_in_words(publication.decision),
    )
    journal.record(session, Deed(author=author, now=now), fact)
    return preview


def publisher(actor: Actor, desk: DeskContext) -> Author:
    """The author of a change of the catalogue, as supervisor, else as administrator."""
    try:
        return actor.author(desk, SUPERVISOR)
    except Refusal:
        return actor.author(desk, ADMINISTRATOR)


def store_versions(
    session: Session, tenant: str, procedures: Iterable[Procedure], now: datetime
) -> None:
    """Add versions under their digests; those that are there already stay untouched."""
    rows = {}
    for procedure in procedures:
        row = _version_row(tenant, procedure, now)
        rows[row["digest"]] = row
    known = set(
        session.scalars(
            select(ProcedureVersionRow.digest).where(ProcedureVersionRow.tenant == tenant)
        )
    )
    missing = [row for sha256, row in rows.items() if sha256 not in known]
    if missing:
        session.execute(insert(ProcedureVersionRow), missing)


def count_instead(session: Session, tenant: str, fact: LimitEntered) -> None:
    """Let the version that a supervisor completed count in the place of the one before."""
    session.execute(
        update(ProcedureValidityRow)
        .where(
            ProcedureValidityRow.tenant == tenant,
            ProcedureValidityRow.code == fact.procedure_code,
            ProcedureValidityRow.digest == fact.previous_digest,
        )
        .values(digest=fact.digest)
    )


def held_versions(session: Session, tenant: str) -> dict[str, HeldVersion]:
    """The newest version of each procedure, by code."""
    rows = session.execute(
        select(
            ProcedureValidityRow.code,
            ProcedureValidityRow.valid_from,
            ProcedureValidityRow.valid_to,
            ProcedureVersionRow.digest,
            ProcedureVersionRow.content,
        )
        .join(
            ProcedureVersionRow,
            (ProcedureVersionRow.tenant == ProcedureValidityRow.tenant)
            & (ProcedureVersionRow.digest == ProcedureValidityRow.digest),
        )
        .where(ProcedureValidityRow.tenant == tenant)
        .order_by(ProcedureValidityRow.code, ProcedureValidityRow.valid_from)
    )
    return {
        code: HeldVersion(
            procedure=from_plain(Procedure, json.loads(content)),
            digest=sha256,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        for code, valid_from, valid_to, sha256, content in rows
    }


def _plan(
    session: Session, read: ReadCatalogue, publication: Publication, tenant: str
) -> CataloguePlan:
    held = held_versions(session, tenant)
    abolished = (each.code for each in read.abolished)
    whole = replace(publication, is_full=publication.is_full or read.full)
    return plan_catalogue(held, read.procedures, abolished, whole)


def _preview(plan: CataloguePlan, read: ReadCatalogue) -> ImportPreview:
    return ImportPreview(
        added=_lines(plan.of(StepKind.NEW)),
        changed=_lines(plan.of(StepKind.COMPLETED, StepKind.AMENDED)),
        removed=_lines(plan.of(StepKind.ENDED)),
        unchanged=plan.unchanged,
        skipped=read.skipped,
        converted=read.converted,
    )


def _lines(steps: Iterable[PlanStep]) -> tuple[ImportLine, ...]:
    return tuple(
        ImportLine(each.procedure.code, each.procedure.name, each.fields) for each in steps
    )


def _version_row(tenant: str, procedure: Procedure, now: datetime) -> dict[str, Any]:
    content = procedure_bytes(procedure)
    return {
        "tenant": tenant,
        "digest": digest(content),
        "code": procedure.code,
        "name": procedure.name,
        "sector": procedure.sector,
        "is_receivable": procedure.is_receivable,
        "is_internal": procedure.internal,
        "added_at": now,
        "content": content,
    }


def _store_validity(
    session: Session, tenant: str, steps: Sequence[PlanStep], publication: Publication
) -> None:
    """New and amended versions begin; the one before an amended one ends the day before."""
    decision = _in_words(publication.decision)
    begun = [_validity_row(tenant, each) for each in steps if _begins_anew(each)]
    for step in steps:
        if step.kind is StepKind.ENDED:
            _alter(session, tenant, step, valid_to=step.valid_to, ended_by=decision)
        elif step.kind is StepKind.COMPLETED:
            sha256 = digest(procedure_bytes(step.procedure))
            _alter(session, tenant, step, valid_to=step.valid_to, digest=sha256)
        elif step.kind is StepKind.AMENDED:
            last = step.valid_from - timedelta(days=1)
            by = _in_words(step.procedure.decision) or decision
            _alter(session, tenant, step, valid_to=last, ended_by=by)
    if begun:
        session.execute(insert(ProcedureValidityRow), begun)


def _begins_anew(step: PlanStep) -> bool:
    return step.kind in (StepKind.NEW, StepKind.AMENDED)


def _validity_row(tenant: str, step: PlanStep) -> dict[str, Any]:
    return {
        "tenant": tenant,
        "code": step.procedure.code,
        "valid_from": step.valid_from,
        "valid_to": step.valid_to,
        "digest": digest(procedure_bytes(step.procedure)),
        "ended_by": None,
    }


def _alter(session: Session, tenant: str, step: PlanStep, **values: Any) -> None:
    """Change the validity of the held version; the version itself never changes."""
    assert step.held is not None  # noqa: S101 - only new steps hold nothing
    session.execute(
        update(ProcedureValidityRow)
        .where(
            ProcedureValidityRow.tenant == tenant,
            ProcedureValidityRow.code == step.procedure.code,
            ProcedureValidityRow.valid_from == step.held.valid_from,
        )
        .values(values)
    )


def _sources(files: Sequence[SourceFile]) -> tuple[str, ...]:
    lines = tuple(f"{file.name} sha256:{file.sha256}" for file in files)
    if len(lines) <= _NAMED_SOURCES:
        return lines
    return (f"{len(lines)} tệp sha256:{digest(chr(10).join(sorted(lines)).encode())}",)


def _versions_digest(session: Session, tenant: str) -> str:
    return digest("\n".join(sorted(_open_digests(session, tenant))).encode())


def _open_digests(session: Session, tenant: str) -> Iterator[str]:
    rows = session.scalars(
        select(ProcedureValidityRow.digest).where(
            ProcedureValidityRow.tenant == tenant, ProcedureValidityRow.valid_to.is_(None)
        )
    )
    return iter(rows)


def _in_words(decision: Decision | None) -> str | None:
    if decision is None:
        return None
    return f"{decision.number} ngày {decision.on:%d/%m/%Y}" if decision.on else decision.number
