"""II.06a: how dossiers were received and settled in a period, and which were still in work.

Biểu số II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP). Received = settled + in work holds for every
row together with its adjustment line. Every figure is a condition on one narrow row a dossier,
summed to count and selected to list: the same words for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, true
from sqlalchemy.orm import Session

from app.domain.counted import Outcome
from app.domain.moments import local_date
from app.domain.procedure import Channel
from app.domain.report_shape import (
    CellKind,
    Check,
    GroupBy,
    Report,
    ReportAsked,
    ReportColumn,
    ReportRow,
    RowKind,
    filled,
    totals,
)
from app.models.counts import DossierTermRow
from app.models.database import run, table_of
from app.reports.carried import Carried, carried_of
from app.reports.grouping import COUNT, Cut, RowOf, cut_by
from app.reports.kinds import Around, CellAsked, ReportKind

NAME = "ii06a"
_TERM = table_of(DossierTermRow)
_RECEIVED, _SETTLED = "Số hồ sơ tiếp nhận", "Số hồ sơ đã giải quyết"
_OPEN = "Số hồ sơ đang giải quyết"
_WORDS = "label"

COLUMNS = (
    ReportColumn(
        key=_WORDS, heading="Lĩnh vực, công việc", kind=CellKind.TEXT, number="2", width=34
    ),
    ReportColumn(
        key="received",
        heading="Tổng số",
        group=_RECEIVED,
        number="3",
        sum_of=("online", "direct", "carried"),
    ),
    ReportColumn(key="online", heading="Trực tuyến", group=_RECEIVED, number="4"),
    ReportColumn(key="direct", heading="Trực tiếp, dịch vụ bưu chính", group=_RECEIVED, number="5"),
    ReportColumn(key="carried", heading="Từ kỳ trước", group=_RECEIVED, number="6"),
    ReportColumn(
        key="settled",
        heading="Tổng số",
        group=_SETTLED,
        number="7",
        sum_of=("early", "on_time", "late"),
    ),
    ReportColumn(key="early", heading="Trước hạn", group=_SETTLED, number="8"),
    ReportColumn(key="on_time", heading="Đúng hạn", group=_SETTLED, number="9"),
    ReportColumn(key="late", heading="Quá hạn", group=_SETTLED, number="10"),
    ReportColumn(
        key="in_process",
        heading="Tổng số",
        group=_OPEN,
        number="11",
        sum_of=("open_in_time", "open_late"),
    ),
    ReportColumn(key="open_in_time", heading="Trong hạn", group=_OPEN, number="12"),
    ReportColumn(key="open_late", heading="Quá hạn", group=_OPEN, number="13"),
)
"""The form's columns 2 to 13; column 1 is the running number."""

EXTENDED = (
    ReportColumn(key="counter", heading="Trực tiếp", group="Mở rộng"),
    ReportColumn(key="post", heading="Bưu chính công ích", group="Mở rộng"),
    ReportColumn(key="waiting", heading="Đang chờ bổ sung", group="Mở rộng"),
    ReportColumn(
        key="online_share",
        heading="Tỷ lệ trực tuyến",
        kind=CellKind.SHARE,
        group="Mở rộng",
        share_of=("online", "in_period"),
        is_summed=True,
    ),
    ReportColumn(key="in_period", heading="Tiếp nhận trong kỳ", group="Mở rộng"),
)
"""What the form does not have: direct and postal apart, the wait for citizens, online's share."""

_ALL = (*COLUMNS, *EXTENDED)
_COUNTED = tuple(each for each in _ALL if each.is_number and not each.sum_of)


def measures(asked: ReportAsked, around: Around) -> Mapping[str, ColumnElement[bool]]:
    """The condition of every figure, by column.

    A dossier still open at the end of a past day is held against that whole day; in a period that
    runs, against today, whose dossiers have until midnight.
    """
    first, last = asked.first, asked.last
    today = local_date(around.now)
    judged_on = last + timedelta(1) if last < today else today
    received_in = COUNT.c.received_on.between(first, last)
    settled_in = COUNT.c.settled_on.between(first, last)
    is_open = (COUNT.c.received_on <= last) & _unsettled_after(last)
    waits = func.coalesce(_TERM.c.is_waiting, false())
    is_late = (func.coalesce(_TERM.c.late_on, COUNT.c.late_on) < judged_on) & ~waits
    return {
        "online": received_in & (COUNT.c.channel == Channel.ONLINE.value),
        "direct": received_in & (COUNT.c.channel != Channel.ONLINE.value),
        "carried": carried_over(first),
        "early": settled_in & (COUNT.c.outcome == Outcome.EARLY.value),
        "on_time": settled_in & (COUNT.c.outcome == Outcome.ON_TIME.value),
        "late": settled_in & (COUNT.c.outcome == Outcome.LATE.value),
        "open_in_time": is_open & ~is_late,
        "open_late": is_open & is_late,
        "counter": received_in & (COUNT.c.channel == Channel.COUNTER.value),
        "post": received_in & (COUNT.c.channel == Channel.POST.value),
        "waiting": is_open & waits,
        "in_period": received_in,
    }


def carried_over(first: date) -> ColumnElement[bool]:
    """Received before a day and not settled before it."""
    settled = COUNT.c.settled_on
    return (COUNT.c.received_on < first) & (settled.is_(None) | (settled >= first))


def _unsettled_after(last: date) -> ColumnElement[bool]:
    settled = COUNT.c.settled_on
    return settled.is_(None) | (settled > last)


