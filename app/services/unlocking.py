"""A forgotten PIN with the line down: the office's unlock key, the challenge, the answer."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.key_text import key_text, read_key_text
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.roles import ADMINISTRATOR, SUPERVISOR
from app.domain.secret_rules import check_secret
from app.domain.staff import StaffMember, check_standing, role_to_manage
from app.domain.staff_facts import SecretChange
from app.domain.unlock_code import (
    MOST_ATTEMPTS,
    VALID_FOR,
    is_answer,
    new_challenge,
    read_challenge,
    unlock_answer,
)
from app.models.people import UnlockChallengeRow, UnlockKeyRow
from app.services import credentials
from app.services.desk import Actor, DeskContext, Transactions, actor_of, staff_named
from app.services.sign_in import SignedIn, set_secret

_KEY_BYTES, _CHECK_BYTES = 16, 4
_PAUSE = timedelta(minutes=5)
"""Between two challenges, when the answers to the first were used up by guessing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """What the locked desk shows; ``rank`` is the role whose holder may answer."""

    member: StaffMember
    digits: str
    expires_at: datetime
    rank: str


def make_unlock_key(session: Session, tenant: str, *, now: datetime) -> None:
    """Give a new office its unlock key, at set-up."""
    keep_unlock_key(session, tenant, secrets.token_bytes(_KEY_BYTES), now=now)


def keep_unlock_key(session: Session, tenant: str, key: bytes, *, now: datetime) -> None:
    """Take the office's key over; the one before answers nothing any more."""
    session.execute(delete(UnlockKeyRow).where(UnlockKeyRow.tenant == tenant))
    session.execute(insert(UnlockKeyRow), [{"tenant": tenant, "key": key, "set_at": now}])


def take_unlock_key(
    session: Session, text: str, *, now: datetime, desk: DeskContext, actor: Actor
) -> None:
    """Bring the office's key to another of its desks. For administrators."""
    actor.author(desk, ADMINISTRATOR)
    keep_unlock_key(session, desk.tenant, read_unlock_text(text), now=now)


def unlock_text(session: Session, *, desk: DeskContext, actor: Actor) -> str:
    """The office's key in eight groups, to print and lock away. For administrators."""
    actor.author(desk, ADMINISTRATOR)
    return key_text(_key(session, desk.tenant), _CHECK_BYTES)


def read_unlock_text(text: str) -> bytes:
    """The key on the printed sheet. Raises ``Refusal`` (``UNLOCK_KEY_WRONG``)."""
    key = read_key_text(text, _KEY_BYTES, _CHECK_BYTES)
    if key is None:
        raise Refusal(Reason.UNLOCK_KEY_WRONG)
    return key


def ask_unlock(session: Session, who: str, *, now: datetime, desk: DeskContext) -> Challenge:
    """A challenge for an account whose PIN is forgotten; an open one is shown again.

    Raises ``Refusal`` (``UNLOCK_PAUSES``) soon after the last one was used up by wrong answers.
    """
    member = staff_named(session, desk.tenant, who)
    check_standing(member, local_date(now))
    _key(session, desk.tenant)
    known = _open_challenge(session, desk.tenant, member.uid, now)
    if known is not None and known.attempts >= MOST_ATTEMPTS and now - known.asked_at < _PAUSE:
        raise Refusal(Reason.UNLOCK_PAUSES)
    if known is None or known.attempts >= MOST_ATTEMPTS:
        digits = new_challenge()
        asked = {"challenge": digits, "asked_at": now, "attempts": 0}
        _forget(session, desk.tenant, member.uid)
        at = {"tenant": desk.tenant, "staff_uid": member.uid}
        session.execute(insert(UnlockChallengeRow), [{**at, **asked}])
        return _shown(member, digits, now)
    return _shown(member, known.challenge, known.asked_at)


