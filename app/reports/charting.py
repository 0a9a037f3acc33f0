"""A report as a chart: which of its columns are drawn, and how, from the figures it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.report_shape import CellKind, GroupBy, Report, ReportRow, RowKind, share
from app.printing.charts import Chart, ChartKind, Series
from app.reports.charted import AFTER, BEFORE, LOAD, MONTH_ENDS, MONTHS

_MOST_BARS = 12
_MOST_LINES = 6
_OTHERS = "Các dòng khác"
_WHOLE = 100
_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class _Bars:
    """Columns stacked on each row's bar; a name where the heading alone would not do."""

    columns: tuple[str, ...]
    names: tuple[str, ...] = ()
    alarming: str = ""
    """The column of what is late and still can be helped, or should not have been."""


_BARS: Mapping[str, _Bars] = {
    "ii06a": _Bars(
        ("early", "on_time", "open_in_time", "late", "open_late"),
        ("Xong trước hạn", "Xong đúng hạn", "Đang làm, còn hạn", "Xong quá hạn", "Đang quá hạn"),
        alarming="open_late",
    ),
    "on-time-766": _Bars(("on_time", "late"), alarming="late"),
    "ageing": _Bars(("in_time", "waiting", "late"), alarming="late"),
    "money": _Bars(("fee", "levy", "service")),
    "post": _Bars(("received", "returned")),
    "satisfaction": _Bars(("ratings",)),
    "visitors": _Bars(
        ("filed", "supplemented", "collected", "guided", "refused", "consulted", "feedback")
    ),
    "feedback": _Bars(("received",)),
    "entry-delay": _Bars(("same_day", "next_days", "later", "undated"), alarming="later"),
    "visits": _Bars(("once", "twice", "more")),
}


def chart_of(report: Report) -> Chart | None:
    """The chart of a report; none for lists, which are read line by line."""
    if report.name == LOAD.name:
        return _load(report)
    if report.name == MONTHS.name:
        return _months(report)
    bars = _BARS.get(report.name)
    return None if bars is None else _stacked(report, bars)


def _stacked(report: Report, bars: _Bars) -> Chart:
    rows = _largest(report, bars.columns)
    names = bars.names or tuple(report.columns[report.at(each)].heading for each in bars.columns)
    money = report.columns[report.at(bars.columns[0])].kind is CellKind.MONEY
    return Chart(
        kind=ChartKind.BARS,
        title=_title(report),
        unit="nghìn đồng" if money else report.unit.removeprefix("Số ").removesuffix(" TTHC"),
        remark=report.asked.period.words,
        labels=tuple(name for name, _ in rows),
        series=tuple(
            Series(
                name if len(names) > 1 else "",
                tuple(figures[at] / (_THOUSAND if money else 1) for _, figures in rows),
                alarming=bars.alarming == bars.columns[at],
            )
            for at, name in enumerate(names)
        ),
    )


_THOUSAND = 1000


def _largest(report: Report, columns: Sequence[str]) -> list[tuple[str, list[int]]]:
    """The rows in their order, those that count least together where there are too many."""
    rows = [
        (_name(report, each), [_number(each.values[report.at(column)]) for column in columns])
        for each in report.rows
        if each.kind is RowKind.PLAIN
    ]
    if len(rows) <= _MOST_BARS:
        return rows
    least = sorted(sum(figures) for _, figures in rows)[-(_MOST_BARS - 1)]
    kept = [each for each in rows if sum(each[1]) >= least][: _MOST_BARS - 1]
    others = [each[1] for each in rows if each not in kept]
    return [*kept, (_OTHERS, [sum(each) for each in zip(*others, strict=True)])]


def _load(report: Report) -> Chart:
    """Hours across, days down; what lies before and after the usual hours only where it counts."""
    hours = [each for each in report.columns if each.is_number and not each.sum_of]
    shown = [
        each
        for each in hours
        if each.key not in (BEFORE, AFTER) or _number(report.total[report.at(each.key)])
    ]
    return Chart(
        kind=ChartKind.GRID,
        title=_title(report),
        unit=report.unit,
        remark=report.asked.period.words,
        labels=tuple(each.heading for each in shown),
        series=tuple(
            Series(
                _name(report, row),
                tuple(_number(row.values[report.at(each.key)]) for each in shown),
            )
            for row in report.rows
        ),
    )


def _months(report: Report) -> Chart:
    """A line for each of the largest rows, in per cent; the others are one line together."""
    months = sorted({each.key.partition(MONTH_ENDS)[0] for each in report.rows})
    found: dict[str, dict[str, list[int]]] = {}
    for row in report.rows:
        month = row.key.partition(MONTH_ENDS)[0]
        figures = found.setdefault(_name(report, row), {}).setdefault(month, [0, 0])
        figures[0] += _number(row.values[report.at("kept")])
        figures[1] += _number(row.values[report.at("settled")])
    return Chart(
        kind=ChartKind.LINES,
        title=_title(report),
        unit="%",
        remark=report.asked.period.words,
        highest=_WHOLE,
        labels=tuple(f"{each[5:]}/{each[:4]}" for each in months),
        series=tuple(
            Series(name, tuple(_rate(by_month.get(each)) for each in months))
            for name, by_month in _with_others(found).items()
        ),
    )


def _with_others(found: dict[str, dict[str, list[int]]]) -> dict[str, dict[str, list[int]]]:
    if len(found) <= _MOST_LINES:
        return found
    by_size = sorted(found, key=lambda name: -sum(each[1] for each in found[name].values()))
    kept = set(by_size[: _MOST_LINES - 1])
    others: dict[str, list[int]] = {}
    for name, by_month in found.items():
        for month, (part, whole) in by_month.items() if name not in kept else ():
            figures = others.setdefault(month, [0, 0])
            figures[0] += part
            figures[1] += whole
    return {name: each for name, each in found.items() if name in kept} | {_OTHERS: others}


def _rate(figures: list[int] | None) -> float | None:
    hundredths = None if figures is None else share(figures[0], figures[1])
    return None if hundredths is None else hundredths / _HUNDREDTHS


def _title(report: Report) -> str:
    return report.title.capitalize()


def _name(report: Report, row: ReportRow) -> str:
    """The row without the level or the month that it stands under."""
    words = str(row.values[0])
    under = report.name == MONTHS.name or report.asked.by is GroupBy.SECTOR
    return words.partition(": ")[2] or words if under else words


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
