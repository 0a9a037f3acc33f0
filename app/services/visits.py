"""Visits at the door that end without a dossier: guided once and completely, or refused."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import identifiers, reception_rules
from app.domain.canonical import canonical_bytes
from app.domain.errors import Reason, Refusal
from app.domain.events import Event, read_event
from app.domain.facts import LackingDocument, VisitGuided, VisitPrivate, VisitRefused
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.procedure import Procedure
from app.domain.reception import ReceptionForm
from app.domain.reception_tidying import tidied
from app.domain.records import from_plain, to_plain
from app.domain.text import one_line
from app.models.journal import EventPrivateRow, EventRow
from app.models.office import VisitRow
from app.services import journal, numbering
from app.services.clock import check_clock
from app.services.desk import CLERK, Actor, DeskContext
from app.services.journal import Deed
from app.services.post_opening import note_lacking
from app.services.procedures import procedure_by_digest, procedure_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit at the door: its number, what was typed, and what was lacking or why refused.

    ``form`` and ``reason`` are absent when they were erased.
    """

    uid: UUID
    number: str
    kind: str
    occurred_at: datetime
    officer: UUID
    procedure: Procedure
    case: str | None = None
    lacking: tuple[LackingDocument, ...] = ()
    form: ReceptionForm | None = None
    reason: str | None = None
    lookup_token: str | None = None


def guide_visit(
    session: Session,
    form: ReceptionForm,
    lacking: tuple[LackingDocument, ...],
    reason: str | None = None,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> Visit:
    """Tell the citizen once, completely and in writing what is lacking (phiếu yêu cầu bổ sung).

    ``lacking`` may be empty: then every compulsory paper that is not there counts. Raises
    ``Refusal`` when nothing is lacking, or for a paper that is not on the published list.
    """
    author = actor.author(desk, CLERK)
    check_clock(session, desk, now)
    form = tidied(form)
    digest, procedure = _procedure(session, desk, form, now)
    papers = reception_rules.published_papers(form, procedure)
    lacking = lacking or tuple(
        LackingDocument(ordinal=paper.ordinal)
        for paper in reception_rules.missing_papers(form, papers)
    )
    if not lacking:
        raise Refusal(Reason.NOTHING_LACKING)
    published = {paper.ordinal for paper in papers}
    for each in lacking:
        if each.ordinal not in published:
            raise Refusal(Reason.PAPER_NOT_PUBLISHED, ordinal=each.ordinal, code=procedure.code)
    fact = VisitGuided(
        visit_uid=str(identifiers.new_uid(now)),
        visit_number=numbering.take_visit_number(session, desk, local_date(now)),
        procedure_code=procedure.code,
        procedure_digest=digest,
        case=reception_rules.case_of(form, procedure),
        lacking=lacking,
        private=_private(form, reason),
    )
    deed = Deed(author=author, now=now)
    journal.record(session, deed, fact)
    note_lacking(session, deed, form, fact.visit_number, desk)
    return visit(session, fact.visit_number, desk=desk)


def refuse_visit(
    session: Session,
    form: ReceptionForm,
    reason: str,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> Visit:
    """Refuse a dossier at the door, with the written reason that the law asks for."""
    author = actor.author(desk, CLERK)
    check_clock(session, desk, now)
    form = tidied(form)
    if not one_line(reason):
        raise Refusal(Reason.REASON_MISSING)
    digest, procedure = _procedure(session, desk, form, now)
    fact = VisitRefused(
        visit_uid=str(identifiers.new_uid(now)),
        visit_number=numbering.take_visit_number(session, desk, local_date(now)),
        procedure_code=procedure.code,
        procedure_digest=digest,
        case=form.case,
        private=_private(form, reason),
    )
    deed = Deed(author=author, now=now)
    journal.record(session, deed, fact)
    note_lacking(session, deed, form, fact.visit_number, desk)
    return visit(session, fact.visit_number, desk=desk)


def visit(session: Session, number: str, *, desk: DeskContext) -> Visit:
    """A visit by the number on its slip. Raises ``Refusal`` (``VISIT_UNKNOWN``)."""
    found = session.execute(
        select(EventRow.content, EventPrivateRow.content)
        .join(VisitRow, (VisitRow.tenant == EventRow.tenant) & (VisitRow.event_uid == EventRow.uid))
        .outerjoin(
            EventPrivateRow,
            (EventPrivateRow.tenant == EventRow.tenant) & (EventPrivateRow.uid == EventRow.uid),
        )
        .where(VisitRow.tenant == desk.tenant, VisitRow.number == number.strip().upper())
    ).first()
    if found is None:
        raise Refusal(Reason.VISIT_UNKNOWN, number=number)
    return _visit_of(session, read_event(*found), desk)


def _visit_of(session: Session, event: Event, desk: DeskContext) -> Visit:
    fact = event.fact
    if not isinstance(fact, VisitGuided | VisitRefused) or fact.procedure_digest is None:
        raise Refusal(Reason.VISIT_UNKNOWN, number=str(event.uid))
    private = fact.private
    return Visit(
        uid=UUID(fact.visit_uid),
        number=fact.visit_number,
        kind=fact.kind,
        occurred_at=event.occurred_at,
        officer=event.author.actor,
        procedure=procedure_by_digest(session, desk.tenant, fact.procedure_digest),
        case=fact.case,
        lacking=fact.lacking if isinstance(fact, VisitGuided) else (),
        form=None if private is None else from_plain(ReceptionForm, json.loads(private.form)),
        reason=None if private is None else private.reason,
        lookup_token=None if private is None else private.lookup_token,
    )


def _procedure(
    session: Session, desk: DeskContext, form: ReceptionForm, now: datetime
) -> tuple[str, Procedure]:
    on = local_date(now)
    digest, procedure = procedure_in_force(session, desk.tenant, form.procedure_code, on)
    reception_rules.check_procedure(form, procedure, on)
    return digest, procedure


def _private(form: ReceptionForm, reason: str | None) -> VisitPrivate:
    return VisitPrivate(
        form=canonical_bytes(to_plain(form)).decode(),
        reason=one_line(reason) if reason else None,
        lookup_token=identifiers.new_lookup_token(),
    )
