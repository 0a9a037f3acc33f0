"""The supervisor's day: every queue counted in one pass over the open work, each with its list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    RowMapping,
    Select,
    case,
    false,
    func,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.deadlines import lateness, time_left
from app.domain.dossier import DossierState
from app.domain.filing import FilingState
from app.domain.moments import local_date, to_milliseconds
from app.domain.post import ItemState
from app.domain.queues import QUEUE_TITLES, QueueKind
from app.domain.time_words import lateness_text, time_left_text
from app.domain.units import UnitKind
from app.domain.work_facts import ReminderSent
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.models.life import FilingRow, OpenWorkRow
from app.models.office import DossierRow
from app.models.post import PostalItemRow
from app.services.calendars import calendar
from app.services.clashing import contested
from app.services.desk import DeskContext
from app.services.dossiers import DossierLine
from app.services.writers import count_unsent

_WORK, _DOSSIER = table_of(OpenWorkRow), table_of(DossierRow)
_FILING, _EVENT = table_of(FilingRow), table_of(EventRow)
_ITEM = table_of(PostalItemRow)
_OFFICER = func.coalesce(_WORK.c.assigned_to, _WORK.c.received_by)
_AGENCY = func.coalesce(
    _WORK.c.settling_agency,
    case((_WORK.c.holder_kind == UnitKind.AGENCY.value, _WORK.c.holder_name)),
)
"""Who settles, by the catalogue; where it names nobody, the agency that has the papers."""
_REMINDED = ReminderSent.kind
_SPENT_TENTHS = 8
"""A step is at risk when it has used eight tenths of its time and is not done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """What narrows the queues; absent parts narrow nothing. ``officer`` is a staff uid."""

    sector: str | None = None
    procedure_code: str | None = None
    agency: str | None = None
    officer: UUID | None = None
    desk: int | None = None
    channel: str | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """The filter in columns of the open work."""
        plain = {
            _WORK.c.sector: self.sector,
            _WORK.c.procedure_code: self.procedure_code,
            _WORK.c.desk: self.desk,
            _WORK.c.channel: self.channel,
        }
        yield from (column == value for column, value in plain.items() if value is not None)
        if self.agency is not None:
            yield _AGENCY.in_((self.agency,))
        if self.officer is not None:
            yield _OFFICER.in_((str(self.officer),))


@dataclass(frozen=True, slots=True)
class Queue:
    """One number of the day; ``before`` is the same number when the day before was closed."""

    kind: QueueKind
    count: int
    before: int | None = None

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


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLoad:
    """What an agency has in hand: open, late, due until tomorrow, and how often it was urged."""

    agency: str
    open: int
    late: int
    due_soon: int
    reminders: int
    reminded_at: datetime | None


EVERYTHING = QueueFilter()


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
    conditions = _conditions(now, calendar(session, desk.tenant))
    sums = [func.sum(case((each, 1), else_=0)) for each in conditions.values()]
    found = run(session, select(*sums).where(_WORK.c.tenant == desk.tenant, *asked.conditions()))
    counts = dict(zip(conditions, (int(each or 0) for each in found.one()), strict=True))
    counts[QueueKind.ONLINE_ANSWER] = _scalar(session, _waiting_filings(desk.tenant))
    counts[QueueKind.POST_UNOPENED] = _scalar(session, _sealed_items(desk.tenant))
    counts[QueueKind.CLASH] = len(contested(session, desk.tenant))
    counts[QueueKind.UNSENT] = count_unsent(session, desk.tenant)
    known = before or {}
    return tuple(Queue(kind, counts[kind], known.get(kind.value)) for kind in QueueKind)


def queue_lines(
    session: Session,
    kind: QueueKind,
    asked: QueueFilter = EVERYTHING,
    *,
    now: datetime,
    desk: DeskContext,
) -> tuple[QueueLine, ...]:
    """The dossiers of a queue, those promised first on top."""
    if kind in (QueueKind.ONLINE_ANSWER, QueueKind.POST_UNOPENED, QueueKind.UNSENT):
        return ()
    if kind is QueueKind.CLASH:
        condition: ColumnElement[bool] = _WORK.c.dossier_uid.in_(contested(session, desk.tenant))
    else:
        condition = _conditions(now, calendar(session, desk.tenant))[kind]
    return _listed(session, asked, condition, now, desk)


def open_lines(
    session: Session, asked: QueueFilter, now: datetime, desk: DeskContext
) -> tuple[QueueLine, ...]:
    """Every open dossier that the filter leaves, those promised first on top."""
    return _listed(session, asked, true(), now, desk)


