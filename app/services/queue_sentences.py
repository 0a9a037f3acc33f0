"""What makes a queue that is not of dossiers: filings, sealed items, events, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from sqlalchemy.orm import Session

from app.domain.history_words import event_sentence
from app.domain.queues import QueueKind
from app.domain.time_words import stated_text
from app.services.desk import DeskContext
from app.services.filing import filings
from app.services.journal_head import journal_head
from app.services.post_opening import unopened
from app.services.writers import unsent


def queue_sentences(
    session: Session,
    kind: QueueKind,
    *,
    now: datetime,
    desk: DeskContext,
    most: int | None = None,
) -> tuple[str, ...]:
    """The first of them, what is most pressing in front; nothing for queues of dossiers."""
    return tuple(islice(_sentences(session, kind, now, desk), most))


def _sentences(
    session: Session, kind: QueueKind, now: datetime, desk: DeskContext
) -> Iterator[str]:
    match kind:
        case QueueKind.POST_UNOPENED:
            yield from (each.sentence for each in unopened(session, now=now, desk=desk))
        case QueueKind.ONLINE_ANSWER:
            for each in filings(session, desk.tenant):
                name = each.applicant or "(đã xóa)"
                until = f"trả lời trước {stated_text(each.answer_due_at)}"
                yield f"{each.code}  {until}  {name}  {each.procedure_name}"
        case QueueKind.UNSENT:
            writer = journal_head(session, desk.tenant).writer
            for event in unsent(session, desk.tenant, writer):
                yield f"{stated_text(event.recorded_at)}  {event_sentence(event)}"
