"""II.06a: how dossiers were received and settled in a period, and which were still in work.

Biểu số II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP). Received = settled + in work holds for every
row together with its adjustment line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.domain.report_shape import (
    Check,
    GroupBy,
    Report,
    ReportAsked,
    ReportRow,
    RowKind,
    filled,
    totals,
)
from app.reports.carried import Carried, carried_of
from app.reports.columns import BY_DOSSIER
from app.reports.grouping import RowOf, cut_by
from app.reports.kinds import Around, ReportKind
from app.reports.settlement_columns import ALL, NAME, WORDS
from app.reports.settlement_counting import ADJUSTED, Figures, dossiers, figures_of
from app.services.office_rules import office_rules


def build(session: Session, asked: ReportAsked, around: Around) -> Report:
    """The form, with the adjustment lines that the last issued report calls for."""
    report = settlement(session, asked, around, carried_of(session, around.tenant, asked))
    target = office_rules(session, around.tenant).online_target
    return report if target is None else replace(report, remarks=_with_target(report, target))


def _with_target(report: Report, target: int) -> tuple[str, ...]:
    """The share of what came online, against what the office set itself (per cent)."""
    online, came = (int(str(report.total[report.at(key)])) for key in ("online", "in_period"))
    lacking = -(-came * target // 100) - online
    said = "đạt" if lacking <= 0 else f"chưa đạt, thiếu {lacking} hồ sơ"
    words = f"Trực tuyến {online}/{came} hồ sơ tiếp nhận trong kỳ; chỉ tiêu {target} %: {said}."
    return (*report.remarks, words)


def settlement(session: Session, asked: ReportAsked, around: Around, carried: Carried) -> Report:
    """The form over the dossiers that this database knows, beside the figures carried over."""
    cut = cut_by(session, around.tenant, asked.by or GroupBy.SECTOR)
    figures = figures_of(session, asked, around, cut)
    for key in carried.issued:
        figures.setdefault(cut.row_named(key), {})
    rows = tuple(_rows(figures, carried))
    return Report(
        name=NAME,
        title="TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
        form="Biểu số II.06a/VPCP/KSTT",
        unit="Số hồ sơ TTHC",
        asked=asked,
        columns=ALL,
        rows=rows,
        total=totals(ALL, rows),
        checks=_checks(rows),
        remarks=carried.remarks,
        counted_at=around.now,
    )


def _rows(figures: Figures, carried: Carried) -> Iterable[ReportRow]:
    above = None
    for row in sorted(figures, key=lambda each: (each.order, each.words)):
        if row.above and row.above != above:
            above = row.above
            yield _group(above, figures, carried)
        yield from _with_adjustment(row, figures[row], carried)


def _group(above: str, figures: Figures, carried: Carried) -> ReportRow:
    """A heading with the sums of what stands under it."""
    under = [
        line
        for row in figures
        if row.above == above
        for line in _with_adjustment(row, figures[row], carried)
    ]
    sums = (above, *totals(ALL, under)[1:])
    return ReportRow(key=above, values=sums, kind=RowKind.GROUP)


def _with_adjustment(
    row: RowOf, counted: Mapping[str, int], carried: Carried
) -> Iterable[ReportRow]:
    """The row with the figure as issued, and beside it what came or went since then."""
    issued = carried.issued.get(row.key, 0) if carried.is_known else counted.get("carried", 0)
    difference = counted.get("carried", 0) - issued
    yield _row(row.key, {**counted, WORDS: row.words, "carried": issued})
    if difference:
        words = f"Điều chỉnh số kỳ trước: {row.words}"
        yield _row(row.key + ADJUSTED, {WORDS: words, "carried": difference}, RowKind.ADJUSTMENT)


def _row(key: str, figures: Mapping[str, Any], kind: RowKind = RowKind.PLAIN) -> ReportRow:
    return ReportRow(key=key, values=filled(ALL, figures), kind=kind)


def _checks(rows: tuple[ReportRow, ...]) -> tuple[Check, ...]:
    """Column 3 = column 7 + column 11, row by row with its adjustment, and in sum."""
    balances: dict[str, int] = {}
    at = {each.key: n for n, each in enumerate(ALL)}
    for row in rows:
        if row.kind is not RowKind.GROUP:
            figures: tuple[Any, ...] = row.values
            key = row.key.removesuffix(ADJUSTED)
            balances[key] = (
                balances.get(key, 0)
                + figures[at["received"]]
                - (figures[at["settled"]] + figures[at["in_process"]])
            )
    wrong = sum(1 for each in balances.values() if each)
    said = "Cột 3 = cột 7 + cột 11 ở mọi dòng" if not wrong else f"{wrong} dòng không cân"
    return (Check(words=said, is_met=not wrong),)


KIND = ReportKind(
    name=NAME,
    title="Tình hình, kết quả giải quyết thủ tục hành chính (II.06a)",
    form="Biểu số II.06a/VPCP/KSTT",
    build=build,
    dossiers=dossiers,
    groups=BY_DOSSIER,
)
