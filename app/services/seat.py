"""Who sits at the desk: at its opening, and after every sign-in."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.staff import StaffMember
from app.domain.text import sort_key
from app.services.credentials import with_secret
from app.services.desk import Actor, DeskContext, active_staff, actor_of, settings_of

LOCK_AFTER, LOCK_AFTER_MINUTES = "lock_after_minutes", 10
"""Setting: idle minutes until the desk locks itself; and what holds where none was set."""

BADGE_ALONE = "badge_alone"
"""Setting: whether a badge opens the desk without a PIN."""

_NOT_HERE_YET = " (chưa có mã PIN)"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """One line of the list from which an officer picks their name.

    ``called`` tells who has no PIN here from a namesake who has: an account of the machine that
    was this desk before comes back with the journal, its PIN does not.
    """

    uid: UUID
    full_name: str
    called: str
    title: str | None
    roles: tuple[str, ...]
    has_secret: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRules:
    """Who may sit at this desk today, when it locks by itself, and whether a badge is enough."""

    sitters: tuple[Sitter, ...]
    lock_after: timedelta
    badge_alone: bool = False

    def locks_for(self, actor: Actor) -> bool:
        """Whether somebody can lock the desk and open it again."""
        return any(each.uid == actor.uid and each.has_secret for each in self.sitters)


def seat_rules(session: Session, desk: DeskContext, now: datetime) -> SeatRules:
    """Who may sit here, and the idle rule.

    Who has a PIN comes first, then by given name as officers look for each other.
    """
    proven = with_secret(session, desk.tenant)
    settings = settings_of(session, desk.tenant)
    people = sorted(
        active_staff(session, desk.tenant, local_date(now)),
        key=lambda each: (each.uid not in proven, *name_key(each)),
    )
    lacks = "" if desk.is_training or not proven else _NOT_HERE_YET
    return SeatRules(
        sitters=tuple(
            Sitter(
                uid=each.uid,
                full_name=each.full_name,
                called=each.full_name + ("" if each.uid in proven else lacks),
                title=each.title,
                roles=each.roles,
                has_secret=each.uid in proven,
            )
            for each in people
        ),
        lock_after=timedelta(minutes=settings.get(LOCK_AFTER, LOCK_AFTER_MINUTES)),
        badge_alone=bool(settings.get(BADGE_ALONE)),
    )


def name_key(member: StaffMember) -> tuple[str, str]:
    """Vietnamese names are looked for by the last word, the given name."""
    words = member.full_name.split()
    return sort_key(words[-1] if words else ""), sort_key(member.full_name)


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
