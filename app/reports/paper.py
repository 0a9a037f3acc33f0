"""A report as a file: the spreadsheet and the paper, of the same figures."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from app.domain.errors import Reason, Refusal
from app.domain.report_shape import Report, ReportColumn, RowKind, numbered, report_foot, shown
from app.printing.report_sheet import ReportSheet, SheetColumn, SheetLine, draw
from app.reports.charting import chart_of

_WEIGHTS = {RowKind.PLAIN: "plain", RowKind.GROUP: "bold", RowKind.ADJUSTMENT: "italic"}


class Issuer(Protocol):
    """Whose report it is: an office, or the centre for a province."""

    @property
    def office_name(self) -> str:
        """What stands at the head of the paper."""

    @property
    def is_training(self) -> bool:
        """Whether every paper is marked as one of training."""


def report_file(report: Report, name: str, *, desk: Issuer, made_by: str, at: datetime) -> bytes:
    """The bytes of a file by what its name ends in.

    Raises ``Refusal`` (``REPORT_FILE_KIND``) for anything but ``.xlsx`` and ``.pdf``.
    """
    ending = name.rpartition(".")[2].lower()
    if ending == "xlsx":
        from app.exchange.report_workbook import report_workbook

        return report_workbook(report, desk.office_name)
    if ending == "pdf":
        return report_pdf(report, desk=desk, made_by=made_by, at=at)
    raise Refusal(Reason.REPORT_FILE_KIND, value=name)


def report_pdf(report: Report, *, desk: Issuer, made_by: str, at: datetime) -> bytes:
    """The report on A4 lying; the same report gives the same bytes."""
    sheet = ReportSheet(
        unit=desk.office_name.upper(),
        form=report.form,
        name=report.title,
        remarks=(report.asked.period.words, f"Đơn vị tính: {report.unit}" if report.unit else ""),
        columns=tuple(map(_column, report.columns)),
        lines=tuple(_lines(report)),
        notes=report_foot(report),
        code=report.issued_as or report.title.capitalize(),
        made_at=report.counted_at or at,
        made_by=made_by,
        chart=chart_of(report) if report.rows else None,
        training=desk.is_training,
    )
    return draw(sheet)


def _column(each: ReportColumn) -> SheetColumn:
    return SheetColumn(
        each.heading,
        max(each.width, 6),
        not each.is_number and each.width > 9,
        each.group,
        f"({each.number})" if each.number else "",
    )


def _lines(report: Report) -> list[SheetLine]:
    lines = [
        SheetLine(
            ("" if ordinal is None else str(ordinal), *_cells(report, row.values)),
            _WEIGHTS[row.kind],
        )
        for ordinal, row in numbered(report)
    ]
    if report.total:
        cells = _cells(report, report.total)
        lines.append(SheetLine(("", cells[0] or "Tổng số", *cells[1:]), "bold"))
    return lines


def _cells(report: Report, values: tuple[object, ...]) -> list[str]:
    pairs = zip(report.columns, values, strict=True)
    return [shown(column, value) for column, value in pairs]  # type: ignore[arg-type]
