"""What citizens think of the day: pooled without a name or an hour, recorded when the day closes.

A rating is a tap beside a dossier, so the pool keeps nothing of the dossier, the desk, the officer
or the moment: a random key, the day and the rating. The event of the day holds them shuffled.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from app.domain.door_facts import ServiceRated
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.roles import CLERK, SUPERVISOR
from app.models.database import run, table_of
from app.models.life import RatingRow
from app.services import journal
from app.services.desk import DeskContext
from app.services.dossier_deeds import Acting, office_deed, said

WORST, BEST = 1, 5

_POOL = table_of(RatingRow)
_ADD = insert(_POOL)
_OF_DAY = (
    select(_POOL.c.rating, _POOL.c.reason)
    .where(_POOL.c.tenant == bindparam("of"), _POOL.c.rated_on == bindparam("day"))
    .order_by(_POOL.c.uid)
)
_DROP = delete(_POOL).where(_POOL.c.tenant == bindparam("of"), _POOL.c.rated_on == bindparam("day"))
_COUNTED = (
    select(_POOL.c.rated_on, func.count())
    .where(_POOL.c.tenant == bindparam("of"))
    .group_by(_POOL.c.rated_on)
    .order_by(_POOL.c.rated_on)
)


def rate(
    session: Session, rating: int, reason: str | None = None, *, now: datetime, desk: DeskContext
) -> None:
    """Put one rating (1 worst, 5 best) into the pool of the day.

    Raises ``Refusal`` (``FIELD_WRONG``) for any other number.
    """
    if not WORST <= rating <= BEST:
        raise Refusal(Reason.FIELD_WRONG, field="mức đánh giá", value=rating)
    row = {
        "tenant": desk.tenant,
        # No identifier of this program: those begin with the moment.
        "uid": uuid4(),
        "rated_on": local_date(now),
        "rating": rating,
        "reason": said(reason),
    }
    run(session, _ADD, row)


def pooled_ratings(session: Session, *, desk: DeskContext) -> tuple[tuple[date, int], ...]:
    """The days whose ratings still lie in the pool, and how many each has."""
    return tuple((on, count) for on, count in run(session, _COUNTED, {"of": desk.tenant}))


def close_ratings(session: Session, on: date, acting: Acting) -> ServiceRated | None:
    """Turn the pool of a day into its one event, in an order that tells nothing.

    Returns nothing where nobody rated. Ratings that come after are pooled anew and closed by a
    further event. Raises ``Refusal`` (``ROLE_LACKING``).
    """
    tenant = acting.desk.tenant
    found = [(row.rating, row.reason) for row in run(session, _OF_DAY, {"of": tenant, "day": on})]
    if not found:
        return None
    secrets.SystemRandom().shuffle(found)
    reasons = [reason for _, reason in found if reason is not None]
    secrets.SystemRandom().shuffle(reasons)
    fact = ServiceRated(on=on, ratings=tuple(rating for rating, _ in found), reasons=tuple(reasons))
    journal.record(session, office_deed(acting, (CLERK, SUPERVISOR)), fact)
    run(session, _DROP, {"of": tenant, "day": on})
    return fact
