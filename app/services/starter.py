"""The catalogue that a new desk starts with, and what it can do with it at once."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.catalogue_plan import Publication
from app.domain.errors import Refusal
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.procedure_version import doubts, missing_facts
from app.exchange.catalogue_files import read_catalogue
from app.models.catalogue import ProcedureValidityRow, ProcedureVersionRow
from app.services.catalogue import ImportPreview, import_catalogue
from app.services.catalogue_search import pinned
from app.services.catalogue_shown import show_procedure
from app.services.desk import Actor, DeskContext
from app.services.procedures import procedure_in_force


@dataclass(frozen=True, slots=True)
class BlockedProcedure:
    """A procedure that cannot be received yet: what is missing, and the doubts about it."""

    code: str
    name: str
    missing: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """How many procedures are in force, how many of them can be received at once."""

    procedures: int
    receivable: int
    blocked_pins: tuple[BlockedProcedure, ...]


def readiness(session: Session, desk: DeskContext, now: datetime) -> Readiness:
    """What set-up says plainly: how many can be received, and which pinned ones cannot."""
    on = local_date(now)
    counted = session.execute(
        select(ProcedureVersionRow.is_receivable, func.count())
        .join(
            ProcedureValidityRow,
            (ProcedureVersionRow.tenant == ProcedureValidityRow.tenant)
            & (ProcedureVersionRow.digest == ProcedureValidityRow.digest),
        )
        .where(ProcedureValidityRow.tenant == desk.tenant, ProcedureValidityRow.valid_from <= on)
        .where((ProcedureValidityRow.valid_to.is_(None)) | (ProcedureValidityRow.valid_to >= on))
        .where(~ProcedureVersionRow.is_internal)
        .group_by(ProcedureVersionRow.is_receivable)
    )
    numbers = {is_receivable: number for is_receivable, number in counted}  # noqa: C416
    blocked = (_blocked(session, desk, code, on) for code in pinned(session, desk=desk))
    return Readiness(
        procedures=sum(numbers.values()),
        receivable=numbers.get(True, 0),
        blocked_pins=tuple(each for each in blocked if each is not None),
    )


def publish_starter(
    session: Session, folder: Path, *, now: datetime, desk: DeskContext, actor: Actor
) -> ImportPreview:
    """Take over the starter catalogue of ``resources/catalogue``.

    Raises ``Refusal`` (``CATALOGUE_UNREADABLE``) when it is not there.
    """
    read = read_catalogue(folder / "starter.json")
    publication = Publication(on=local_date(now))
    return import_catalogue(session, read, publication, now=now, desk=desk, actor=actor)


def _blocked(session: Session, desk: DeskContext, code: str, on: date) -> BlockedProcedure | None:
    """A pinned procedure that cannot be received; one no longer in force misses itself."""
    try:
        _, procedure = procedure_in_force(session, desk.tenant, code, on)
    except Refusal:
        return BlockedProcedure(
            code, show_procedure(session, code, desk=desk, on=on)["name"], (), ()
        )
    missing = missing_facts(procedure)
    if not missing:
        return None
    reasons = doubts(procedure)
    lines = tuple(reason for name in missing for reason in reasons.get(name, ()))
    return BlockedProcedure(code, procedure.name, missing, lines)
