"""Deeds about the desk's keys: what was done to them, and by whom."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.custody_facts import KeyChanged, RecoveryKeyShown
from app.services import journal
from app.services.desk import ADMINISTRATOR, Actor, DeskContext
from app.services.journal import Deed


def record_key_change(
    session: Session, marks: tuple[str, str], *, now: datetime, desk: DeskContext, actor: Actor
) -> None:
    """An administrator changed the key; ``marks`` are the old one's and the new one's.

    Raises ``Refusal`` (``ROLE_LACKING``).
    """
    old_mark, mark = marks
    deed = Deed(author=actor.author(desk, ADMINISTRATOR), now=now)
    journal.record(session, deed, KeyChanged(old_mark=old_mark, mark=mark))
