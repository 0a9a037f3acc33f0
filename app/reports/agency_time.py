"""How long settling agencies take: the median of a period beside that of the one before it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.report_shape import Report, ReportAsked, ReportRow, filled, totals
from app.models.database import run
from app.reports.columns import count, label
from app.reports.grouping import COUNT, UNKNOWN
from app.reports.kinds import Around, CellAsked, ReportKind
from app.reports.settlement_counting import scope, settled_in
from app.services.agency_pace import FEWEST, agency_paces, before

_NAME, _TITLE = "agency-time", "Thời gian giải quyết của từng cơ quan"
_COLUMNS = (
    label("Cơ quan giải quyết"),
    count("settled", "Đã giải quyết trong kỳ"),
    count("median", "Trung vị (ngày)", is_summed=False),
    count("settled_before", "Đã giải quyết kỳ trước"),
    count("median_before", "Trung vị kỳ trước (ngày)", is_summed=False),
    count("rise", "Tăng (ngày)", is_summed=False),
)


def _build(session: Session, asked: ReportAsked, around: Around) -> Report:
    paces = agency_paces(session, asked.period, [*scope(asked, around)])
    rows = tuple(
        ReportRow(
            key=each.agency or UNKNOWN,
            values=filled(
                _COLUMNS,
                {
                    "label": each.agency or UNKNOWN,
                    "settled": each.settled,
                    "median": each.median,
                    "settled_before": each.settled_before,
                    "median_before": each.median_before,
                    "rise": each.rise,
                },
            ),
        )
        for each in paces
    )
    slowing = [
        f"{each.agency or UNKNOWN} (tăng {each.rise} ngày)" for each in paces if each.rise > 0
    ]
    return Report(
        name=_NAME,
        title=_TITLE.upper(),
        form="",
        unit="hồ sơ, ngày",
        asked=asked,
        columns=_COLUMNS,
        rows=rows,
        total=totals(_COLUMNS, rows),
        remarks=(
            f"Số ngày tính theo lịch, từ ngày nhận đến ngày có kết quả; kỳ trước: "
            f"{before(asked.period).words.lower()}. Dưới {FEWEST} hồ sơ thì không so sánh.",
            f"Đang chậm dần: {', '.join(slowing) or 'không cơ quan nào'}.",
        ),
        counted_at=around.now,
    )


def _dossiers(
    session: Session, asked: ReportAsked, around: Around, cell: CellAsked
) -> tuple[UUID, ...]:
    """What was settled; columns about the period before open the dossiers of that one."""
    meant = asked
    if cell.column in ("settled_before", "median_before"):
        earlier = before(asked.period)
        meant = replace(asked, first=earlier.first, last=earlier.last)
    query = (
        select(COUNT.c.dossier_uid)
        .where(*scope(meant, around), settled_in(meant))
        .order_by(COUNT.c.received_at, COUNT.c.dossier_uid)
    )
    if cell.row is not None:
        agency = COUNT.c.settling_agency
        query = query.where(agency.is_(None) if cell.row == UNKNOWN else agency == cell.row)
    return tuple(uid for (uid,) in run(session, query))


AGENCY_TIME = ReportKind(name=_NAME, title=_TITLE, build=_build, dossiers=_dossiers)
