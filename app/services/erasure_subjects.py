"""Whose persons an erasure is about: a dossier's, a filing's, a visit's, or who posted an item."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.erasure import Basis, check_dossier, check_term
from app.domain.erasure_facts import DossierViewed
from app.domain.errors import Reason, Refusal
from app.domain.filing import Filing, FilingState
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.post import ENDED_ITEMS, PostalItem
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.models.office import VisitRow
from app.services.desk import DeskContext
from app.services.dossiers import dossier
from app.services.filing import OPEN_STATES, filing_by_uid, filing_uid, form_of_filing
from app.services.post_items import item_by_uid, items_numbered
from app.services.post_story import Posting, posting_of

DOSSIER_TERM, VISIT_TERM = "dossier", "visit"

_EVENT, _VISIT = table_of(EventRow), table_of(VisitRow)
_LAST_DEED = select(func.max(_EVENT.c.occurred_on)).where(
    _EVENT.c.tenant == bindparam("of"),
    _EVENT.c.dossier_uid == bindparam("which"),
    _EVENT.c.kind != DossierViewed.kind,
)
_NAMED_VISIT = select(_VISIT).where(
    _VISIT.c.tenant == bindparam("of"), _VISIT.c.number == bindparam("number")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A dossier with its visits; a filing, a visit or a posted item that never became one.

    ``visits`` are uid, number and event of each; ``term`` names the archive term.
    """

    code: str
    last_deed_on: date
    visits: tuple[tuple[UUID, str, UUID], ...] = ()
    dossier: Dossier | None = None
    filing: Filing | None = None
    posting: Posting | None = None
    item: PostalItem | None = None

    @property
    def term(self) -> str:
        """What never became a dossier is kept as long as a visit."""
        return VISIT_TERM if self.dossier is None else DOSSIER_TERM

    @property
    def uid(self) -> UUID | None:
        """The uid under which its events stand; a visit's stand under none."""
        if self.item is not None:
            return self.item.dossier_uid
        found = self.dossier or self.filing
        return None if found is None else UUID(found.uid)

    @property
    def applicant(self) -> str:
        """The name that is shown before it goes."""
        if self.dossier is not None and self.dossier.private is not None:
            return self.dossier.private.applicant.full_name
        if self.filing is not None and self.filing.form is not None:
            return form_of_filing(self.filing).applicant.full_name
        sender = None if self.posting is None else self.posting.fact.private
        return "" if sender is None else sender.full_name

    @property
    def files(self) -> int:
        """How many files were attached."""
        attached = () if self.dossier is None else self.dossier.attachments
        return len({each.digest for each in attached if each.digest is not None})


def subject_of(session: Session, desk: DeskContext, code: str) -> Subject:
    """What a code means. Raises ``Refusal`` (``DOSSIER_UNKNOWN``) for nothing known."""
    number = code.strip().upper()
    found = _visits(session, desk, number)
    if found:
        ((_, _, _, on),) = found
        return Subject(code=number, visits=(found[0][:3],), last_deed_on=on)
    filing = _filing(session, desk, number)
    if filing is not None:
        last = _last_deed(session, desk, UUID(filing.uid))
        return Subject(code=filing.code, filing=filing, last_deed_on=last)
    item = _unpaired_item(session, desk, number)
    if item is not None:
        return _of_item(session, desk, item)
    concerned = dossier(session, desk.tenant, code)
    visits = _visits(session, desk, concerned.visit_number) if concerned.visit_number else ()
    return Subject(
        code=concerned.code,
        dossier=concerned,
        visits=tuple(each[:3] for each in visits),
        last_deed_on=_last_deed(session, desk, UUID(concerned.uid)),
    )


def check_subject(subject: Subject, basis: Basis, kept_until: date, today: date) -> None:
    """Raises ``Refusal``: ``ERASED_ALREADY``, ``ERASURE_DOSSIER_OPEN``, ``ERASURE_TOO_EARLY``."""
    if subject.dossier is not None:
        check_dossier(subject.dossier, basis, kept_until, today)
        return
    filing, item = subject.filing, subject.item
    if item is not None and item.state not in ENDED_ITEMS and not basis.lifts_term:
        raise Refusal(Reason.ERASURE_DOSSIER_OPEN, code=subject.code)
    if filing is not None and filing.form is None:
        raise Refusal(Reason.ERASED_ALREADY, code=subject.code)
    if filing is not None and filing.state in OPEN_STATES and not basis.lifts_term:
        raise Refusal(Reason.ERASURE_DOSSIER_OPEN, code=subject.code)
    check_term(subject.code, basis, kept_until, today)


def _filing(session: Session, desk: DeskContext, code: str) -> Filing | None:
    """A filing that never became a dossier; one that did is erased with it."""
    uid = filing_uid(session, desk.tenant, code)
    filing = None if uid is None else filing_by_uid(session, desk.tenant, uid)
    return None if filing is None or filing.state is FilingState.RECEIVED else filing


def _unpaired_item(session: Session, desk: DeskContext, number: str) -> PostalItem | None:
    """The newest item of a number that was posted and became no dossier."""
    found = items_numbered(session, number, desk=desk)
    posted = [item_by_uid(session, each.uid, desk=desk) for each in found if each.posted_event]
    return next((each for each in reversed(posted) if not each.dossiers), None)


def _of_item(session: Session, desk: DeskContext, item: PostalItem) -> Subject:
    """Its sender, and whom its supplement slip names; what it is filed under never became one."""
    visits = _visits(session, desk, item.visit_number) if item.visit_number else ()
    ended = [item.posted_at, item.accepted_at, item.opened_at, item.ended_at]
    return Subject(
        code=item.number,
        item=item,
        posting=posting_of(session, item, desk=desk),
        visits=tuple(each[:3] for each in visits),
        last_deed_on=max(local_date(each) for each in ended if each is not None),
    )


def _last_deed(session: Session, desk: DeskContext, uid: UUID) -> date:
    last: date = run(session, _LAST_DEED, {"of": desk.tenant, "which": uid}).scalar_one()
    return last


def _visits(
    session: Session, desk: DeskContext, number: str
) -> tuple[tuple[UUID, str, UUID, date], ...]:
    rows = run(session, _NAMED_VISIT, {"of": desk.tenant, "number": number})
    return tuple((row.uid, row.number, row.event_uid, row.occurred_on) for row in rows)
