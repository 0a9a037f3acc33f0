"""The on-time ratio as the national index counts it (QĐ 766/QĐ-TTg), which is not II.06a.

Its own rule, said on the report: due is what stands on the slip now; the days of waiting for a
supplement are taken out; a dossier left waiting ends with the request; asked twice counts late;
open dossiers are judged at the end of the period.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Text, select, type_coerce
from sqlalchemy.orm import Session

from app.domain.moments import from_text, local_date
from app.domain.report_shape import CellKind, GroupBy, ReportAsked, ReportColumn
from app.models.database import run, table_of
from app.models.office import DossierRow
from app.reports.gathering import Entry, Told, told_report
from app.reports.grouping import COUNT, cut_by
from app.reports.kinds import Around
from app.reports.settlement import KIND
from app.reports.settlement_counting import carried_over, scope

_DOSSIER = table_of(DossierRow)


def _tell(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    cut = cut_by(session, around.tenant, asked.by or GroupBy.SECTOR)
    within = COUNT.c.received_on.between(asked.first, asked.last) | carried_over(asked.first)
    query = (
        # Bytes at a desk and text at the centre: either way as the driver brings them.
        select(_DOSSIER.c.uid, type_coerce(_DOSSIER.c.fold, Text), *cut.columns)
        .join(
            COUNT, (COUNT.c.tenant == _DOSSIER.c.tenant) & (COUNT.c.dossier_uid == _DOSSIER.c.uid)
        )
        .where(*scope(asked, around), within)
    )
    for uid, fold, *values in run(session, query):
        row = cut.row_of(tuple(values))
        yield Entry(row=row, column="counted", dossier=uid)
        if is_on_time(json.loads(fold), asked.last):
            yield Entry(row=row, column="on_time", dossier=uid)
        else:
            yield Entry(row=row, column="late", dossier=uid)


def is_on_time(public: dict[str, Any], judged_on: date) -> bool:
    """Whether the index counts a folded dossier as on time on a day."""
    asked = [each for each in public.get("supplements", ()) if _day(each["asked_at"]) <= judged_on]
    if len(asked) > 1:
        return False
    end = _day(public.get("settled_at") or public.get("ended_at"), judged_on)
    end = min(end, judged_on)
    if asked:
        answered = asked[0].get("answered_at")
        if answered is None or _day(answered) > judged_on:
            end = min(end, _day(asked[0]["asked_at"]))
    return end <= _due(public, asked)


def _due(public: dict[str, Any], asked: list[dict[str, Any]]) -> date:
    """The first promise, longer by the days that the citizen took."""
    promise = public["promise"]
    first = _day(promise.get("first_late_against") or promise["late_against"])
    if not asked or asked[0].get("answered_at") is None:
        return first
    waited = _day(asked[0]["answered_at"]) - _day(asked[0]["asked_at"])
    return first + timedelta(max(waited.days, 0))


def _day(text: str | None, otherwise: date = date.max) -> date:
    return otherwise if text is None else local_date(from_text(text))


ON_TIME = told_report(
    Told(
        name="on-time-766",
        title="Tỷ lệ đúng hạn theo bộ chỉ số 766",
        unit="hồ sơ",
        groups=KIND.groups,
        columns=(
            ReportColumn(key="label", heading="Lĩnh vực", kind=CellKind.TEXT, width=34),
            ReportColumn(key="counted", heading="Hồ sơ"),
            ReportColumn(key="on_time", heading="Đúng hạn"),
            ReportColumn(key="late", heading="Quá hạn"),
            ReportColumn(
                key="share", heading="Tỷ lệ", kind=CellKind.SHARE, share_of=("on_time", "counted")
            ),
        ),
        remarks=(
            "Cách tính riêng của bộ chỉ số 766: trừ thời gian chờ bổ sung; yêu cầu bổ sung hơn một "
            "lần tính là quá hạn; hồ sơ chưa xong xét tại ngày cuối kỳ. Khác với biểu II.06a.",
        ),
    ),
    _tell,
)
