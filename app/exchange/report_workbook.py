"""A report as a spreadsheet: typed cells, frozen heading, sums and shares as formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from app.domain.moments import VIETNAM, local
from app.domain.report_shape import (
    CellKind,
    Report,
    ReportColumn,
    ReportRow,
    RowKind,
    Value,
    numbered,
    report_foot,
)

_FORMATS = {
    CellKind.COUNT: "#,##0",
    CellKind.MONEY: '#,##0" đ"',
    CellKind.SHARE: "0.00%",
    CellKind.TEXT: "@",
    CellKind.DAY: "dd/mm/yyyy",
    CellKind.MOMENT: "hh:mm dd/mm/yyyy",
}
_FACE = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_RULED = {**_FACE, "border": 1}
_HEAD = {**_RULED, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#E8EDF3"}
_HUNDREDTHS = 10_000


@dataclass(frozen=True, slots=True)
class _Styles:
    """The formats of the cells, by kind of column and of row."""

    cells: dict[tuple[CellKind, RowKind | None], Any]
    head: Any
    title: Any
    plain: Any
    small: Any


def report_workbook(report: Report, office_name: str) -> bytes:
    """The workbook; the same report gives the same bytes."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_urls": False})
    made = report.counted_at or datetime(report.asked.last.year, 1, 1, tzinfo=VIETNAM)
    book.set_properties(
        {"title": report.title, "author": office_name, "created": local(made).replace(tzinfo=None)}
    )
    styles = _styles(book)
    sheet = book.add_worksheet("Báo cáo")
    first = _head(sheet, report, styles, office_name)
    _widths(sheet, report.columns)
    for at, (ordinal, row) in enumerate(numbered(report)):
        _write_row(sheet, report.columns, (ordinal, row), first + at, styles)
    foot = first + len(report.rows)
    if report.total:
        _write_total(sheet, report, (first, foot), styles)
        foot += 1
    for at, line in enumerate(report_foot(report), foot + 1):
        sheet.write_string(at, 0, line, styles.small)
    book.close()
    return stream.getvalue()


