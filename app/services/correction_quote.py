"""What a correction comes to, thought through before anything is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import reception_rules
from app.domain.correction_rules import (
    CorrectedPromise,
    corrected_fields,
    corrected_promise,
    form_as_received,
    is_released,
    moves_promise,
    unmoved,
)
from app.domain.dossier import Dossier, holds_paper
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.procedure import Procedure
from app.domain.reception import ReceptionForm
from app.domain.reception_tidying import tidied
from app.domain.slip_words import RELEASED_PROMISE
from app.domain.time_words import stated_text
from app.domain.trace import Promise
from app.services.calendars import calendar
from app.services.desk import DeskContext
from app.services.dossiers import dossier_by_uid
from app.services.procedures import procedure_by_digest, procedure_in_force
from app.services.stated_reception import count_promise, places_of, promise_given


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionQuote:
    """What a correction would change, before anything is saved.

    ``promise`` is absent where nothing that it is counted from changes, or the officer types the
    date. ``counted_due_at`` is said where the date already on paper stays promised instead of it.
    """

    procedure: Procedure
    changed: tuple[str, ...]
    return_due_at: datetime
    promise: Promise | None = None
    counted_due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """The tidied form under its procedure."""

    form: ReceptionForm
    digest: str
    procedure: Procedure


@dataclass(frozen=True, slots=True)
class Thought:
    """A correction thought through: what is stated now, what differs, and the promise."""

    stated: Stated
    changed: tuple[str, ...]
    promised: CorrectedPromise
    counted: Promise | None


def quote_correction(
    session: Session,
    dossier_uid: UUID,
    form: ReceptionForm,
    *,
    slip_returned: bool = False,
    now: datetime,
    desk: DeskContext,
) -> CorrectionQuote:
    """What a correction would change, asked while the form is still being filled.

    Only what the promise depends on is checked: a new procedure whose papers are not ticked yet
    has its date already. Raises the refusals that this part of the form meets.
    """
    known = dossier_by_uid(session, desk.tenant, dossier_uid)
    on_paper = holds_paper(known, returned=slip_returned, at=now)
    stated = state(session, known, form, desk)
    reception_rules.check_procedure(stated.form, stated.procedure, local_date(known.received_at))
    thought = think(session, known, stated, on_paper=on_paper, now=now, desk=desk)
    return CorrectionQuote(
        procedure=thought.stated.procedure,
        changed=thought.changed,
        return_due_at=thought.promised.given.return_due_at,
        promise=thought.counted,
        counted_due_at=thought.promised.counted_due_at,
    )


def state(session: Session, known: Dossier, form: ReceptionForm, desk: DeskContext) -> Stated:
    """The form with what a correction leaves as it was, under the procedure that counts for it."""
    form = _kept(known, tidied(form), desk)
    return Stated(form, *_procedure(session, known, form, desk))


def think(
    session: Session,
    known: Dossier,
    stated: Stated,
    *,
    on_paper: bool,
    now: datetime,
    desk: DeskContext,
) -> Thought:
    """What differs from the stored dossier, and which date is promised then.

    ``on_paper``: a citizen holds the date of before. Raises ``Refusal`` for a date that is past or
    cannot be counted.
    """
    form, procedure = stated.form, stated.procedure
    changed = corrected_fields(form_as_received(known), form, procedure)
    if is_released(known.promise, on_paper=on_paper) and not moves_promise(changed):
        changed = (*changed, RELEASED_PROMISE)
    elif not moves_promise(changed):
        return Thought(stated, changed, unmoved(known.promise), None)
    days = calendar(session, desk.tenant)
    counted = count_promise(days, form, procedure, known.received_at)
    given = promise_given(days, form, procedure, counted)
    if given.return_due_at <= known.received_at:
        raise Refusal(Reason.DUE_DATE_PAST, value=stated_text(given.return_due_at))
    promised = corrected_promise(known.promise, given, on_paper=on_paper, now=now)
    return Thought(stated, changed, promised, counted)


def _kept(known: Dossier, form: ReceptionForm, desk: DeskContext) -> ReceptionForm:
    """The form with everything that a correction leaves as it was."""
    if form.stated_at is not None and form.stated_at != known.received_at:
        raise Refusal(Reason.RECEPTION_TIME_STAYS, value=stated_text(known.received_at))
    kept = known.places
    places = replace(places_of(form, desk), received_at=kept.received_at, helped_at=kept.helped_at)
    return replace(form, places=places, visit_number=known.visit_number)


def _procedure(
    session: Session, known: Dossier, form: ReceptionForm, desk: DeskContext
) -> tuple[str, Procedure]:
    """The version under which the dossier was received, or the right one of that day."""
    if form.procedure_code == known.procedure.code:
        digest = known.procedure.digest
        return digest, procedure_by_digest(session, desk.tenant, digest)
    on = local_date(known.received_at)
    return procedure_in_force(session, desk.tenant, form.procedure_code, on)
