"""How this desk stands to its centre, in figures."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.light_dataclass import dataclass
from app.services import centre_link, writers
from app.services.clashing import contested
from app.services.desk import DeskContext


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStanding:
    """Whether there is a centre, when it last answered, and how much waits for it or a person.

    ``accepted`` events of the open writer lie at the centre by its own receipt; its clock is
    ``clock_offset`` ahead of this desk's, as they found when they met.
    """

    is_enrolled: bool
    waiting: int
    flagged: int = 0
    url: str = ""
    met_at: datetime | None = None
    accepted: int = 0
    clock_offset: timedelta = timedelta()


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
        accepted=writers.acknowledged(session, desk.tenant),
        clock_offset=timedelta(milliseconds=known.clock_offset_ms or 0),
    )
