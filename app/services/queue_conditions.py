"""What the supervisor's queues are over the open work: each a condition, narrowed by a filter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, case, false, func, type_coerce

from app.domain.calendar import Calendar
from app.domain.dossier import DossierState
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date, to_milliseconds
from app.domain.queues import QueueKind
from app.domain.units import UnitKind
from app.models.database import table_of
from app.models.life import OpenWorkRow

WORK = table_of(OpenWorkRow)
OFFICER = func.coalesce(WORK.c.assigned_to, WORK.c.received_by)
AGENCY = func.coalesce(
    WORK.c.settling_agency,
    case((WORK.c.holder_kind == UnitKind.AGENCY.value, WORK.c.holder_name)),
)
"""Who settles, by the catalogue; where it names nobody, the agency that has the papers."""
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
            WORK.c.sector: self.sector,
            WORK.c.procedure_code: self.procedure_code,
            WORK.c.desk: self.desk,
            WORK.c.channel: self.channel,
        }
        yield from (column == value for column, value in plain.items() if value is not None)
        if self.agency is not None:
            yield AGENCY.in_((self.agency,))
        if self.officer is not None:
            yield OFFICER.in_((str(self.officer),))


EVERYTHING = QueueFilter()


def conditions(now: datetime, days: Calendar) -> dict[QueueKind, ColumnElement[bool]]:
    """The queues over the open work, each as a condition."""
    today = local_date(now)
    tomorrow = days.next_working_day(today)
    waits = WORK.c.state == DossierState.AWAITING_SUPPLEMENT.value
    works = in_work()
    late = works & (WORK.c.late_on < today)
    unsigned = WORK.c.apology_signed_at.is_(None)
    announced = works & WORK.c.delay_announced_at.is_not(None) & unsigned
    over = WORK.c.supplement_answer_by < today
    told = WORK.c.supplement_told_at.is_not(None)
    lies = WORK.c.results_on_shelf > 0
    return {
        QueueKind.LATE: late,
        QueueKind.DUE_TODAY: works & (WORK.c.late_on == today),
        QueueKind.DUE_TOMORROW: works & WORK.c.late_on.between(today + timedelta(1), tomorrow),
        QueueKind.PROMISE_PASSED: works & (WORK.c.return_due_at < now) & ~lies,
        QueueKind.APOLOGY_DUE: (late & unsigned) | announced,
        QueueKind.DELAY_ANNOUNCED: announced,
        QueueKind.AT_RISK: works & _step_runs_out(now),
        QueueKind.SUPPLEMENT_NOT_TOLD: waits & ~told,
        QueueKind.SUPPLEMENT_TOLD: waits & told & ~over,
        QueueKind.SUPPLEMENT_BACK: WORK.c.supplement_back_at.is_not(None)
        & WORK.c.sheet.is_(None)
        & ~lies,
        QueueKind.SUPPLEMENT_TO_CLOSE: waits & told & over,
        QueueKind.RESULT_UNCOLLECTED: lies,
        QueueKind.HAND_OVER_UNSIGNED: WORK.c.sheet.is_not(None),
    }


def in_work() -> ColumnElement[bool]:
    """Open, not settled, and not waiting for the citizen."""
    waits = WORK.c.state == DossierState.AWAITING_SUPPLEMENT.value
    return WORK.c.settled_at.is_(None) & ~waits


def _step_runs_out(now: datetime) -> ColumnElement[bool]:
    """The running step has used its share of time, measured by the clock."""
    begun, due = WORK.c.step_started_at, WORK.c.step_due_at
    # As integers: whole milliseconds, so that a share of them can be counted in the database.
    whole = _as_number(due) - _as_number(begun)
    used = to_milliseconds(now) - _as_number(begun)
    return func.coalesce(used * 10 >= whole * _SPENT_TENTHS, false())


def _as_number(column: ColumnElement[datetime]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)
