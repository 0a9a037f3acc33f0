"""The dossier that a save right now would give, for looking at its slip; nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.events import Author, Circumstances, write_event
from app.domain.facts import DossierReceived, Fact
from app.domain.folding import fold
from app.domain.moments import local_date
from app.domain.reception import ReceptionForm
from app.domain.reception_tidying import tidied
from app.services.calendars import calendar
from app.services.desk import CLERK, Actor, DeskContext
from app.services.procedures import procedure_in_force
from app.services.slip_facts import ReceiptFacts
from app.services.stated_reception import (
    Issued,
    count_promise,
    fee_at_reception,
    promise_given,
    reception_of,
)
from app.services.wording import wordings

_NOBODY = UUID(int=0)


def preview_facts(
    session: Session, form: ReceptionForm, *, now: datetime, desk: DeskContext, actor: Actor
) -> ReceiptFacts:
    """What the receipt slip of this form would say, without code, register line or event.

    An incomplete form can be looked at too. Raises ``Refusal`` where no date can be promised.
    """
    form = tidied(form)
    received_at = form.stated_at or now
    on = local_date(received_at)
    version = procedure_in_force(session, desk.tenant, form.procedure_code, on)
    procedure = version[1]
    days = calendar(session, desk.tenant)
    counted = count_promise(days, form, procedure, received_at)
    given = promise_given(days, form, procedure, counted)
    stated = reception_of(form, version, given, Issued(), desk=desk)
    dossier = _folded(stated, form, received_at, actor.author(desk, CLERK))
    wording = wordings(session, desk).at(now)
    return ReceiptFacts(dossier, procedure, actor.full_name, desk, wording)


def _folded(
    received: DossierReceived, form: ReceptionForm, at: datetime, author: Author
) -> Dossier:
    """The same fold as for a stored dossier, so that the preview cannot say anything else."""
    dossier: Dossier | None = None
    for fact in _facts(received, form):
        about = Circumstances(uid=_NOBODY, occurred_at=at, recorded_at=at, dossier_uid=_NOBODY)
        dossier = fold(dossier, write_event(author, fact, about))
    if dossier is None:
        raise AssertionError("a reception opens a dossier")
    return dossier


def _facts(received: DossierReceived, form: ReceptionForm) -> Iterator[Fact]:
    yield received
    taken = fee_at_reception(form.money)
    if taken is not None:
        yield taken
