"""What a draft becomes: a reception, or a dossier settled on the spot; the draft goes with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.end_forms import GiveAtOnceForm
from app.domain.reception import ReceptionForm
from app.services.desk import Actor, DeskContext
from app.services.drafts import drop_draft
from app.services.on_the_spot import SettledAtOnce, settle_on_the_spot
from app.services.receiving import ReceivedDossier, receive_dossier


def receive_draft(
    session: Session,
    uid: UUID,
    form: ReceptionForm,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> ReceivedDossier:
    """Receive what a draft became and forget the draft, both or neither.

    Raises the refusals of ``receive_dossier``; then the draft is still there.
    """
    received = receive_dossier(session, form, now=now, desk=desk, actor=actor)
    drop_draft(session, uid, desk=desk)
    return received


def settle_draft(
    session: Session,
    uid: UUID,
    form: ReceptionForm,
    given: GiveAtOnceForm,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> SettledAtOnce:
    """Settle on the spot what a draft became and forget the draft, both or neither.

    Raises the refusals of ``settle_on_the_spot``; then the draft is still there.
    """
    settled = settle_on_the_spot(session, form, given, now=now, desk=desk, actor=actor)
    drop_draft(session, uid, desk=desk)
    return settled
