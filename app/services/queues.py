"""The supervisor's day: every queue counted in one pass over the open work, each with its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, case, false, func, select, true
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.deadlines import lateness, time_left
from app.domain.filing import FilingState
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.post import ItemState
from app.domain.queues import OF_THE_OFFICE, QUEUE_TITLES, QueueKind
from app.domain.time_words import lateness_text, time_left_text
from app.domain.work_facts import ReminderSent
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.models.life import FilingRow
from app.models.office import DossierRow
from app.models.post import PostalItemRow
from app.services.agency_pace import AgencyPace, slowing_agencies
from app.services.calendars import calendar
from app.services.clashing import contested
from app.services.desk import DeskContext
from app.services.dossiers import DossierLine, line_of
from app.services.queue_conditions import (
    AGENCY,
    EVERYTHING,
    OFFICER,
    WORK,
    QueueFilter,
    conditions,
    in_work,
)
from app.services.writers import count_unsent

_DOSSIER, _EVENT = table_of(DossierRow), table_of(EventRow)
_FILING, _ITEM = table_of(FilingRow), table_of(PostalItemRow)


@dataclass(frozen=True, slots=True)
class Queue:
    """One number of the day; ``before`` is the same number when the day before was closed.

    ``words`` name what the number counts, where that is a handful.
    """

    kind: QueueKind
    count: int
    before: int | None = None
    words: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return QUEUE_TITLES[self.kind]

    @property
    def trend(self) -> int | None:
        """How many more than at the close of the last day."""
        return None if self.before is None else self.count - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """A dossier of a queue: what is left or late of its promise in working time."""

    line: DossierLine
    left: str
    is_late: bool
    sector: str | None
    agency: str | None
    officer: str
    desk: int | None
    reminders: int
    reminded_at: datetime | None


def count_queues(
    session: Session,
    asked: QueueFilter = EVERYTHING,
    *,
    now: datetime,
    desk: DeskContext,
    before: Mapping[str, int] | None = None,
) -> tuple[Queue, ...]:
    """Every queue with its number; what is not of one dossier is counted for the whole office.

    ``before`` holds the numbers of the last closed day by kind, for the trend.
    """
    clashing = WORK.c.dossier_uid.in_(contested(session, desk.tenant))
    wanted = {**conditions(now, calendar(session, desk.tenant)), QueueKind.CLASH: clashing}
    sums = [func.sum(case((each, 1), else_=0)) for each in wanted.values()]
    found = run(session, select(*sums).where(WORK.c.tenant == desk.tenant, *asked.conditions()))
    counts = dict(zip(wanted, (int(each or 0) for each in found.one()), strict=True))
    if asked == EVERYTHING:
        # A clash may be about a dossier that is closed.
        counts[QueueKind.CLASH] = len(contested(session, desk.tenant))
    counts[QueueKind.ONLINE_ANSWER] = _scalar(session, _waiting_filings(desk.tenant))
    counts[QueueKind.POST_UNOPENED] = _scalar(session, _sealed_items(desk.tenant))
    counts[QueueKind.UNSENT] = count_unsent(session, desk.tenant)
    slowing = _slowing(session, asked, now, desk)
    counts[QueueKind.AGENCY_SLOWING] = len(slowing)
    words = {QueueKind.AGENCY_SLOWING: "; ".join(each.words for each in slowing)}
    known = before or {}
    return tuple(
        Queue(kind, counts[kind], known.get(kind.value), words.get(kind, "")) for kind in QueueKind
    )


def queue_lines(
    session: Session,
    kind: QueueKind,
    asked: QueueFilter = EVERYTHING,
    *,
    now: datetime,
    desk: DeskContext,
) -> tuple[QueueLine, ...]:
    """The dossiers of a queue, those promised first on top."""
    if kind in OF_THE_OFFICE:
        return ()
    if kind is QueueKind.CLASH:
        condition: ColumnElement[bool] = WORK.c.dossier_uid.in_(contested(session, desk.tenant))
    elif kind is QueueKind.AGENCY_SLOWING:
        condition = in_work() & _settled_by(_slowing(session, asked, now, desk))
    else:
        condition = conditions(now, calendar(session, desk.tenant))[kind]
    return _listed(session, asked, condition, now, desk)


def open_lines(
    session: Session, asked: QueueFilter, now: datetime, desk: DeskContext
) -> tuple[QueueLine, ...]:
    """Every open dossier that the filter leaves, those promised first on top."""
    return _listed(session, asked, true(), now, desk)


def _slowing(
    session: Session, asked: QueueFilter, now: datetime, desk: DeskContext
) -> tuple[AgencyPace, ...]:
    found = slowing_agencies(session, desk.tenant, local_date(now))
    return tuple(each for each in found if asked.agency in (None, each.agency))


def _settled_by(paces: Sequence[AgencyPace]) -> ColumnElement[bool]:
    """What these agencies settle by the catalogue, as their pace is told."""
    known = [each.agency for each in paces if each.agency is not None]
    unknown = WORK.c.settling_agency.is_(None) if len(known) < len(paces) else false()
    return WORK.c.settling_agency.in_(known) | unknown


def _listed(
    session: Session,
    asked: QueueFilter,
    condition: ColumnElement[bool],
    now: datetime,
    desk: DeskContext,
) -> tuple[QueueLine, ...]:
    days = calendar(session, desk.tenant)
    rows = run(session, _lines(desk.tenant, asked, condition)).mappings().all()
    reminded = _reminders(session, desk.tenant, [row["dossier_uid"] for row in rows])
    return tuple(_line(row, reminded, now, days) for row in rows)


def _lines(tenant: str, asked: QueueFilter, condition: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            WORK,
            OFFICER.label("officer"),
            AGENCY.label("agency"),
            _DOSSIER.c.applicant,
            _DOSSIER.c.procedure_name,
            _DOSSIER.c.slip_copies,
        )
        .join(
            _DOSSIER,
            (_DOSSIER.c.tenant == WORK.c.tenant) & (_DOSSIER.c.uid == WORK.c.dossier_uid),
        )
        .where(WORK.c.tenant == tenant, *asked.conditions(), condition)
        .order_by(WORK.c.late_against, WORK.c.code)
    )


def _line(
    row: RowMapping,
    reminded: Mapping[UUID, tuple[int, datetime]],
    now: datetime,
    days: Calendar,
) -> QueueLine:
    due_at = row["late_against"]
    late = None if row["settled_at"] is not None else lateness(due_at, now, days)
    left = "" if row["settled_at"] is not None else time_left_text(time_left(due_at, now, days))
    times, last = reminded.get(row["dossier_uid"], (0, None))
    return QueueLine(
        line=line_of(row),
        left=lateness_text(late) or left,
        is_late=late is not None,
        sector=row["sector"],
        agency=row["agency"],
        officer=row["officer"],
        desk=row["desk"],
        reminders=times,
        reminded_at=last,
    )


def _waiting_filings(tenant: str) -> Select[int]:
    return (
        select(func.count())
        .select_from(_FILING)
        .where(_FILING.c.tenant == tenant, _FILING.c.state == FilingState.WAITING.value)
    )


def _sealed_items(tenant: str) -> Select[int]:
    return (
        select(func.count())
        .select_from(_ITEM)
        .where(_ITEM.c.tenant == tenant, _ITEM.c.state == ItemState.SEALED.value)
    )


def _scalar(session: Session, query: Select[int]) -> int:
    return int(run(session, query).scalar_one())


def _reminders(
    session: Session, tenant: str, uids: Sequence[UUID]
) -> dict[UUID, tuple[int, datetime]]:
    """How often and when last each of these dossiers was asked after at its agency."""
    wanted = set(uids)
    query = (
        select(_EVENT.c.dossier_uid, func.count(), func.max(_EVENT.c.occurred_at))
        .where(_EVENT.c.tenant == tenant, _EVENT.c.kind == ReminderSent.kind)
        .group_by(_EVENT.c.dossier_uid)
    )
    found = run(session, query)
    return {uid: (times, last) for uid, times, last in found if uid in wanted}
