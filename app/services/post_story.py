"""What the journal still says of an item: how it was posted, why it could not be delivered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.post import PostalItem
from app.domain.post_in_facts import PostalItemPosted
from app.domain.post_out_facts import FailureReason, PostalItemFailed
from app.services import journal
from app.services.desk import DeskContext


@dataclass(frozen=True, slots=True)
class Posting:
    """How an item was posted; the sender is absent once erased."""

    fact: PostalItemPosted
    at: datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an invitation was in vain."""

    reason: FailureReason
    remark: str = ""


def posting_of(session: Session, item: PostalItem, *, desk: DeskContext) -> Posting:
    """The phiếu gửi hồ sơ of an item. Raises ``Refusal`` (``POST_ITEM_UNKNOWN``) without one."""
    if item.dossier_uid is not None:
        for event in journal.events(session, desk.tenant, item.dossier_uid):
            fact = event.fact
            if isinstance(fact, PostalItemPosted) and fact.item_uid == str(item.uid):
                return Posting(fact, event.occurred_at)
    raise Refusal(Reason.POST_ITEM_UNKNOWN, number=item.number)


def written_before(session: Session, item: PostalItem, *, desk: DeskContext) -> Posting | None:
    """The phiếu gửi hồ sơ of an item that has one and of which nothing came yet.

    A second dossier in one item is perhaps somebody else's.
    """
    if item.posted_event is None or item.dossiers:
        return None
    return posting_of(session, item, desk=desk)


def last_failure(session: Session, item: PostalItem, *, desk: DeskContext) -> Failure | None:
    """The last invitation in vain, where there was one."""
    found: Failure | None = None
    if item.dossier_uid is None:
        return None
    for event in journal.events(session, desk.tenant, item.dossier_uid):
        fact = event.fact
        if isinstance(fact, PostalItemFailed) and fact.item_uid == str(item.uid):
            found = Failure(fact.reason, "" if fact.private is None else fact.private.words)
    return found
