"""A report on the screen as tables: its rows, the figures of a row, the dossiers of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.light_dataclass import dataclass
from app.domain.moments import local
from app.domain.report_shape import CellKind, shown
from app.ui.widgets.record_table import Column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from app.domain.report_shape import Report, ReportAsked, ReportColumn, ReportRow, Value
    from app.services.dossiers import DossierLine

Cell = tuple["ReportColumn", "Value"]
"""One figure of a row with its column."""


def called(each: ReportColumn) -> str:
    """The whole name of a column: ``Số hồ sơ tiếp nhận: tổng số (3)``."""
    number = f" ({each.number})" if each.number else ""
    named = f"{each.group}: {each.heading.lower()}" if each.group else each.heading
    return f"{named}{number}"


def cell_columns() -> tuple[Column[Cell], ...]:
    """Each figure by its whole name."""
    return (
        Column("Ô", lambda each: called(each[0]), share=70),
        Column("Số", lambda each: shown(*each), share=30, is_number=True),
    )


def seen_at_once(report: Report) -> tuple[int, ...]:
    """What a row shows at a glance: its name and its sums; the others stand beside it."""
    sums = [at for at, each in enumerate(report.columns) if each.sum_of]
    others = [at for at in range(1, len(report.columns)) if at not in sums]
    return (0, *sorted([*sums, *others][:_AT_ONCE]))


_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Behind:
    """The dossiers behind a cell: how many, and the first of them."""

    count: int
    lines: tuple[DossierLine, ...]

    @property
    def words(self) -> str:
        """How many there are, and how many of them are shown."""
        told = f"{self.count:,} hồ sơ".replace(",", ".")
        return told if len(self.lines) == self.count else f"{len(self.lines)} đầu của {told}"


def lines_of(session: Any, asked: ReportAsked, around: Any, cell: Any) -> Behind:
    """The dossiers behind a cell now; a screen shows no hundred thousand."""
    from app.reports.registry import dossiers_of

    return _behind(session, around.tenant, dossiers_of(session, asked, around, cell))


def lines_as_issued(session: Any, tenant: str, reopened: Any, cell: Any) -> Behind:
    """The dossiers that stood behind a cell when the report was issued."""
    return _behind(session, tenant, reopened.dossiers(cell))


def _behind(session: Any, tenant: str, uids: Sequence[UUID]) -> Behind:
    from app.services.dossiers import dossier_lines

    return Behind(len(uids), dossier_lines(session, tenant, uids[:_MOST_LINES]))


_MOST_LINES = 500


def report_column(report: Report, at: int) -> Column[ReportRow]:
    """A column of the report, by the short name that a narrow table has room for."""
    column_of = report.columns[at]
    short = column_of.group.removeprefix("Số hồ sơ ").capitalize() or column_of.heading
    return Column(
        short,
        lambda each: shown(column_of, each.values[at]),
        lambda each: _sorted_by(each.values[at]),
        share=4 if at == 0 else 3,
        is_number=column_of.is_number or column_of.kind is CellKind.SHARE,
    )


def _sorted_by(value: Value) -> tuple[bool, Any]:
    return value is not None, value if value is not None else 0


def line_columns() -> tuple[Column[DossierLine], ...]:
    """What a dossier shows where it is one of many."""
    return (
        Column("Mã hồ sơ", lambda each: each.dossier_code, share=40),
        Column("Người nộp", lambda each: each.applicant or "(đã xóa)", share=36),
        Column("Hẹn trả", _due_text, lambda each: each.return_due_at, share=28),
    )


def _due_text(each: DossierLine) -> str:
    return f"{local(each.return_due_at):%d/%m/%Y}"
