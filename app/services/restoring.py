"""After a restore: who lets the desk number again, and in which block."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.domain.codes import RESERVE_PREFIX
from app.domain.errors import Reason, Refusal
from app.domain.facts import NumberingAllowed
from app.domain.moments import local_date
from app.domain.text import one_line
from app.models.office import CodeBlockRow
from app.services import journal, numbering
from app.services.desk import SUPERVISOR, Actor, DeskContext
from app.services.journal import Deed


def allow_numbering(
    session: Session, reason: str, *, now: datetime, desk: DeskContext, actor: Actor
) -> None:
    """A supervisor lets a restored desk number without the centre.

    Until the day ends it numbers in the reserve, which the lost database could not have used;
    from tomorrow its own digit is safe again. Raises ``Refusal`` (``NUMBERING_SOUND``) when
    nothing waits.
    """
    author = actor.author(desk, SUPERVISOR)
    if numbering.read_counter(session, desk.tenant, numbering.OWN_FROM) != numbering.WAITING:
        raise Refusal(Reason.NUMBERING_SOUND)
    if not one_line(reason):
        raise Refusal(Reason.REASON_MISSING)
    today = local_date(now)
    tomorrow = today + timedelta(days=1)
    numbering.set_counter(session, desk.tenant, numbering.OWN_FROM, tomorrow.toordinal())
    _give_reserve(session, desk, now)
    fact = NumberingAllowed(
        agency_code=desk.agency_code,
        on=today,
        prefix=RESERVE_PREFIX,
        book_suffix=numbering.read_counter(session, desk.tenant, numbering.BOOK_SUFFIX),
        reason=one_line(reason),
    )
    journal.record(session, Deed(author=author, now=now), fact)


def _give_reserve(session: Session, desk: DeskContext, now: datetime) -> None:
    row = {
        "tenant": desk.tenant,
        "agency": desk.agency_code,
        "on": local_date(now),
        "prefix": RESERVE_PREFIX,
        "last": numbering.TAKE_OVER_LAST,
        "source": "restore",
    }
    session.execute(insert(CodeBlockRow).prefix_with("OR IGNORE", dialect="sqlite"), [row])
