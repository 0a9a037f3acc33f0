"""PINs and passwords at rest: argon2id hashes that no table and no backup gives away.

46 MiB and two passes keep an unlock near a tenth of a second at a counter, and a guess as slow
for a thief who has the key of the database as well (``docs/decisions/0013-people.md``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.domain.light_dataclass import dataclass
from app.models.database import run, table_of
from app.models.people import CredentialRow

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PASSES, MEMORY_KIB, LANES = 2, 46 * 1024, 1

_CREDENTIAL = table_of(CredentialRow)
_OF_STAFF = select(_CREDENTIAL).where(
    _CREDENTIAL.c.tenant == bindparam("of"), _CREDENTIAL.c.staff_uid == bindparam("who")
)
_OF_BADGE = select(_CREDENTIAL.c.staff_uid).where(
    _CREDENTIAL.c.tenant == bindparam("of"), _CREDENTIAL.c.badge_digest == bindparam("digest")
)
_WITH_SECRET = select(_CREDENTIAL.c.staff_uid).where(
    _CREDENTIAL.c.tenant == bindparam("of"), _CREDENTIAL.c.secret_hash.is_not(None)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What proves one account, and the wrong tries since the last right one."""

    secret_hash: str | None = None
    must_change: bool = False
    failures: int = 0
    failed_at: datetime | None = None
    badge_digest: str | None = None


def hash_secret(secret: str) -> str:
    """An argon2id hash with its own salt; a tenth of a second of work, on purpose."""
    return _hasher().hash(secret)


def matches(secret_hash: str, secret: str) -> bool:
    """Whether a secret belongs to a hash; as slow as ``hash_secret``."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(secret_hash, secret)
    except (VerificationError, InvalidHashError):
        return False


def credential(session: Session, tenant: str, staff_uid: UUID) -> Credential:
    """The credential of an account; an empty one when nothing was ever set."""
    row = run(session, _OF_STAFF, {"of": tenant, "who": staff_uid}).mappings().first()
    if row is None:
        return Credential()
    return Credential(
        secret_hash=row["secret_hash"],
        must_change=row["must_change"],
        failures=row["failures"],
        failed_at=row["failed_at"],
        badge_digest=row["badge_digest"],
    )


def uid_of_badge(session: Session, tenant: str, digest: str) -> UUID | None:
    """Whose badge bears this digest."""
    found = run(session, _OF_BADGE, {"of": tenant, "digest": digest}).first()
    return None if found is None else found[0]


def with_secret(session: Session, tenant: str) -> frozenset[UUID]:
    """The accounts that have a PIN or password."""
    return frozenset(uid for (uid,) in run(session, _WITH_SECRET, {"of": tenant}))


def keep_secret(
    session: Session, tenant: str, staff_uid: UUID, secret_hash: str, *, now: datetime, given: bool
) -> None:
    """Keep a new hash and forget the wrong tries; one that was ``given`` must be changed first."""
    _keep(
        session,
        tenant,
        staff_uid,
        {
            "secret_hash": secret_hash,
            "set_at": now,
            "must_change": given,
            "failures": 0,
            "failed_at": None,
        },
    )


def keep_badge(session: Session, tenant: str, staff_uid: UUID, digest: str | None) -> None:
    """Keep the digest of a new badge; the one before opens nothing any more."""
    _keep(session, tenant, staff_uid, {"badge_digest": digest})


def keep_failures(
    session: Session, tenant: str, staff_uid: UUID, failures: int, failed_at: datetime | None
) -> None:
    """Keep how many wrong tries there were, and when the last was."""
    _keep(session, tenant, staff_uid, {"failures": failures, "failed_at": failed_at})


def lacking_secret(session: Session, tenant: str, staff_uids: Sequence[UUID]) -> tuple[UUID, ...]:
    """Those of some accounts that nothing proves yet."""
    known = with_secret(session, tenant)
    return tuple(uid for uid in staff_uids if uid not in known)


@cache
def _hasher() -> PasswordHasher:
    # Imported at the first sign-in: the first picture of the window does not wait for it.
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


def _keep(session: Session, tenant: str, staff_uid: UUID, changed: dict[str, object]) -> None:
    at = (CredentialRow.tenant == tenant) & (CredentialRow.staff_uid == staff_uid)
    if session.execute(update(CredentialRow).where(at).values(changed)).rowcount:  # type: ignore[attr-defined]
        return
    new = {"secret_hash": None, "set_at": None, "must_change": False, "failures": 0}
    row = {"tenant": tenant, "staff_uid": staff_uid, "failed_at": None, "badge_digest": None}
    session.execute(insert(CredentialRow), [{**row, **new, **changed}])
