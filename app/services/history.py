"""History in plain sentences: of a dossier, of an officer's day, of the office's day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.domain.events import Event, read_event
from app.domain.light_dataclass import dataclass
from app.domain.releases import CENTRE, CENTRE_NAME
from app.domain.roles import role_text
from app.domain.told_words import told_sentence
from app.models.database import run, table_of
from app.models.journal import EventPrivateRow, EventRow
from app.models.office import DossierRow, StaffRow
from app.models.sync import DepartedRow
from app.services.desk import DeskContext

ERASED_NAME = "cán bộ đã xóa tên"

_EVENT, _PRIVATE = table_of(EventRow), table_of(EventPrivateRow)
_DOSSIER, _STAFF = table_of(DossierRow), table_of(StaffRow)
_DEPARTED = table_of(DepartedRow)
_TOLD = (
    select(
        _EVENT.c.content,
        _PRIVATE.c.content.label("private"),
        _STAFF.c.full_name,
        _DOSSIER.c.code,
    )
    .outerjoin(_PRIVATE, (_PRIVATE.c.tenant == _EVENT.c.tenant) & (_PRIVATE.c.uid == _EVENT.c.uid))
    .outerjoin(_STAFF, (_STAFF.c.tenant == _EVENT.c.tenant) & (_STAFF.c.uid == _EVENT.c.actor))
    .outerjoin(
        _DOSSIER,
        (_DOSSIER.c.tenant == _EVENT.c.tenant) & (_DOSSIER.c.uid == _EVENT.c.dossier_uid),
    )
    .where(_EVENT.c.tenant == bindparam("of"))
)
_OF_DOSSIER = _TOLD.where(_EVENT.c.dossier_uid == bindparam("which")).order_by(_EVENT.c.arrival)
_DEPARTURE = _TOLD.join(
    _DEPARTED, (_DEPARTED.c.tenant == _EVENT.c.tenant) & (_DEPARTED.c.said_by == _EVENT.c.uid)
).where(_DEPARTED.c.dossier_uid == bindparam("which"))
_OF_DAY = _TOLD.where(_EVENT.c.occurred_on == bindparam("day")).order_by(
    _EVENT.c.occurred_at, _EVENT.c.arrival
)
_OF_OFFICER = _OF_DAY.where(_EVENT.c.actor == bindparam("who"))

_NAMES = select(_STAFF.c.uid, _STAFF.c.full_name).where(_STAFF.c.tenant == bindparam("of"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One deed as people read it.

    ``at`` is when it is stated to have happened, ``recorded_at`` when it entered the journal; the
    sentence says so when they lie apart, and names the second person (``approved_by``) where one
    said yes. ``dossier_code`` is absent for deeds of the office.
    """

    at: datetime
    recorded_at: datetime
    who: str
    role: str
    desk: int | None
    sentence: str
    dossier_code: str | None = None
    approved_by: str | None = None


def dossier_history(
    session: Session, dossier_uid: UUID, *, desk: DeskContext
) -> tuple[HistoryLine, ...]:
    """Everything that happened to a dossier, in the order in which this desk learnt of it.

    Where it left this office, that stands at the end.
    """
    asked = {"of": desk.tenant, "which": dossier_uid}
    return (*_lines(session, _OF_DOSSIER, asked), *_lines(session, _DEPARTURE, asked))


def officer_history(
    session: Session, staff_uid: UUID, on: date, *, desk: DeskContext
) -> tuple[HistoryLine, ...]:
    """What an officer did on a day, by the stated time."""
    asked = {"of": desk.tenant, "who": staff_uid, "day": on}
    return _lines(session, _OF_OFFICER, asked)


def day_history(session: Session, on: date, *, desk: DeskContext) -> tuple[HistoryLine, ...]:
    """What happened in the office on a day, by the stated time."""
    return _lines(session, _OF_DAY, {"of": desk.tenant, "day": on})


def _lines(
    session: Session, query: Select[*tuple[Any, ...]], asked: Mapping[str, Any]
) -> tuple[HistoryLine, ...]:
    told = [
        (read_event(row.content, row.private), row.full_name, row.code)
        for row in run(session, query, asked)
    ]
    seconds = {event.author.approved_by for event, _, _ in told} - {None}
    names = _names(session, asked["of"]) if seconds else {}
    return tuple(_line(event, name, code, names) for event, name, code in told)


def _names(session: Session, tenant: str) -> Mapping[UUID, str]:
    found = run(session, _NAMES, {"of": tenant})
    return {row.uid: row.full_name for row in found if row.full_name}


def _line(
    event: Event, name: str | None, code: str | None, names: Mapping[UUID, str]
) -> HistoryLine:
    role, second = event.author.role, event.author.approved_by
    name = CENTRE_NAME if event.author.actor == CENTRE else name
    approved_by = None if second is None else names.get(second, ERASED_NAME)
    sentence = told_sentence(event)
    return HistoryLine(
        at=event.occurred_at,
        recorded_at=event.recorded_at,
        who=name or ERASED_NAME,
        role="" if event.author.actor == CENTRE else role_text(role),
        desk=event.author.desk,
        sentence=sentence if approved_by is None else f"{sentence} {approved_by} đồng ý.",
        dossier_code=code,
        approved_by=approved_by,
    )
