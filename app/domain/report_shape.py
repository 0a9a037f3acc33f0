"""The one shape of every report: columns, rows, sums; each counted cell has its dossiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.domain.canonical import canonical_bytes
from app.domain.light_dataclass import dataclass
from app.domain.moments import local
from app.domain.records import to_plain
from app.domain.report_period import Period
from app.domain.wholeness import Wholeness, wholeness_words

Value = int | str | date | datetime | None
"""A cell as it is; shares are hundredths of a per cent, money is whole đồng."""


class CellKind(StrEnum):
    """What stands in a column, and so how it is shown and typed in a spreadsheet."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"


class RowKind(StrEnum):
    """What a row is: counted, the sum of those below it, or a correction of the last period."""

    PLAIN = "plain"
    GROUP = "group"
    ADJUSTMENT = "adjustment"


class GroupBy(StrEnum):
    """By what a report is cut into rows."""

    SECTOR = "sector"
    LEVEL = "level"
    OFFICE = "office"
    SITE = "site"
    DESK = "desk"
    OFFICER = "officer"
    AGENCY = "agency"
    PROCEDURE = "procedure"
    CHANNEL = "channel"
    MONTH = "month"


GROUP_WORDS = {
    GroupBy.SECTOR: "lĩnh vực theo cấp",
    GroupBy.LEVEL: "cấp giải quyết",
    GroupBy.OFFICE: "đơn vị",
    GroupBy.SITE: "nơi tiếp nhận",
    GroupBy.DESK: "quầy",
    GroupBy.OFFICER: "cán bộ tiếp nhận",
    GroupBy.AGENCY: "cơ quan giải quyết",
    GroupBy.PROCEDURE: "thủ tục",
    GroupBy.CHANNEL: "cách nộp",
    GroupBy.MONTH: "tháng",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportColumn:
    """A column: its heading under that of its ``group``, its number on the official form.

    ``sum_of`` names the columns that it is the sum of; ``share_of`` the two that it is the
    ratio of. ``is_summed``: the line of sums adds it up. ``width`` is a share of the page.
    """

    key: str
    heading: str
    kind: CellKind = CellKind.COUNT
    group: str = ""
    number: str = ""
    sum_of: tuple[str, ...] = ()
    share_of: tuple[str, str] | None = None
    is_summed: bool = True
    width: int = 8

    @property
    def is_number(self) -> bool:
        """Whether it can be added up."""
        return self.kind in (CellKind.COUNT, CellKind.MONEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A row: its key, and a value per column. ``dossier`` is the uid of the one it is about."""

    key: str
    values: tuple[Value, ...]
    kind: RowKind = RowKind.PLAIN
    dossier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A line at the foot that says whether the figures add up."""

    words: str
    is_met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAsked:
    """What was asked for: which report, of which days, cut by what, of which office.

    ``agency`` leaves what one agency settles, and of officers those whom it sent.
    """

    name: str
    first: date
    last: date
    by: GroupBy | None = None
    office: str | None = None
    agency: str | None = None

    @property
    def period(self) -> Period:
        """The days that are counted."""
        return Period(self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as counted: the same for screen, spreadsheet, paper and JSON.

    ``whole`` says whether all deeds of the period were here; ``despite`` why it was issued though
    they were not.
    """

    name: str
    title: str
    form: str
    unit: str
    asked: ReportAsked
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    total: tuple[Value, ...] = ()
    checks: tuple[Check, ...] = ()
    remarks: tuple[str, ...] = ()
    counted_at: datetime | None = None
    lists_persons: bool = False
    issued_as: str | None = None
    whole: Wholeness | None = None
    despite: str | None = None

    @property
    def is_sound(self) -> bool:
        """Whether every check is met."""
        return all(each.is_met for each in self.checks)

    def at(self, column: str) -> int:
        """Where a column stands."""
        return next(n for n, each in enumerate(self.columns) if each.key == column)

    def value(self, row: str, column: str) -> Value:
        """One cell; nothing where there is no such row."""
        found = next((each for each in self.rows if each.key == row), None)
        return None if found is None else found.values[self.at(column)]


def filled(columns: Sequence[ReportColumn], figures: Mapping[str, Value]) -> tuple[Value, ...]:
    """The values of a row: given, summed up from others, or a share of two others."""
    known: dict[str, Value] = dict(figures)
    for _ in columns:
        for each in columns:
            if each.sum_of:
                known[each.key] = sum(_number(known.get(part)) for part in each.sum_of)
    for each in columns:
        if each.share_of is not None:
            part, whole = (_number(known.get(name)) for name in each.share_of)
            known[each.key] = share(part, whole)
    return tuple(known.get(each.key, 0 if each.is_number else None) for each in columns)


def totals(columns: Sequence[ReportColumn], rows: Sequence[ReportRow]) -> tuple[Value, ...]:
    """The line of sums over the rows that are no sums themselves."""
    added = [each for each in rows if each.kind is not RowKind.GROUP]
    sums: dict[str, Value] = {
        each.key: sum(_number(row.values[at]) for row in added)
        for at, each in enumerate(columns)
        if each.is_number and each.is_summed
    }
    filled_in = filled(columns, sums)
    return tuple(
        None if each.is_number and not each.is_summed else value
        for each, value in zip(columns, filled_in, strict=True)
    )


def numbered(report: Report) -> list[tuple[int | None, ReportRow]]:
    """The rows with their running numbers (TT); headings and adjustment lines have none."""
    count = 0
    lines: list[tuple[int | None, ReportRow]] = []
    for row in report.rows:
        count += row.kind is RowKind.PLAIN
        lines.append((count if row.kind is RowKind.PLAIN else None, row))
    return lines


def share(part: int, whole: int) -> int | None:
    """Hundredths of a per cent, rounded half up; nothing where there is no whole."""
    return (part * 20_000 + whole) // (whole * 2) if whole else None


def report_bytes(report: Report) -> bytes:
    """The canonical bytes of a report: what an issued one is proven by."""
    return canonical_bytes(report_plain(report))


def report_plain(report: Report) -> dict[str, Any]:
    """A report as plain JSON values; what is not known stands as an empty text."""
    named = [each.key for each in report.columns]
    plain: dict[str, Any] = to_plain(replace(report, rows=(), total=()))
    plain["rows"] = [
        {
            **to_plain(replace(each, values=())),
            "values": _by_column(named, each.values),
        }
        for each in report.rows
    ]
    if report.total:
        plain["total"] = _by_column(named, report.total)
    return plain


def _by_column(named: Sequence[str], values: Sequence[Value]) -> dict[str, Any]:
    pairs = zip(named, values, strict=True)
    return {name: "" if value is None else to_plain(value) for name, value in pairs}


def report_foot(report: Report) -> tuple[str, ...]:
    """The lines under the table: whether it adds up, remarks, completeness, its number."""
    checks = [
        f"Đối chiếu: {each.words}{'' if each.is_met else ' (KHÔNG CÂN)'}." for each in report.checks
    ]
    whole = () if report.whole is None else (wholeness_words(report.whole),)
    despite = (f"Ban hành khi chưa đủ, lý do: {report.despite}.",) if report.despite else ()
    number = f"Mã báo cáo: {report.issued_as}" if report.issued_as else "Bản xem, chưa ban hành."
    return (*checks, *report.remarks, *whole, *despite, number)


def shown(column: ReportColumn, value: Value) -> str:
    """A cell as people read it: ``1.234``, ``99,50 %``, ``14/12/2026``."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{local(value):%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        return value
    if column.kind is CellKind.SHARE:
        return f"{value // 100},{value % 100:02d} %"
    return f"{value:,}".replace(",", ".")


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
