"""The clock of the desk against its own deeds: what looks like a jump asks a supervisor.

Back by more than a day blocks every deed, for numbers and dates would repeat. Ahead blocks none:
an office may have been closed. It is asked at the window until somebody confirms it, on the first
day of deeds after the leap; later only the centre's clock still speaks of it, which blocks nothing
either: it may be the one that is wrong.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.clock_doubt import ClockDoubt, doubt_ahead, doubt_back, offset_now
from app.domain.errors import Reason, Refusal
from app.domain.fact_parts import FreeWords
from app.domain.facts import ClockConfirmed
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.text import one_line
from app.domain.time_words import stated_text
from app.models.database import run, table_of
from app.models.journal import EventPositionRow, EventRow
from app.services import centre_link, journal
from app.services.calendars import calendar
from app.services.desk import Actor, DeskContext
from app.services.journal import Deed
from app.services.journal_head import last_recorded_at
from app.services.rights import Approval, author_with_second

_MOST_OF_A_DAY = 3_000
_EVENT, _POSITION = table_of(EventRow), table_of(EventPositionRow)
_NEWEST = (
    select(_EVENT.c.recorded_at, _EVENT.c.kind)
    .join(_POSITION, (_POSITION.c.tenant == _EVENT.c.tenant) & (_POSITION.c.uid == _EVENT.c.uid))
    .where(_EVENT.c.tenant == bindparam("of"))
    .order_by(_EVENT.c.arrival.desc())
    .limit(_MOST_OF_A_DAY)
)


@dataclass(frozen=True, slots=True)
class ClockSeen:
    """What there is to say of the clock: ``offset`` is how far the centre's is ahead of it."""

    doubt: ClockDoubt | None
    offset: timedelta


def check_clock(session: Session, desk: DeskContext, now: datetime) -> None:
    """Raises ``Refusal`` (``CLOCK_JUMPED``) when this desk's own last deed is a day and more ahead.

    A clock that jumps back by less continues yesterday's numbers by itself, because high-waters
    are kept per date.
    """
    last = last_recorded_at(session, desk.tenant)
    if last is not None and doubt_back(last, now) is not None:
        raise Refusal(
            Reason.CLOCK_JUMPED,
            now=stated_text(now),
            last=stated_text(last),
        )


def clock_doubt(session: Session, *, now: datetime, desk: DeskContext) -> ClockDoubt | None:
    """Which way the clock seems to have jumped, until a supervisor confirmed it; else nothing."""
    last = last_recorded_at(session, desk.tenant)
    if last is None:
        return None
    back = doubt_back(last, now)
    if back is not None:
        return back
    before = _last_before_today(session, desk, now)
    return None if before is None else doubt_ahead(before, now, calendar(session, desk.tenant))


def clock_seen(session: Session, *, now: datetime, desk: DeskContext) -> ClockSeen:
    """The clock against this desk's own deeds, and against the centre's."""
    known = centre_link.enrolment(session, desk.tenant)
    offset = timedelta()
    if known is not None and known.clock_offset_ms is not None:
        offset = offset_now(known.met_at, timedelta(milliseconds=known.clock_offset_ms), now)
    return ClockSeen(clock_doubt(session, now=now, desk=desk), offset)


def confirm_clock(
    session: Session,
    reason: str,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
    approval: Approval | None = None,
) -> None:
    """The clock is right now, and later deeds are held against this moment; wants a second person.

    Raises ``Refusal``: ``CLOCK_SOUND`` when nobody asks, ``REASON_MISSING``, and those of
    ``author_with_second``.
    """
    author = author_with_second(session, actor, approval, now=now, desk=desk)
    doubt = clock_doubt(session, now=now, desk=desk)
    if doubt is None:
        raise Refusal(Reason.CLOCK_SOUND)
    reason = one_line(reason)
    if not reason:
        raise Refusal(Reason.REASON_MISSING)
    fact = ClockConfirmed(previous=doubt.last, private=FreeWords(words=reason))
    journal.record(session, Deed(author=author, now=now), fact)


def _last_before_today(session: Session, desk: DeskContext, now: datetime) -> datetime | None:
    """The last deed of an earlier day, unless today's clock was confirmed already."""
    today = local_date(now)
    moment: datetime
    for moment, kind in run(session, _NEWEST, {"of": desk.tenant}):
        on = local_date(moment)
        if on == today and kind == ClockConfirmed.kind:
            return None
        if on < today:
            return moment
    return None
