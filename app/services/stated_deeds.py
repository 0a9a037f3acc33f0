"""Deeds as the window states them: moment, desk, person and a second person's yes apart."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.dossier_rules import DeedKind
from app.services.deeds import DeedDone, do_deed
from app.services.desk import Actor, DeskContext
from app.services.dossier_deeds import Acting
from app.services.rights import Approval


def stated_deed(
    session: Session,
    dossier_uid: UUID,
    kind: DeedKind,
    form: Any,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
    at: datetime | None = None,
    approval: Approval | None = None,
) -> DeedDone:
    """Do one deed on one dossier; the refusals are those of ``do_deed``."""
    acting = Acting(now=now, desk=desk, actor=actor, at=at, approval=approval)
    return do_deed(session, dossier_uid, kind, form, acting)
