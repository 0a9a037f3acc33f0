"""Every report by its name, and the one way from what was asked to the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.report_shape import GROUP_WORDS, Report, ReportAsked
from app.reports import settlement
from app.reports.agency_time import AGENCY_TIME
from app.reports.catalogue_statistics import CATALOGUE
from app.reports.charted import CHARTED
from app.reports.kinds import Around, CellAsked, ReportKind
from app.reports.listed import LISTED
from app.reports.officers import OFFICERS
from app.reports.on_time import ON_TIME
from app.reports.posted import POST
from app.reports.told_citizens import FEEDBACK, SATISFACTION, VISITORS, VISITS
from app.reports.told_money import MONEY
from app.reports.told_papers import DIGITISATION, ENTRY_DELAY

_TOLD = (
    OFFICERS,
    AGENCY_TIME,
    MONEY,
    POST,
    SATISFACTION,
    VISITORS,
    FEEDBACK,
    ENTRY_DELAY,
    VISITS,
    DIGITISATION,
)

REPORTS: Mapping[str, ReportKind] = {
    each.name: each for each in (settlement.KIND, *LISTED, *_TOLD, ON_TIME, CATALOGUE, *CHARTED)
}
"""Name to report, in the order in which lists show them."""


def count_report(session: Session, asked: ReportAsked, around: Around) -> Report:
    """A report as it stands now.

    Raises ``Refusal``: ``REPORT_UNKNOWN``, ``REPORT_NOT_CUT`` for a way it is not cut by.
    """
    kind, asked = understood(asked)
    return kind.build(session, asked, around)


def dossiers_of(
    session: Session, asked: ReportAsked, around: Around, cell: CellAsked
) -> tuple[UUID, ...]:
    """The dossiers behind a cell, a row, a column, or the whole report."""
    kind, asked = understood(asked)
    return kind.dossiers(session, asked, around, cell)


def understood(asked: ReportAsked) -> tuple[ReportKind, ReportAsked]:
    """The report that was asked for, with the usual way of cutting where none was named."""
    kind = REPORTS.get(asked.name)
    if kind is None:
        raise Refusal(Reason.REPORT_UNKNOWN, value=asked.name, known=", ".join(REPORTS))
    if asked.by is None:
        return kind, replace(asked, by=kind.groups[0] if kind.groups else None)
    if asked.by not in kind.groups:
        known = ", ".join(GROUP_WORDS[each] for each in kind.groups) or "không chia dòng"
        raise Refusal(Reason.REPORT_NOT_CUT, value=GROUP_WORDS[asked.by], known=known)
    return kind, asked