def _head(sheet: Worksheet, report: Report, styles: _Styles, office_name: str) -> int:
    """Title, period and headings; returns the first row of figures."""
    last = len(report.columns)
    sheet.write_string(0, 0, office_name, styles.plain)
    sheet.write_string(1, 0, report.form, styles.plain)
    sheet.merge_range(2, 0, 2, last, report.title, styles.title)
    sheet.merge_range(3, 0, 3, last, report.asked.period.words, styles.plain)
    sheet.write_string(4, 0, f"Đơn vị tính: {report.unit}" if report.unit else "", styles.small)
    grouped = any(each.group for each in report.columns)
    top = 5
    bottom = top + 1 if grouped else top
    _head_cell(sheet, (top, bottom), 0, "TT", styles)
    at = 1
    while at <= last:
        at = _head_of(sheet, report.columns, at, (top, bottom), styles)
    row = bottom + 1
    if any(each.number for each in report.columns):
        for n, number in enumerate(["1", *(each.number for each in report.columns)]):
            sheet.write_string(row, n, number, styles.head)
        row += 1
    sheet.freeze_panes(row, 2)
    sheet.repeat_rows(top, row - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return row


def _head_of(
    sheet: Worksheet,
    columns: Sequence[ReportColumn],
    at: int,
    rows: tuple[int, int],
    styles: _Styles,
) -> int:
    """One heading, or a group of them under its name; returns the column after it."""
    group = columns[at - 1].group
    if not group:
        _head_cell(sheet, rows, at, columns[at - 1].heading, styles)
        return at + 1
    last = at
    while last < len(columns) and columns[last].group == group:
        last += 1
    if last > at:
        sheet.merge_range(rows[0], at, rows[0], last, group, styles.head)
    else:
        sheet.write_string(rows[0], at, group, styles.head)
    for n in range(at, last + 1):
        sheet.write_string(rows[1], n, columns[n - 1].heading, styles.head)
    return last + 1


def _head_cell(
    sheet: Worksheet, rows: tuple[int, int], at: int, words: str, styles: _Styles
) -> None:
    if rows[0] == rows[1]:
        sheet.write_string(rows[0], at, words, styles.head)
    else:
        sheet.merge_range(rows[0], at, rows[1], at, words, styles.head)


def _widths(sheet: Worksheet, columns: Sequence[ReportColumn]) -> None:
    sheet.set_column(0, 0, 5)
    for at, each in enumerate(columns, 1):
        sheet.set_column(at, at, max(9, each.width))


def _write_row(
    sheet: Worksheet,
    columns: Sequence[ReportColumn],
    line: tuple[int | None, ReportRow],
    at: int,
    styles: _Styles,
) -> None:
    ordinal, row = line
    number = styles.cells[CellKind.COUNT, row.kind]
    if ordinal is None:
        sheet.write_blank(at, 0, None, number)
    else:
        sheet.write_number(at, 0, ordinal, number)
    for n, (column, value) in enumerate(zip(columns, row.values, strict=True), 1):
        style = styles.cells[column.kind, row.kind]
        formula = _formula(columns, column, at)
        if formula and value is not None:
            sheet.write_formula(at, n, formula, style, _typed(column, value))
        else:
            _write(sheet, (at, n), column, value, style)


def _write(
    sheet: Worksheet, cell: tuple[int, int], column: ReportColumn, value: Value, style: Any
) -> None:
    if value is None:
        sheet.write_blank(*cell, None, style)
    elif isinstance(value, datetime):
        sheet.write_datetime(*cell, local(value).replace(tzinfo=None), style)
    elif isinstance(value, date):
        sheet.write_datetime(*cell, value, style)
    elif isinstance(value, int):
        sheet.write_number(*cell, _typed(column, value), style)
    else:
        sheet.write_string(*cell, value, style)


def _formula(columns: Sequence[ReportColumn], column: ReportColumn, at: int) -> str:
    """A sum of other columns, or a share of two, in the words of the spreadsheet."""
    names = {each.key: f"{xl_col_to_name(n)}{at + 1}" for n, each in enumerate(columns, 1)}
    if column.sum_of:
        return "=" + "+".join(names[each] for each in column.sum_of)
    if column.share_of is not None:
        part, whole = (names[each] for each in column.share_of)
        return f'=IF({whole}=0,"",{part}/{whole})'
    return ""


def _write_total(sheet: Worksheet, report: Report, rows: tuple[int, int], styles: _Styles) -> None:
    """The line of sums: every figure adds up the rows that are no sums themselves."""
    first, at = rows
    sheet.write_blank(at, 0, None, styles.cells[CellKind.TEXT, None])
    for n, (column, value) in enumerate(zip(report.columns, report.total, strict=True), 1):
        style = styles.cells[column.kind, None]
        formula = _formula(report.columns, column, at)
        if column.is_number and column.is_summed and not column.sum_of:
            formula = _added(report, n, first)
        if formula and value is not None:
            sheet.write_formula(at, n, formula, style, _typed(column, value))
        elif n == 1:
            sheet.write_string(at, n, "Tổng số", style)
        else:
            _write(sheet, (at, n), column, value, style)


def _added(report: Report, column: int, first: int) -> str:
    """``=SUM(...)`` over the runs of rows between the headings."""
    name, runs, begun = xl_col_to_name(column), [], None
    for at, row in enumerate([*report.rows, None]):
        is_counted = row is not None and row.kind is not RowKind.GROUP
        if is_counted and begun is None:
            begun = at
        if not is_counted and begun is not None:
            runs.append(f"{name}{first + begun + 1}:{name}{first + at}")
            begun = None
    return f"=SUM({','.join(runs)})" if runs else ""


def _typed(column: ReportColumn, value: Value) -> Any:
    if column.kind is CellKind.SHARE and isinstance(value, int):
        return value / _HUNDREDTHS
    return value


def _styles(book: Workbook) -> _Styles:
    kinds: dict[RowKind | None, dict[str, Any]] = {
        RowKind.PLAIN: {},
        RowKind.GROUP: {"bold": True, "bg_color": "#F4F6F9"},
        RowKind.ADJUSTMENT: {"italic": True},
        None: {"bold": True, "top": 2},
    }
    cells = {
        (kind, row): book.add_format(
            {**_RULED, "num_format": shown, **more, "text_wrap": kind is CellKind.TEXT}
        )
        for kind, shown in _FORMATS.items()
        for row, more in kinds.items()
    }
    return _Styles(
        cells=cells,
        head=book.add_format(_HEAD),
        title=book.add_format({**_FACE, "bold": True, "font_size": 14, "align": "center"}),
        plain=book.add_format({**_FACE, "align": "left"}),
        small=book.add_format({**_FACE, "italic": True, "font_size": 10}),
    )
