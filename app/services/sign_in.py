"""Signing in, and saying yes as a second person: by PIN or password, by badge, or by both.

A wrong try is counted before the secret is looked at and forgiven after: so neither a pulled plug
nor several processes at once make a guess free, and no lock is held while argon2 works.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.badge import badge_digest, read_badge
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.roles import ADMINISTRATOR, ROLE_WORDS, SUPERVISOR
from app.domain.secret_rules import check_secret, tidy_secret
from app.domain.sign_in_delay import delay_after, wait_left
from app.domain.staff import StaffMember, check_standing, role_to_manage
from app.domain.staff_facts import SecretChange, StaffChanged
from app.domain.time_words import wait_text
from app.services import credentials, journal
from app.services.credentials import Credential
from app.services.desk import (
    Actor,
    DeskContext,
    Transactions,
    active_staff,
    actor_of,
    member_of_staff,
    settings_of,
    staff_named,
)
from app.services.journal import Deed
from app.services.rights import Approval
from app.services.seat import BADGE_ALONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Who somebody says to be, and what they show for it.

    ``officer`` is a name or uid and may be absent where a badge names the person; ``new_secret``
    replaces one that was given by somebody else and must be changed.
    """

    officer: str | None = None
    secret: str | None = field(default=None, repr=False)
    badge: str | None = field(default=None, repr=False)
    new_secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who signed in, and how many wrong tries there were since the last time."""

    actor: Actor
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """One try, counted as wrong until it proves right."""

    member: StaffMember
    known: Credential
    wait: timedelta = timedelta(0)
    is_proven: bool = False


def sign_in(database: Transactions, proof: Proof, *, now: datetime, desk: DeskContext) -> SignedIn:
    """Prove who sits down. Opens transactions of its own, because a wrong try is kept.

    Raises ``Refusal``: ``OFFICER_UNKNOWN``, ``PIN_WRONG``, ``SIGN_IN_WAITS``,
    ``PIN_NEEDED``, ``BADGE_UNKNOWN``, ``PIN_MUST_CHANGE``, ``STAFF_CLOSED`` and
    ``STAFF_TERM_OVER``.
    """
    attempt = _prove(database, proof, now=now, desk=desk)
    if attempt.known.must_change and proof.secret is not None:
        _replace_secret(database, proof, attempt.member, now=now, desk=desk)
    elif attempt.known.must_change:
        raise Refusal(Reason.PIN_NEEDED, name=attempt.member.full_name)
    return SignedIn(actor=actor_of(attempt.member), failures=attempt.known.failures)


def approve(
    database: Transactions,
    proof: Proof,
    *,
    now: datetime,
    desk: DeskContext,
    roles: Sequence[str] = (SUPERVISOR,),
) -> Approval:
    """A second person's yes to the deed that follows; the refusals are those of ``sign_in``.

    Raises ``Refusal`` (``ROLE_LACKING``) for a person with none of the roles.
    """
    attempt = _prove(database, proof, now=now, desk=desk)
    if attempt.known.must_change:
        raise Refusal(Reason.PIN_MUST_CHANGE, name=attempt.member.full_name)
    member = attempt.member
    if not set(roles) & set(member.roles):
        raise Refusal(Reason.ROLE_LACKING, role=ROLE_WORDS[roles[0]])
    return Approval(uid=member.uid, full_name=member.full_name, roles=member.roles)


def change_secret(
    database: Transactions, proof: Proof, *, now: datetime, desk: DeskContext
) -> None:
    """Replace one's own secret by ``new_secret``; the first one of an account needs no old one."""
    if proof.new_secret is None:
        raise Refusal(Reason.PIN_NEEDED, name=proof.officer or "")
    attempt = _prove(database, proof, now=now, desk=desk)
    _replace_secret(database, proof, attempt.member, now=now, desk=desk)


def reset_in_person(
    database: Transactions, proof: Proof, beside: Proof, *, now: datetime, desk: DeskContext
) -> SignedIn:
    """Give somebody a new secret while the person who looks after them stands beside.

    ``proof`` names the one and brings the new secret, ``beside`` proves the other, whose yes is
    recorded. Raises the refusals of ``approve``, ``PIN_LENGTH`` and ``PIN_EASY``.
    """
    with database.transaction() as session:
        member = _who(session, proof, desk)[0]
    check_standing(member, local_date(now))
    secret = check_secret(proof.new_secret or "", member.full_name)
    needed = role_to_manage(member.roles)
    approval = approve(database, beside, now=now, desk=desk, roles=(needed, ADMINISTRATOR))
    if approval.uid == member.uid:
        raise Refusal(Reason.APPROVAL_BY_SELF, role=ROLE_WORDS[needed])
    hashed = credentials.hash_secret(secret)
    with database.transaction() as session:
        set_secret(
            session,
            member.uid,
            hashed,
            how=SecretChange.OWN,
            now=now,
            desk=desk,
            approved_by=approval.uid,
        )
    return SignedIn(actor=actor_of(member))


