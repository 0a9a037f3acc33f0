"""Papers and results: how soon results were entered, and what is kept as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from app.domain.end_facts import ResultReceived
from app.domain.facts import DossierReceived
from app.domain.moments import local_date
from app.domain.report_shape import CellKind, ReportAsked, ReportColumn
from app.domain.trail_facts import AttachmentAdded
from app.reports.columns import BY_DOSSIER, count, label
from app.reports.gathering import Entry, Told, rows_of_dossiers, told_report
from app.reports.kinds import Around


def _tell_entry_delay(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    for event, row in rows_of_dossiers(session, asked, around, (ResultReceived.kind,)):
        fact = event.fact
        if not isinstance(fact, ResultReceived):
            continue
        uid = event.dossier_uid
        yield Entry(row=row, column="results", dossier=uid)
        if fact.issued_on is None:
            yield Entry(row=row, column="undated", dossier=uid)
            continue
        days = (local_date(event.occurred_at) - fact.issued_on).days
        column = "same_day" if days <= 0 else "next_days" if days <= _SOON else "later"
        yield Entry(row=row, column=column, dossier=uid)
        if days > 0:
            yield Entry(row=row, column="days", amount=days, dossier=uid)


_SOON = 2

ENTRY_DELAY = told_report(
    Told(
        name="entry-delay",
        title="Số ngày từ khi ký kết quả đến khi nhập",
        unit="kết quả",
        groups=BY_DOSSIER,
        columns=(
            label("Lĩnh vực"),
            count("results", "Kết quả đã nhập"),
            count("same_day", "Nhập trong ngày ký"),
            count("next_days", "Sau 1 đến 2 ngày"),
            count("later", "Sau hơn 2 ngày"),
            count("undated", "Không ghi ngày ký"),
            count("days", "Tổng số ngày chậm"),
        ),
    ),
    _tell_entry_delay,
)


def _tell_digitisation(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    rows = {}
    with_result = set()
    for event, row in rows_of_dossiers(
        session, asked, around, (DossierReceived.kind, ResultReceived.kind)
    ):
        if isinstance(event.fact, ResultReceived):
            with_result.add(event.dossier_uid)
        else:
            rows[event.dossier_uid] = row
    ever = ReportAsked(
        name=asked.name, first=asked.first, last=date.max, by=asked.by, office=asked.office
    )
    papers: set[object] = set()
    results: set[object] = set()
    for event, _ in rows_of_dossiers(session, ever, around, (AttachmentAdded.kind,)):
        fact = event.fact
        if isinstance(fact, AttachmentAdded) and fact.digest is not None:
            (papers if fact.result_uid is None else results).add(event.dossier_uid)
    for uid, row in rows.items():
        yield Entry(row=row, column="received", dossier=uid)
        if uid in papers:
            yield Entry(row=row, column="papers", dossier=uid)
        if uid in papers and (uid not in with_result or uid in results):
            yield Entry(row=row, column="whole", dossier=uid)


DIGITISATION = told_report(
    Told(
        name="digitisation",
        title="Tỷ lệ số hóa hồ sơ",
        unit="hồ sơ tiếp nhận trong kỳ",
        groups=BY_DOSSIER,
        columns=(
            label("Lĩnh vực"),
            count("received", "Tiếp nhận"),
            count("papers", "Có tệp giấy tờ"),
            count("whole", "Đủ tệp, kể cả kết quả"),
            ReportColumn(
                key="share",
                heading="Tỷ lệ",
                kind=CellKind.SHARE,
                share_of=("whole", "received"),
            ),
        ),
        remarks=(
            "Đã số hóa: có tệp của ít nhất một thành phần, và có tệp kết quả khi đã có kết quả "
            "(cách tính bộ chỉ số 766).",
        ),
    ),
    _tell_digitisation,
)
