"""After an outage: which desks are in, what each did meanwhile, what somebody still has to see."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.light_dataclass import dataclass
from app.domain.line_facts import OutageRecorded
from app.domain.moments import local_date
from app.domain.text import fold
from app.models.journal import EventRow
from app.models.sync import FlagRow
from app.services import writers
from app.services.attendance import completeness
from app.services.clashing import contested
from app.services.desk import DeskContext
from app.services.outages import outages, owed_entries


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAfter:
    """A desk that is expected: until when its deeds are whole here, how many of the days came.

    ``flagged`` are those of its events that somebody still has to look at.
    """

    desk: int
    whole_at: datetime | None
    events: int
    flagged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageAfter:
    """An outage of another system, and how many of the receptions are not entered there yet."""

    fact: OutageRecorded
    owed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageSheet:
    """The days asked about; ``waiting`` events of this desk the centre has not acknowledged.

    ``until`` is the last day of which nothing can be missing, absent where that is not known.
    """

    days: tuple[date, date]
    desks: tuple[DeskAfter, ...]
    outages: tuple[OutageAfter, ...]
    waiting: int
    clashes: int
    until: date | None

    @property
    def missing(self) -> tuple[DeskAfter, ...]:
        """Desks that may still hold deeds of these days."""
        last = self.days[1]
        return tuple(
            each for each in self.desks if each.whole_at is None or local_date(each.whole_at) < last
        )


def outage_sheet(
    session: Session, days: tuple[date, date], *, now: datetime, desk: DeskContext
) -> OutageSheet:
    """Gather the sheet of some days for this office, as far as this machine knows."""
    return OutageSheet(
        days=days,
        desks=desks_after(session, days, now=now, desk=desk),
        outages=_outages(session, days, desk),
        waiting=writers.count_unsent(session, desk.tenant),
        clashes=len(contested(session, desk.tenant)),
        until=completeness(session, now=now, desk=desk).until,
    )


def desks_after(
    session: Session, days: tuple[date, date], *, now: datetime, desk: DeskContext
) -> tuple[DeskAfter, ...]:
    """Every desk that is expected or did something on these days."""
    known = completeness(session, now=now, desk=desk)
    whole = {each.desk: each.whole_at for each in known.desks}
    events, flagged = _events(session, days, desk), _flagged(session, days, desk)
    return tuple(
        DeskAfter(
            desk=number,
            whole_at=whole.get(number),
            events=events[number],
            flagged=flagged[number],
        )
        for number in sorted(whole.keys() | events.keys())
    )


def _events(session: Session, days: tuple[date, date], desk: DeskContext) -> Counter[int]:
    query = (
        select(EventRow.desk, func.count())
        .where(EventRow.tenant == desk.tenant, EventRow.occurred_on.between(*days))
        .where(EventRow.office == desk.agency_code, EventRow.desk.is_not(None))
        .group_by(EventRow.desk)
    )
    return Counter({number: count for number, count in session.execute(query) if number})


def _flagged(session: Session, days: tuple[date, date], desk: DeskContext) -> Counter[int]:
    query = (
        select(EventRow.desk, func.count(EventRow.uid.distinct()))
        .join(FlagRow, (FlagRow.tenant == EventRow.tenant) & (FlagRow.uid == EventRow.uid))
        .where(EventRow.tenant == desk.tenant, EventRow.occurred_on.between(*days))
        .where(FlagRow.settled_at.is_(None), EventRow.desk.is_not(None))
        .group_by(EventRow.desk)
    )
    return Counter({number: count for number, count in session.execute(query) if number})


def _outages(
    session: Session, days: tuple[date, date], desk: DeskContext
) -> tuple[OutageAfter, ...]:
    first, last = days
    owed = owed_entries(session, desk=desk)
    return tuple(
        OutageAfter(
            fact=fact,
            owed=sum(
                fold(each.system) == fold(fact.system)
                and fact.began_at <= each.received_at <= fact.ended_at
                for each in owed
            ),
        )
        for fact in outages(session, desk=desk)
        if local_date(fact.began_at) <= last and local_date(fact.ended_at) >= first
    )
