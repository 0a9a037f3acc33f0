"""Online filings: keyed or imported, answered within 8 working hours (NĐ 297/2025)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.canonical import canonical_bytes
from app.domain.door_facts import DossierFiled, FilingPrivate
from app.domain.end_facts import DossierRefused
from app.domain.errors import Reason, Refusal
from app.domain.filing import Filing, FilingState
from app.domain.moments import local, local_date
from app.domain.pause_facts import SupplementPrivate, SupplementRequested
from app.domain.procedure import Channel, LimitUnit, TimeLimit
from app.domain.promise import promise
from app.domain.reception import ReceptionForm
from app.domain.records import from_plain, to_plain
from app.domain.roles import CLERK
from app.domain.supplement import supplement_deadline
from app.models.database import run, table_of
from app.models.life import FilingRow
from app.services import journal
from app.services.calendars import calendar
from app.services.clock import check_clock
from app.services.dossier_deeds import Acting, needed, needed_words, office_deed, said
from app.services.dossiers import dossier_uids
from app.services.procedures import procedure_in_force
from app.services.work_projection import stored_filing

ANSWER_IN = TimeLimit.of(8, LimitUnit.WORKING_HOUR)
"""The office's first answer to an online filing."""

_CLERKS = (CLERK,)
_FILING = table_of(FilingRow)
_OPEN = (
    select(
        _FILING.c.dossier_uid,
        _FILING.c.code,
        _FILING.c.state,
        _FILING.c.procedure_code,
        _FILING.c.filed_at,
        _FILING.c.answer_due_at,
    )
    .where(_FILING.c.tenant == bindparam("of"))
    .where(_FILING.c.state.in_(bindparam("states", expanding=True)))
    .order_by(_FILING.c.answer_due_at)
)
_BY_CODE = select(_FILING.c.dossier_uid).where(
    _FILING.c.tenant == bindparam("of"), _FILING.c.code == bindparam("wanted")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingForm:
    """What the portal says of a filing; ``form`` is what the citizen stated."""

    code: str
    system: str
    filed_at: datetime
    form: ReceptionForm


@dataclass(frozen=True, slots=True)
class FilingLine:
    """An online filing as one line of a list."""

    dossier_uid: UUID
    code: str
    state: str
    procedure_code: str
    filed_at: datetime
    answer_due_at: datetime


def record_filing(session: Session, form: FilingForm, acting: Acting) -> UUID:
    """Take note of a dossier filed online; the portal's code stays.

    Raises ``Refusal``: ``FILING_KNOWN`` for a code that is here already, ``FUTURE_RECEPTION`` for
    a time ahead, and those of the procedure.
    """
    check_clock(session, acting.desk, acting.now)
    deed = office_deed(acting, _CLERKS)
    code = needed(form.code, "mã hồ sơ trên cổng").upper()
    if _uid_of(session, acting.desk.tenant, code) or dossier_uids(
        session, acting.desk.tenant, code
    ):
        raise Refusal(Reason.FILING_KNOWN, code=code)
    if form.filed_at > acting.now:
        raise Refusal(Reason.FUTURE_RECEPTION, value=f"{local(form.filed_at):%H:%M %d/%m/%Y}")
    procedure_in_force(
        session, acting.desk.tenant, form.form.procedure_code, local_date(form.filed_at)
    )
    days = calendar(session, acting.desk.tenant)
    due = promise(form.filed_at, ANSWER_IN, days, channel=Channel.ONLINE).due_at
    uid = identifiers.new_uid(acting.now)
    fact = DossierFiled(
        code=code,
        system=needed(form.system, "hệ thống"),
        procedure_code=form.form.procedure_code,
        filed_at=form.filed_at,
        answer_due_at=due,
        private=FilingPrivate(form=_form_text(form.form)),
    )
    journal.record(session, deed, fact, uid)
    return uid


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


def refuse_filing(session: Session, uid: UUID, reason: str, acting: Acting) -> Filing:
    """Refuse in writing; the portal is told by whoever keeps it."""
    _begin(session, uid, acting)
    deed = office_deed(acting, _CLERKS)
    journal.record(session, deed, DossierRefused(private=needed_words(reason)), uid)
    return filing_by_uid(session, acting.desk.tenant, uid)


def request_filing_supplement(
    session: Session, uid: UUID, content: str, acting: Acting, *, reason: str | None = None
) -> Filing:
    """Name everything that a filing lacks, once and completely."""
    filing = _begin(session, uid, acting)
    deed = office_deed(acting, _CLERKS)
    on = local_date(filing.filed_at)
    _, procedure = procedure_in_force(session, acting.desk.tenant, filing.procedure_code, on)
    days = calendar(session, acting.desk.tenant)
    fact = SupplementRequested(
        asked_by=acting.desk.office_name,
        clock=procedure.supplement_clock,
        answer_by=supplement_deadline(acting.occurred_at, days),
        private=SupplementPrivate(
            content=needed(content, "nội dung cần bổ sung"), reason=said(reason)
        ),
    )
    journal.record(session, deed, fact, uid)
    return filing_by_uid(session, acting.desk.tenant, uid)


def filing_by_uid(session: Session, tenant: str, uid: UUID) -> Filing:
    """One filing. Raises ``Refusal`` (``FILING_UNKNOWN``)."""
    found = stored_filing(session, tenant, uid)
    if found is None:
        raise Refusal(Reason.FILING_UNKNOWN, code=uid)
    return found


def filing_by_code(session: Session, tenant: str, code: str) -> Filing:
    """One filing by the portal's code. Raises ``Refusal`` (``FILING_UNKNOWN``)."""
    uid = _uid_of(session, tenant, code.strip().upper())
    if uid is None:
        raise Refusal(Reason.FILING_UNKNOWN, code=code)
    return filing_by_uid(session, tenant, uid)


def filings(
    session: Session, tenant: str, states: tuple[FilingState, ...] = (FilingState.WAITING,)
) -> tuple[FilingLine, ...]:
    """Filings in these states, the one to be answered first in front."""
    rows = run(session, _OPEN, {"of": tenant, "states": [each.value for each in states]})
    return tuple(FilingLine(*row) for row in rows)


def waiting_filing(session: Session, tenant: str, uid: UUID) -> Filing:
    """A filing that may be answered now. Raises ``Refusal`` (``FILING_ANSWERED``)."""
    filing = filing_by_uid(session, tenant, uid)
    if filing.state not in (FilingState.WAITING, FilingState.SUPPLEMENT_ASKED):
        raise Refusal(Reason.FILING_ANSWERED, code=filing.code)
    return filing


def _begin(session: Session, uid: UUID, acting: Acting) -> Filing:
    check_clock(session, acting.desk, acting.now)
    filing = waiting_filing(session, acting.desk.tenant, uid)
    if filing.office != acting.desk.agency_code:
        raise Refusal(Reason.DOSSIER_ELSEWHERE, code=filing.code, office=filing.office)
    return filing


def _uid_of(session: Session, tenant: str, code: str) -> UUID | None:
    found: UUID | None = run(session, _BY_CODE, {"of": tenant, "wanted": code}).scalar()
    return found


def _form_text(form: ReceptionForm) -> str:
    return canonical_bytes(to_plain(form)).decode()
