"""The trail of a day: who did what in the office, as far as somebody may read it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.light_dataclass import dataclass
from app.services.desk import Actor, DeskContext, staff
from app.services.history import HistoryLine, day_history, officer_history
from app.services.seeing import seer_of


@dataclass(frozen=True, slots=True)
class TrailAsked:
    """A day, and the officer whose deeds are wanted; everybody's where none is named."""

    on: date
    officer: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """The deeds of a day; ``subject`` names them on paper, ``officers`` may be asked for."""

    asked: TrailAsked
    subject: str
    lines: tuple[HistoryLine, ...]
    officers: tuple[tuple[UUID, str], ...]


def trail(session: Session, asked: TrailAsked, *, desk: DeskContext, actor: Actor) -> Trail:
    """What was done on a day. Whoever does not see the whole office reads their own deeds only."""
    names = {each.uid: each.full_name for each in staff(session, desk.tenant)}
    if seer_of(actor, desk).is_limited:
        names = {actor.uid: actor.full_name}
        asked = TrailAsked(asked.on, actor.uid)
    day = f"ngày {asked.on:%d/%m/%Y}"
    if asked.officer is None:
        lines = day_history(session, asked.on, desk=desk)
        subject = f"việc của bộ phận, {day}"
    else:
        lines = officer_history(session, asked.officer, asked.on, desk=desk)
        subject = f"việc của {names.get(asked.officer, '')}, {day}"
    return Trail(asked=asked, subject=subject, lines=lines, officers=tuple(names.items()))