def answer_unlock(
    database: Transactions,
    who: str,
    answer: str,
    new_secret: str,
    *,
    now: datetime,
    desk: DeskContext,
) -> SignedIn:
    """Unlock an account with the answer heard by telephone, and give it a new secret.

    The answer is counted before it is compared. Raises ``Refusal``: ``UNLOCK_WRONG``,
    ``UNLOCK_EXPIRED``, ``PIN_LENGTH``, ``PIN_EASY``.
    """
    with database.transaction() as session:
        member = staff_named(session, desk.tenant, who)
        check_standing(member, local_date(now))
        secret = check_secret(new_secret, member.full_name)
        key, challenge, left = _key(session, desk.tenant), *_count(session, desk, member, now)
    expected = unlock_answer(key, challenge, member.full_name, role_to_manage(member.roles))
    if not is_answer(answer, expected):
        raise Refusal(Reason.UNLOCK_WRONG, left=left)
    hashed = credentials.hash_secret(secret)
    with database.transaction() as session:
        _forget(session, desk.tenant, member.uid)
        set_secret(session, member.uid, hashed, how=SecretChange.UNLOCKED, now=now, desk=desk)
    return SignedIn(actor=actor_of(member))


def unlock_code(
    session: Session,
    challenge: str,
    full_name: str,
    *,
    desk: DeskContext,
    actor: Actor,
    higher: bool = False,
) -> str:
    """The answer that a supervisor reads back; ``higher`` for a supervisor's or administrator's
    account, which only an administrator unlocks.
    """
    rank = ADMINISTRATOR if higher else SUPERVISOR
    held = rank if rank in actor.roles else ADMINISTRATOR
    actor.author(desk, held)
    return answer_with_key(_key(session, desk.tenant), challenge, full_name, higher=higher)


def answer_with_key(key: bytes, challenge: str, full_name: str, *, higher: bool = False) -> str:
    """The answer by the printed key, on any computer. Raises ``Refusal`` for a misheard digit."""
    digits = read_challenge(challenge)
    if digits is None:
        raise Refusal(Reason.CHALLENGE_WRONG)
    return unlock_answer(key, digits, full_name, ADMINISTRATOR if higher else SUPERVISOR)


def _shown(member: StaffMember, digits: str, asked_at: datetime) -> Challenge:
    rank = role_to_manage(member.roles)
    return Challenge(member=member, digits=digits, expires_at=asked_at + VALID_FOR, rank=rank)


def _count(
    session: Session, desk: DeskContext, member: StaffMember, now: datetime
) -> tuple[str, int]:
    """The open challenge, one answer of which is used up now, and how many are left."""
    known = _open_challenge(session, desk.tenant, member.uid, now)
    if known is None or known.attempts >= MOST_ATTEMPTS:
        raise Refusal(Reason.UNLOCK_EXPIRED)
    used = known.attempts + 1
    at = _at(desk.tenant, member.uid)
    session.execute(update(UnlockChallengeRow).where(at).values(attempts=used))
    return known.challenge, MOST_ATTEMPTS - used


def _open_challenge(
    session: Session, tenant: str, uid: UUID, now: datetime
) -> UnlockChallengeRow | None:
    found = session.execute(select(UnlockChallengeRow).where(_at(tenant, uid))).scalar()
    # A clock set back makes no challenge last longer.
    if found is None or not timedelta(0) <= now - found.asked_at <= VALID_FOR:
        return None
    return found


def _forget(session: Session, tenant: str, uid: UUID) -> None:
    session.execute(delete(UnlockChallengeRow).where(_at(tenant, uid)))


def _at(tenant: str, uid: UUID) -> ColumnElement[bool]:
    return (UnlockChallengeRow.tenant == tenant) & (UnlockChallengeRow.staff_uid == uid)


def _key(session: Session, tenant: str) -> bytes:
    key = session.execute(select(UnlockKeyRow.key).where(UnlockKeyRow.tenant == tenant)).scalar()
    if key is None:
        raise Refusal(Reason.UNLOCK_KEY_MISSING)
    return key
