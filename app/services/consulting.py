"""Advice to citizens, and help to file online: a deed of its own (NĐ 118/2025, điều 8)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.door_facts import CitizenConsulted
from app.domain.events import read_event
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.roles import CLERK, SUPERVISOR
from app.models.database import run, table_of
from app.models.journal import EventPrivateRow, EventRow
from app.services import journal
from app.services.clock import check_clock
from app.services.desk import staff_name
from app.services.dossier_deeds import Acting, free_words, needed, office_deed, said
from app.services.procedures import procedure_in_force

FILED_ONLINE = "nộp hồ sơ trực tuyến"
"""The help that the counter gives most: filing on the portal together with the citizen."""

_EVENT, _PRIVATE = table_of(EventRow), table_of(EventPrivateRow)
_ON_DAY = (
    select(_EVENT.c.content, _PRIVATE.c.content)
    .outerjoin(_PRIVATE, (_PRIVATE.c.tenant == _EVENT.c.tenant) & (_PRIVATE.c.uid == _EVENT.c.uid))
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.kind == CitizenConsulted.kind)
    .where(_EVENT.c.occurred_on == bindparam("day"))
    .order_by(_EVENT.c.arrival.desc())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationForm:
    """What somebody was helped with; ``portal_code`` is that of what was filed together."""

    about: str = FILED_ONLINE
    procedure_code: str | None = None
    portal_code: str | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """One help that was given: when, by whom, with what. ``remark`` is absent once erased."""

    at: datetime
    officer: str
    about: str
    procedure_code: str | None = None
    portal_code: str | None = None
    remark: str | None = None


def consult(session: Session, form: ConsultationForm, acting: Acting) -> None:
    """Record that a citizen was advised or helped.

    Raises ``Refusal``: ``FIELD_MISSING`` without a word on what, those of an unknown procedure.
    """
    check_clock(session, acting.desk, acting.now)
    deed = office_deed(acting, (CLERK, SUPERVISOR))
    procedure = said(form.procedure_code)
    if procedure is not None:
        on = local_date(acting.occurred_at)
        procedure = procedure_in_force(session, acting.desk.tenant, procedure, on)[1].code
    code = said(form.portal_code)
    fact = CitizenConsulted(
        about=needed(form.about, "nội dung hướng dẫn"),
        procedure_code=procedure,
        portal_code=None if code is None else code.upper(),
        private=free_words(form.remark),
    )
    journal.record(session, deed, fact)


def consultations(session: Session, tenant: str, on: date) -> tuple[Consultation, ...]:
    """The help given on a day, the latest first."""
    rows = run(session, _ON_DAY, {"of": tenant, "day": on}).all()
    found: list[Consultation] = []
    for content, private in rows:
        event = read_event(content, private)
        fact = event.fact
        if isinstance(fact, CitizenConsulted):
            found.append(
                Consultation(
                    at=event.occurred_at,
                    officer=staff_name(session, tenant, event.author.actor),
                    about=fact.about,
                    procedure_code=fact.procedure_code,
                    portal_code=fact.portal_code,
                    remark=None if fact.private is None else fact.private.words,
                )
            )
    return tuple(found)
