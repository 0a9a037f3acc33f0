"""What is due on an open dossier: one duty for each kind of task, judged by dates and rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, RowMapping, bindparam

from app.domain.calendar import Calendar
from app.domain.deadlines import forwarding_due, lateness
from app.domain.dossier import DossierState
from app.domain.history_work import unit_words
from app.domain.light_dataclass import dataclass
from app.domain.moments import VIETNAM, local, local_date
from app.domain.office_clock import add_working_days, add_working_minutes, moment_of, point_of
from app.domain.office_rules import OfficeRules
from app.domain.procedure import Channel
from app.domain.tasks import Due, TaskKind
from app.domain.time_words import lateness_text
from app.domain.units import Unit, UnitKind
from app.models.database import table_of
from app.models.life import OpenWorkRow

_WORK = table_of(OpenWorkRow)
_HOUR = 60
_LAST_CHANCE = 1
"""Working days before a promise: until then an apology is in time."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a duty is judged by beside the dossier: the moment, the office's calendar and rules."""

    now: datetime
    calendar: Calendar
    rules: OfficeRules

    @property
    def soon(self) -> date:
        """The last day whose promises are looked after now: two working days ahead."""
        tomorrow = self.calendar.next_working_day(local_date(self.now))
        return self.calendar.next_working_day(tomorrow)


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of task: which open dossiers can be one, and what is due on such a one now.

    ``which`` is over the columns of ``open_work`` and the day ``soon``; ``due`` says ``None``
    where nothing is due yet.
    """

    kind: TaskKind
    which: ColumnElement[bool]
    due: Callable[[RowMapping, Circumstances], Due | None]


def short_moment(moment: datetime) -> str:
    """``09:30 16/11``."""
    return f"{local(moment):%H:%M %d/%m}"


def _to_hand_over(row: RowMapping, around: Circumstances) -> Due:
    """Data go at once, or at the next opening after 15:00; paper within one working day."""
    channel = Channel(row["channel"])
    moments = forwarding_due(row["received_at"], around.calendar, channel=channel)
    if channel is Channel.ONLINE:
        # There is no paper: the dossier itself is data.
        return Due(moments.electronic_at, row["received_at"], "Chuyển dữ liệu")
    words = f"Dữ liệu lúc {short_moment(moments.electronic_at)}"
    return Due(moments.paper_at, row["received_at"], words)


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


def _promise_near(row: RowMapping, around: Circumstances) -> Due:
    """Two days ahead, the last day for an apology, the day itself, and late (61/2018, điều 19)."""
    due_at, today = row["return_due_at"], local_date(around.now)
    left = around.calendar.working_between(today, row["due_on"])
    late = lateness_text(lateness(due_at, around.now, around.calendar))
    if late:
        words = late[:1].upper() + late[1:]
    elif row["due_on"] <= today:
        words = "Đến hạn hôm nay"
    elif left <= _LAST_CHANCE:
        words = "Ngày cuối để xin lỗi, hẹn lại"
    else:
        words = f"Còn {left} ngày làm việc"
    told = row["delay_announced_at"] is not None and row["apology_signed_at"] is None
    return Due(due_at, row["received_at"], f"{words}; đã báo chậm" if told else words)


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
    told = f"Đã báo {short_moment(row['supplement_told_at'])}"
    return Due(ends, row["supplement_asked_at"], f"{told}; hạn hết {last:%d/%m}")


def _supplement_back(row: RowMapping, around: Circumstances) -> Due:
    """Complete again: to the agency within one working day, as after reception."""
    since = row["supplement_back_at"]
    return Due(_day_after(since, around), since, f"Đủ lúc {short_moment(since)}")


def _apology_to_tell(row: RowMapping, _: Circumstances) -> Due:
    signed = row["apology_signed_at"]
    return Due(row["late_against"], signed, f"Hẹn lại {short_moment(row['return_due_at'])}")


def _result_to_tell(row: RowMapping, _: Circumstances) -> Due:
    return Due(None, row["shelf_since"], _lying(row))


def _result_lying(row: RowMapping, _: Circumstances) -> Due:
    told = row["collector_told_at"]
    return Due(None, row["shelf_since"], f"{_lying(row)}; đã báo {short_moment(told)}")


def _day_after(since: datetime, around: Circumstances) -> datetime:
    """One working day later."""
    return moment_of(add_working_days(point_of(since), 1, around.calendar))


def _lying(row: RowMapping) -> str:
    shelf = f"Ngăn {row['shelf']}" if row["shelf"] else "Không ghi ngăn"
    many = f", {row['results_on_shelf']} kết quả" if row["results_on_shelf"] > 1 else ""
    return f"{shelf}{many}, từ {short_moment(row['shelf_since'])}"


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
        TaskKind.PROMISE_NEAR,
        _WORK.c.settled_at.is_(None) & ~_AWAITED & (_WORK.c.due_on <= bindparam("soon")),
        _promise_near,
    ),
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
