"""A report is issued: what was asked, how far the journal went, every figure, for good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.canonical import digest
from app.domain.errors import Reason, Refusal
from app.domain.events import Event
from app.domain.hand_over import batch_digest
from app.domain.moments import local_date
from app.domain.report_facts import IssuedRow, ReportIssued, StreamMark
from app.domain.report_shape import GROUP_WORDS, Report, ReportAsked, report_bytes
from app.domain.roles import SUPERVISOR
from app.domain.wholeness import Wholeness, lacking_words
from app.models.database import run, table_of
from app.models.journal import EventPositionRow
from app.models.sync import StreamCursorRow
from app.reports.carried import issued_reports
from app.reports.kinds import Around, CellAsked
from app.reports.registry import REPORTS, count_report, dossiers_of, understood
from app.reports.watermark import wholeness
from app.services import journal
from app.services.clock import check_clock
from app.services.desk import staff_name
from app.services.dossier_deeds import Acting, free_words, office_deed

_POSITION, _CURSOR = table_of(EventPositionRow), table_of(StreamCursorRow)
_LAST = (
    select(_POSITION.c.writer, func.max(_POSITION.c.seq).label("seq"))
    .where(_POSITION.c.tenant == bindparam("of"))
    .group_by(_POSITION.c.writer)
    .subquery()
)
_WRITERS = (
    select(_POSITION.c.writer, _POSITION.c.seq, _POSITION.c.chain)
    .join(_LAST, (_LAST.c.writer == _POSITION.c.writer) & (_LAST.c.seq == _POSITION.c.seq))
    .where(_POSITION.c.tenant == bindparam("of"))
    .order_by(_POSITION.c.writer)
)
_FOLLOWED = (
    select(_CURSOR.c.stream, _CURSOR.c.pos, _CURSOR.c.chain)
    .where(_CURSOR.c.tenant == bindparam("of"))
    .order_by(_CURSOR.c.stream)
)
_ID_LENGTH = 8


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """A report with the event that vouches for it."""

    event_uid: UUID
    fact: ReportIssued
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedLine:
    """An issued report where it is one of many: what was asked, by whom and when it was issued."""

    number: str
    title: str
    fact: ReportIssued
    issued_at: datetime
    issued_by: str


def issue_report(
    session: Session, asked: ReportAsked, acting: Acting, *, despite: str | None = None
) -> IssuedReport:
    """Count a report and record every figure of it; a supervisor does it.

    Where deeds of the period may be missing it wants a reason (``despite``): what is missing and
    the reason are recorded, and stand on the report.

    Raises ``Refusal``: ``REPORT_RUNS`` for a period that is not over, ``REPORT_UNSOUND`` when its
    figures do not add up, ``REPORT_INCOMPLETE`` with what is missing, and the refusals of
    ``count_report``.
    """
    check_clock(session, acting.desk, acting.now)
    deed = office_deed(acting, (SUPERVISOR,))
    if asked.last >= local_date(acting.now):
        raise Refusal(Reason.REPORT_RUNS, until=f"{asked.last:%d/%m/%Y}")
    _, asked = understood(asked)
    whole = wholeness(session, asked, now=acting.now, desk=acting.desk)
    why = None if whole.is_whole else free_words(despite)
    if not whole.is_whole and why is None:
        raise Refusal(Reason.REPORT_INCOMPLETE, value=lacking_words(whole))
    around = Around(acting.now, acting.desk)
    report = count_report(session, asked, around)
    if not report.is_sound:
        raise Refusal(Reason.REPORT_UNSOUND, value=report.title)
    fact = replace(_vouched(session, report, around, whole), private=why)
    event = journal.record(session, deed, fact)
    return IssuedReport(event.uid, fact, named(report, event.uid, fact))


def named(report: Report, number: UUID, fact: ReportIssued) -> Report:
    """The report as it leaves the house: its number, what it lacked, why it was issued so."""
    despite = None if fact.private is None else fact.private.words.rstrip(".")
    return replace(report, issued_as=str(number), whole=fact.whole, despite=despite)


def issued_lines(session: Session, tenant: str) -> tuple[IssuedLine, ...]:
    """Every report that was issued, the newest first."""
    return tuple(
        IssuedLine(
            number=str(event.uid),
            title=_title(fact.asked),
            fact=fact,
            issued_at=event.recorded_at,
            issued_by=staff_name(session, tenant, event.author.actor),
        )
        for event, fact in issued_reports(session, tenant)
    )


def _title(asked: ReportAsked) -> str:
    kind = REPORTS.get(asked.name)
    title = asked.name if kind is None else kind.title
    return title if asked.by is None else f"{title}, theo {GROUP_WORDS[asked.by]}"


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


def _vouched(session: Session, report: Report, around: Around, whole: Wholeness) -> ReportIssued:
    counted = [at for at, each in enumerate(report.columns) if each.is_number]
    everyone = dossiers_of(session, report.asked, around, CellAsked())
    # A list names its lines by dossiers; of those the digest speaks.
    rows = () if report.lists_persons else report.rows
    return ReportIssued(
        asked=report.asked,
        marks=_marks(session, _WRITERS, around.tenant),
        streams=_marks(session, _FOLLOWED, around.tenant),
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
        whole=whole,
    )


def _marks(session: Session, ends: Select[Any], tenant: str) -> tuple[StreamMark, ...]:
    """How far every chain goes here."""
    found = run(session, ends, {"of": tenant})
    return tuple(StreamMark(stream=str(name), n=n, chain=chain.hex()) for name, n, chain in found)


def _figure(value: object) -> int:
    return value if isinstance(value, int) else 0
