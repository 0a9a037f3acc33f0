"""Reports: chosen by name and period, seen as a table, each cell with its dossiers below."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.report_period import PERIOD_RULES, Period, last_ended
from app.domain.report_shape import GROUP_WORDS, GroupBy, ReportAsked, RowKind, shown
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.reception_draft import read_day
from app.ui.report_rows import (
    Cell,
    called,
    cell_columns,
    line_columns,
    lines_of,
    report_column,
    seen_at_once,
)
from app.ui.widgets.chart_picture import ChartPicture
from app.ui.widgets.fields import FieldStrip, choice, line, offer
from app.ui.widgets.layouts import Card, column, key_button, label, row, scrolling
from app.ui.widgets.record_table import RecordTable
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.report_shape import Report, ReportRow
    from app.reports.issuing import IssuedReport
    from app.services.dossiers import DossierLine

_KEYS: Keys = (
    ("↑ ↓", "chọn"),
    ("Enter", "vào ô, hồ sơ"),
    ("Esc", "về bảng"),
    ("Ctrl+B", "biểu đồ"),
    ("Ctrl+S", "ghi Excel"),
    ("Ctrl+Shift+P", "in"),
    ("Ctrl+I", "ban hành"),
    ("F5", "tính lại"),
)
_FREE = "free"
_USUAL = "report-quarter"


class ReportsScreen(Screen):
    """Choices on top, the report below them, the dossiers of the current cell at the foot.

    ``shown`` follows a counted report, ``listed`` the dossiers of a cell.
    """

    keys: Keys = _KEYS
    shown = Signal()
    listed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._background = workplace.background
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._ways = workplace.ways
        self._desk: OpenDesk | None = None
        self.report: Report | None = None
        self.choices, self.days = FieldStrip(), FieldStrip()
        self.choices.add("name", "&Báo cáo", choice([]), share=3)
        self.choices.add("by", "Chia &theo", choice([]))
        rules = [(each.key, each.words) for each in PERIOD_RULES]
        self.days.add("rule", "&Kỳ", choice([*rules, (_FREE, "Tự chọn ngày")]))
        self.days.add("first", "Từ &ngày", line("15/09/2026"))
        self.days.add("last", "Đế&n ngày", line("14/12/2026"))
        self.table: RecordTable[ReportRow] = RecordTable((), "Báo cáo")
        self.cells: RecordTable[Cell] = RecordTable(cell_columns(), "Các ô của dòng")
        self.lines: RecordTable[DossierLine] = RecordTable(line_columns(), "Hồ sơ của ô")
        self.foot = label("", "small", wraps=True)
        self.chart = ChartPicture(workplace.background, workplace.theme, "Biểu đồ của báo cáo")
        self.draw = key_button("Biểu đồ", "Ctrl+B")
        self.draw.setCheckable(True)
        self.save = key_button("Excel", "Ctrl+S")
        self.look = key_button("Xem trước", "Ctrl+Shift+P")
        self.issue = key_button("Ban hành", "Ctrl+I", "main")
        self._card, self._row = Card("Báo cáo"), Card("Các ô của dòng")
        self._list, self._drawn = Card("Hồ sơ của ô"), Card("Biểu đồ")
        self._beside = QStackedWidget()
        self._lay_out()
        self.choices.edited.connect(self._choose_report)
        self.days.edited.connect(self._choose_days)
        self.lines.chosen.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._show_cells)
        self.table.chosen.connect(self._enter_cells)
        self.cells.selectionModel().currentRowChanged.connect(self._read_cell)
        self.cells.chosen.connect(self._enter_lines)
        self.draw.toggled.connect(self._turn)
        self.save.clicked.connect(self._save)
        self.look.clicked.connect(self._look)
        self.issue.clicked.connect(self._issue)
        QShortcut("Esc", self).activated.connect(self._go_to_table)

    @Slot()
    def _go_to_table(self) -> None:
        self.table.setFocus()

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        from app.reports.registry import REPORTS

        self._desk = desk
        self._offer(self.choices, "name", [(each.name, each.title) for each in REPORTS.values()])
        self._offer_groups()
        self.days.put("rule", _USUAL)
        self._show_days(_USUAL)
        self.refresh()

    def go_in(self) -> None:
        """Time passes while nothing is recorded: count anew."""
        self.refresh()
        self.table.setFocus()

    @Slot()
    def refresh(self, _what: object = None) -> None:
        """Count what is chosen."""
        asked = self._asked()
        if self._desk is not None and asked is not None:
            from app.reports.kinds import Around
            from app.reports.registry import count_report

            around = Around(self._desk.now(), self._desk.context)
            self._background.query(count_report, asked, around, then=self._show)

    def _asked(self) -> ReportAsked | None:
        period = self._period()
        if period is None or not self.choices.text("name"):
            return None
        by = self.choices.text("by")
        return ReportAsked(
            name=self.choices.text("name"),
            first=period.first,
            last=period.last,
            by=GroupBy(by) if by else None,
        )

    def _period(self) -> Period | None:
        try:
            first = read_day(self.days.text("first"))
            last = read_day(self.days.text("last"))
            if first is None or last is None:
                return None
            return Period(first, last)
        except ValueError:
            typed = f"{self.days.text('first')} – {self.days.text('last')}"
            self._messages.refuse(Refusal(Reason.FIELD_WRONG, field="kỳ báo cáo", value=typed))
        except Refusal as refusal:
            self._messages.refuse(refusal)
        return None

    @Slot()
    def _choose_report(self, *_: object) -> None:
        self._offer_groups()
        self.refresh()

    @Slot()
    def _choose_days(self, *_: object) -> None:
        rule = self.days.text("rule")
        if rule != _FREE and self.sender() is not None:
            self._show_days(rule)
        self.refresh()

    def _show_days(self, key: str) -> None:
        """The newest part of the year that is over, by its rule."""
        rule = next((each for each in PERIOD_RULES if each.key == key), None)
        if rule is not None and self._desk is not None:
            period = last_ended(rule, local_date(self._desk.now()))
            self.days.blockSignals(True)  # noqa: FBT003 - Qt's name
            self.days.put("first", f"{period.first:%d/%m/%Y}")
            self.days.put("last", f"{period.last:%d/%m/%Y}")
            self.days.blockSignals(False)  # noqa: FBT003 - Qt's name

    def _offer_groups(self) -> None:
        from app.reports.registry import REPORTS

        kind = REPORTS.get(self.choices.text("name"))
        groups = () if kind is None else kind.groups
        self._offer(self.choices, "by", [(each.value, GROUP_WORDS[each]) for each in groups])

    def _show(self, report: Report) -> None:
        self.report = report
        self._fill_table(report)
        self._card.name(report.title.capitalize())
        self._card.say_aside(report.asked.period.words)
        checks = [
            f"{'Cân' if each.is_met else 'KHÔNG CÂN'}: {each.words}." for each in report.checks
        ]
        said = f"Mã báo cáo {report.issued_as}." if report.issued_as else ""
        self._show_chart()
        self.foot.setText(" ".join([*checks, *report.remarks, said]).strip())
        self.shown.emit()
        self._show_cells()

    def _show_chart(self) -> None:
        """The figures as a picture; a list is read line by line."""
        from app.reports.charting import chart_of

        chart = chart_of(self.report) if self.report is not None and self.report.rows else None
        self.draw.setEnabled(chart is not None)
        if chart is None:
            self.draw.setChecked(False)
        self.chart.show_chart(chart)

    @Slot(bool)
    def _turn(self, drawn: bool) -> None:
        self._beside.setCurrentIndex(int(drawn))

    def _fill_table(self, report: Report) -> None:
        """Every report has columns of its own, and its line of sums as the last row."""
        rows = list(report.rows)
        if report.total:
            from app.domain.report_shape import ReportRow

            total = ("Tổng số", *report.total[1:])
            rows.append(ReportRow(key="", values=total, kind=RowKind.GROUP))
        columns = tuple(report_column(report, at) for at in seen_at_once(report))
        self.table.replace_columns(columns, report.title.capitalize())
        self.table.show_records(rows)

    @Slot()
    def _show_cells(self, *_: object) -> None:
        """Every figure of the current row, each by its whole name."""
        record, report = self.table.current_record(), self.report
        if report is None or record is None:
            self.cells.show_records(())
            self._show_lines("", ())
            return
        self._row.name(str(shown(report.columns[0], record.values[0])))
        pairs = zip(report.columns[1:], record.values[1:], strict=True)
        kept = self.cells.current_record()
        cells = [(column_of, value) for column_of, value in pairs]
        self.cells.show_records(cells)
        at = next((n for n, each in enumerate(cells) if kept and each[0] == kept[0]), 0)
        self.cells.setCurrentIndex(self.cells.model().index(at, 0))
        self._read_cell()

    @Slot()
    def _read_cell(self, *_: object) -> None:
        from app.reports.kinds import Around, CellAsked

        record, cell = self.table.current_record(), self.cells.current_record()
        if self._desk is None or self.report is None or record is None or cell is None:
            return
        column_of, _value = cell
        asked = CellAsked(
            row=record.key or None, column=column_of.key if column_of.is_number else None
        )
        around = Around(self._desk.now(), self._desk.context)
        then = partial(self._show_lines, called(column_of))
        self._background.query(lines_of, self.report.asked, around, asked, then=then)

    def _show_lines(self, words: str, lines: Sequence[DossierLine]) -> None:
        self._list.say_aside(f"{words}: {len(lines)} hồ sơ" if words else "")
        self.lines.show_records(lines)
        self.listed.emit()

    @Slot()
    def _enter_cells(self, _row: object = None) -> None:
        self.cells.setFocus()

    @Slot()
    def _enter_lines(self, _row: object = None) -> None:
        self.lines.setFocus()

    @Slot(object)
    def _open(self, each: DossierLine) -> None:
        self._ways.page_wanted.emit(each.dossier_uid)

    @Slot()
    def _save(self) -> None:
        if self.report is None or self._desk is None:
            return
        name = f"{self.report.name}-{self.report.asked.last:%Y-%m-%d}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, "Ghi báo cáo", name, "Excel (*.xlsx)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the report to a file by its ending; the folder may not take it."""
        content = self._file(path.name)
        try:
            path.write_bytes(content)
        except OSError:
            self._messages.refuse(Refusal(Reason.FOLDER_READ_ONLY, path=path.parent))
            return
        self._messages.tell(f"Đã ghi {path.name}")

    @Slot()
    def _look(self) -> None:
        if self.report is not None and self._desk is not None:
            self._slips.previewed.emit(self._file("x.pdf"), self.report.title.capitalize())

    def _file(self, name: str) -> bytes:
        from app.reports.paper import report_file

        if self.report is None or self._desk is None:
            return b""
        about: dict[str, Any] = {"made_by": self._desk.actor.full_name, "at": self._desk.now()}
        return report_file(self.report, name, desk=self._desk.context, **about)

    @Slot()
    def _issue(self) -> None:
        from app.reports.issuing import issue_report
        from app.services.dossier_deeds import Acting

        asked = self._asked()
        if self._desk is not None and asked is not None:
            acting = Acting(**stamp(self._desk))
            self._background.command(issue_report, asked, acting, then=self._issued)

    def _issued(self, issued: IssuedReport) -> None:
        self._messages.tell(f"Đã ban hành báo cáo, mã {str(issued.event_uid)[-12:]}")
        self._show(issued.report)

    def _offer(self, strip: FieldStrip, key: str, options: list[tuple[str, str]]) -> None:
        combo: Any = strip[key]
        offer(combo, options or [("", "không chia")])

    def _lay_out(self) -> None:
        self._card.put(self.table)
        self._row.put(self.cells)
        self._list.put(self.lines)
        self._drawn.put(self.chart)
        opened = QWidget()
        opened.setLayout(column(self._row, self._list, gap="near"))
        self._beside.addWidget(opened)
        self._beside.addWidget(self._drawn)
        below = row(self._card, self._beside, gap="near")
        below.setStretch(0, 1)
        below.setStretch(1, 1)
        deeds = row(self.draw, self.save, self.look, None, self.issue)
        whole = column(self.choices, self.days, below, self.foot, deeds, gap="near")
        whole.setStretch(2, 1)
        inside = QWidget()
        inside.setLayout(whole)
        self.setLayout(column(scrolling(inside), gap="none"))
