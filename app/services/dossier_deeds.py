"""The beginning of every deed on a dossier: who may, when it happened, what is known."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.dossier_rules import RULES, DeedKind, IntendedDeed, check
from app.domain.errors import Reason, Refusal
from app.domain.fact_parts import Fact, FreeWords
from app.domain.light_dataclass import dataclass
from app.domain.roles import CLERK, SUPERVISOR
from app.domain.text import one_line
from app.domain.time_words import stated_text
from app.services import journal
from app.services.clock import check_clock
from app.services.departing import departed_among
from app.services.desk import Actor, DeskContext
from app.services.dossiers import dossier_by_uid
from app.services.journal import Deed
from app.services.rights import Approval, author_with_second

Papers = tuple[str, ...]
"""Names of the papers that a deed asks to be printed (``SlipKind``)."""

_SLACK = timedelta(minutes=1)
_LONGEST_WORDS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Everything around a deed that is the same for all: moment, desk, person, stated time.

    ``at`` is when the officer states that it happened, absent for now. ``approval`` is the yes of
    a second person where a rule asks for one.
    """

    now: datetime
    desk: DeskContext
    actor: Actor
    at: datetime | None = None
    approval: Approval | None = None
    batch_uid: UUID | None = None

    @property
    def occurred_at(self) -> datetime:
        """When it is stated to have happened."""
        return self.at or self.now


@dataclass(frozen=True, slots=True)
class Begun:
    """A deed that may go on: the dossier as known, and the deed to record."""

    session: Session
    dossier: Dossier
    deed: Deed
    acting: Acting

    @property
    def uid(self) -> UUID:
        """The dossier."""
        return UUID(self.dossier.uid)

    @property
    def tenant(self) -> str:
        """The province."""
        return self.deed.author.tenant

    @property
    def occurred_at(self) -> datetime:
        """When it is stated to have happened."""
        return self.acting.occurred_at

    def record(self, *facts: Fact) -> None:
        """Record what happened to the dossier, in order."""
        for fact in facts:
            journal.record(self.session, self.deed, fact, self.uid)


def begin_deed(session: Session, dossier_uid: UUID, kind: DeedKind, acting: Acting) -> Begun:
    """Check role, state, place and stated time; returns what the deed starts from.

    Raises ``Refusal``: those of ``dossier_rules.check``, ``DOSSIER_LEFT_HERE``, ``CLOCK_JUMPED``,
    and ``DEED_TIME_WRONG`` for a stated time ahead of now or before the reception.
    """
    check_clock(session, acting.desk, acting.now)
    dossier = dossier_by_uid(session, acting.desk.tenant, dossier_uid)
    if departed_among(session, acting.desk.tenant, [dossier_uid]):
        raise Refusal(Reason.DOSSIER_LEFT_HERE, code=dossier.code)
    deed = office_deed(acting, RULES[kind].roles)
    check(dossier, IntendedDeed(kind, deed.author))
    _check_stated(dossier, acting)
    return Begun(session, dossier, deed, acting)


def may_do(kind: DeedKind, dossier: Dossier, desk: DeskContext, actor: Actor) -> bool:
    """Whether no rule of ``dossier_rules`` forbids a deed to somebody now."""
    try:
        role = next((each for each in RULES[kind].roles if each in actor.roles), CLERK)
        check(dossier, IntendedDeed(kind, actor.author(desk, role)))
    except Refusal:
        return False
    return True


def with_second_person(begun: Begun, kind: DeedKind, *, second: str = SUPERVISOR) -> Begun:
    """The same deed where a rule asks for a second person's yes.

    Raises ``Refusal`` (``APPROVAL_NEEDED``) while somebody with that right could be asked.
    """
    acting = begun.acting
    author = author_with_second(
        begun.session,
        acting.actor,
        acting.approval,
        now=acting.now,
        desk=acting.desk,
        roles=RULES[kind].roles,
        second=second,
    )
    deed = Deed(
        author=author,
        now=acting.now,
        occurred_at=acting.at,
        batch_uid=acting.batch_uid,
    )
    return Begun(begun.session, begun.dossier, deed, acting)


def office_deed(acting: Acting, roles: tuple[str, ...]) -> Deed:
    """A deed in the first of these roles that the actor holds.

    Raises ``Refusal`` (``ROLE_LACKING``) when they hold none.
    """
    role = next((each for each in roles if each in acting.actor.roles), roles[0])
    approved_by = None if acting.approval is None else acting.approval.uid
    author = acting.actor.author(acting.desk, role, approved_by=approved_by)
    return Deed(author=author, now=acting.now, occurred_at=acting.at, batch_uid=acting.batch_uid)


def free_words(typed: str | None) -> FreeWords | None:
    """A remark as the private part of a fact; nothing when nothing was said."""
    words = said(typed)
    return None if words is None else FreeWords(words=words)


def needed_words(typed: str | None) -> FreeWords:
    """A reason that a rule asks for. Raises ``Refusal`` (``REASON_MISSING``)."""
    words = free_words(typed)
    if words is None:
        raise Refusal(Reason.REASON_MISSING)
    return words


def said(typed: str | None) -> str | None:
    """Typed words on one line; nothing when nothing was said, a ``Refusal`` when far too much."""
    words = one_line(typed or "")
    if len(words) > _LONGEST_WORDS:
        raise Refusal(Reason.TEXT_TOO_LONG, value=words[:40], limit=_LONGEST_WORDS)
    return words or None


def needed(typed: str | None, label: str) -> str:
    """Words that a form cannot do without. Raises ``Refusal`` (``FIELD_MISSING``)."""
    words = said(typed)
    if words is None:
        raise Refusal(Reason.FIELD_MISSING, field=label)
    return words


def _check_stated(dossier: Dossier, acting: Acting) -> None:
    if acting.at is None:
        return
    if not dossier.received_at <= acting.at <= acting.now + _SLACK:
        raise Refusal(
            Reason.DEED_TIME_WRONG,
            value=stated_text(acting.at),
            received=stated_text(dossier.received_at),
        )
