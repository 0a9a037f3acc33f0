"""Deeds about the desk's keys: what was done to them, and by whom."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.custody_facts import KeyChanged, RecoveryKeyKept, RecoveryKeyShown
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.services import journal
from app.services.desk import ADMINISTRATOR, SUPERVISOR, Actor, DeskContext
from app.services.journal import Deed
from app.services.rights import Approval, author_with_second
from app.services.taking_over import office_signer

_EVENT = table_of(EventRow)
_KEPT = select(_EVENT.c.content).where(
    _EVENT.c.tenant == bindparam("of"), _EVENT.c.kind == RecoveryKeyKept.kind
)
_CHIEFS = (ADMINISTRATOR, SUPERVISOR)


def record_key_change(
    session: Session, marks: tuple[str, str], *, now: datetime, desk: DeskContext, actor: Actor
) -> None:
    """An administrator changed the key; ``marks`` are the old one's and the new one's.

    Raises ``Refusal`` (``ROLE_LACKING``).
    """
    old_mark, mark = marks
    deed = Deed(author=actor.author(desk, ADMINISTRATOR), now=now)
    journal.record(session, deed, KeyChanged(old_mark=old_mark, mark=mark))


def show_recovery_key(
    session: Session,
    mark: str,
    *,
    approval: Approval | None = None,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> str:
    """Somebody sees the recovery key once more; a second person agrees where there is one.

    Returns the fingerprint of the desk's signing key, for the sheet. Raises ``Refusal``
    (``APPROVAL_NEEDED``, ``ROLE_LACKING``).
    """
    author = author_with_second(session, actor, approval, now=now, desk=desk, roles=_CHIEFS)
    journal.record(session, Deed(author=author, now=now), RecoveryKeyShown(mark=mark))
    return office_signer(session, desk.tenant)


def confirm_sheet(
    session: Session, mark: str, *, now: datetime, desk: DeskContext, actor: Actor
) -> None:
    """Somebody who looks after the desk has its recovery sheet in a safe place.

    A change of key that was cut off leaves a key whose sheet nobody has seen, so it is asked until
    this is said. Raises ``Refusal`` (``ROLE_LACKING``).
    """
    role = next((each for each in _CHIEFS if each in actor.roles), ADMINISTRATOR)
    deed = Deed(author=actor.author(desk, role), now=now)
    journal.record(session, deed, RecoveryKeyKept(mark=mark))


def sheet_is_kept(session: Session, tenant: str, mark: str) -> bool:
    """Whether anybody ever confirmed to have the sheet of this key."""
    told = run(session, _KEPT, {"of": tenant}).scalars()
    return any(json.loads(content)["body"]["mark"] == mark for content in told)
