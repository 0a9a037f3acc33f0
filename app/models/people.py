"""What proves a person: kept out of the journal, and never cleared by a rebuild."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, OfTenant


class CredentialRow(OfTenant, Base):
    """The secret of an account as argon2id, the digest of its badge, and the wrong tries since.

    ``failed_at`` belongs to the last of ``failures``; both survive a restart, on purpose.
    """

    __tablename__ = "credential"

    staff_uid: Mapped[UUID] = mapped_column(primary_key=True)
    secret_hash: Mapped[str | None]
    set_at: Mapped[datetime | None]
    must_change: Mapped[bool]
    failures: Mapped[int]
    failed_at: Mapped[datetime | None]
    badge_digest: Mapped[str | None]

    __table_args__ = (Index("credential_badge", "tenant", "badge_digest", unique=True),)


class UnlockKeyRow(OfTenant, Base):
    """The office's key for unlock codes by telephone; the supervisor's desk holds the same."""

    __tablename__ = "unlock_key"

    key: Mapped[bytes]
    set_at: Mapped[datetime]


class UnlockChallengeRow(OfTenant, Base):
    """The open question of a locked account: read out by telephone, answered once."""

    __tablename__ = "unlock_challenge"

    staff_uid: Mapped[UUID] = mapped_column(primary_key=True)
    challenge: Mapped[str]
    asked_at: Mapped[datetime]
    attempts: Mapped[int]
