"""The reports that people would rather look at: load by hour, on time by month, age of open work.

Each is a report like any other, so its chart shows the figures of a table whose cells open.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.counted import Outcome
from app.domain.moments import local, local_date
from app.domain.procedure import Channel
from app.domain.report_shape import CellKind, GroupBy, ReportAsked, ReportColumn
from app.models.database import run
from app.reports.gathering import Entry, Told, plain_row, told_report
from app.reports.grouping import COUNT, RowOf, cut_by
from app.reports.kinds import Around, CellAsked
from app.reports.settlement import KIND
from app.reports.settlement_counting import dossiers, settled_in
from app.services.calendars import calendar

_FIRST_HOUR, _LAST_HOUR = 7, 17
BEFORE, AFTER = "before", "after"
"""Columns of what came before the first and after the last hour that has its own."""

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_HOURS = tuple(f"h{hour:02d}" for hour in range(_FIRST_HOUR, _LAST_HOUR))


def _label(heading: str) -> ReportColumn:
    return ReportColumn(key="label", heading=heading, kind=CellKind.TEXT, width=20)


def _tell_load(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    query = select(COUNT.c.dossier_uid, COUNT.c.received_at).where(
        COUNT.c.tenant == around.tenant,
        COUNT.c.is_void.is_(False),
        COUNT.c.channel == Channel.COUNTER.value,
        COUNT.c.received_on.between(asked.first, asked.last),
    )
    if asked.office is not None:
        query = query.where(COUNT.c.office == asked.office)
    rows = [plain_row(str(day), words, day) for day, words in enumerate(_WEEKDAYS)]
    for uid, moment in run(session, query):
        at = local(moment)
        yield Entry(row=rows[at.weekday()], column=_hour_key(at.hour), dossier=uid)


def _hour_key(hour: int) -> str:
    if hour < _FIRST_HOUR:
        return BEFORE
    return AFTER if hour >= _LAST_HOUR else f"h{hour:02d}"


LOAD = told_report(
    Told(
        name="load",
        title="Hồ sơ nhận tại quầy theo thứ và giờ",
        unit="hồ sơ",
        columns=(
            _label("Thứ"),
            ReportColumn(key="all", heading="Cộng", sum_of=(BEFORE, *_HOURS, AFTER)),
            ReportColumn(key=BEFORE, heading=f"Trước {_FIRST_HOUR} giờ"),
            *(ReportColumn(key=each, heading=f"{int(each[1:])} giờ") for each in _HOURS),
            ReportColumn(key=AFTER, heading=f"Từ {_LAST_HOUR} giờ"),
        ),
        remarks=("Giờ là giờ nhận: cột “8 giờ” là từ 08:00 đến trước 09:00.",),
    ),
    _tell_load,
)


def _tell_months(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    cut = cut_by(session, around.tenant, asked.by or GroupBy.SECTOR)
    query = select(COUNT.c.dossier_uid, COUNT.c.open_until, COUNT.c.outcome, *cut.columns).where(
        COUNT.c.tenant == around.tenant,
        COUNT.c.is_void.is_(False),
        settled_in(asked),
        COUNT.c.outcome.is_not(None),
    )
    if asked.office is not None:
        query = query.where(COUNT.c.office == asked.office)
    for uid, settled_on, outcome, *values in run(session, query):
        row = _month_row(settled_on, cut.row_of(tuple(values)))
        yield Entry(row=row, column=_OUTCOMES[Outcome(outcome)], dossier=uid)


_OUTCOMES = {Outcome.EARLY: "early", Outcome.ON_TIME: "on_time", Outcome.LATE: "late"}


def _month_row(day: date, of: RowOf) -> RowOf:
    key = f"{day:%Y-%m}{MONTH_ENDS}{of.key}"
    return RowOf(key, of.words, f"Tháng {day:%m/%Y}", order=(f"{day:%Y-%m}", *of.order))


MONTH_ENDS = "|"
"""Ends the month in the key of a row: ``2026-03|Cấp xã|Người có công``."""

MONTHS = told_report(
    Told(
        name="on-time-months",
        title="Tỷ lệ đúng hạn theo tháng",
        unit="hồ sơ",
        groups=KIND.groups,
        columns=(
            _label("Tháng, lĩnh vực"),
            ReportColumn(key="settled", heading="Đã giải quyết", sum_of=("kept", "late")),
            ReportColumn(key="kept", heading="Không trễ", sum_of=("early", "on_time")),
            ReportColumn(key="early", heading="Trước hạn"),
            ReportColumn(key="on_time", heading="Đúng hạn"),
            ReportColumn(key="late", heading="Quá hạn"),
            ReportColumn(
                key="share",
                heading="Tỷ lệ không trễ",
                kind=CellKind.SHARE,
                share_of=("kept", "settled"),
            ),
        ),
        remarks=("Theo tháng giải quyết xong; trước hạn và đúng hạn như biểu II.06a.",),
    ),
    _tell_months,
)

_AGES = (5, 10, 15, 30)
"""Working days at which an age ends."""


def _tell_ages(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    days = calendar(session, around.tenant)
    until = min(asked.last, local_date(around.now))
    judged = {
        column: set(dossiers(session, asked, around, CellAsked(column=counted)))
        for column, counted in (("late", "open_late"), ("waiting", "waiting"))
    }
    everyone = dossiers(session, asked, around, CellAsked(column="in_process"))
    received = _received_on(session, around, asked)
    for uid in everyone:
        age = days.working_between(received[uid], until)
        column = next((name for name, uids in judged.items() if uid in uids), "in_time")
        yield Entry(row=_age_row(age), column=column, dossier=uid)


def _received_on(session: Session, around: Around, asked: ReportAsked) -> dict[object, date]:
    query = select(COUNT.c.dossier_uid, COUNT.c.received_on).where(
        COUNT.c.tenant == around.tenant, COUNT.c.open_until > asked.last
    )
    return {uid: day for uid, day in run(session, query)}  # noqa: C416 - rows are no pairs


def _age_row(age: int) -> RowOf:
    at = next((n for n, most in enumerate(_AGES) if age <= most), len(_AGES))
    if at == 0:
        words = f"Đến {_AGES[0]} ngày"
    elif at == len(_AGES):
        words = f"Trên {_AGES[-1]} ngày"
    else:
        words = f"{_AGES[at - 1] + 1}–{_AGES[at]} ngày"
    return plain_row(str(at), words, at)


AGES = told_report(
    Told(
        name="ageing",
        title="Hồ sơ đang giải quyết theo số ngày đã nhận",
        unit="hồ sơ",
        columns=(
            _label("Đã nhận"),
            ReportColumn(key="all", heading="Cộng", sum_of=("in_time", "waiting", "late")),
            ReportColumn(key="in_time", heading="Còn hạn"),
            ReportColumn(key="waiting", heading="Chờ bổ sung"),
            ReportColumn(key="late", heading="Quá hạn"),
        ),
        remarks=("Số ngày làm việc từ ngày nhận đến hết kỳ, hoặc đến hôm nay.",),
    ),
    _tell_ages,
)

CHARTED = (LOAD, MONTHS, AGES)
"""Reports that were made for their charts."""
