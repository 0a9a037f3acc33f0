"""Feedback of citizens (phản ánh, kiến nghị): taken, answered, published without names."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.door_facts import FeedbackAnswered, FeedbackPrivate, FeedbackReceived
from app.domain.errors import Reason, Refusal
from app.domain.events import read_event
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.roles import CLERK, SUPERVISOR
from app.models.journal import EventPrivateRow, EventRow
from app.models.life import FeedbackRow
from app.services import journal
from app.services.clock import check_clock
from app.services.dossier_deeds import Acting, needed, needed_words, office_deed, said
from app.services.running_numbers import next_number

_TAKERS = (CLERK, SUPERVISOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackForm:
    """What was said; who said it may stay unnamed."""

    about: str
    words: str
    full_name: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One piece of feedback; words and names are absent once they were erased."""

    uid: UUID
    number: str
    about: str
    received_at: datetime
    words: str | None = None
    full_name: str | None = None
    contact: str | None = None
    answered_at: datetime | None = None
    answer: str | None = None
    is_published: bool = False


def receive_feedback(session: Session, form: FeedbackForm, acting: Acting) -> Feedback:
    """Take feedback, numbered by desk and year. Raises ``Refusal`` (``FIELD_MISSING``)."""
    check_clock(session, acting.desk, acting.now)
    deed = office_deed(acting, _TAKERS)
    year, desk = local_date(acting.occurred_at).year, acting.desk.number
    words = needed(form.words, "nội dung phản ánh")
    about = needed(form.about, "về việc")
    number = next_number(session, acting.desk.tenant, f"register:feedback:{desk}/{year}")
    uid = identifiers.new_uid(acting.now)
    fact = FeedbackReceived(
        feedback_uid=str(uid),
        number=f"PA-{desk}/{year}-{number:04d}",
        about=about,
        private=FeedbackPrivate(
            words=words, full_name=said(form.full_name), contact=said(form.contact)
        ),
    )
    journal.record(session, deed, fact)
    return feedback(session, acting.desk.tenant, fact.number)


def answer_feedback(
    session: Session, number: str, words: str, acting: Acting, *, publish: bool = False
) -> Feedback:
    """Answer once, by a supervisor; ``publish`` puts question and answer on the public pages.

    Raises ``Refusal``: ``FEEDBACK_UNKNOWN``, ``FEEDBACK_ANSWERED``.
    """
    check_clock(session, acting.desk, acting.now)
    deed = office_deed(acting, (SUPERVISOR,))
    found = feedback(session, acting.desk.tenant, number)
    if found.answered_at is not None:
        raise Refusal(Reason.FEEDBACK_ANSWERED, number=found.number)
    fact = FeedbackAnswered(
        feedback_uid=str(found.uid), published=publish, private=needed_words(words)
    )
    journal.record(session, deed, fact)
    return feedback(session, acting.desk.tenant, number)


def feedback(session: Session, tenant: str, number: str) -> Feedback:
    """One piece by its number. Raises ``Refusal`` (``FEEDBACK_UNKNOWN``)."""
    row = session.execute(
        select(FeedbackRow).where(
            FeedbackRow.tenant == tenant, FeedbackRow.number == number.strip().upper()
        )
    ).scalar()
    if row is None:
        raise Refusal(Reason.FEEDBACK_UNKNOWN, number=number)
    return _read(session, row)


def all_feedback(session: Session, tenant: str, *, open_only: bool = False) -> tuple[Feedback, ...]:
    """Feedback, the oldest that is not answered first."""
    found = select(FeedbackRow).where(FeedbackRow.tenant == tenant)
    if open_only:
        found = found.where(FeedbackRow.answered_at.is_(None))
    rows = session.execute(
        found.order_by(FeedbackRow.answered_at.is_not(None), FeedbackRow.received_at)
    )
    return tuple(_read(session, row) for row in rows.scalars().all())


def _read(session: Session, row: FeedbackRow) -> Feedback:
    asked = _fact(session, row.tenant, row.event_uid)
    answer = None if row.answer_event is None else _fact(session, row.tenant, row.answer_event)
    private = asked.private if isinstance(asked, FeedbackReceived) else None
    words = answer.private if isinstance(answer, FeedbackAnswered) else None
    return Feedback(
        uid=row.uid,
        number=row.number,
        about=row.about,
        received_at=row.received_at,
        words=None if private is None else private.words,
        full_name=None if private is None else private.full_name,
        contact=None if private is None else private.contact,
        answered_at=row.answered_at,
        answer=None if words is None else words.words,
        is_published=row.is_published,
    )


def _fact(session: Session, tenant: str, uid: UUID) -> object:
    found = session.execute(
        select(EventRow.content, EventPrivateRow.content)
        .outerjoin(
            EventPrivateRow,
            (EventPrivateRow.tenant == EventRow.tenant) & (EventPrivateRow.uid == EventRow.uid),
        )
        .where(EventRow.tenant == tenant, EventRow.uid == uid)
    ).one()
    return read_event(*found).fact
