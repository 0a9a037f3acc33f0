"""How this desk stands to its centre, and what lies in its tray: waiting and flagged events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.events import read_event
from app.domain.history_words import event_sentence
from app.domain.line_words import CLASH
from app.models.journal import EventPositionRow, EventPrivateRow, EventRow
from app.models.sync import FlagRow
from app.services import centre_link, journal, writers
from app.services.clashing import clashes, contested
from app.services.desk import DeskContext, staff

_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStanding:
    """Whether there is a centre, when it last answered, and how much waits for it or a person."""

    is_enrolled: bool
    waiting: int
    flagged: int = 0
    url: str = ""
    met_at: datetime | None = None


class TrayState(StrEnum):
    """Why an event lies in the tray."""

    WAITING = "waiting"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayLine:
    """One event that the centre has not seen, or that somebody should look at."""

    state: TrayState
    sentence: str
    recorded_at: datetime
    who: str
    reason: str = ""


def line_standing(session: Session, *, desk: DeskContext) -> LineStanding:
    """Counted and read anew each time, never remembered."""
    known = centre_link.enrolment(session, desk.tenant)
    waiting = writers.count_unsent(session, desk.tenant)
    if known is None:
        return LineStanding(is_enrolled=False, waiting=waiting)
    return LineStanding(
        is_enrolled=True,
        waiting=waiting,
        flagged=centre_link.count_flags(session, desk.tenant)
        + len(contested(session, desk.tenant)),
        url=known.url,
        met_at=known.met_at,
    )


def tray(session: Session, *, desk: DeskContext) -> tuple[TrayLine, ...]:
    """What somebody should look at, then what waits, the oldest first; the first few hundred."""
    names = {each.uid: each.full_name for each in staff(session, desk.tenant)}
    lines = [
        TrayLine(
            state=TrayState.FLAGGED,
            sentence=f"{each.code}: {' / '.join(side.sentence for side in each.deeds)}",
            recorded_at=each.deeds[-1].at,
            who=" / ".join(dict.fromkeys(side.who for side in each.deeds)),
            reason=CLASH,
        )
        for each in clashes(session, desk=desk)
    ]
    for content, private, reason in (*_flagged(session, desk), *_waiting(session, desk)):
        event = read_event(content, private)
        lines.append(
            TrayLine(
                state=TrayState.WAITING if reason is None else TrayState.FLAGGED,
                sentence=event_sentence(event),
                recorded_at=event.recorded_at,
                who=names.get(event.author.actor, ""),
                reason=reason or "",
            )
        )
    return tuple(lines)


def _waiting(session: Session, desk: DeskContext) -> list[tuple[bytes, bytes | None, str | None]]:
    above = writers.acknowledged(session, desk.tenant)
    writer = journal.head(session, desk.tenant).writer
    rows = session.execute(
        select(EventRow.content, EventPrivateRow.content)
        .join(
            EventPositionRow,
            (EventPositionRow.tenant == EventRow.tenant) & (EventPositionRow.uid == EventRow.uid),
        )
        .outerjoin(
            EventPrivateRow,
            (EventPrivateRow.tenant == EventRow.tenant) & (EventPrivateRow.uid == EventRow.uid),
        )
        .where(EventPositionRow.tenant == desk.tenant, EventPositionRow.writer == writer)
        .where(EventPositionRow.seq > above)
        .order_by(EventPositionRow.seq)
        .limit(_MOST)
    )
    return [(content, private, None) for content, private in rows]


def _flagged(session: Session, desk: DeskContext) -> list[tuple[bytes, bytes | None, str | None]]:
    rows = session.execute(
        select(EventRow.content, EventPrivateRow.content, FlagRow.reason)
        .join(FlagRow, (FlagRow.tenant == EventRow.tenant) & (FlagRow.uid == EventRow.uid))
        .outerjoin(
            EventPrivateRow,
            (EventPrivateRow.tenant == EventRow.tenant) & (EventPrivateRow.uid == EventRow.uid),
        )
        .where(EventRow.tenant == desk.tenant)
        .order_by(FlagRow.noted_at)
        .limit(_MOST)
    )
    return [(content, private, reason) for content, private, reason in rows]
