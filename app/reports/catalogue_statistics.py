"""Statistics of the catalogue: how many procedures, changed by decisions, shortened, online."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.procedure import Procedure
from app.domain.records import from_plain
from app.domain.report_shape import CellKind, ReportAsked, ReportColumn
from app.models.catalogue import ProcedureValidityRow, ProcedureVersionRow
from app.models.database import run, table_of
from app.reports.gathering import Entry, Told, plain_row, told_report
from app.reports.grouping import RowOf, level_words
from app.reports.kinds import Around

_VALID, _VERSION = table_of(ProcedureValidityRow), table_of(ProcedureVersionRow)
_VERSIONS = (
    select(
        _VALID.c.code, _VALID.c.valid_from, _VALID.c.valid_to, _VALID.c.ended_by, _VERSION.c.content
    )
    .join(_VERSION, (_VERSION.c.tenant == _VALID.c.tenant) & (_VERSION.c.digest == _VALID.c.digest))
    .where(_VALID.c.tenant == bindparam("of"))
    .order_by(_VALID.c.code, _VALID.c.valid_from)
)


def _tell(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    rows = run(session, _VERSIONS, {"of": around.tenant}).all()
    by_code: dict[str, list[tuple[object, ...]]] = {}
    for row in rows:
        by_code.setdefault(row.code, []).append(tuple(row))
    for versions in by_code.values():
        yield from _of_procedure(versions, asked)


def _of_procedure(versions: list[tuple[object, ...]], asked: ReportAsked) -> Iterator[Entry]:
    for at, (_, valid_from, valid_to, _, content) in enumerate(versions):
        procedure = from_plain(Procedure, json.loads(content))  # type: ignore[arg-type]
        row = _row(procedure)
        decision = procedure.decision
        decided = None if decision is None else decision.on or valid_from
        is_ending = valid_to is not None and at > 0
        if decided is not None and asked.first <= decided <= asked.last and not is_ending:  # type: ignore[operator]
            yield Entry(row=row, column="amended" if at else "published")
        is_last = at == len(versions) - 1
        if is_last and valid_to is not None and asked.first <= valid_to <= asked.last:  # type: ignore[operator]
            yield Entry(row=row, column="abolished")
        if procedure.is_in_force(asked.last) and _covers(valid_from, valid_to, asked):
            yield from _in_force(procedure, row)


def _covers(valid_from: object, valid_to: object, asked: ReportAsked) -> bool:
    begun = valid_from <= asked.last  # type: ignore[operator]
    return begun and (valid_to is None or asked.last <= valid_to)  # type: ignore[operator]


def _in_force(procedure: Procedure, row: RowOf) -> Iterator[Entry]:
    yield Entry(row=row, column="in_force")
    level = (procedure.online_level or "").strip().lower()
    yield Entry(row=row, column=_online_column(level))
    limits = procedure.limits or ()
    if any(each.statutory is not None for each in limits):
        yield Entry(row=row, column="limited")
    if any(each.shortened is not None for each in limits):
        yield Entry(row=row, column="shortened")


def _online_column(level: str) -> str:
    if "toàn trình" in level or level == "full":
        return "online_full"
    if "một phần" in level or level == "partial":
        return "online_part"
    return "online_none"


def _row(procedure: Procedure) -> RowOf:
    return plain_row(level_words(procedure.levels))


CATALOGUE = told_report(
    Told(
        name="catalogue",
        title="Thống kê danh mục thủ tục hành chính",
        unit="thủ tục",
        columns=(
            ReportColumn(key="label", heading="Cấp giải quyết", kind=CellKind.TEXT, width=34),
            ReportColumn(key="in_force", heading="Đang có hiệu lực"),
            ReportColumn(key="online_full", heading="Trực tuyến toàn trình"),
            ReportColumn(key="online_part", heading="Trực tuyến một phần"),
            ReportColumn(key="online_none", heading="Chưa trực tuyến"),
            ReportColumn(key="published", heading="Ban hành mới trong kỳ"),
            ReportColumn(key="amended", heading="Sửa đổi trong kỳ"),
            ReportColumn(key="abolished", heading="Bãi bỏ trong kỳ"),
            ReportColumn(key="limited", heading="Có thời hạn", is_summed=True),
            ReportColumn(key="shortened", heading="Đã cắt giảm thời gian"),
            ReportColumn(
                key="share",
                heading="Tỷ lệ cắt giảm",
                kind=CellKind.SHARE,
                share_of=("shortened", "limited"),
            ),
        ),
    ),
    _tell,
)
