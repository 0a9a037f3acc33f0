"""Online filings: keyed or imported, listed, found; answered in ``services.filing_answers``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.canonical import canonical_bytes
from app.domain.door_facts import DossierFiled, FilingPrivate
from app.domain.errors import Reason, Refusal
from app.domain.filing import Filing, FilingForm, FilingState
from app.domain.light_dataclass import dataclass
from app.domain.moments import local, local_date
from app.domain.procedure import Channel, LimitUnit, Procedure, TimeLimit
from app.domain.promise import promise
from app.domain.reception import ReceptionForm, SubmittedDocument
from app.domain.records import from_plain, to_plain
from app.domain.roles import CLERK
from app.models.catalogue import ProcedureVersionRow
from app.models.database import run, table_of
from app.models.life import FilingRow
from app.services import journal
from app.services.calendars import calendar
from app.services.clock import check_clock
from app.services.dossier_deeds import Acting, needed, office_deed
from app.services.dossiers import dossier_uids
from app.services.procedures import procedure_in_force
from app.services.work_projection import stored_filing

ANSWER_IN = TimeLimit.of(8, LimitUnit.WORKING_HOUR)
"""The office's first answer to an online filing."""

CLERKS = (CLERK,)
OPEN_STATES = (FilingState.WAITING, FilingState.SUPPLEMENT_ASKED)
"""States in which the office may still answer."""

_FILING, _VERSION = table_of(FilingRow), table_of(ProcedureVersionRow)
_LISTED = (
    select(
        _FILING.c.dossier_uid,
        _FILING.c.code,
        _FILING.c.state,
        _FILING.c.procedure_code,
        _FILING.c.filed_at,
        _FILING.c.answer_due_at,
        _FILING.c.fold_private,
    )
    .where(_FILING.c.tenant == bindparam("of"))
    .where(_FILING.c.state.in_(bindparam("states", expanding=True)))
    .order_by(_FILING.c.answer_due_at, _FILING.c.code)
)
_BY_CODE = select(_FILING.c.dossier_uid).where(
    _FILING.c.tenant == bindparam("of"), _FILING.c.code == bindparam("wanted")
)
_NAMES = (
    select(_VERSION.c.code, _VERSION.c.name)
    .where(_VERSION.c.tenant == bindparam("of"))
    .where(_VERSION.c.code.in_(bindparam("codes", expanding=True)))
    .order_by(_VERSION.c.added_at)
)


@dataclass(frozen=True, slots=True)
class FilingLine:
    """An online filing as one line of a list; ``applicant`` is absent once it was erased."""

    dossier_uid: UUID
    code: str
    state: FilingState
    procedure_code: str
    procedure_name: str
    applicant: str | None
    filed_at: datetime
    answer_due_at: datetime


def record_filing(session: Session, form: FilingForm, acting: Acting) -> UUID:
    """Take note of a dossier filed online; the portal's code stays.

    Raises the refusals of ``check_filing``.
    """
    deed = office_deed(acting, CLERKS)
    procedure = check_filing(session, form, acting)
    uid = identifiers.new_uid(acting.now)
    fact = DossierFiled(
        code=filing_code(form),
        system=needed(form.system, "hệ thống"),
        procedure_code=form.form.procedure_code,
        filed_at=form.filed_at,
        answer_due_at=answer_due(session, form.filed_at, acting.desk.tenant),
        private=FilingPrivate(form=form_text(with_components(form, procedure))),
    )
    journal.record(session, deed, fact, uid)
    return uid


def check_filing(session: Session, form: FilingForm, acting: Acting) -> Procedure:
    """Whether a filing may be noted, and the procedure that it is for.

    Raises ``Refusal``: ``FILING_KNOWN`` for a code that is here already, ``FUTURE_RECEPTION`` for
    a time ahead, and those of the procedure.
    """
    check_clock(session, acting.desk, acting.now)
    tenant, code = acting.desk.tenant, filing_code(form)
    if filing_uid(session, tenant, code) or dossier_uids(session, tenant, code):
        raise Refusal(Reason.FILING_KNOWN, code=code)
    if form.filed_at > acting.now:
        raise Refusal(Reason.FUTURE_RECEPTION, value=f"{local(form.filed_at):%H:%M %d/%m/%Y}")
    on = local_date(form.filed_at)
    return procedure_in_force(session, tenant, form.form.procedure_code, on)[1]


