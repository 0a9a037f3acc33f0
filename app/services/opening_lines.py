"""What is looked at when a day begins: calendar, catalogue, desks, printers, copies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.moments import local_date
from app.domain.office_day import DayItem, Machine
from app.domain.report_facts import DayLine
from app.models.catalogue import ProcedureVersionRow
from app.models.counts import DossierCountRow
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.services.calendar_change import moved_promises
from app.services.calendars import calendar
from app.services.desk import DeskContext
from app.services.desk_status import desk_status

_COUNT, _VERSION = table_of(DossierCountRow), table_of(ProcedureVersionRow)
_EVENT = table_of(EventRow)
_STALE_CATALOGUE_DAYS = 90
_STALE_BACKUP_DAYS = 1
_STALE_DRILL_DAYS = 92
_USED_DAYS = 90
"""Procedures that came in within so many days are in use."""


def opening_lines(
    session: Session, now: datetime, desk: DeskContext, machine: Machine | None
) -> Iterator[DayLine]:
    """The lines of an opening; without a ``machine`` nothing is said of printers and copies."""
    today = local_date(now)
    status = desk_status(session, desk=desk, now=now)
    until = status.calendar_until
    yield day_line(DayItem.CALENDAR_UNTIL, until or 0, is_fine=until is not None)
    moved = _moved(session, now, desk)
    yield day_line(DayItem.MOVED_PROMISES, moved, is_fine=not moved)
    if status.catalogue_on is not None:
        age = (today - status.catalogue_on).days
        yield day_line(DayItem.CATALOGUE_DAYS, age, is_fine=age <= _STALE_CATALOGUE_DAYS)
    lacking = _lacking(session, now, desk)
    yield day_line(DayItem.PROCEDURES_LACKING, lacking, is_fine=not lacking)
    yield day_line(DayItem.DESKS, _desks(session, today, desk))
    if machine is not None:
        yield from _printers(machine)
        yield from _copies(machine, today)


def day_line(item: DayItem, figure: int, *, is_fine: bool = True) -> DayLine:
    """A line with a figure."""
    return DayLine(key=item.value, figure=figure, is_fine=is_fine)


def _printers(machine: Machine) -> Iterator[DayLine]:
    """Each printer on a line; a desk that prints nowhere is told so."""
    kind = DayItem.PRINTER.value
    for each in machine.printers or ():
        ready = int(each.is_ready)
        yield DayLine(key=kind, figure=ready, is_fine=each.is_ready, of=each.name, state=each.state)
    if machine.printers == ():
        yield DayLine(key=kind, figure=0, is_fine=False, state="chưa chọn")


def _copies(machine: Machine, today: date) -> Iterator[DayLine]:
    yield _aged(DayItem.BACKUP_DAYS, machine.backed_up_on, today, _STALE_BACKUP_DAYS)
    if machine.is_drill_sound is False:
        state = "lần gần nhất KHÔNG khôi phục được"
        yield DayLine(key=DayItem.DRILL_DAYS.value, figure=0, is_fine=False, state=state)
    else:
        yield _aged(DayItem.DRILL_DAYS, machine.drilled_on, today, _STALE_DRILL_DAYS)


def _aged(item: DayItem, on: date | None, today: date, most: int) -> DayLine:
    if on is None:
        return DayLine(key=item.value, figure=0, is_fine=False, state="chưa có lần nào")
    days = (today - on).days
    return day_line(item, days, is_fine=days <= most)


def _moved(session: Session, now: datetime, desk: DeskContext) -> int:
    """Open promises that the calendar of this year counts otherwise now."""
    known = calendar(session, desk.tenant).year_of.get(local_date(now).year)
    return 0 if known is None else len(moved_promises(session, desk.tenant, known))


def _lacking(session: Session, now: datetime, desk: DeskContext) -> int:
    """Procedures received lately whose newest version could not be received at once."""
    since = date.fromordinal(local_date(now).toordinal() - _USED_DAYS)
    used = (
        select(_COUNT.c.procedure_digest)
        .where(_COUNT.c.tenant == desk.tenant, _COUNT.c.received_on >= since)
        .distinct()
    )
    query = select(func.count(func.distinct(_VERSION.c.code))).where(
        _VERSION.c.tenant == desk.tenant,
        _VERSION.c.digest.in_(used),
        _VERSION.c.is_receivable.is_(False),
    )
    return int(run(session, query).scalar_one())


def _desks(session: Session, today: date, desk: DeskContext) -> int:
    query = select(func.count(func.distinct(_EVENT.c.desk))).where(
        _EVENT.c.tenant == desk.tenant, _EVENT.c.occurred_on == today
    )
    return int(run(session, query).scalar_one())
