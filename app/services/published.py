"""What an office makes public: its procedures in force, and the feedback that it answered."""

from __future__ import annotations

import json
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.light_dataclass import dataclass
from app.domain.procedure import Procedure
from app.domain.published_words import without_persons
from app.domain.records import from_plain
from app.domain.text import sort_key
from app.models.catalogue import ProcedureValidityRow, ProcedureVersionRow
from app.services.desk import DeskContext
from app.services.feedback import Feedback, all_feedback


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFeedback:
    """A question and its answer without anybody's name."""

    about: str
    question: str
    answer: str
    answered_at: datetime


def public_procedures(session: Session, *, desk: DeskContext, on: date) -> tuple[Procedure, ...]:
    """Every procedure in force on a day, by sector and name; internal ones are nobody's business.

    Of two versions in force the later one counts, as at reception.
    """
    rows = session.execute(
        select(ProcedureVersionRow.code, ProcedureVersionRow.content)
        .join(
            ProcedureValidityRow,
            (ProcedureVersionRow.tenant == ProcedureValidityRow.tenant)
            & (ProcedureVersionRow.digest == ProcedureValidityRow.digest),
        )
        .where(
            ProcedureValidityRow.tenant == desk.tenant,
            ProcedureVersionRow.is_internal.is_(False),
            ProcedureValidityRow.valid_from <= on,
            ProcedureValidityRow.valid_to.is_(None) | (ProcedureValidityRow.valid_to >= on),
        )
        .order_by(ProcedureValidityRow.valid_from)
    )
    latest = {row.code: row.content for row in rows}
    found = (from_plain(Procedure, json.loads(content)) for content in latest.values())
    return tuple(sorted(found, key=_by_sector))


def published_feedback(session: Session, *, desk: DeskContext) -> tuple[PublishedFeedback, ...]:
    """Feedback that a supervisor answered for everybody to read, the newest answer first.

    Who asked is left out, from the words as well. What was erased is gone here too.
    """
    told = (_published(each) for each in all_feedback(session, desk.tenant) if each.is_published)
    found = [each for each in told if each is not None]
    return tuple(sorted(found, key=lambda each: each.answered_at, reverse=True))


def _published(each: Feedback) -> PublishedFeedback | None:
    if each.words is None or each.answer is None or each.answered_at is None:
        return None
    named = (each.full_name, each.contact)
    return PublishedFeedback(
        about=without_persons(each.about, named),
        question=without_persons(each.words, named),
        answer=without_persons(each.answer, named),
        answered_at=each.answered_at,
    )


def _by_sector(procedure: Procedure) -> tuple[str, str]:
    return sort_key(procedure.sector or ""), sort_key(procedure.name)
