"""What desks bring along when they are enrolled: kept until somebody at the centre decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from app.domain.errors import Reason, Refusal
from app.domain.releases import (
    WHOLE_PROVINCE,
    Release,
    Subject,
    joined,
    read_entries,
)
from app.server import releases
from app.server.centre import Centre
from app.server.devices import Device
from app.server.refusing import refused
from app.sync.protocol import Trouble
from app.sync.release_messages import Proposal

_KEEP = text(
    "INSERT INTO proposal (tenant, office, desk, subject, content, offered_at, decided_at) "
    "VALUES (:tenant, :office, :desk, :subject, :content, :at, :decided_at) "
    "ON CONFLICT DO NOTHING"
)
_IS_KNOWN = text(
    "SELECT 1 FROM proposal WHERE tenant = :tenant AND office = :office AND desk = :desk LIMIT 1"
)
_OPEN = text(
    "SELECT office, desk, subject, content, offered_at FROM proposal "
    "WHERE tenant = :tenant AND decided_at IS NULL ORDER BY office, desk, subject"
)
_DECIDE = text(
    "UPDATE proposal SET decided_at = :at, accepted = :accepted WHERE tenant = :tenant "
    "AND office = :office AND desk = :desk AND subject = :subject AND decided_at IS NULL "
    "RETURNING content"
)
_OF_OFFICE = (Subject.STAFF, Subject.WORDING)
"""Subjects that each office has for itself; the others are the province's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProposal:
    """A proposal that nobody has decided yet."""

    office: str
    desk: int
    subject: Subject
    entries: tuple[Any, ...]
    offered_at: datetime


def are_wanted(connection: Connection, device: Device) -> bool:
    """Whether this desk has never said what it brings along."""
    asked = {"tenant": device.tenant, "office": device.office, "desk": device.desk}
    return connection.execute(_IS_KNOWN, asked).first() is None


def keep(
    connection: Connection, device: Device, proposals: Sequence[Proposal], now: datetime
) -> None:
    """Keep what a desk proposes; the first word counts, and nothing is a word too.

    Raises ``Refused``: ``unreadable`` for what is none of its subject.
    """
    for each in proposals:
        try:
            entries = read_entries(each.subject, each.content)
        except (Refusal, ValueError):
            raise refused(Trouble.UNREADABLE) from None
        row = {
            "tenant": device.tenant,
            "office": device.office,
            "desk": device.desk,
            "subject": each.subject.value,
            "content": each.content,
            "at": now,
            "decided_at": None if entries else now,
        }
        connection.execute(_KEEP, row)


def open_proposals(connection: Connection, tenant: str) -> tuple[OpenProposal, ...]:
    """What nobody has decided yet, by office and desk."""
    return tuple(
        OpenProposal(
            office=row.office,
            desk=row.desk,
            subject=Subject(row.subject),
            entries=read_entries(Subject(row.subject), row.content),
            offered_at=row.offered_at,
        )
        for row in connection.execute(_OPEN, {"tenant": tenant})
    )


def accept(
    centre: Centre, connection: Connection, tenant: str, of: tuple[str, int, Subject]
) -> Release | None:
    """Take a proposal over into the next release. Raises ``Refusal`` (``PROPOSAL_UNKNOWN``)."""
    office, _, subject = of
    content = _decided(centre, connection, tenant, of, accepted=True)
    of_whom = office if subject in _OF_OFFICE else WHOLE_PROVINCE
    known = releases.entries_of(connection, tenant, subject, of_whom)
    entries = joined(subject, known, read_entries(subject, content))
    return releases.issue(centre, connection, tenant, (subject, of_whom), entries)


def reject(
    centre: Centre, connection: Connection, tenant: str, of: tuple[str, int, Subject]
) -> None:
    """Let a proposal lie. Raises ``Refusal`` (``PROPOSAL_UNKNOWN``)."""
    _decided(centre, connection, tenant, of, accepted=False)


def _decided(
    centre: Centre,
    connection: Connection,
    tenant: str,
    of: tuple[str, int, Subject],
    *,
    accepted: bool,
) -> str:
    office, desk, subject = of
    asked = {"tenant": tenant, "office": office, "desk": desk, "subject": subject.value}
    decided = {**asked, "at": centre.now(), "accepted": accepted}
    content: str | None = connection.execute(_DECIDE, decided).scalar()
    if content is None:
        raise Refusal(Reason.PROPOSAL_UNKNOWN, desk=desk, office=office, subject=subject)
    return content
