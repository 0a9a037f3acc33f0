"""What searching for procedures needs: the index of headings, and what this desk uses most."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.facts import CataloguePublished, LimitEntered
from app.domain.procedure_search import CatalogueIndex, ProcedureHeading
from app.domain.releases import Subject
from app.domain.text import sort_key
from app.models.catalogue import PinnedProcedureRow, ProcedureValidityRow, ProcedureVersionRow
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.models.office import DossierRow
from app.models.sync import ReleaseRow
from app.services.desk import DeskContext

_CHANGING = (CataloguePublished.kind, LimitEntered.kind)
_RECENT_DOSSIERS = 300
_RECENT_PROCEDURES = 10

# The window's first search waits for these: past the ORM, whose mappers need not be ready.
_VERSION, _VALIDITY = table_of(ProcedureVersionRow), table_of(ProcedureValidityRow)
_PINNED, _DOSSIER = table_of(PinnedProcedureRow), table_of(DossierRow)
_EVENT, _RELEASE = table_of(EventRow), table_of(ReleaseRow)
_IN_FORCE = (
    select(
        _VERSION.c.code,
        _VERSION.c.name,
        _VERSION.c.digest,
        _VERSION.c.sector,
        _VERSION.c.is_receivable,
        _VERSION.c.is_internal,
    )
    .join(
        _VALIDITY,
        (_VERSION.c.tenant == _VALIDITY.c.tenant) & (_VERSION.c.digest == _VALIDITY.c.digest),
    )
    .where(_VALIDITY.c.tenant == bindparam("of"), _VALIDITY.c.valid_from <= bindparam("day"))
    .where(_VALIDITY.c.valid_to.is_(None) | (_VALIDITY.c.valid_to >= bindparam("day")))
)
_RELEASED = select(_RELEASE.c.office, _RELEASE.c.version).where(
    _RELEASE.c.tenant == bindparam("of"), _RELEASE.c.subject == Subject.CATALOGUE.value
)
_CHANGED = select(func.max(_EVENT.c.arrival)).where(
    _EVENT.c.tenant == bindparam("of"), _EVENT.c.kind.in_(_CHANGING)
)
_PINS = (
    select(_PINNED.c.code).where(_PINNED.c.tenant == bindparam("of")).order_by(_PINNED.c.ordinal)
)
_LATELY = (
    select(_DOSSIER.c.procedure_code)
    .where(_DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.desk == bindparam("at"))
    .order_by(_DOSSIER.c.number.desc())
    .limit(_RECENT_DOSSIERS)
)


def catalogue_index(session: Session, *, desk: DeskContext, on: date) -> CatalogueIndex:
    """The procedures in force on a day, ready to be searched without the database."""
    rows = run(session, _IN_FORCE, {"of": desk.tenant, "day": on})
    return CatalogueIndex(
        ProcedureHeading(
            code=code,
            name=name,
            digest=digest,
            sector=sector,
            is_receivable=is_receivable,
            is_internal=is_internal,
        )
        for code, name, digest, sector, is_receivable, is_internal in rows
    )


def catalogue_mark(session: Session, *, desk: DeskContext, on: date) -> tuple[object, ...]:
    """What moves whenever other procedures are in force than before: an event, a release, a day."""
    named = {"of": desk.tenant}
    releases = sorted((office, version) for office, version in run(session, _RELEASED, named))
    return on, tuple(releases), run(session, _CHANGED, named).scalar()


def sectors(session: Session, *, desk: DeskContext) -> tuple[str, ...]:
    """Every sector that a version of a procedure was ever published under, in the dictionary's
    order."""
    found = session.scalars(
        select(ProcedureVersionRow.sector)
        .where(ProcedureVersionRow.tenant == desk.tenant, ProcedureVersionRow.sector.is_not(None))
        .distinct()
    )
    return tuple(sorted((each for each in found if each), key=sort_key))


def favourites(session: Session, *, desk: DeskContext) -> tuple[str, ...]:
    """Codes pinned at this desk in their order, then those received lately, newest first."""
    return tuple(dict.fromkeys((*pinned(session, desk=desk), *_recent(session, desk))))


def pinned(session: Session, *, desk: DeskContext) -> tuple[str, ...]:
    """Codes pinned at this desk, in their order."""
    return tuple(run(session, _PINS, {"of": desk.tenant}).scalars())


def pin_procedure(session: Session, code: str, *, desk: DeskContext) -> None:
    """Keep a procedure at the top of this desk's list; pinned once stays pinned once.

    Raises ``Refusal`` (``PROCEDURE_UNKNOWN``). Pins are not journalled.
    """
    known = session.scalar(
        select(ProcedureValidityRow.code)
        .where(ProcedureValidityRow.tenant == desk.tenant, ProcedureValidityRow.code == code)
        .limit(1)
    )
    if known is None:
        raise Refusal(Reason.PROCEDURE_UNKNOWN, code=code)
    if code in pinned(session, desk=desk):
        return
    last = session.scalar(
        select(func.max(PinnedProcedureRow.ordinal)).where(PinnedProcedureRow.tenant == desk.tenant)
    )
    row = {"tenant": desk.tenant, "code": code, "ordinal": (last or 0) + 1}
    session.execute(insert(PinnedProcedureRow), [row])


def unpin_procedure(session: Session, code: str, *, desk: DeskContext) -> None:
    """Let a procedure sink back into the list."""
    session.execute(
        delete(PinnedProcedureRow).where(
            PinnedProcedureRow.tenant == desk.tenant, PinnedProcedureRow.code == code
        )
    )


def switch_pin(session: Session, code: str, *, desk: DeskContext) -> bool:
    """Pin a procedure, or unpin it if it is; returns whether it is pinned now."""
    if code in pinned(session, desk=desk):
        unpin_procedure(session, code, desk=desk)
        return False
    pin_procedure(session, code, desk=desk)
    return True


def _recent(session: Session, desk: DeskContext) -> tuple[str, ...]:
    lately = run(session, _LATELY, {"of": desk.tenant, "at": desk.number}).scalars()
    return tuple(dict.fromkeys(lately))[:_RECENT_PROCEDURES]
