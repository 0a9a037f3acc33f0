"""What is due now: every kind of task over the open dossiers, counted and listed by one query.

A further kind is a value of ``TaskKind`` with its title, and one ``Duty`` in ``duties.DUTIES``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, func, select
from sqlalchemy.orm import Session

from app.domain.dossier import DossierState
from app.domain.light_dataclass import dataclass
from app.domain.tasks import TASK_TITLES, TaskKind
from app.models.database import run, table_of
from app.models.life import OpenWorkRow
from app.models.office import DossierRow
from app.services.calendars import calendar
from app.services.desk import DeskContext
from app.services.dossiers import DossierLine, line_of
from app.services.duties import DUTIES, Circumstances, Duty, short_moment
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
            wanted = _ROWS.where(*narrowed, duty.which)
            rows = run(session, wanted, {"soon": around.soon}).mappings()
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
        words=f"Nộp {short_moment(filing.filed_at)}",
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
        line=line_of(row),
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
