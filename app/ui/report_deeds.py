"""What is done with a report from its page: saved, looked at, issued, opened as it was issued."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import Reason, Refusal
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.report_shape import Report, ReportAsked
    from app.reports.issuing import IssuedLine, IssuedReport
    from app.reports.proving import Reopened
    from app.ui.dialogs.issuing import IncompleteReportDialog


class ReportDeeds(QObject):
    """``issued`` brings a report just issued, ``reopened`` one as it was, with its journal."""

    issued = Signal(object)
    reopened = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._background = workplace.background
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._parent = parent
        self.desk: OpenDesk | None = None

    def save(self, report: Report, made_by: str) -> None:
        """Ask where, and write the report as a spreadsheet or PDF by the file's ending."""
        name = f"{report.name}-{report.asked.last:%Y-%m-%d}.xlsx"
        kinds = "Excel (*.xlsx);;PDF (*.pdf)"
        chosen, _ = QFileDialog.getSaveFileName(self._parent, "Ghi báo cáo", name, kinds)
        if chosen:
            self.save_to(report, Path(chosen), made_by)

    def save_to(self, report: Report, path: Path, made_by: str) -> None:
        """Write the report to a file by its ending; the folder may not take it."""
        try:
            content = self._file(report, path.name, made_by)
            path.write_bytes(content)
        except Refusal as refusal:
            self._messages.refuse(refusal)
        except OSError:
            self._messages.refuse(Refusal(Reason.FOLDER_READ_ONLY, path=path.parent))
        else:
            self._messages.tell(f"Đã ghi {path.name}")

    def look(self, report: Report, made_by: str) -> None:
        """Show the paper, from where it goes to a printer."""
        pdf = self._file(report, "x.pdf", made_by)
        self._slips.previewed.emit(pdf, report.title.capitalize())

    def issue(self, asked: ReportAsked, despite: str | None = None) -> None:
        """Issue a report; where deeds may be missing, ask why it is issued all the same."""
        self._issue(asked, self._ask_why, despite)

    def ask_issued(self) -> None:
        """Show the reports that were issued, to choose one from."""
        from app.reports.issuing import issued_lines

        if self.desk is not None:
            tenant = self.desk.context.tenant
            self._background.query(issued_lines, tenant, then=self._choose_issued)

    def reopen(self, line: IssuedLine) -> None:
        """Count an issued report anew; the journal of a big office takes a while."""
        if self.desk is not None:
            self._messages.inform(f"Đang tính lại từ nhật ký: {line.title}…")
            self._background.copy(_reopen, self.desk, line.number, then=self._show_reopened)

    def put_away(self, reopened: Reopened) -> None:
        """Leave nothing of it behind."""
        self._background.errand(reopened.close)

    def _issue(self, asked: ReportAsked, refused: Any, despite: str | None = None) -> None:
        from app.reports.issuing import issue_report
        from app.services.dossier_deeds import Acting

        if self.desk is not None:
            acting = Acting(**stamp(self.desk))
            self._background.command(
                issue_report,
                asked,
                acting,
                despite=despite,
                then=self._tell_issued,
                refused=partial(refused, asked),
            )

    def _ask_why(self, asked: ReportAsked, refusal: Refusal) -> None:
        from app.ui.dialogs.issuing import IncompleteReportDialog

        if refusal.reason is not Reason.REPORT_INCOMPLETE:
            self._messages.refuse(refusal)
            return
        dialog = IncompleteReportDialog(self._parent.window(), str(refusal.values["value"]))
        dialog.stated.connect(partial(self._issue_despite, dialog, asked))
        self.issued.connect(dialog.accept)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _issue_despite(
        self, dialog: IncompleteReportDialog, asked: ReportAsked, reason: str
    ) -> None:
        def complain(_asked: ReportAsked, refusal: Refusal) -> None:
            dialog.complain(refusal)

        self._issue(asked, complain, reason)

    def _tell_issued(self, issued: IssuedReport) -> None:
        self._messages.tell(f"Đã ban hành báo cáo, mã {str(issued.event_uid)[-12:]}")
        self.issued.emit(issued)

    def _choose_issued(self, lines: Sequence[IssuedLine]) -> None:
        from app.ui.dialogs.issued_reports import IssuedReportsDialog

        dialog = IssuedReportsDialog(self._parent.window(), lines)
        dialog.chosen.connect(self.reopen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(object)
    def _show_reopened(self, reopened: Reopened) -> None:
        self._messages.clear()
        self.reopened.emit(reopened)

    def _file(self, report: Report, name: str, made_by: str) -> bytes:
        from app.reports.paper import report_file

        if self.desk is None:
            return b""
        about: dict[str, Any] = {"made_by": made_by, "at": self.desk.now()}
        return report_file(report, name, desk=self.desk.context, **about)


def _reopen(desk: OpenDesk, number: str) -> Reopened:
    from app.reports.proving import reopen_report

    with desk.database.reading() as session:
        return reopen_report(session, number, desk.context)
