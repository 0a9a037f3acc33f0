"""What this desk knows of its centre: who it is, what it acknowledged, what it flagged."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.models.database import run, table_of
from app.models.journal import AcknowledgementRow
from app.models.sync import EnrolmentRow, FlagRow

_ENROLMENT = table_of(EnrolmentRow)
_KNOWN = select(_ENROLMENT).where(_ENROLMENT.c.tenant == bindparam("of"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """The centre of this desk; ``secret`` is the desk's own signing key."""

    url: str
    certificate: str | None
    public: bytes
    secret: bytes
    centre_public: bytes
    token: str | None = None
    next_token: str | None = None
    met_at: datetime | None = None
    clock_offset_ms: int | None = None


def enrolment(session: Session, tenant: str) -> Enrolment | None:
    """The centre that this desk is enrolled at; ``None`` for a desk that stands alone."""
    row = run(session, _KNOWN, {"of": tenant}).one_or_none()
    if row is None:
        return None
    return Enrolment(
        url=row.url,
        certificate=row.certificate,
        public=row.public,
        secret=row.secret,
        centre_public=row.centre_public,
        token=row.token,
        next_token=row.next_token,
        met_at=row.met_at,
        clock_offset_ms=row.clock_offset_ms,
    )


def keep_enrolment(session: Session, tenant: str, kept: Enrolment, now: datetime) -> None:
    """Remember the centre from now on; an earlier one is forgotten."""
    session.execute(delete(EnrolmentRow).where(EnrolmentRow.tenant == tenant))
    row = {
        "tenant": tenant,
        "url": kept.url,
        "certificate": kept.certificate,
        "public": kept.public,
        "secret": kept.secret,
        "centre_public": kept.centre_public,
        "token": kept.token,
        "next_token": kept.next_token,
        "enrolled_at": now,
        "met_at": None,
        "clock_offset_ms": None,
    }
    session.execute(insert(EnrolmentRow), [row])


def keep_meeting(
    session: Session, tenant: str, token: str, *, now: datetime, clock_offset_ms: int
) -> None:
    """The centre answered: the drawn token counts now, and how far its clock is from ours."""
    session.execute(
        update(EnrolmentRow)
        .where(EnrolmentRow.tenant == tenant)
        .values(token=token, next_token=None, met_at=now, clock_offset_ms=clock_offset_ms)
    )


def draw_token(session: Session, tenant: str) -> str:
    """The token after this one, stored before it is sent: a lost answer asks for it again.

    Raises ``Refusal`` (``CENTRE_UNKNOWN``) where the desk stands alone.
    """
    known = enrolment(session, tenant)
    if known is None:
        raise Refusal(Reason.CENTRE_UNKNOWN)
    if known.next_token is not None:
        return known.next_token
    drawn = secrets.token_hex(32)
    at = EnrolmentRow.tenant == tenant
    session.execute(update(EnrolmentRow).where(at).values(next_token=drawn))
    return drawn


def forget_tokens(session: Session, tenant: str) -> None:
    """A new writer begins without a token."""
    at = EnrolmentRow.tenant == tenant
    session.execute(update(EnrolmentRow).where(at).values(token=None, next_token=None))


def acknowledge(
    session: Session, tenant: str, writer: UUID, at: tuple[int, bytes], now: datetime
) -> None:
    """The centre holds a writer's events up to here."""
    seq, chain = at
    where = (AcknowledgementRow.tenant == tenant) & (AcknowledgementRow.writer == writer)
    session.execute(delete(AcknowledgementRow).where(where))
    row = {
        "tenant": tenant,
        "writer": writer,
        "seq": seq,
        "chain": chain,
        "acknowledged_at": now,
    }
    session.execute(insert(AcknowledgementRow), [row])


def keep_flags(
    session: Session, tenant: str, flags: Iterable[tuple[UUID, str]], now: datetime
) -> None:
    """Events that the centre accepted and that somebody should look at."""
    rows = [
        {
            "tenant": tenant,
            "uid": uid,
            "reason": reason,
            "noted_at": now,
            "settled_at": None,
            "settled_by": None,
        }
        for uid, reason in flags
    ]
    if rows:
        session.execute(insert(FlagRow).prefix_with("OR IGNORE", dialect="sqlite"), rows)


def count_flags(session: Session, tenant: str) -> int:
    """How many flagged events nobody has settled yet."""
    open_ones = (FlagRow.tenant == tenant) & FlagRow.settled_at.is_(None)
    counted = select(func.count()).select_from(FlagRow).where(open_ones)
    return int(session.execute(counted).scalar_one())
