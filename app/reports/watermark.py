"""Up to which day the figures of a report are complete, by what every desk has handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.moments import local_date
from app.domain.report_shape import Report, ReportAsked
from app.domain.wholeness import DeskBehind, Wholeness
from app.reports.kinds import Around
from app.reports.registry import count_report
from app.services.attendance import completeness
from app.services.desk import DeskContext
from app.services.outages import owed_until


def report_now(session: Session, asked: ReportAsked, *, now: datetime, desk: DeskContext) -> Report:
    """A report as it stands now, with what it may lack.

    Raises the refusals of ``count_report``.
    """
    report = count_report(session, asked, Around(now, desk))
    return replace(report, whole=wholeness(session, asked, now=now, desk=desk))


def wholeness(
    session: Session, asked: ReportAsked, *, now: datetime, desk: DeskContext
) -> Wholeness:
    """What the days of a report that are over may still lack."""
    found = completeness(session, now=now, desk=desk)
    over = min(asked.last, local_date(now) - timedelta(days=1))
    return Wholeness(
        until=found.until,
        behind=tuple(
            DeskBehind(desk=each.desk, whole_on=each.whole_on) for each in found.behind(over)
        ),
        owed=owed_until(session, asked.last, desk=desk),
    )
