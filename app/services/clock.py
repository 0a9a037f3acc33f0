"""The clock of the desk against its own journal: a jump of more than a day asks a supervisor."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.facts import ClockConfirmed
from app.domain.moments import local
from app.domain.text import one_line
from app.services import journal
from app.services.desk import Actor, DeskContext
from app.services.journal import Deed
from app.services.rights import Approval, author_with_second

_JUMP_BACK = timedelta(days=1)


def check_clock(session: Session, desk: DeskContext, now: datetime) -> None:
    """Raises ``Refusal`` (``CLOCK_JUMPED``) when the journal is more than a day ahead of the clock.

    A clock that jumps back by less continues yesterday's numbers by itself, because high-waters
    are kept per date.
    """
    last = journal.last_recorded_at(session, desk.tenant)
    if last is not None and now < last - _JUMP_BACK:
        raise Refusal(
            Reason.CLOCK_JUMPED,
            now=f"{local(now):%H:%M ngày %d/%m/%Y}",
            last=f"{local(last):%H:%M ngày %d/%m/%Y}",
        )


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

    Raises ``Refusal``: ``APPROVAL_NEEDED``, ``CLOCK_SOUND``, ``REASON_MISSING``.
    """
    author = author_with_second(session, actor, approval, now=now, desk=desk)
    last = journal.last_recorded_at(session, desk.tenant)
    if last is None or now >= last - _JUMP_BACK:
        raise Refusal(Reason.CLOCK_SOUND)
    reason = one_line(reason)
    if not reason:
        raise Refusal(Reason.REASON_MISSING)
    journal.record(
        session, Deed(author=author, now=now), ClockConfirmed(previous=last, reason=reason)
    )
