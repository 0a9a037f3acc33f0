"""Paper as one act: every print is asked for, sent, and came out or was denied.

A print is a fact of this machine, no truth of the office: the table is local. What is journalled is
``slip.printed``, when the paper was sent: from then on a copy may be in somebody's hands.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypedDict
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.printers import Paper, PrinterChoice, SlipKind
from app.models.base import Moment
from app.models.database import run, table_of
from app.models.paper import PrintJobRow
from app.models.prepared import Prepared
from app.services.batches import batch_of
from app.services.desk import Actor, DeskContext
from app.services.slip_printing import (
    record_office_paper_printed,
    record_paper_printed,
    record_receipt_printed,
)


class _By(TypedDict):
    """When, where and by whom a print was sent."""

    now: datetime
    desk: DeskContext
    actor: Actor


class JobState(StrEnum):
    """How far a print came."""

    ASKED = "asked"
    """Wanted, not sent: the printer has not taken it, perhaps because it is dead."""
    SENT = "sent"
    """The printer took it; nobody said yet that paper came out."""
    CAME_OUT = "came_out"
    """The paper was seen, or work went on without a word."""
    DENIED = "denied"
    """No paper, or a spoilt one; another print stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """What to print where: the receipt of a dossier, the slip of a visit, or what its title names.

    A hand-over sheet and a pad are known by their title, a code.
    """

    slip: SlipKind
    title: str
    choice: PrinterChoice
    dossier_uid: UUID | None = None
    visit_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One print. ``copy`` counts the prints sent of this paper, from 1; 0 until it is sent.

    ``problem`` is the sentence with which the printer refused, while it waits for another try.
    """

    uid: UUID
    order: PrintOrder
    state: JobState
    copy: int
    asked_at: datetime
    sent_at: datetime | None = None
    settled_at: datetime | None = None
    problem: str | None = None


def ask_print(session: Session, order: PrintOrder, *, now: datetime, desk: DeskContext) -> PrintJob:
    """Note that a paper is wanted, before the slow way to the printer begins."""
    job = PrintJob(
        uid=identifiers.new_uid(now), order=order, state=JobState.ASKED, copy=0, asked_at=now
    )
    number = (run(session, _LAST_NUMBER, {"of": desk.tenant}).scalar() or 0) + 1
    run(session, insert(_JOB), {**_row(job, desk), "number": number})
    return job


def mark_sent(
    session: Session, job_uid: UUID, *, now: datetime, desk: DeskContext, actor: Actor
) -> PrintJob:
    """The printer took it: record ``slip.printed``, and wait for the word that paper came out.

    Older prints of the same paper that no printer took are settled by that: this one stands for
    them, whoever asked for it and from which list.
    """
    job = print_job(session, job_uid, desk=desk)
    copy = _record_printed(session, job.order, now=now, desk=desk, actor=actor)
    values = {"state": JobState.SENT.value, "copy": copy, "sent_at": now, "problem": None}
    _settle_failed(session, job, now=now, desk=desk)
    return _changed(session, job_uid, desk, values)


def mark_failed(session: Session, job_uid: UUID, problem: str, *, desk: DeskContext) -> PrintJob:
    """The printer refused; the print stays asked for, with the sentence that says why."""
    return _changed(session, job_uid, desk, {"problem": problem})


def turn_to(
    session: Session, job_uid: UUID, choice: PrinterChoice, *, desk: DeskContext
) -> PrintJob:
    """Try the same print on another printer, for instance the fallback."""
    values = {"printer": choice.printer, "paper": choice.paper.value}
    return _changed(session, job_uid, desk, values)


def confirm_sent(session: Session, *, now: datetime, desk: DeskContext) -> int:
    """Everything sent by this desk came out; returns how many. The next reception says so."""
    return _CONFIRM.write(session, {"of": desk.tenant, "here": desk.number, "now": now})


def deny_print(
    session: Session, job_uid: UUID | None = None, *, now: datetime, desk: DeskContext
) -> PrintJob:
    """No paper came out: the print, or the desk's last one, is denied and asked for anew.

    Returns the new print; one that never was sent is simply tried again. The slip is drawn with
    its mark of a copy, for a spoilt first one may lie about. Raises ``Refusal``
    (``PRINT_JOB_UNKNOWN``) when nothing waits for a word.
    """
    job = _last(session, desk) if job_uid is None else print_job(session, job_uid, desk=desk)
    if job.state is JobState.ASKED:
        return job
    _changed(session, job.uid, desk, {"state": JobState.DENIED.value, "settled_at": now})
    return ask_print(session, job.order, now=now, desk=desk)


def print_job(session: Session, job_uid: UUID, *, desk: DeskContext) -> PrintJob:
    """One print. Raises ``Refusal`` (``PRINT_JOB_UNKNOWN``)."""
    found = run(session, select(_JOB).where(_JOB.c.tenant == desk.tenant, _JOB.c.uid == job_uid))
    row = found.mappings().first()
    if row is None:
        raise Refusal(Reason.PRINT_JOB_UNKNOWN)
    return _job(row)


def jobs_asked_on(session: Session, on: date, *, desk: DeskContext) -> tuple[PrintJob, ...]:
    """Every print that was asked for on a day, in order."""
    return _jobs(session, (_JOB.c.tenant == desk.tenant) & (_JOB.c.asked_on == on))


def copies_sent(session: Session, visit_number: str, *, tenant: str) -> int:
    """How often the slip of a visit was sent to a printer of this machine."""
    return _sent(session, tenant, _JOB.c.visit_number == visit_number)


def titled_copies_sent(session: Session, slip: SlipKind, title: str, *, tenant: str) -> int:
    """How often a paper that is known by its title was sent to a printer of this machine."""
    return _sent(session, tenant, _JOB.c.slip == slip.value, _JOB.c.title == title)


def _sent(session: Session, tenant: str, *which: ColumnElement[bool]) -> int:
    asked = _JOB.c.state == JobState.ASKED.value
    sent = select(func.count()).where(_JOB.c.tenant == tenant, ~asked, *which)
    counted: int = run(session, sent).scalar_one()
    return counted


_JOB = table_of(PrintJobRow)
_LAST_NUMBER = select(func.max(_JOB.c.number)).where(_JOB.c.tenant == bindparam("of"))
_CONFIRM = Prepared(
    update(_JOB)
    .where(
        _JOB.c.tenant == bindparam("of"),
        _JOB.c.desk == bindparam("here"),
        _JOB.c.state == JobState.SENT.value,
    )
    .values(state=JobState.CAME_OUT.value, settled_at=bindparam("now", type_=Moment()))
)
_SHEETS = (SlipKind.HAND_OVER, SlipKind.POST_MANIFEST)


def _record_printed(
    session: Session, order: PrintOrder, *, now: datetime, desk: DeskContext, actor: Actor
) -> int:
    where = {"paper": order.choice.paper.value, "printer": order.choice.printer}
    by: _By = {"now": now, "desk": desk, "actor": actor}
    uid, visit = order.dossier_uid, order.visit_number
    if uid is not None and order.slip is SlipKind.RECEIPT:
        return record_receipt_printed(session, uid, **where, **by)
    if uid is not None and order.slip is SlipKind.BATCH:
        # One paper is the receipt slip of every dossier on it.
        together = batch_of(session, uid, desk=desk).dossiers
        uids = [UUID(each.uid) for each in together]
        return max(record_receipt_printed(session, each, **where, **by) for each in uids)
    if uid is not None:
        about = (_JOB.c.slip == order.slip.value, _JOB.c.dossier_uid == uid)
        copy = _sent(session, desk.tenant, *about) + 1
        record_paper_printed(session, order.slip, uid, copy=copy, **where, **by)
        return copy
    if visit is not None:
        copy = copies_sent(session, visit, tenant=desk.tenant) + 1
    else:
        copy = titled_copies_sent(session, order.slip, order.title, tenant=desk.tenant) + 1
    if visit is not None or order.slip in _SHEETS:
        sheet = order.title if order.slip in _SHEETS else None
        record_office_paper_printed(
            session, order.slip.value, copy=copy, sheet=sheet, **where, **by
        )
    return copy


def _settle_failed(session: Session, job: PrintJob, *, now: datetime, desk: DeskContext) -> None:
    order = job.order
    if order.dossier_uid is not None:
        about = _JOB.c.dossier_uid == order.dossier_uid
    elif order.visit_number is not None:
        about = _JOB.c.visit_number == order.visit_number
    else:
        about = _JOB.c.title == order.title
    failed = (
        update(_JOB)
        .where(_JOB.c.tenant == desk.tenant, _JOB.c.slip == order.slip.value, about)
        .where(_JOB.c.state == JobState.ASKED.value, _JOB.c.uid != job.uid)
    )
    values = {"state": JobState.DENIED.value, "settled_at": now, "problem": None}
    run(session, failed.values(values))


def _last(session: Session, desk: DeskContext) -> PrintJob:
    waiting = [state.value for state in (JobState.ASKED, JobState.SENT)]
    mine = (_JOB.c.tenant == desk.tenant) & (_JOB.c.desk == desk.number)
    jobs = _jobs(session, mine & _JOB.c.state.in_(waiting))
    if not jobs:
        raise Refusal(Reason.PRINT_JOB_UNKNOWN)
    return jobs[-1]


def _jobs(session: Session, which: ColumnElement[bool]) -> tuple[PrintJob, ...]:
    found = run(session, select(_JOB).where(which).order_by(_JOB.c.number))
    return tuple(_job(row) for row in found.mappings())


def _changed(
    session: Session, job_uid: UUID, desk: DeskContext, values: Mapping[str, object]
) -> PrintJob:
    which = (_JOB.c.tenant == desk.tenant) & (_JOB.c.uid == job_uid)
    run(session, update(_JOB).where(which).values(values))
    return print_job(session, job_uid, desk=desk)


def _row(job: PrintJob, desk: DeskContext) -> dict[str, object]:
    order = job.order
    return {
        "tenant": desk.tenant,
        "uid": job.uid,
        "desk": desk.number,
        "slip": order.slip.value,
        "title": order.title,
        "dossier_uid": order.dossier_uid,
        "visit_number": order.visit_number,
        "printer": order.choice.printer,
        "paper": order.choice.paper.value,
        "state": job.state.value,
        "copy": job.copy,
        "asked_at": job.asked_at,
        "asked_on": local_date(job.asked_at),
    }


def _job(row: RowMapping) -> PrintJob:
    return PrintJob(
        uid=row["uid"],
        order=PrintOrder(
            slip=SlipKind(row["slip"]),
            title=row["title"],
            choice=PrinterChoice(printer=row["printer"], paper=Paper(row["paper"])),
            dossier_uid=row["dossier_uid"],
            visit_number=row["visit_number"],
        ),
        state=JobState(row["state"]),
        copy=row["copy"],
        asked_at=row["asked_at"],
        sent_at=row["sent_at"],
        settled_at=row["settled_at"],
        problem=row["problem"],
    )
