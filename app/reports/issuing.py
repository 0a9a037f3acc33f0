"""A report is issued: what was asked, how far the journal went, every figure, for good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.canonical import digest
from app.domain.errors import Reason, Refusal
from app.domain.events import Event
from app.domain.hand_over import batch_digest
from app.domain.moments import local_date
from app.domain.report_facts import IssuedRow, ReportIssued, StreamMark
from app.domain.report_shape import Report, ReportAsked, report_bytes
from app.domain.roles import SUPERVISOR
from app.models.database import run, table_of
from app.models.journal import EventPositionRow, WriterRow
from app.reports.carried import issued_reports
from app.reports.kinds import Around, CellAsked
from app.reports.registry import count_report, dossiers_of, understood
from app.services import journal
from app.services.clock import check_clock
from app.services.dossier_deeds import Acting, office_deed

_POSITION, _WRITER = table_of(EventPositionRow), table_of(WriterRow)
_LAST = (
    select(_POSITION.c.writer, func.max(_POSITION.c.seq).label("seq"))
    .where(_POSITION.c.tenant == bindparam("of"))
    .group_by(_POSITION.c.writer)
    .subquery()
)
_MARKS = (
    select(_POSITION.c.writer, _POSITION.c.seq, _POSITION.c.chain)
    .join(_LAST, (_LAST.c.writer == _POSITION.c.writer) & (_LAST.c.seq == _POSITION.c.seq))
    .where(_POSITION.c.tenant == bindparam("of"))
    .order_by(_POSITION.c.writer)
)
_ID_LENGTH = 8


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """A report with the event that vouches for it."""

    event_uid: UUID
    fact: ReportIssued
    report: Report


def issue_report(session: Session, asked: ReportAsked, acting: Acting) -> IssuedReport:
    """Count a report and record every figure of it; a supervisor does it.

    Raises ``Refusal``: ``REPORT_RUNS`` for a period that is not over, ``REPORT_UNSOUND`` when its
    figures do not add up, and the refusals of ``count_report``.
    """
    check_clock(session, acting.desk, acting.now)
    deed = office_deed(acting, (SUPERVISOR,))
    if asked.last >= local_date(acting.now):
        raise Refusal(Reason.REPORT_RUNS, until=f"{asked.last:%d/%m/%Y}")
    _, asked = understood(asked)
    around = Around(acting.now, acting.desk)
    report = count_report(session, asked, around)
    if not report.is_sound:
        raise Refusal(Reason.REPORT_UNSOUND, value=report.title)
    event = journal.record(session, deed, _vouched(session, report, around))
    fact = event.fact
    if not isinstance(fact, ReportIssued):
        raise TypeError("an issued report reads back as one")
    return IssuedReport(event.uid, fact, named(report, event))


def named(report: Report, event: Event) -> Report:
    """The report as it leaves the house: with the number under which it can be proven."""
    return replace(report, issued_as=str(event.uid))


def issued_report(session: Session, tenant: str, number: str) -> tuple[Event, ReportIssued]:
    """An issued report by its number, or the end or beginning of it that names one alone.

    Raises ``Refusal`` (``REPORT_NOT_ISSUED``).
    """
    wanted = number.strip().lower()
    found = [
        each
        for each in issued_reports(session, tenant)
        if len(wanted) >= _ID_LENGTH and wanted in str(each[0].uid)
    ]
    if len(found) != 1:
        raise Refusal(Reason.REPORT_NOT_ISSUED, value=number)
    return found[0]


def _vouched(session: Session, report: Report, around: Around) -> ReportIssued:
    counted = [at for at, each in enumerate(report.columns) if each.is_number]
    everyone = dossiers_of(session, report.asked, around, CellAsked())
    # A list names its lines by dossiers; of those the digest speaks.
    rows = () if report.lists_persons else report.rows
    return ReportIssued(
        asked=report.asked,
        arrival=journal.newest_arrival(session, around.tenant),
        marks=marks(session, around.tenant),
        columns=tuple(report.columns[at].key for at in counted),
        rows=tuple(
            IssuedRow(
                key=each.key,
                figures=tuple(_figure(each.values[at]) for at in counted),
                kind=each.kind,
            )
            for each in rows
        ),
        dossiers=len(everyone),
        list_digest=batch_digest(everyone),
        digest=digest(report_bytes(report)),
    )


def marks(session: Session, tenant: str) -> tuple[StreamMark, ...]:
    """How far every writer's chain goes here."""
    found = run(session, _MARKS, {"of": tenant})
    return tuple(StreamMark(stream=str(uid), n=n, chain=chain.hex()) for uid, n, chain in found)


def _figure(value: object) -> int:
    return value if isinstance(value, int) else 0