def build(session: Session, asked: ReportAsked, around: Around) -> Report:
    """The form, with the adjustment lines that the last issued report calls for."""
    cut = cut_by(session, around.tenant, asked.by or GroupBy.SECTOR)
    carried = carried_of(session, around.tenant, asked)
    figures = _figures(session, asked, around, cut)
    for key in carried.issued:
        figures.setdefault(cut.row_named(key), {})
    rows = tuple(_rows(figures, carried))
    return Report(
        name=NAME,
        title="TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
        form="Biểu số II.06a/VPCP/KSTT",
        unit="Số hồ sơ TTHC",
        asked=asked,
        columns=_ALL,
        rows=rows,
        total=totals(_ALL, rows),
        checks=_checks(rows),
        remarks=carried.remarks,
        counted_at=around.now,
    )


def dossiers(
    session: Session, asked: ReportAsked, around: Around, cell: CellAsked
) -> tuple[UUID, ...]:
    """The dossiers behind a cell, in the order of reception."""
    cut = cut_by(session, around.tenant, asked.by or GroupBy.SECTOR)
    chosen = _selected(asked, around, _condition(asked, around, cell.column))
    if cell.row is not None:
        chosen = chosen.where(cut.condition(cell.row.removesuffix(ADJUSTED)))
    found = run(session, chosen)
    return tuple(uid for (uid,) in found)


ADJUSTED = "|+"
"""Ends the key of a row's adjustment line."""


def _condition(asked: ReportAsked, around: Around, column: str | None) -> ColumnElement[bool]:
    known = measures(asked, around)
    if column is None:
        return or_(*known.values())
    found = next((each for each in _ALL if each.key == column), None)
    parts = (column,) if found is None or not found.sum_of else found.sum_of
    return or_(*(known[each] for each in parts if each in known), false())


def _selected(asked: ReportAsked, around: Around, condition: ColumnElement[bool]) -> Any:
    return (
        select(COUNT.c.dossier_uid)
        .select_from(_joined(asked))
        .where(*_scope(asked, around), condition)
        .order_by(COUNT.c.received_at, COUNT.c.dossier_uid)
    )


def _joined(asked: ReportAsked) -> Any:
    """Each dossier with the term that covers the last day, where one did."""
    return COUNT.outerjoin(
        _TERM,
        and_(
            _TERM.c.tenant == COUNT.c.tenant,
            _TERM.c.dossier_uid == COUNT.c.dossier_uid,
            _TERM.c.begins_on <= asked.last,
            _TERM.c.ends_on > asked.last,
        ),
    )


def _scope(asked: ReportAsked, around: Around) -> Iterable[ColumnElement[bool]]:
    """Dossiers that any figure can concern; three ranges, each with an index of its own."""
    touched = or_(
        COUNT.c.received_on.between(asked.first, asked.last),
        COUNT.c.settled_on >= asked.first,
        COUNT.c.settled_on.is_(None),
    )
    office = true() if asked.office is None else COUNT.c.office == asked.office
    return (COUNT.c.tenant == around.tenant, COUNT.c.is_void.is_(False), touched, office)


Figures = dict[RowOf, dict[str, int]]


def _figures(session: Session, asked: ReportAsked, around: Around, cut: Cut) -> Figures:
    """Every figure of every row: what came and went in one pass, what is open in another.

    The term that covers the last day matters to the open ones alone, which are few.
    """
    known = measures(asked, around)
    came = [each.key for each in _COUNTED if each.key not in _STOCK]
    is_open = (COUNT.c.received_on <= asked.last) & _unsettled_after(asked.last)
    found: Figures = {}
    for keys, source, which in ((came, COUNT, true()), (_STOCK, _joined(asked), is_open)):
        sums = [func.sum(case((known[key], 1), else_=0)) for key in keys]
        query = (
            select(*cut.columns, *sums)
            .select_from(source)
            .where(*_scope(asked, around), which)
            .group_by(*cut.columns)
        )
        width = len(cut.columns)
        for values in run(session, query):
            figures = found.setdefault(cut.row_of(tuple(values[:width])), dict.fromkeys(known, 0))
            for key, figure in zip(keys, values[width:], strict=True):
                figures[key] += int(figure)
    return {row: figures for row, figures in found.items() if any(figures.values())}


_STOCK = ("open_in_time", "open_late", "waiting")
"""Figures of what is open at the end of the period."""


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
    sums = (above, *totals(_ALL, under)[1:])
    return ReportRow(key=above, values=sums, kind=RowKind.GROUP)


def _with_adjustment(
    row: RowOf, counted: Mapping[str, int], carried: Carried
) -> Iterable[ReportRow]:
    """The row with the figure as issued, and beside it what came or went since then."""
    issued = carried.issued.get(row.key, 0) if carried.is_known else counted.get("carried", 0)
    difference = counted.get("carried", 0) - issued
    yield _row(row.key, {**counted, _WORDS: row.words, "carried": issued})
    if difference:
        words = f"Điều chỉnh số kỳ trước: {row.words}"
        yield _row(row.key + ADJUSTED, {_WORDS: words, "carried": difference}, RowKind.ADJUSTMENT)


def _row(key: str, figures: Mapping[str, Any], kind: RowKind = RowKind.PLAIN) -> ReportRow:
    return ReportRow(key=key, values=filled(_ALL, figures), kind=kind)


def _checks(rows: tuple[ReportRow, ...]) -> tuple[Check, ...]:
    """Column 3 = column 7 + column 11, row by row with its adjustment, and in sum."""
    balances: dict[str, int] = {}
    at = {each.key: n for n, each in enumerate(_ALL)}
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
    groups=(
        GroupBy.SECTOR,
        GroupBy.LEVEL,
        GroupBy.OFFICE,
        GroupBy.SITE,
        GroupBy.DESK,
        GroupBy.OFFICER,
        GroupBy.AGENCY,
        GroupBy.PROCEDURE,
        GroupBy.CHANNEL,
    ),
)
