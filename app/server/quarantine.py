"""Events that were put aside: kept as they came until somebody lets them in or leaves them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.errors import Reason, Refusal
from app.server import journal
from app.server.centre import Centre
from app.server.incoming import read_incoming
from app.server.journal import Arrival
from app.sync.wire import Carried

_RELEASABLE = frozenset({"other_office", "private_altered"})
"""What may be let in: it is an event, and no other bears its uid."""

_OPEN = text(
    "SELECT uid, reason, writer, noted_at FROM quarantine "
    "WHERE tenant = :tenant AND decided_at IS NULL ORDER BY noted_at, uid"
)
_ONE = text(
    "SELECT reason, writer, content, private FROM quarantine "
    "WHERE tenant = :tenant AND uid = :uid AND decided_at IS NULL ORDER BY reason FOR UPDATE"
)
_BURY = text(
    "INSERT INTO tombstone (tenant, uid, erased_by) VALUES (:tenant, :uid, :uid) "
    "ON CONFLICT DO NOTHING"
)
_DECIDE = text(
    "UPDATE quarantine SET decided_at = :at, released = :released "
    "WHERE tenant = :tenant AND uid = :uid AND decided_at IS NULL"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAside:
    """An event in quarantine that nobody has decided about."""

    uid: UUID
    reason: str
    writer: UUID | None
    noted_at: datetime


def put_aside(connection: Connection, tenant: str) -> tuple[PutAside, ...]:
    """What nobody has decided about, the oldest first."""
    rows = connection.execute(_OPEN, {"tenant": tenant})
    return tuple(
        PutAside(uid=row.uid, reason=row.reason, writer=row.writer, noted_at=row.noted_at)
        for row in rows
    )


def release(centre: Centre, connection: Connection, tenant: str, uid: UUID) -> None:
    """Let an event in as it came; a personal part that belies its digest stays out.

    Raises ``Refusal``: ``QUARANTINE_UNKNOWN``, ``QUARANTINE_STAYS`` for what is no event, is of
    another province, or bears the uid of another one.
    """
    asked = {"tenant": tenant, "uid": uid}
    rows = connection.execute(_ONE, asked).all()
    if not rows:
        raise Refusal(Reason.QUARANTINE_UNKNOWN, uid=uid)
    reasons = {row.reason for row in rows}
    if not reasons <= _RELEASABLE:
        raise Refusal(Reason.QUARANTINE_STAYS, uid=uid, why=", ".join(sorted(reasons)))
    kept = rows[0]
    is_sound = kept.private is not None and "private_altered" not in reasons
    carried = Carried(kept.content.encode(), kept.private.encode() if is_sound else None)
    arrival = Arrival(tenant=tenant, office=None, writer=kept.writer, at=centre.now())
    _decide(centre, connection, tenant, uid, released=True)
    if kept.private is not None and not is_sound:
        connection.execute(_BURY, asked)
    journal.admit(connection, arrival, read_incoming([carried]))


def reject(centre: Centre, connection: Connection, tenant: str, uid: UUID) -> None:
    """Leave an event out for good; its bytes stay, as the chain of its writer names them.

    Raises ``Refusal`` (``QUARANTINE_UNKNOWN``).
    """
    if not connection.execute(_ONE, {"tenant": tenant, "uid": uid}).all():
        raise Refusal(Reason.QUARANTINE_UNKNOWN, uid=uid)
    _decide(centre, connection, tenant, uid, released=False)


def _decide(
    centre: Centre, connection: Connection, tenant: str, uid: UUID, *, released: bool
) -> None:
    decided = {"tenant": tenant, "uid": uid, "at": centre.now(), "released": released}
    connection.execute(_DECIDE, decided)
