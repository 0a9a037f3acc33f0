"""Paper that left the desk: each print is a deed of its own, after the reception, never in it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.facts import SlipPrinted
from app.domain.printers import SlipKind
from app.services import journal
from app.services.desk import CLERK, POSTAL_CLERK, SUPERVISOR, Actor, DeskContext
from app.services.dossiers import dossier_by_uid
from app.services.journal import Deed


def record_receipt_printed(
    session: Session,
    dossier_uid: UUID,
    *,
    paper: str,
    printer: str,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> int:
    """Record that a receipt slip was printed; returns which copy it was, counted from 1."""
    known = dossier_by_uid(session, desk.tenant, dossier_uid)
    copy = known.slip_copies + 1
    fact = SlipPrinted(
        slip="receipt", copy=copy, paper=paper, printer=printer, edition=known.slip_edition
    )
    journal.record(session, Deed(author=actor.author(desk, CLERK), now=now), fact, dossier_uid)
    return copy


def record_paper_printed(
    session: Session,
    kind: SlipKind,
    dossier_uid: UUID,
    *,
    copy: int,
    paper: str,
    printer: str,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> None:
    """Record that a paper of a dossier other than its receipt was printed; ``copy`` from 1."""
    fact = SlipPrinted(slip=kind.value, copy=copy, paper=paper, printer=printer)
    role = next((each for each in PRINTERS if each in actor.roles), CLERK)
    journal.record(session, Deed(author=actor.author(desk, role), now=now), fact, dossier_uid)


PRINTERS = (CLERK, SUPERVISOR, POSTAL_CLERK)
"""Roles in which a paper may be printed after a deed: whoever may do the deed."""


def record_office_paper_printed(
    session: Session,
    slip: str,
    *,
    paper: str,
    printer: str,
    copy: int = 1,
    sheet: str | None = None,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> None:
    """Record that a paper of the office was printed: a door slip, or the ``sheet`` of a pile."""
    fact = SlipPrinted(slip=slip, copy=copy, paper=paper, printer=printer, sheet=sheet)
    role = next((each for each in PRINTERS if each in actor.roles), CLERK)
    journal.record(session, Deed(author=actor.author(desk, role), now=now), fact)
