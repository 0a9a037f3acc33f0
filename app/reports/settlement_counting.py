"""How II.06a counts: every figure a condition on one narrow row a dossier.

The same condition is summed to count and selected to list, on the desk and at the centre alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, and_, case, false, func, or_, select, true
from sqlalchemy.orm import Session

from app.domain.counted import Outcome
from app.domain.moments import local_date
from app.domain.procedure import Channel
from app.domain.report_shape import GroupBy, ReportAsked
from app.models.counts import DossierTermRow
from app.models.database import run, table_of
from app.reports.grouping import COUNT, Cut, RowOf, cut_by
from app.reports.kinds import Around, CellAsked
from app.reports.settlement_columns import ALL

TERM = table_of(DossierTermRow)
_FOUND = COUNT.alias("found")

Figures = dict[RowOf, dict[str, int]]
"""The figures of every row, by column."""

ADJUSTED = "|+"
"""Ends the key of a row's adjustment line."""

_HOW = ("early", "on_time", "late")
_CAME = ("online", "direct", "counter", "post", "in_period", *_HOW)
_CARRIED = ("carried", *_HOW)
_STOCK = ("open_in_time", "open_late", "waiting")


def measures(asked: ReportAsked, around: Around) -> Mapping[str, ColumnElement[bool]]:
    """The condition of every figure, by column.

    A dossier still open at the end of a past day is held against that whole day; in a period that
    runs, against today, whose dossiers have until midnight.
    """
    first, last = asked.first, asked.last
    today = local_date(around.now)
    judged_on = last + timedelta(1) if last < today else today
    received_in = COUNT.c.received_on.between(first, last)
    settled = settled_in(asked)
    is_open = _open_after(last)
    waits = func.coalesce(TERM.c.is_waiting, false())
    is_late = (func.coalesce(TERM.c.late_on, COUNT.c.late_on) < judged_on) & ~waits
    return {
        "online": received_in & (COUNT.c.channel == Channel.ONLINE.value),
        "direct": received_in & (COUNT.c.channel != Channel.ONLINE.value),
        "carried": carried_over(first),
        "early": settled & (COUNT.c.outcome == Outcome.EARLY.value),
        "on_time": settled & (COUNT.c.outcome == Outcome.ON_TIME.value),
        "late": settled & (COUNT.c.outcome == Outcome.LATE.value),
        "open_in_time": is_open & ~is_late,
        "open_late": is_open & is_late,
        "counter": received_in & (COUNT.c.channel == Channel.COUNTER.value),
        "post": received_in & (COUNT.c.channel == Channel.POST.value),
        "waiting": is_open & waits,
        "in_period": received_in,
    }


def carried_over(first: date) -> ColumnElement[bool]:
    """Received before a day and not settled before it."""
    return _open_after(first - timedelta(1))


def settled_in(asked: ReportAsked) -> ColumnElement[bool]:
    """Settled on the days of the period."""
    return COUNT.c.open_until.between(asked.first, asked.last)


def _open_after(last: date, rows: FromClause = COUNT) -> ColumnElement[bool]:
    """In work at the end of a day."""
    # Dressed up, because SQLite would rather walk all that was ever received before that day than
    # the few that were open after it.
    received_on = func.coalesce(rows.c.received_on, date.max)
    return (received_on <= last) & (rows.c.open_until > last)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the figures, and the only rows that matter to them."""

    keys: tuple[str, ...]
    source: Any
    rows: ColumnElement[bool]


def figures_of(session: Session, asked: ReportAsked, around: Around, cut: Cut) -> Figures:
    """Every figure of every row; a row without any is left out."""
    known = measures(asked, around)
    found: Figures = {}
    width = len(cut.columns)
    for part in _parts(asked):
        sums = [func.sum(case((known[key], 1), else_=0)) for key in part.keys]
        query = (
            select(*cut.columns, *sums)
            .select_from(part.source)
            .where(*scope(asked, around), part.rows)
            .group_by(*cut.columns)
        )
        for values in run(session, query):
            figures = found.setdefault(cut.row_of(tuple(values[:width])), dict.fromkeys(known, 0))
            for key, figure in zip(part.keys, values[width:], strict=True):
                figures[key] += int(figure)
    return {row: figures for row, figures in found.items() if any(figures.values())}


def _parts(asked: ReportAsked) -> Iterable[_Part]:
    """What came, what was there before, and what is left: each a walk along one index."""
    came = COUNT.c.received_on.between(asked.first, asked.last)
    yield _Part(_CAME, COUNT, came)
    yield _Part(_CARRIED, _found(COUNT), _open_after(asked.first - timedelta(1), _FOUND))
    yield _Part(_STOCK, _found(with_terms(asked)), _open_after(asked.last, _FOUND))


def _found(rows: FromClause) -> FromClause:
    """Rows found by their own index alone, before any of them is read."""
    keys = ("tenant", "received_on", "dossier_uid")
    return rows.join(_FOUND, and_(*(_FOUND.c[key] == COUNT.c[key] for key in keys)))


def dossiers(
    session: Session, asked: ReportAsked, around: Around, cell: CellAsked
) -> tuple[UUID, ...]:
    """The dossiers behind a cell, in the order of reception."""
    chosen = (
        select(COUNT.c.dossier_uid)
        .select_from(with_terms(asked))
        .where(*scope(asked, around), _condition(asked, around, cell.column))
        .order_by(COUNT.c.received_at, COUNT.c.dossier_uid)
    )
    if cell.row is not None:
        cut = cut_by(session, around.tenant, asked.by or GroupBy.SECTOR)
        chosen = chosen.where(cut.condition(cell.row.removesuffix(ADJUSTED)))
    came = COUNT.c.received_on.between(asked.first, asked.last)
    found = (run(session, chosen.where(rows)) for rows in (carried_over(asked.first), came))
    return tuple(uid for rows in found for (uid,) in rows)


def each_dossier(
    session: Session, asked: ReportAsked, around: Around, cut: Cut, column: str
) -> Iterator[tuple[RowOf, UUID]]:
    """The dossiers of a column, each with its row."""
    query = (
        select(COUNT.c.dossier_uid, *cut.columns)
        .select_from(with_terms(asked))
        .where(*scope(asked, around), measures(asked, around)[column])
        .order_by(COUNT.c.received_at, COUNT.c.dossier_uid)
    )
    for uid, *values in run(session, query):
        yield cut.row_of(tuple(values)), uid


def _condition(asked: ReportAsked, around: Around, column: str | None) -> ColumnElement[bool]:
    known = measures(asked, around)
    if column is None:
        return true()
    found = next((each for each in ALL if each.key == column), None)
    parts = (column,) if found is None or not found.sum_of else found.sum_of
    return or_(*(known[each] for each in parts if each in known), false())


def with_terms(asked: ReportAsked) -> Any:
    """Each dossier with the term that covers the last day, where one did."""
    return COUNT.outerjoin(
        TERM,
        and_(
            TERM.c.tenant == COUNT.c.tenant,
            TERM.c.dossier_uid == COUNT.c.dossier_uid,
            TERM.c.begins_on <= asked.last,
            TERM.c.ends_on > asked.last,
        ),
    )


def scope(
    asked: ReportAsked, around: Around, *, with_void: bool = False
) -> Iterator[ColumnElement[bool]]:
    """The dossiers that were asked about at all."""
    yield COUNT.c.tenant == around.tenant
    if not with_void:
        yield COUNT.c.is_void.is_(False)
    if asked.office is not None:
        yield COUNT.c.office == asked.office
    if asked.agency is not None:
        yield COUNT.c.settling_agency == asked.agency
