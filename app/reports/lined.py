"""Lists of dossiers: the row of each beside what it counts as, and the columns all of them have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, select
from sqlalchemy.orm import Session

from app.domain.report_shape import ReportAsked, Value
from app.models.database import run, table_of
from app.models.office import DossierRow
from app.reports.columns import text
from app.reports.grouping import COUNT
from app.reports.kinds import Around
from app.reports.settlement_counting import TERM, scope, with_terms

DOSSIER = table_of(DossierRow)
ERASED = "(đã xóa)"
"""Stands where a name was erased."""

ABOUT = (
    text("code", "Mã hồ sơ", 18),
    text("applicant", "Người nộp", 18),
    text("procedure", "Thủ tục", 30),
)
"""What a line says first of its dossier."""


def about(row: RowMapping) -> dict[str, Value]:
    """The values of these columns."""
    return {
        "code": row["code"],
        "applicant": row["applicant"] or ERASED,
        "procedure": row["procedure_name"],
    }


def folded(row: RowMapping) -> dict[str, Any]:
    """The public part of a dossier, as plain values."""
    plain: dict[str, Any] = json.loads(row["fold"])
    return plain


def rows_of(
    session: Session,
    asked: ReportAsked,
    around: Around,
    which: ColumnElement[bool],
    *,
    with_void: bool = False,
) -> Iterator[RowMapping]:
    """The dossiers that a condition chooses, as they were received.

    ``late_on`` is the day that lateness counted from on the last day of the period.
    """
    query = (
        select(
            DOSSIER,
            COUNT.c.open_until,
            COUNT.c.officer,
            COUNT.c.settling_agency,
            COUNT.c.is_void,
            func.coalesce(TERM.c.late_on, COUNT.c.late_on).label("late_on"),
        )
        .select_from(with_terms(asked))
        .join(
            DOSSIER, (COUNT.c.tenant == DOSSIER.c.tenant) & (COUNT.c.dossier_uid == DOSSIER.c.uid)
        )
        .where(*scope(asked, around, with_void=with_void), which)
        .order_by(DOSSIER.c.received_at, DOSSIER.c.number)
    )
    yield from run(session, query).mappings()
