"""The opening and closing of a day: looked at, told, recorded with its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.dossier import DossierState
from app.domain.errors import Reason, Refusal
from app.domain.events import Event, read_event
from app.domain.light_dataclass import dataclass
from app.domain.moments import VIETNAM, local_date
from app.domain.money_facts import FeeCollected, FeeRefunded, PayMeans
from app.domain.office_day import DayItem, Machine, open_words
from app.domain.promise import CUT_OFF_MINUTE
from app.domain.report_facts import DayLine, DeskClosed, DeskOpened
from app.domain.roles import CLERK, SUPERVISOR
from app.domain.time_words import stated_text
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.models.life import OpenWorkRow
from app.services import journal
from app.services.calendars import calendar
from app.services.clock import check_clock
from app.services.desk import DeskContext
from app.services.dossier_deeds import Acting, free_words, office_deed
from app.services.opening_lines import day_line, opening_lines
from app.services.papers_of_day import papers_of_day
from app.services.queues import count_queues
from app.services.rating import close_ratings

_EVENT, _WORK = table_of(EventRow), table_of(OpenWorkRow)
_OF_DAY = (
    select(_EVENT.c.kind, func.count())
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.occurred_on == bindparam("day"))
    .where(_EVENT.c.desk == bindparam("here"))
    .group_by(_EVENT.c.kind)
)
_DAYS = (
    select(_EVENT.c.content)
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.kind == bindparam("kind"))
    .order_by(_EVENT.c.arrival.desc())
    .limit(40)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDay:
    """A day's sheet: what was looked at, and the queues of the same moment."""

    on: date
    at: datetime
    lines: tuple[DayLine, ...]
    queues: tuple[DayLine, ...]
    cash_counted: int | None = None
    reason: str | None = None
    is_closing: bool = False

    @property
    def left_open(self) -> str:
        """What is not in order, in words; empty where everything is."""
        return open_words(self.lines)


def look_at_opening(
    session: Session, *, now: datetime, desk: DeskContext, machine: Machine | None = None
) -> OfficeDay:
    """What an opening would say, without recording it."""
    lines = tuple(opening_lines(session, now, desk, machine))
    return OfficeDay(
        on=local_date(now), at=now, lines=lines, queues=_queue_lines(session, now, desk)
    )


def look_at_closing(
    session: Session, *, now: datetime, desk: DeskContext, cash_counted: int | None = None
) -> OfficeDay:
    """What a closing would say, without recording it."""
    lines = tuple(_closing_lines(session, now, desk, cash_counted))
    return OfficeDay(
        on=local_date(now),
        at=now,
        lines=lines,
        queues=_queue_lines(session, now, desk),
        cash_counted=cash_counted,
        is_closing=True,
    )


def open_day(session: Session, acting: Acting, *, machine: Machine | None = None) -> OfficeDay:
    """Record that the day was opened at this desk.

    Raises ``Refusal``: ``DAY_OPEN_ALREADY``, ``ROLE_LACKING``, ``CLOCK_JUMPED``.
    """
    check_clock(session, acting.desk, acting.now)
    deed = office_deed(acting, (SUPERVISOR, CLERK))
    on = local_date(acting.now)
    before = _today(session, DeskOpened.kind, on, acting.desk)
    if before is not None:
        raise Refusal(
            Reason.DAY_OPEN_ALREADY, on=f"{on:%d/%m/%Y}", at=stated_text(before.occurred_at)
        )
    day = look_at_opening(session, now=acting.now, desk=acting.desk, machine=machine)
    journal.record(session, deed, DeskOpened(on=on, lines=(*day.lines, *day.queues)))
    return day


def close_day(
    session: Session, acting: Acting, *, cash_counted: int | None = None, reason: str | None = None
) -> OfficeDay:
    """Record that the day was closed at this desk; the ratings of the day close with it.

    Raises ``Refusal``: ``DAY_STILL_OPEN`` with what is open, unless a reason is given;
    ``DAY_NOT_OPENED``, ``DAY_CLOSED_ALREADY``, ``ROLE_LACKING``, ``CLOCK_JUMPED``.
    """
    check_clock(session, acting.desk, acting.now)
    deed = office_deed(acting, (SUPERVISOR, CLERK))
    on = local_date(acting.now)
    if _today(session, DeskOpened.kind, on, acting.desk) is None:
        raise Refusal(Reason.DAY_NOT_OPENED, on=f"{on:%d/%m/%Y}")
    before = _today(session, DeskClosed.kind, on, acting.desk)
    if before is not None:
        raise Refusal(
            Reason.DAY_CLOSED_ALREADY, on=f"{on:%d/%m/%Y}", at=stated_text(before.occurred_at)
        )
    day = look_at_closing(session, now=acting.now, desk=acting.desk, cash_counted=cash_counted)
    why = free_words(reason)
    if day.left_open and why is None:
        raise Refusal(Reason.DAY_STILL_OPEN, value=day.left_open)
    close_ratings(session, on, acting)
    fact = DeskClosed(
        on=on,
        lines=(*day.lines, *day.queues),
        cash_expected=_cash(session, on, acting.desk),
        cash_counted=cash_counted,
        private=why,
    )
    journal.record(session, deed, fact)
    return replace(day, reason=None if why is None else why.words)


