"""What is due now: every kind of task over the open dossiers, counted and listed by one query.

A further kind is a value of ``TaskKind`` with its title, and one ``Duty`` in ``DUTIES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, func, select
from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.deadlines import forwarding_due
from app.domain.dossier import DossierState
from app.domain.history_work import unit_words
from app.domain.moments import VIETNAM, local
from app.domain.office_clock import add_working_days, add_working_minutes, moment_of, point_of
from app.domain.office_rules import OfficeRules
from app.domain.procedure import Channel
from app.domain.tasks import TASK_TITLES, Due, TaskKind
from app.domain.units import Unit, UnitKind
from app.models.database import run, table_of
from app.models.life import OpenWorkRow
from app.models.office import DossierRow
from app.services.calendars import calendar
from app.services.desk import DeskContext
from app.services.dossiers import DossierLine
from app.services.filing import FilingLine, filings
from app.services.office_rules import office_rules

_WORK, _DOSSIER = table_of(OpenWorkRow), table_of(DossierRow)
_officer = func.coalesce(_WORK.c.assigned_to, _WORK.c.received_by)
_ROWS = select(
    _WORK,
    _officer.label("officer"),
    _DOSSIER.c.applicant,
    _DOSSIER.c.procedure_name,
    _DOSSIER.c.slip_copies,
).join(
    _DOSSIER,
    (_DOSSIER.c.tenant == _WORK.c.tenant) & (_DOSSIER.c.uid == _WORK.c.dossier_uid),
)
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a duty is judged by beside the dossier: the moment, the office's calendar and rules."""

    now: datetime
    calendar: Calendar
    rules: OfficeRules


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of task: which open dossiers can be one, and what is due on such a one now.

    ``which`` is over the columns of ``open_work``; ``due`` says ``None`` where nothing is due yet.
    """

    kind: TaskKind
    which: ColumnElement[bool]
    due: Callable[[RowMapping, Circumstances], Due | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do about one dossier. ``is_late`` says that its due moment has passed."""

    kind: TaskKind
    line: DossierLine
    due_at: datetime | None
    since: datetime
    words: str
    is_late: bool
    agency: str | None
    desk: int | None
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGroup:
    """All tasks of a kind, the most pressing first."""

    kind: TaskKind
    title: str
    tasks: tuple[Task, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.tasks)

    @property
    def late(self) -> int:
        """How many of them are past their moment."""
        return sum(task.is_late for task in self.tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilter:
    """What narrows the tasks; absent parts narrow nothing.

    ``officer`` is a staff uid: whoever has the dossier to work on, else whoever received it.
    """

    kind: TaskKind | None = None
    agency: str | None = None
    desk: int | None = None
    officer: UUID | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """The filter in columns of ``open_work``."""
        if self.agency is not None:
            yield _WORK.c.settling_agency == self.agency
        if self.desk is not None:
            yield _WORK.c.desk == self.desk
        if self.officer is not None:
            yield _officer == str(self.officer)


EVERYTHING = TaskFilter()


def due_tasks(
    session: Session, asked: TaskFilter = EVERYTHING, *, now: datetime, desk: DeskContext
) -> tuple[TaskGroup, ...]:
    """Every kind with its tasks, kinds without any included, in the order of ``TaskKind``."""
    tenant = desk.tenant
    around = Circumstances(now, calendar(session, tenant), office_rules(session, tenant))
    narrowed = (_WORK.c.tenant == tenant, *asked.conditions())
    groups: list[TaskGroup] = []
    if asked.kind in (None, TaskKind.FILING_NOT_ANSWERED):
        groups.append(_unanswered(session, asked, around, desk))
    for duty in DUTIES:
        if asked.kind in (None, duty.kind):
            rows = run(session, _ROWS.where(*narrowed, duty.which)).mappings()
            found = (_task(row, duty, around) for row in rows)
            tasks = sorted((each for each in found if each is not None), key=_pressing)
            title = TASK_TITLES[duty.kind]
            groups.append(TaskGroup(kind=duty.kind, title=title, tasks=tuple(tasks)))
    return tuple(groups)


def _unanswered(
    session: Session, asked: TaskFilter, around: Circumstances, desk: DeskContext
) -> TaskGroup:
    """Online filings that wait for an answer; no desk, officer or agency has them yet."""
    kind, is_narrowed = TaskKind.FILING_NOT_ANSWERED, any(True for _ in asked.conditions())
    waiting = () if is_narrowed else filings(session, desk.tenant)
    tasks = (_filing_task(each, around) for each in waiting)
    return TaskGroup(kind=kind, title=TASK_TITLES[kind], tasks=tuple(sorted(tasks, key=_pressing)))


def _filing_task(filing: FilingLine, around: Circumstances) -> Task:
    line = DossierLine(
        dossier_uid=filing.dossier_uid,
        dossier_code=filing.code,
        applicant=filing.applicant,
        procedure_code=filing.procedure_code,
        procedure_name=filing.procedure_name,
        received_at=filing.filed_at,
        return_due_at=filing.answer_due_at,
        state=DossierState.FILED.value,
        slip_copies=0,
    )
    return Task(
        kind=TaskKind.FILING_NOT_ANSWERED,
        line=line,
        due_at=filing.answer_due_at,
        since=filing.filed_at,
        words=f"Nộp {_short(filing.filed_at)}",
        is_late=filing.answer_due_at < around.now,
        agency=None,
        desk=None,
        officer="",
    )


def _task(row: RowMapping, duty: Duty, around: Circumstances) -> Task | None:
    due = duty.due(row, around)
    if due is None:
        return None
    return Task(
        kind=duty.kind,
        line=_line(row),
        due_at=due.due_at,
        since=due.since,
        words=due.words,
        is_late=due.due_at is not None and due.due_at < around.now,
        agency=row["settling_agency"],
        desk=row["desk"],
        officer=row["officer"],
    )


def _pressing(task: Task) -> tuple[datetime, datetime, str]:
    return task.due_at or task.since, task.since, task.line.dossier_code


def _line(row: RowMapping) -> DossierLine:
    return DossierLine(
        dossier_uid=row["dossier_uid"],
        dossier_code=row["code"],
        applicant=row["applicant"],
        procedure_code=row["procedure_code"],
        procedure_name=row["procedure_name"],
        received_at=row["received_at"],
        return_due_at=row["return_due_at"],
        state=row["state"],
        slip_copies=row["slip_copies"],
    )


def _to_hand_over(row: RowMapping, around: Circumstances) -> Due:
    """Data go at once, or at the next opening after 15:00; paper within one working day."""
    channel = Channel(row["channel"])
    moments = forwarding_due(row["received_at"], around.calendar, channel=channel)
    if channel is Channel.ONLINE:
        # There is no paper: the dossier itself is data.
        return Due(moments.electronic_at, row["received_at"], "Chuyển dữ liệu")
    words = f"Dữ liệu lúc {_short(moments.electronic_at)}"
    return Due(moments.paper_at, row["received_at"], words)


def _short(moment: datetime) -> str:
    return f"{local(moment):%H:%M %d/%m}"


def _to_be_signed(row: RowMapping, around: Circumstances) -> Due | None:
    """Asked after once it has waited as long as the office allows (``OfficeRules``)."""
    since, minutes = row["held_since"], around.rules.unsigned_hours * _HOUR
    due_at = moment_of(add_working_minutes(point_of(since), minutes, around.calendar))
    if around.now < due_at:
        return None
    holder = Unit(
        kind=UnitKind(row["holder_kind"]), name=row["holder_name"], desk=row["holder_desk"]
    )
    return Due(due_at, since, f"Phiếu {row['sheet']} đến {unit_words(holder)}")


def _to_tell_supplement(row: RowMapping, around: Circumstances) -> Due:
    """One working day after the request came (internal processes of 2025)."""
    since = row["supplement_asked_at"]
    return Due(
        _day_after(since, around), since, f"Bổ sung đến hết {row['supplement_answer_by']:%d/%m/%Y}"
    )


def _supplement_awaited(row: RowMapping, _: Circumstances) -> Due:
    """Past its last day the dossier may be closed."""
    last = row["supplement_answer_by"]
    ends = datetime.combine(last + timedelta(days=1), time(), VIETNAM)
    told = f"Đã báo {_short(row['supplement_told_at'])}"
    return Due(ends, row["supplement_asked_at"], f"{told}; hạn hết {last:%d/%m}")


def _supplement_back(row: RowMapping, around: Circumstances) -> Due:
    """Complete again: to the agency within one working day, as after reception."""
    since = row["supplement_back_at"]
    return Due(_day_after(since, around), since, f"Đủ lúc {_short(since)}")


def _apology_to_tell(row: RowMapping, _: Circumstances) -> Due:
    signed = row["apology_signed_at"]
    return Due(row["late_against"], signed, f"Hẹn lại {_short(row['return_due_at'])}")


def _result_to_tell(row: RowMapping, _: Circumstances) -> Due:
    return Due(None, row["shelf_since"], _lying(row))


def _result_lying(row: RowMapping, _: Circumstances) -> Due:
    told = row["collector_told_at"]
    return Due(None, row["shelf_since"], f"{_lying(row)}; đã báo {_short(told)}")


def _day_after(since: datetime, around: Circumstances) -> datetime:
    """One working day later."""
    return moment_of(add_working_days(point_of(since), 1, around.calendar))


def _lying(row: RowMapping) -> str:
    shelf = f"Ngăn {row['shelf']}" if row["shelf"] else "Không ghi ngăn"
    many = f", {row['results_on_shelf']} kết quả" if row["results_on_shelf"] > 1 else ""
    return f"{shelf}{many}, từ {_short(row['shelf_since'])}"


_AWAITED = _WORK.c.state == DossierState.AWAITING_SUPPLEMENT.value
_LIES = _WORK.c.results_on_shelf > 0

DUTIES: tuple[Duty, ...] = (
    Duty(
        TaskKind.NOT_HANDED_OVER,
        (_WORK.c.state == DossierState.RECEIVED.value)
        & _WORK.c.forwarded_at.is_(None)
        & _WORK.c.sheet.is_(None),
        _to_hand_over,
    ),
    Duty(TaskKind.HAND_OVER_UNSIGNED, _WORK.c.sheet.is_not(None), _to_be_signed),
    Duty(
        TaskKind.SUPPLEMENT_NOT_TOLD,
        _AWAITED & _WORK.c.supplement_told_at.is_(None),
        _to_tell_supplement,
    ),
    Duty(
        TaskKind.SUPPLEMENT_AWAITED,
        _AWAITED & _WORK.c.supplement_told_at.is_not(None),
        _supplement_awaited,
    ),
    Duty(
        TaskKind.SUPPLEMENT_BACK,
        _WORK.c.supplement_back_at.is_not(None) & _WORK.c.sheet.is_(None) & ~_LIES,
        _supplement_back,
    ),
    Duty(
        TaskKind.APOLOGY_NOT_TOLD,
        _WORK.c.apology_signed_at.is_not(None) & _WORK.c.apology_told_at.is_(None),
        _apology_to_tell,
    ),
    Duty(TaskKind.RESULT_NOT_TOLD, _LIES & _WORK.c.collector_told_at.is_(None), _result_to_tell),
    Duty(TaskKind.RESULT_ON_SHELF, _LIES & _WORK.c.collector_told_at.is_not(None), _result_lying),
)
"""Every kind of task about a dossier: one entry each."""
