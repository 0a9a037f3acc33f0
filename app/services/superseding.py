"""Received under a wrong procedure and handed over: a successor stands for the dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.dossier import Dossier, went_home
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.facts import SlipVoided
from app.domain.light_dataclass import dataclass
from app.domain.reception import ReceptionForm
from app.domain.trail_facts import DossierSuperseded
from app.services.desk import Actor, DeskContext
from app.services.dossier_deeds import Acting, begin_deed, needed_words, with_second_person
from app.services.receiving import ReceivedDossier, Reception, receive_as
from app.services.rights import Approval

_RECEIPT = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupersededDossier:
    """The successor, and what it stands for.

    ``money_taken`` (đồng) was taken for the wrong procedure; it is given back, or the citizen pays
    the difference. ``slip_went_home``: the citizen still holds the slip that counts no more.
    """

    superseded_uid: UUID
    superseded_code: str
    successor: ReceivedDossier
    money_taken: int = 0
    slip_went_home: bool = False


def supersede_dossier(
    session: Session,
    dossier_uid: UUID,
    form: ReceptionForm,
    reason: str,
    acting: Acting,
    *,
    slip_returned: bool = False,
) -> SupersededDossier:
    """Receive the right dossier in the place of a wrong one, with its first reception time.

    The successor has a code and a register line of its own, of the day of the first reception; the
    wrong one counts nowhere any more. A supervisor does it, or agrees to it.
    Raises ``Refusal``: ``PROCEDURE_SAME``, those of the rule and of a reception; then nothing is
    saved.
    """
    begun = begin_deed(session, dossier_uid, DeedKind.SUPERSEDE, acting)
    begun = with_second_person(begun, DeedKind.SUPERSEDE)
    said, known = needed_words(reason), begun.dossier
    if form.procedure_code == known.procedure.code:
        raise Refusal(Reason.PROCEDURE_SAME, code=known.code, procedure=form.procedure_code)
    reception = Reception(
        form=_as_first_received(form, known, said.words),
        author=begun.deed.author,
        batch_uid=acting.batch_uid,
        supersedes=(known.uid, known.code),
    )
    received = receive_as(session, reception, now=acting.now, desk=acting.desk)
    begun.record(
        DossierSuperseded(
            by=str(received.dossier_uid), by_code=received.dossier_code, private=said
        ),
        _voided(known, returned=slip_returned),
    )
    return SupersededDossier(
        superseded_uid=dossier_uid,
        superseded_code=known.code,
        successor=received,
        money_taken=known.money.taken,
        slip_went_home=not slip_returned and went_home(known, at=acting.now),
    )


def supersede_stated(
    session: Session,
    dossier_uid: UUID,
    form: ReceptionForm,
    reason: str,
    *,
    slip_returned: bool = False,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
    approval: Approval | None = None,
) -> SupersededDossier:
    """The same as the window states it: moment, desk, person and a second person's yes apart."""
    acting = Acting(now=now, desk=desk, actor=actor, approval=approval)
    return supersede_dossier(
        session, dossier_uid, form, reason, acting, slip_returned=slip_returned
    )


def _as_first_received(form: ReceptionForm, known: Dossier, reason: str) -> ReceptionForm:
    """The stated form at the time of the first reception; nothing else of it is taken over."""
    return replace(
        form,
        stated_at=known.received_at,
        submitted_at=form.submitted_at,
        late_reason=reason,
        pad_code=None,
        filing_uid=None,
        visit_number=form.visit_number or known.visit_number,
    )


def _voided(known: Dossier, *, returned: bool) -> SlipVoided:
    return SlipVoided(
        slip=_RECEIPT,
        edition=known.slip_edition,
        copies=tuple(range(1, known.slip_copies + 1)),
        returned=returned,
    )