def last_figures(session: Session, tenant: str, today: date) -> dict[str, int]:
    """The figures of the last day before today that was closed, by key; for trends."""
    for event in _events(session, tenant, DeskClosed.kind):
        fact = event.fact
        if isinstance(fact, DeskClosed) and fact.on < today:
            return {each.key: each.figure for each in fact.lines}
    return {}


def _closing_lines(
    session: Session, now: datetime, desk: DeskContext, cash_counted: int | None
) -> Iterator[DayLine]:
    today = local_date(now)
    asked = {"of": desk.tenant, "day": today, "here": desk.number}
    kinds: dict[str, int] = {row[0]: row[1] for row in run(session, _OF_DAY, asked)}
    for item, kind in _COUNTED:
        yield day_line(item, kinds.get(kind, 0))
    bare = len(papers_of_day(session, today, desk=desk).without_paper)
    yield day_line(DayItem.WITHOUT_PAPER, bare, is_fine=not bare)
    cash = _cash(session, today, desk)
    yield day_line(DayItem.CASH, cash)
    if cash_counted is not None or cash:
        gap = (cash_counted or 0) - cash
        yield day_line(DayItem.CASH_GAP, gap, is_fine=not gap)
    waiting = _not_handed_over(session, now, desk)
    yield day_line(DayItem.NOT_HANDED_OVER, waiting, is_fine=not waiting)
    tomorrow = _apologies_tomorrow(session, now, desk)
    yield day_line(DayItem.APOLOGIES_TOMORROW, tomorrow, is_fine=not tomorrow)


_COUNTED = (
    (DayItem.RECEIVED, "dossier.received"),
    (DayItem.RETURNED, "result.returned"),
    (DayItem.HANDED_OVER, "dossier.handed_over"),
    (DayItem.SLIPS_PRINTED, "slip.printed"),
    (DayItem.SLIPS_VOID, "slip.voided"),
)


def _queue_lines(session: Session, now: datetime, desk: DeskContext) -> tuple[DayLine, ...]:
    found = count_queues(session, now=now, desk=desk)
    return tuple(DayLine(key=each.kind.value, figure=each.count) for each in found)


def _not_handed_over(session: Session, now: datetime, desk: DeskContext) -> int:
    """Received before 15:00 and still here: they should have gone on the same day."""
    today = local_date(now)
    cut_off = datetime.combine(today, time(*divmod(CUT_OFF_MINUTE, 60)), VIETNAM)
    query = select(func.count()).where(
        _WORK.c.tenant == desk.tenant,
        _WORK.c.state == DossierState.RECEIVED.value,
        _WORK.c.forwarded_at.is_(None),
        _WORK.c.sheet.is_(None),
        _WORK.c.received_at < cut_off,
    )
    return int(run(session, query).scalar_one())


def _apologies_tomorrow(session: Session, now: datetime, desk: DeskContext) -> int:
    """Announced delays of what is promised until the next working day, still unsigned."""
    until = calendar(session, desk.tenant).next_working_day(local_date(now))
    query = select(func.count()).where(
        _WORK.c.tenant == desk.tenant,
        _WORK.c.settled_at.is_(None),
        _WORK.c.delay_announced_at.is_not(None),
        _WORK.c.apology_signed_at.is_(None),
        _WORK.c.late_on <= until,
    )
    return int(run(session, query).scalar_one())


def _cash(session: Session, today: date, desk: DeskContext) -> int:
    """Cash taken less cash given back at this desk today, by the journal (đồng)."""
    kinds = (FeeCollected.kind, FeeRefunded.kind)
    query = select(_EVENT.c.content).where(
        _EVENT.c.tenant == desk.tenant,
        _EVENT.c.occurred_on == today,
        _EVENT.c.desk == desk.number,
        _EVENT.c.kind.in_(kinds),
    )
    return sum(_moved_cash(each) for each in _read(run(session, query)))


def _moved_cash(event: Event) -> int:
    match event.fact:
        case FeeCollected() as fact if fact.means is PayMeans.CASH:
            return fact.fee + fact.levy + fact.service + fact.postage
        case FeeRefunded() as fact:
            return -(fact.fee + fact.levy + fact.service + fact.postage)
    return 0


def _today(session: Session, kind: str, on: date, desk: DeskContext) -> Event | None:
    """The opening or closing of this desk on a day."""
    for event in _events(session, desk.tenant, kind):
        fact = event.fact
        mine = event.author.desk == desk.number
        if mine and isinstance(fact, DeskOpened | DeskClosed) and fact.on == on:
            return event
    return None


def _events(session: Session, tenant: str, kind: str) -> Iterator[Event]:
    return _read(run(session, _DAYS, {"of": tenant, "kind": kind}))


def _read(rows: Iterable[tuple[bytes]]) -> Iterator[Event]:
    return (read_event(content, None) for (content,) in rows)
