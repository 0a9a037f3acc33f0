"""The beginning of every deed on a dossier: who may, when it happened, what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.dossier_rules import RULES, DeedKind, IntendedDeed, check
from app.domain.errors import Reason, Refusal
from app.domain.fact_parts import FreeWords
from app.domain.moments import local
from app.domain.text import one_line
from app.services.clock import check_clock
from app.services.desk import Actor, DeskContext
from app.services.dossiers import dossier_by_uid
from app.services.journal import Deed

_SLACK = timedelta(minutes=1)
_LONGEST_WORDS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Everything around a deed that is the same for all: moment, desk, person, stated time.

    ``at`` is when the officer states that it happened, absent for now. ``approved_by`` is a
    second person where a rule asks for one.
    """

    now: datetime
    desk: DeskContext
    actor: Actor
    at: datetime | None = None
    approved_by: UUID | None = None
    batch_uid: UUID | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A deed that may go on: the dossier as known, and the deed to record."""

    dossier: Dossier
    deed: Deed

    @property
    def occurred_at(self) -> datetime:
        """When it is stated to have happened."""
        return self.deed.occurred_at or self.deed.now


def begin_deed(session: Session, dossier_uid: UUID, kind: DeedKind, acting: Acting) -> Begun:
    """Check role, state, place and stated time; returns what the deed starts from.

    Raises ``Refusal``: those of ``dossier_rules.check``, ``CLOCK_JUMPED``, and
    ``DEED_TIME_WRONG`` for a stated time ahead of now or before the reception.
    """
    check_clock(session, acting.desk, acting.now)
    dossier = dossier_by_uid(session, acting.desk.tenant, dossier_uid)
    deed = office_deed(acting, RULES[kind].roles)
    check(dossier, IntendedDeed(kind, deed.author))
    _check_stated(dossier, acting)
    return Begun(dossier, deed)


def office_deed(acting: Acting, roles: tuple[str, ...]) -> Deed:
    """A deed in the first of these roles that the actor holds.

    Raises ``Refusal`` (``ROLE_LACKING``) when they hold none.
    """
    role = next((each for each in roles if each in acting.actor.roles), roles[0])
    author = acting.actor.author(acting.desk, role, approved_by=acting.approved_by)
    return Deed(author=author, now=acting.now, occurred_at=acting.at, batch_uid=acting.batch_uid)


def free_words(typed: str | None) -> FreeWords | None:
    """A remark as the private part of a fact; nothing when nothing was said."""
    words = one_line(typed or "")
    if len(words) > _LONGEST_WORDS:
        raise Refusal(Reason.TEXT_TOO_LONG, value=words[:40], limit=_LONGEST_WORDS)
    return FreeWords(words=words) if words else None


def needed_words(typed: str | None) -> FreeWords:
    """A reason that a rule asks for. Raises ``Refusal`` (``REASON_MISSING``)."""
    words = free_words(typed)
    if words is None:
        raise Refusal(Reason.REASON_MISSING)
    return words


def _check_stated(dossier: Dossier, acting: Acting) -> None:
    if acting.at is None:
        return
    if not dossier.received_at <= acting.at <= acting.now + _SLACK:
        raise Refusal(
            Reason.DEED_TIME_WRONG,
            value=f"{local(acting.at):%H:%M ngày %d/%m/%Y}",
            received=f"{local(dossier.received_at):%H:%M ngày %d/%m/%Y}",
        )
