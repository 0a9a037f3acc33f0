"""After a restore: who lets the desk number again, and in which block."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.codes import LEAVE_BAND
from app.domain.errors import Reason, Refusal
from app.domain.fact_parts import FreeWords
from app.domain.facts import NumberingAllowed
from app.domain.moments import local_date
from app.domain.text import one_line
from app.services import journal, numbering, running_numbers
from app.services.desk import Actor, DeskContext
from app.services.journal import Deed
from app.services.rights import Approval, author_with_second


def numbering_waits(session: Session, *, desk: DeskContext) -> bool:
    """Whether this desk was restored and nobody has let it use its own digit yet."""
    own_from = running_numbers.read_counter(session, desk.tenant, numbering.OWN_FROM)
    return own_from in (numbering.WAITING, numbering.LEASED_ONLY)


def allow_numbering(
    session: Session,
    reason: str,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
    approval: Approval | None = None,
) -> None:
    """Let a restored desk number without the centre; wants a second person.

    Until the day ends it numbers in a band of its digit that the lost database could not have
    used; from tomorrow its ordinary orders are safe again. Raises ``Refusal``
    (``NUMBERING_SOUND``) when nothing waits.
    """
    author = author_with_second(session, actor, approval, now=now, desk=desk)
    if not numbering_waits(session, desk=desk):
        raise Refusal(Reason.NUMBERING_SOUND)
    if not one_line(reason):
        raise Refusal(Reason.REASON_MISSING)
    today = local_date(now)
    numbering.give_block(session, desk, today, LEAVE_BAND)
    fact = NumberingAllowed(
        agency_code=desk.agency_code,
        on=today,
        prefix=desk.number,
        first=LEAVE_BAND[0],
        book_suffix=running_numbers.read_counter(session, desk.tenant, numbering.BOOK_SUFFIX),
        private=FreeWords(words=one_line(reason)),
    )
    journal.record(session, Deed(author=author, now=now), fact)
