"""Every figure of every report is one: on screen, in JSON, in the workbook and on paper."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pypdfium2
from chance_office import ChanceOffice
from deeds_at_desk import acting, do, received
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.bootstrap import Desk
from app.domain.deed_forms import (
    AnnounceDelayForm,
    CollectFeeForm,
    ReceiveResultForm,
    RescheduleForm,
    ReturnResultForm,
)
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.domain.moments import VIETNAM
from app.domain.reception import ReturnPlace
from app.domain.report_shape import (
    CellKind,
    Report,
    ReportAsked,
    ReportRow,
    Value,
    report_plain,
    shown,
)
from app.printing.raster import pictures
from app.reports.paper import report_file
from app.reports.registry import REPORTS
from app.reports.watermark import report_now
from app.services.consulting import ConsultationForm, consult
from app.services.feedback import FeedbackForm, receive_feedback
from app.services.rating import close_ratings, rate
from app.ui.report_rows import cell_columns, report_column, seen_at_once
from app.ui.widgets.record_table import RecordModel

FIRST = date(2026, 11, 15)


def busy(desk: Desk) -> ChanceOffice:
    """An office in which every report has something to tell."""
    office = ChanceOffice(desk, 63)
    office.live(days=9, deeds=8)
    uid = received(desk, office.now)
    do(desk, uid, DeedKind.COLLECT_FEE, CollectFeeForm(fee=1_250_000, levy=8_000), office.now)
    late = AnnounceDelayForm(
        proposed_due_at=office.now + timedelta(days=60), reason="Chờ", agency="Sở Nội vụ"
    )
    do(desk, uid, DeedKind.ANNOUNCE_DELAY, late, office.now)
    form = RescheduleForm(signatory="Phạm Văn Lãnh Đạo", letter="12/PXL")
    do(desk, uid, DeedKind.RESCHEDULE, form, office.now)
    other = received(desk, office.now)
    do(desk, other, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"), office.now)
    given = ReturnResultForm(proofs=(ShownProof.SLIP,), place=ReturnPlace.COUNTER)
    do(desk, other, DeedKind.RETURN_RESULT, given, office.now)
    with desk.database.transaction() as session:
        by = acting(desk, office.now)
        consult(session, ConsultationForm(about="hỏi phí"), by)
        receive_feedback(session, FeedbackForm(about="thái độ", words="Chờ lâu"), by)
        rate(session, 5, now=office.now, desk=desk.context)
        close_ratings(session, office.today, by)
    return office


def model_texts(model: RecordModel[Any]) -> list[list[str]]:
    rows, columns = range(model.rowCount()), range(model.columnCount())
    role = Qt.ItemDataRole.DisplayRole
    return [[model.data(model.index(row, at), role) for at in columns] for row in rows]


def on_screen(report: Report, rows: Sequence[tuple[Value, ...]]) -> Iterator[list[str]]:
    """Each row as the window shows it: its cells one by one, and the columns seen at a glance."""
    at_once = seen_at_once(report)
    table: RecordModel[Any] = RecordModel([report_column(report, at) for at in at_once])
    table.show([ReportRow(key="", values=values) for values in rows])
    glances = model_texts(table)
    for values, glance in zip(rows, glances, strict=True):
        cells: RecordModel[Any] = RecordModel(cell_columns())
        cells.show(list(zip(report.columns[1:], values[1:], strict=True)))
        told = [shown(report.columns[0], values[0]), *(each[1] for each in model_texts(cells))]
        assert glance == [told[at] for at in at_once]
        yield told


def in_workbook(content: bytes, report: Report) -> list[list[Any]]:
    """The rows of the sheet between its heading and its foot, sums included."""
    sheet = openpyxl.load_workbook(BytesIO(content), data_only=True)["Báo cáo"]
    numbered = next(n for n, each in enumerate(report.rows) if each.kind == "plain")
    top = next(at for at in range(6, 12) if sheet.cell(at, 1).value == 1) - numbered
    height = len(report.rows) + bool(report.total)
    width = range(2, len(report.columns) + 2)
    return [[sheet.cell(top + n, at).value for at in width] for n in range(height)]


def text_on_paper(pdf: bytes) -> list[str]:
    """What is written on each page, on one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    return [" ".join(each.split()) for each in pages]


def as_typed(value: Any, kind: CellKind) -> Any:
    """A value as a spreadsheet holds it."""
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells know no zone
    if kind is CellKind.SHARE and isinstance(value, int):
        return value / 10_000
    return value


def test_the_same_figures_stand_everywhere(desk: Desk, qapp: QApplication) -> None:
    office = busy(desk)
    about: dict[str, Any] = {"desk": desk.context, "made_by": "Ví Dụ", "at": office.now}
    for name in REPORTS:
        asked = ReportAsked(name=name, first=FIRST, last=office.today)
        with desk.database.reading() as session:
            report = report_now(session, asked, now=office.now, desk=desk.context)
        assert report.rows, name
        plain = json.loads(json.dumps(report_plain(report)))
        sheet = in_workbook(report_file(report, "x.xlsx", **about), report)
        pdf = report_file(report, "x.pdf", **about)
        pages = text_on_paper(pdf)
        paper = Counter(" ".join(pages).split())
        for group in {each.group for each in report.columns} - {""}:
            assert pages[0].count(group) == 1, "a name that columns share stands over them, once"
        rows = [(each.values, each.kind) for each in report.rows]
        rows += [(report.total, "total")] if report.total else []
        texts = [*on_screen(report, [values for values, _ in rows])]
        for n, (values, kind) in enumerate(rows):
            in_json = plain["total"] if kind == "total" else plain["rows"][n]["values"]
            for at, (column, value) in enumerate(zip(report.columns, values, strict=True)):
                where = (name, n, column.key)
                if at == 0 and kind == "total":
                    continue
                typed = as_typed(value, column.kind)
                assert (sheet[n][at] or None) == (typed or None), where
                text = texts[n][at]
                assert text == shown(column, value), where
                if isinstance(value, int) or value is None:
                    assert in_json[column.key] == ("" if value is None else value), where
                if column.kind is not CellKind.TEXT:
                    for word in text.split():
                        paper[word] -= 1
                        assert paper[word] >= 0, where
        # What goes to a printer is drawn from the same file, page by page.
        with pypdfium2.PdfDocument(pdf) as document:
            assert len(list(pictures(pdf, dots_per_inch=60))) == len(document)
