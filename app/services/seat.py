"""Who sits at the desk: at its opening, and after every sign-in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.services.credentials import with_secret
from app.services.desk import Actor, DeskContext, active_staff, actor_of


class Seat:
    """The chair at a desk: one person at a time, or nobody."""

    def __init__(self, actor: Actor | None = None) -> None:
        self._actor = actor

    @property
    def taken(self) -> bool:
        """Whether anybody may act."""
        return self._actor is not None

    @property
    def actor(self) -> Actor:
        """Who acts. Raises ``Refusal`` (``NOT_SIGNED_IN``) while nobody does."""
        if self._actor is None:
            raise Refusal(Reason.NOT_SIGNED_IN)
        return self._actor

    def take(self, actor: Actor) -> None:
        """Somebody signed in."""
        self._actor = actor

    def leave(self) -> None:
        """The desk is locked, or its officer went."""
        self._actor = None


def seated_at_opening(session: Session, desk: DeskContext, now: datetime) -> Actor | None:
    """Who may act without signing in: the only active account, or one in training, without a PIN.

    As soon as there are two, the name on a deed must be proven.
    """
    staff = active_staff(session, desk.tenant, local_date(now))
    proven = with_secret(session, desk.tenant)
    free = [each for each in staff if each.uid not in proven]
    if free and (desk.is_training or len(staff) == 1):
        return actor_of(free[0])
    return None
