"""Reports: chosen by name and period, seen as a table, each cell with its dossiers below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from app.domain.moments import local
from app.domain.report_shape import ReportRow, RowKind, report_foot, shown
from app.domain.wholeness import wholeness_words
from app.ui.desk_at_work import OpenDesk
from app.ui.report_choices import ReportChoices
from app.ui.report_deeds import ReportDeeds
from app.ui.report_rows import (
    Behind,
    Cell,
    called,
    cell_columns,
    line_columns,
    lines_as_issued,
    lines_of,
    report_column,
    seen_at_once,
)
from app.ui.widgets.chart_picture import ChartPicture
from app.ui.widgets.flow import Flow, foot
from app.ui.widgets.layouts import Card, column, key_button, label, row
from app.ui.widgets.notice import Notice
from app.ui.widgets.record_table import RecordTable
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from app.domain.report_shape import Report
    from app.reports.issuing import IssuedReport
    from app.reports.proving import Proof, Reopened
    from app.services.dossiers import DossierLine

_KEYS: Keys = (
    ("↑ ↓", "chọn"),
    ("Enter", "vào ô, hồ sơ"),
    ("Esc", "về bảng"),
    ("Ctrl+B", "biểu đồ"),
    ("Ctrl+S", "ghi Excel, PDF"),
    ("Ctrl+Shift+P", "in"),
    ("Ctrl+I", "ban hành"),
    ("Ctrl+Shift+I", "báo cáo đã ban hành"),
    ("F5", "tính lại"),
)


class ReportsScreen(Screen):
    """Choices on top, the report below them, the dossiers of the current cell at the foot.

    ``shown`` follows a counted report, ``listed`` the dossiers of a cell. An issued report can be
    opened as it was; whatever is chosen or counted next is of today again.
    """

    keys: Keys = _KEYS
    shown = Signal()
    listed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._background = workplace.background
        self._ways = workplace.ways
        self._desk: OpenDesk | None = None
        self._past: Reopened | None = None
        self.report: Report | None = None
        self.choices, self.deeds = ReportChoices(workplace), ReportDeeds(workplace, self)
        self.table: RecordTable[ReportRow] = RecordTable((), "Báo cáo")
        self.cells: RecordTable[Cell] = RecordTable(cell_columns(), "Các ô của dòng")
        self.lines: RecordTable[DossierLine] = RecordTable(line_columns(), "Hồ sơ của ô")
        self.foot, self.lacking = label("", "small", wraps=True), label("", "error", wraps=True)
        self.back = QPushButton("Về số liệu hiện nay  F5")
        self.notice = Notice(workplace.theme, self.back)
        self.chart = ChartPicture(workplace.background, workplace.theme, "Biểu đồ của báo cáo")
        self.draw = key_button("Biểu đồ", "Ctrl+B")
        self.draw.setCheckable(True)
        self.save = key_button("Excel, PDF", "Ctrl+S")
        self.look = key_button("Xem trước", "Ctrl+Shift+P")
        self.issued = key_button("Đã ban hành", "Ctrl+Shift+I")
        self.issue = key_button("Ban hành", "Ctrl+I", "main")
        self._card, self._row = Card("Báo cáo"), Card("Các ô của dòng")
        self._list, self._drawn = Card("Hồ sơ của ô"), Card("Biểu đồ")
        self._beside = QStackedWidget()
        self._lay_out()
        self._connect()

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = self.deeds.desk = desk
        self.choices.open_desk(desk)
        self.refresh()

    def go_in(self) -> None:
        """Time passes while nothing is recorded: count anew, unless an issued report is open."""
        if self._past is None:
            self.refresh()
        self.table.setFocus()

    @Slot()
    def refresh(self, _what: object = None) -> None:
        """Count what is chosen, as it stands now."""
        asked = self.choices.asked()
        if self._desk is not None and asked is not None:
            from app.reports.watermark import report_now

            around: dict[str, Any] = {"now": self._desk.now(), "desk": self._desk.context}
            self._background.query(report_now, asked, **around, then=self._show_now)

    def _show_now(self, report: Report) -> None:
        self._forget_past()
        self._show(report)

    @Slot(object)
    def _show_issued(self, issued: IssuedReport) -> None:
        self._show(issued.report)

    @Slot(object)
    def _show_past(self, reopened: Reopened) -> None:
        """An issued report in the place of today's: figures, lists and files as they were."""
        self._forget_past()
        self._past = reopened
        proof = reopened.proof
        self.notice.say(_past_words(proof), "info" if proof.is_proven else "bad")
        self.issue.setEnabled(False)
        self._show(proof.report)
        self.table.setFocus()

    def _forget_past(self) -> None:
        if self._past is not None:
            past, self._past = self._past, None
            self.deeds.put_away(past)
            self.notice.say("")
            self.issue.setEnabled(True)

    def _show(self, report: Report) -> None:
        self.report = report
        self._fill_table(report)
        self._card.name(report.title.capitalize())
        self._card.say_aside(report.asked.period.words)
        self._show_chart()
        self._show_foot(report)
        self.shown.emit()
        self._show_cells()

    def _show_foot(self, report: Report) -> None:
        said = [*report_foot(report)]
        lacks = report.whole is not None and not report.whole.is_whole
        lacking = wholeness_words(report.whole) if report.whole is not None and lacks else ""
        self.foot.setText(" ".join(each for each in said if each != lacking))
        self.lacking.setText(lacking)
        self.lacking.setVisible(lacks)

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
            self._show_lines("", Behind(0, ()))
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
        then = partial(self._show_lines, called(column_of))
        desk = self._desk.context
        if self._past is not None:
            self._background.query(lines_as_issued, desk.tenant, self._past, asked, then=then)
            return
        around = Around(self._desk.now(), desk)
        self._background.query(lines_of, self.report.asked, around, asked, then=then)

    def _show_lines(self, words: str, found: Behind) -> None:
        self._list.say_aside(f"{words}: {found.words}" if words else "")
        self.lines.show_records(found.lines)
        self.listed.emit()

    @Slot(object)
    def _open(self, each: DossierLine) -> None:
        self._ways.page_wanted.emit(each.dossier_uid)

    @property
    def made_by(self) -> str:
        """Whose name stands under the report: who issued it, else who sits here."""
        if self._past is not None:
            return self._past.proof.issued_by
        return "" if self._desk is None else self._desk.actor.full_name

    @Slot()
    def _save(self) -> None:
        if self.report is not None:
            self.deeds.save(self.report, self.made_by)

    @Slot()
    def _look(self) -> None:
        if self.report is not None:
            self.deeds.look(self.report, self.made_by)

    @Slot()
    def _issue(self) -> None:
        asked = self.choices.asked()
        if asked is not None:
            self.deeds.issue(asked)

    def _connect(self) -> None:
        self.choices.changed.connect(self.refresh)
        self.lines.chosen.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._show_cells)
        self.table.chosen.connect(self.cells.setFocus)
        self.cells.selectionModel().currentRowChanged.connect(self._read_cell)
        self.cells.chosen.connect(self.lines.setFocus)
        self.draw.toggled.connect(self._turn)
        self.save.clicked.connect(self._save)
        self.look.clicked.connect(self._look)
        self.issue.clicked.connect(self._issue)
        self.issued.clicked.connect(self.deeds.ask_issued)
        self.back.clicked.connect(self.refresh)
        self.deeds.issued.connect(self._show_issued)
        self.deeds.reopened.connect(self._show_past)
        QShortcut("Esc", self).activated.connect(self.table.setFocus)

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
        deeds = foot(self.issue, Flow(self.draw, self.save, self.look, None, self.issued))
        said = column(self.lacking, self.foot, gap="tight")
        whole = column(self.choices, self.notice, below, said, deeds, gap="near")
        whole.setStretch(2, 1)
        self.setLayout(whole)


def _past_words(proof: Proof) -> str:
    at = f"{local(proof.issued_at):%H:%M ngày %d/%m/%Y}"
    head = f"Bản {proof.issued_by} ban hành lúc {at}, mã {proof.number}, tính lại từ nhật ký."
    return " ".join((head, *proof.sentences))