def filing_code(form: FilingForm) -> str:
    """The portal's code as it is kept. Raises ``Refusal`` (``FIELD_MISSING``)."""
    return needed(form.code, "mã hồ sơ trên cổng").upper()


def answer_due(session: Session, since: datetime, tenant: str) -> datetime:
    """Until when the office has to answer what reached it at a moment."""
    days = calendar(session, tenant)
    return promise(since, ANSWER_IN, days, channel=Channel.ONLINE).due_at


def with_components(form: FilingForm, procedure: Procedure) -> ReceptionForm:
    """The stated form, with the papers of the published list that the portal names by code."""
    sent = {each.strip().upper() for each in form.components}
    published = procedure.papers_of(form.form.case) or ()
    brought = tuple(
        SubmittedDocument(ordinal=paper.ordinal, copies=1)
        for paper in published
        if paper.code and paper.code.upper() in sent
    )
    return form.form if form.form.documents else replace(form.form, documents=brought)


def form_of_filing(filing: Filing) -> ReceptionForm:
    """The reception form that receives a filing: what the citizen stated, under its code.

    Raises ``Refusal`` (``DOSSIER_ERASED``) when the personal data is gone.
    """
    if filing.form is None:
        raise Refusal(Reason.DOSSIER_ERASED, code=filing.code)
    stated = from_plain(ReceptionForm, json.loads(filing.form))
    return replace(
        stated, channel=Channel.ONLINE, submitted_at=filing.filed_at, filing_uid=filing.uid
    )


def filing_by_uid(session: Session, tenant: str, uid: UUID) -> Filing:
    """One filing. Raises ``Refusal`` (``FILING_UNKNOWN``)."""
    found = stored_filing(session, tenant, uid)
    if found is None:
        raise Refusal(Reason.FILING_UNKNOWN, code=uid)
    return found


def filing_by_code(session: Session, tenant: str, code: str) -> Filing:
    """One filing by the portal's code. Raises ``Refusal`` (``FILING_UNKNOWN``)."""
    uid = filing_uid(session, tenant, code.strip().upper())
    if uid is None:
        raise Refusal(Reason.FILING_UNKNOWN, code=code)
    return filing_by_uid(session, tenant, uid)


def filing_uid(session: Session, tenant: str, code: str) -> UUID | None:
    """The filing under a code of the portal, where there is one."""
    found: UUID | None = run(session, _BY_CODE, {"of": tenant, "wanted": code}).scalar()
    return found


def filings(
    session: Session, tenant: str, states: tuple[FilingState, ...] = (FilingState.WAITING,)
) -> tuple[FilingLine, ...]:
    """Filings in these states, the one to be answered first in front."""
    asked = {"of": tenant, "states": [each.value for each in states]}
    rows = run(session, _LISTED, asked).all()
    codes = list({row.procedure_code for row in rows})
    named = run(session, _NAMES, {"of": tenant, "codes": codes}) if codes else ()
    names = {row.code: row.name for row in named}
    return tuple(_line(row, names) for row in rows)


def waiting_filing(session: Session, tenant: str, uid: UUID) -> Filing:
    """A filing that may be answered now. Raises ``Refusal`` (``FILING_ANSWERED``)."""
    filing = filing_by_uid(session, tenant, uid)
    if filing.state not in OPEN_STATES:
        raise Refusal(Reason.FILING_ANSWERED, code=filing.code)
    return filing


def form_text(form: ReceptionForm) -> str:
    """A stated form as an event keeps it."""
    return canonical_bytes(to_plain(form)).decode()


def _line(row: Any, names: Mapping[str, str]) -> FilingLine:
    *head, private = row
    uid, code, state, procedure, filed_at, due_at = head
    return FilingLine(
        dossier_uid=uid,
        code=code,
        state=FilingState(state),
        procedure_code=procedure,
        procedure_name=names.get(procedure, ""),
        applicant=None if private is None else _applicant(json.loads(private)),
        filed_at=filed_at,
        answer_due_at=due_at,
    )


def _applicant(stated: Mapping[str, Any]) -> str | None:
    body = stated.get("organisation") or {}
    person = stated.get("applicant") or {}
    return person.get("full_name") or body.get("name") or None