def _prove(database: Transactions, proof: Proof, *, now: datetime, desk: DeskContext) -> _Attempt:
    with database.transaction() as session:
        attempt = _begin(session, proof, now, desk)
    name = attempt.member.full_name
    if attempt.wait:
        seconds = attempt.wait.total_seconds()
        raise Refusal(
            Reason.SIGN_IN_WAITS, name=name, wait=wait_text(attempt.wait), seconds=seconds
        )
    if attempt.is_proven:
        return attempt
    if attempt.known.secret_hash is None or proof.secret is None:
        raise Refusal(Reason.PIN_NEEDED, name=name, officer=attempt.member.uid)
    if not credentials.matches(attempt.known.secret_hash, tidy_secret(proof.secret)):
        wait = delay_after(attempt.known.failures + 1)
        next_step = f"chờ {wait_text(wait)} rồi gõ lại" if wait else "gõ lại"
        raise Refusal(Reason.PIN_WRONG, name=name, next=next_step, seconds=wait.total_seconds())
    with database.transaction() as session:
        credentials.keep_failures(session, desk.tenant, attempt.member.uid, 0, None)
    return attempt


def _begin(session: Session, proof: Proof, now: datetime, desk: DeskContext) -> _Attempt:
    member, by_badge = _who(session, proof, desk)
    check_standing(member, local_date(now))
    known = credentials.credential(session, desk.tenant, member.uid)
    if known.secret_hash is None and _needs_no_secret(session, desk, now):
        return _Attempt(member=member, known=known, is_proven=True)
    if by_badge and proof.secret is None and settings_of(session, desk.tenant).get(BADGE_ALONE):
        return _Attempt(member=member, known=known, is_proven=True)
    if proof.secret is None or known.secret_hash is None:
        return _Attempt(member=member, known=known)
    wait = wait_left(known.failures, known.failed_at, now)
    failures = known.failures if wait else known.failures + 1
    failed_at = known.failed_at if wait and known.failed_at and known.failed_at <= now else now
    credentials.keep_failures(session, desk.tenant, member.uid, failures, failed_at)
    return _Attempt(member=member, known=known, wait=wait)


def _who(session: Session, proof: Proof, desk: DeskContext) -> tuple[StaffMember, bool]:
    """The person meant, and whether a badge says so."""
    if proof.badge is not None:
        badge = read_badge(proof.badge)
        uid = badge and credentials.uid_of_badge(session, desk.tenant, badge_digest(badge))
        if not uid:
            raise Refusal(Reason.BADGE_UNKNOWN)
        return member_of_staff(session, desk.tenant, uid), True
    if proof.officer is None:
        raise Refusal(Reason.NOT_SIGNED_IN)
    return staff_named(session, desk.tenant, proof.officer), False


def _needs_no_secret(session: Session, desk: DeskContext, now: datetime) -> bool:
    return desk.is_training or len(active_staff(session, desk.tenant, local_date(now))) == 1


def _replace_secret(
    database: Transactions, proof: Proof, member: StaffMember, *, now: datetime, desk: DeskContext
) -> None:
    if proof.new_secret is None:
        raise Refusal(Reason.PIN_MUST_CHANGE, name=member.full_name)
    secret = check_secret(proof.new_secret, member.full_name)
    if proof.secret is not None and secret == tidy_secret(proof.secret):
        raise Refusal(Reason.PIN_SAME)
    hashed = credentials.hash_secret(secret)
    with database.transaction() as session:
        set_secret(session, member.uid, hashed, how=SecretChange.OWN, now=now, desk=desk)


def set_secret(
    session: Session,
    staff_uid: UUID,
    secret_hash: str,
    *,
    how: SecretChange,
    now: datetime,
    desk: DeskContext,
    approved_by: UUID | None = None,
) -> None:
    """Keep an own secret and record that it counts from now on, as the deed of its owner."""
    member = member_of_staff(session, desk.tenant, staff_uid)
    author = actor_of(member).author(desk, member.roles[0], approved_by=approved_by)
    credentials.keep_secret(session, desk.tenant, staff_uid, secret_hash, now=now, given=False)
    fact = StaffChanged(staff_uid=str(staff_uid), secret=how)
    journal.record(session, Deed(author=author, now=now), fact)
