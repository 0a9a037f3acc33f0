"""Reports told from events: each adds to cells, and a cell opens the dossiers it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.events import Event, read_event
from app.domain.report_shape import (
    Check,
    GroupBy,
    Report,
    ReportAsked,
    ReportColumn,
    ReportRow,
    Value,
    filled,
    totals,
)
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.reports.grouping import COUNT, RowOf, cut_by
from app.reports.kinds import Around, Builder, CellAsked, Opener, ReportKind
from app.reports.settlement_counting import scope

_EVENT = table_of(EventRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that counts: in which row and column, how much, and of which dossier."""

    row: RowOf
    column: str
    amount: int = 1
    dossier: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list: its values by column, and the dossier that it is about."""

    key: str
    values: dict[str, Value]
    dossier: UUID | None = None


Teller = Callable[[Session, ReportAsked, Around], Iterable[Entry]]
Lister = Callable[[Session, ReportAsked, Around], Iterable[Line]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a report says of itself. ``label`` heads the column of rows."""

    name: str
    title: str
    columns: tuple[ReportColumn, ...]
    form: str = ""
    unit: str = ""
    groups: tuple[GroupBy, ...] = ()
    remarks: tuple[str, ...] = ()


def told_report(told: Told, tell: Teller) -> ReportKind:
    """A report of figures, gathered entry by entry."""

    def build(session: Session, asked: ReportAsked, around: Around) -> Report:
        rows = tuple(_rows(told.columns, tell(session, asked, around)))
        return _report(told, asked, around, rows, summed=True)

    def dossiers(
        session: Session, asked: ReportAsked, around: Around, cell: CellAsked
    ) -> tuple[UUID, ...]:
        wanted = _parts(told.columns, cell.column)
        found = (
            each.dossier
            for each in tell(session, asked, around)
            if cell.row in (None, each.row.key) and (wanted is None or each.column in wanted)
        )
        return tuple(dict.fromkeys(uid for uid in found if uid is not None))

    return _kind(told, build, dossiers)


def listed_report(told: Told, listing: Lister) -> ReportKind:
    """A report of lines, each about a dossier; it names persons, so no line is journalled."""

    def build(session: Session, asked: ReportAsked, around: Around) -> Report:
        rows = tuple(
            ReportRow(
                key=each.key,
                values=filled(told.columns, each.values),
                dossier=None if each.dossier is None else str(each.dossier),
            )
            for each in listing(session, asked, around)
        )
        return _report(told, asked, around, rows, summed=False)

    def dossiers(
        session: Session, asked: ReportAsked, around: Around, cell: CellAsked
    ) -> tuple[UUID, ...]:
        found = (
            each.dossier for each in listing(session, asked, around) if cell.row in (None, each.key)
        )
        return tuple(dict.fromkeys(uid for uid in found if uid is not None))

    return _kind(told, build, dossiers)


def events_between(
    session: Session, asked: ReportAsked, around: Around, kinds: Sequence[str]
) -> Iterator[Event]:
    """Events of these kinds on the days of the period, as the office learnt of them."""
    query = (
        select(_EVENT.c.content)
        .where(_EVENT.c.tenant == around.tenant, _EVENT.c.kind.in_(tuple(kinds)))
        .where(_EVENT.c.occurred_on.between(asked.first, asked.last))
        .order_by(_EVENT.c.arrival)
    )
    if asked.office is not None:
        query = query.where(_EVENT.c.office == asked.office)
    return (read_event(content, None) for (content,) in run(session, query))


def rows_of_dossiers(
    session: Session, asked: ReportAsked, around: Around, kinds: Sequence[str]
) -> Iterator[tuple[Event, RowOf]]:
    """The same events of dossiers that count, each with the row that its dossier belongs to."""
    by = asked.by or GroupBy.SECTOR
    cut = cut_by(session, around.tenant, by)
    query = (
        select(_EVENT.c.content, *cut.columns)
        .join(
            COUNT,
            (COUNT.c.tenant == _EVENT.c.tenant) & (COUNT.c.dossier_uid == _EVENT.c.dossier_uid),
        )
        .where(_EVENT.c.tenant == around.tenant, _EVENT.c.kind.in_(tuple(kinds)))
        .where(_EVENT.c.occurred_on.between(asked.first, asked.last), *scope(asked, around))
        .order_by(_EVENT.c.arrival)
    )
    for content, *values in run(session, query):
        yield read_event(content, None), cut.row_of(tuple(values))


def plain_row(key: str, words: str | None = None, order: Any = None) -> RowOf:
    """A row that is no way of cutting: a month, a mark, a kind of visit."""
    return RowOf(key, words or key, order=(key if order is None else order,))


def _rows(columns: tuple[ReportColumn, ...], entries: Iterable[Entry]) -> Iterator[ReportRow]:
    sums: dict[RowOf, dict[str, int]] = {}
    for each in entries:
        figures = sums.setdefault(each.row, {})
        figures[each.column] = figures.get(each.column, 0) + each.amount
    label = columns[0].key
    for row in sorted(sums, key=lambda each: (each.order, each.words)):
        words = f"{row.above}: {row.words}" if row.above else row.words
        yield ReportRow(key=row.key, values=filled(columns, {label: words, **sums[row]}))


def _parts(columns: tuple[ReportColumn, ...], key: str | None) -> tuple[str, ...] | None:
    if key is None:
        return None
    found = next((each for each in columns if each.key == key), None)
    if found is None or not found.sum_of:
        return (key,)
    return tuple(part for each in found.sum_of for part in _parts(columns, each) or ())


def _kind(told: Told, build: Builder, dossiers: Opener) -> ReportKind:
    return ReportKind(
        name=told.name,
        title=told.title,
        form=told.form,
        build=build,
        dossiers=dossiers,
        groups=told.groups,
    )


def _report(
    told: Told, asked: ReportAsked, around: Around, rows: tuple[ReportRow, ...], *, summed: bool
) -> Report:
    said = f"{len(rows)} dòng"
    return Report(
        name=told.name,
        title=told.title.upper(),
        form=told.form,
        unit=told.unit,
        asked=asked,
        columns=told.columns,
        rows=rows,
        total=totals(told.columns, rows) if summed else (),
        checks=() if summed else (Check(words=said, is_met=True),),
        remarks=told.remarks,
        counted_at=around.now,
        lists_persons=not summed,
    )
