"""Paper that left the desk: each print is a deed of its own, after the reception, never in it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.facts import SlipPrinted
from app.services import journal
from app.services.desk import CLERK, Actor, DeskContext
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


def record_door_slip_printed(
    session: Session,
    slip: str,
    *,
    paper: str,
    printer: str,
    copy: int = 1,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> None:
    """Record that a door slip (``supplement`` or ``refusal``) was printed."""
    fact = SlipPrinted(slip=slip, copy=copy, paper=paper, printer=printer)
    journal.record(session, Deed(author=actor.author(desk, CLERK), now=now), fact)
