"""Batch reception: several dossiers of one applicant in one act, each with its own code."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.door_facts import BatchReceived
from app.domain.errors import Reason, Refusal
from app.domain.hand_over import batch_digest
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.reception import ReceptionForm, Subject, SubjectKind, SubmittedDocument
from app.domain.roles import CLERK
from app.domain.words import refusal_sentence
from app.exchange.subject_rows import SubjectRow, lacking_of, subject_of
from app.services import journal
from app.services.dossier_deeds import Acting, office_deed
from app.services.journal import Deed
from app.services.numbering import take_receipt_number
from app.services.receiving import ReceivedDossier, Reception, receive_as
from app.services.stated_reception import fee_at_reception
from app.services.visits import guide_visit

MOST_ROWS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """What is this row's own: whom it is about, papers other than everybody's, and which of them
    are not there (by ordinal).
    """

    subject: Subject
    abstract: str | None = None
    documents: tuple[SubmittedDocument, ...] | None = None
    lacking: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchForm:
    """Applicant, procedure, authority and money stated once, and a row for each dossier."""

    shared: ReceptionForm
    rows: tuple[BatchRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDone:
    """What became of a row: received, guided with a visit number, or refused with a sentence."""

    row: int
    subject: str
    received: ReceivedDossier | None = None
    visit_number: str | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDone:
    """Every row in order; ``batch_uid`` is that of all its events."""

    batch_uid: UUID
    rows: tuple[RowDone, ...]

    @property
    def received(self) -> tuple[ReceivedDossier, ...]:
        """The dossiers that were taken in."""
        return tuple(each.received for each in self.rows if each.received is not None)


def receive_batch(session: Session, form: BatchForm, acting: Acting) -> BatchDone:
    """Take in what is complete, guide what lacks papers, name what is faulty.

    Raises ``Refusal``: ``BATCH_EMPTY``, ``BATCH_TOO_LARGE``, or what stands against every row.
    """
    if not form.rows:
        raise Refusal(Reason.BATCH_EMPTY)
    if len(form.rows) > MOST_ROWS:
        raise Refusal(Reason.BATCH_TOO_LARGE, count=len(form.rows), most=MOST_ROWS)
    deed = office_deed(acting, (CLERK,))
    batch_uid = identifiers.new_uid(acting.now)
    acting = replace(acting, batch_uid=batch_uid)
    receipt = _receipt(session, form.shared, deed)
    rows = tuple(
        _receive_row(session, _taken(form.shared, row, receipt, acting), number, acting)
        for number, row in enumerate(form.rows, 1)
    )
    done = BatchDone(batch_uid=batch_uid, rows=rows)
    if not done.received:
        raise Refusal(Reason.BATCH_ALL_FAULTY, sentence=rows[0].sentence or "")
    uids = [each.dossier_uid for each in done.received]
    fact = BatchReceived(count=len(uids), digest=batch_digest(uids), faulty=len(rows) - len(uids))
    journal.record(session, replace(deed, batch_uid=batch_uid), fact)
    return done


def batch_row(typed: SubjectRow, kind: SubjectKind) -> BatchRow:
    """A row as somebody typed it. Raises ``Refusal``: those of ``subject_of``, ``lacking_of``."""
    return BatchRow(
        subject=subject_of(typed, kind),
        abstract=typed.abstract or None,
        lacking=lacking_of(typed),
    )


def form_of_row(shared: ReceptionForm, row: BatchRow) -> ReceptionForm:
    """The whole reception form of one row."""
    documents = shared.documents if row.documents is None else row.documents
    return replace(
        shared,
        subject=row.subject,
        abstract=row.abstract or shared.abstract,
        documents=tuple(each for each in documents if each.ordinal not in row.lacking),
    )


def _receipt(session: Session, shared: ReceptionForm, deed: Deed) -> str | None:
    """One receipt for the whole batch, where something was paid."""
    if fee_at_reception(shared.money) is None:
        return None
    return take_receipt_number(session, deed.author, local_date(deed.now).year)


def _taken(shared: ReceptionForm, row: BatchRow, receipt: str | None, acting: Acting) -> Reception:
    return Reception(
        form=form_of_row(shared, row),
        author=acting.actor.author(acting.desk, CLERK),
        batch_uid=acting.batch_uid,
        internal_receipt=receipt,
    )


def _receive_row(session: Session, taken: Reception, number: int, acting: Acting) -> RowDone:
    form, subject = taken.form, taken.form.subject
    name = "" if subject is None else subject.full_name
    now, desk, actor = acting.now, acting.desk, acting.actor
    try:
        received = receive_as(session, taken, now=now, desk=desk)
    except Refusal as refusal:
        visit = None
        if refusal.reason is Reason.PAPERS_MISSING:
            visit = guide_visit(session, form, (), now=now, desk=desk, actor=actor).number
        sentence = refusal_sentence(refusal)
        return RowDone(row=number, subject=name, visit_number=visit, sentence=sentence)
    return RowDone(row=number, subject=name, received=received)