def agency_loads(session: Session, *, now: datetime, desk: DeskContext) -> tuple[AgencyLoad, ...]:
    """What every settling agency has in hand, the one with most late dossiers first."""
    conditions = _conditions(now, calendar(session, desk.tenant))
    soon = conditions[QueueKind.DUE_TODAY] | conditions[QueueKind.DUE_TOMORROW]
    late = conditions[QueueKind.LATE]
    query = (
        select(
            _AGENCY,
            func.count(),
            func.sum(case((late, 1), else_=0)),
            func.sum(case((soon, 1), else_=0)),
        )
        .where(_WORK.c.tenant == desk.tenant, _AGENCY.is_not(None))
        .where(_WORK.c.settled_at.is_(None))
        .group_by(_AGENCY)
    )
    urged = _urged_agencies(session, desk.tenant)
    loads = [
        AgencyLoad(
            agency=agency,
            open=count,
            late=int(late_count),
            due_soon=int(soon_count),
            reminders=urged.get(agency, (0, None))[0],
            reminded_at=urged.get(agency, (0, None))[1],
        )
        for agency, count, late_count, soon_count in run(session, query)
    ]
    return tuple(sorted(loads, key=lambda each: (-each.late, -each.due_soon, each.agency)))


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


def _conditions(now: datetime, days: Calendar) -> dict[QueueKind, ColumnElement[bool]]:
    """The queues over the open work, each as a condition."""
    today = local_date(now)
    tomorrow = days.next_working_day(today)
    waits = _WORK.c.state == DossierState.AWAITING_SUPPLEMENT.value
    works = _WORK.c.settled_at.is_(None) & ~waits
    late = works & (_WORK.c.late_on < today)
    unsigned = _WORK.c.apology_signed_at.is_(None)
    announced = works & _WORK.c.delay_announced_at.is_not(None) & unsigned
    over = _WORK.c.supplement_answer_by < today
    told = _WORK.c.supplement_told_at.is_not(None)
    lies = _WORK.c.results_on_shelf > 0
    return {
        QueueKind.LATE: late,
        QueueKind.DUE_TODAY: works & (_WORK.c.late_on == today),
        QueueKind.DUE_TOMORROW: works & _WORK.c.late_on.between(today + timedelta(1), tomorrow),
        QueueKind.PROMISE_PASSED: works & (_WORK.c.return_due_at < now) & ~lies,
        QueueKind.APOLOGY_DUE: (late & unsigned) | announced,
        QueueKind.DELAY_ANNOUNCED: announced,
        QueueKind.AT_RISK: works & _step_runs_out(now),
        QueueKind.SUPPLEMENT_NOT_TOLD: waits & ~told,
        QueueKind.SUPPLEMENT_TOLD: waits & told & ~over,
        QueueKind.SUPPLEMENT_BACK: _WORK.c.supplement_back_at.is_not(None)
        & _WORK.c.sheet.is_(None)
        & ~lies,
        QueueKind.SUPPLEMENT_TO_CLOSE: waits & told & over,
        QueueKind.RESULT_UNCOLLECTED: lies,
        QueueKind.HAND_OVER_UNSIGNED: _WORK.c.sheet.is_not(None),
    }


def _step_runs_out(now: datetime) -> ColumnElement[bool]:
    """The running step has used its share of time, measured by the clock."""
    begun, due = _WORK.c.step_started_at, _WORK.c.step_due_at
    # As integers: whole milliseconds, so that a share of them can be counted in the database.
    whole = _as_number(due) - _as_number(begun)
    used = to_milliseconds(now) - _as_number(begun)
    return func.coalesce(used * 10 >= whole * _SPENT_TENTHS, false())


def _as_number(column: ColumnElement[datetime]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)


def _lines(tenant: str, asked: QueueFilter, condition: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            _WORK,
            _OFFICER.label("officer"),
            _AGENCY.label("agency"),
            _DOSSIER.c.applicant,
            _DOSSIER.c.procedure_name,
            _DOSSIER.c.slip_copies,
        )
        .join(
            _DOSSIER,
            (_DOSSIER.c.tenant == _WORK.c.tenant) & (_DOSSIER.c.uid == _WORK.c.dossier_uid),
        )
        .where(_WORK.c.tenant == tenant, *asked.conditions(), condition)
        .order_by(_WORK.c.late_against, _WORK.c.code)
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
        line=DossierLine(
            dossier_uid=row["dossier_uid"],
            dossier_code=row["code"],
            applicant=row["applicant"],
            procedure_code=row["procedure_code"],
            procedure_name=row["procedure_name"],
            received_at=row["received_at"],
            return_due_at=row["return_due_at"],
            state=row["state"],
            slip_copies=row["slip_copies"],
        ),
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
        .where(_EVENT.c.tenant == tenant, _EVENT.c.kind == _REMINDED)
        .group_by(_EVENT.c.dossier_uid)
    )
    found = run(session, query)
    return {uid: (times, last) for uid, times, last in found if uid in wanted}


def _urged_agencies(session: Session, tenant: str) -> dict[str, tuple[int, datetime]]:
    """How often each agency was urged, by acts: a letter about ten dossiers is one."""
    query = (
        select(_AGENCY, _EVENT.c.occurred_at)
        .join(
            _WORK,
            (_WORK.c.tenant == _EVENT.c.tenant) & (_WORK.c.dossier_uid == _EVENT.c.dossier_uid),
        )
        .where(_EVENT.c.tenant == tenant, _EVENT.c.kind == _REMINDED)
        .distinct()
    )
    acts: dict[str, list[datetime]] = {}
    for agency, at in run(session, query):
        if agency is not None:
            acts.setdefault(agency, []).append(at)
    return {agency: (len(moments), max(moments)) for agency, moments in acts.items()}
