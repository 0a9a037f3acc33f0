"""What the office decides about seats: whether a badge is enough, and when a desk locks itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.facts import SettingsChanged
from app.services import journal
from app.services.desk import ADMINISTRATOR, Actor, DeskContext
from app.services.journal import Deed

LOCK_MINUTES = range(1, 121)
"""A desk in a public hall locks at some time; two hours is a morning's queue."""


def set_seat_rules(
    session: Session,
    *,
    badge_alone: bool | None,
    lock_after_minutes: int | None,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> None:
    """Set either rule, or both; ``None`` leaves one as it is. For administrators.

    Raises ``Refusal``: ``ROLE_LACKING``, ``NOTHING_CHANGED``, ``LOCK_MINUTES_WRONG``.
    """
    author = actor.author(desk, ADMINISTRATOR)
    if badge_alone is None and lock_after_minutes is None:
        raise Refusal(Reason.NOTHING_CHANGED)
    if lock_after_minutes is not None and lock_after_minutes not in LOCK_MINUTES:
        raise Refusal(Reason.LOCK_MINUTES_WRONG, least=LOCK_MINUTES[0], most=LOCK_MINUTES[-1])
    fact = SettingsChanged(badge_alone=badge_alone, lock_after_minutes=lock_after_minutes)
    journal.record(session, Deed(author=author, now=now), fact)
