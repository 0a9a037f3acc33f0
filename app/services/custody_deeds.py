"""Deeds about the desk's keys: what was done to them, and by whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.custody_facts import KeyChanged, RecoveryKeyShown
from app.services import journal
from app.services.desk import ADMINISTRATOR, SUPERVISOR, Actor, DeskContext
from app.services.journal import Deed
from app.services.rights import Approval, author_with_second
from app.services.taking_over import office_signer


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
    author = author_with_second(
        session, actor, approval, now=now, desk=desk, roles=(ADMINISTRATOR, SUPERVISOR)
    )
    journal.record(session, Deed(author=author, now=now), RecoveryKeyShown(mark=mark))
    return office_signer(session, desk.tenant)
