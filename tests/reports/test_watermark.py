"""Up to which day a report is complete: seen, agreed to, kept, printed, and proven later."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from centres import synced
from deeds_at_desk import acting, do, received
from desks import NOW
from proofs import prove_report

from app.bootstrap import Desk
from app.domain.deed_forms import ReceiveResultForm, RecordCodeForm
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Refusal
from app.domain.history_words import event_sentence
from app.domain.reception import Places
from app.domain.report_shape import Report, ReportAsked
from app.domain.wholeness import DeskBehind, Wholeness
from app.reports.issuing import IssuedReport, issue_report, issued_lines
from app.reports.kinds import CellAsked
from app.reports.paper import report_file
from app.reports.proving import reopen_report
from app.reports.watermark import report_now
from app.services import journal
from app.services.attendance import keep_desks

ASKED = ReportAsked(name="ii06a", first=date(2026, 11, 14), last=date(2026, 11, 16))
MORNING = NOW + timedelta(days=1)


def seen(desk: Desk, asked: ReportAsked = ASKED) -> Wholeness | None:
    with desk.database.reading() as session:
        return report_now(session, asked, now=MORNING, desk=desk.context).whole


def issue(
    desk: Desk, asked: ReportAsked = ASKED, despite: str | None = None, days: int = 0
) -> IssuedReport:
    with desk.database.transaction() as session:
        by = acting(desk, MORNING + timedelta(days=days))
        return issue_report(session, asked, by, despite=despite)


def texts(desk: Desk, report: Report, folder: Path) -> tuple[str, str]:
    """Everything said in the workbook, and on paper on one line."""
    files = {
        kind: report_file(report, f"x.{kind}", desk=desk.context, made_by="Ví Dụ", at=MORNING)
        for kind in ("xlsx", "pdf")
    }
    path = folder / "x.xlsx"
    path.write_bytes(files["xlsx"])
    sheet = openpyxl.load_workbook(path)["Báo cáo"]
    said = " ".join(str(cell.value) for row in sheet.rows for cell in row if cell.value)
    with pypdfium2.PdfDocument(files["pdf"]) as document:
        pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    return said, " ".join(" ".join(pages).split())


def test_a_desk_alone_is_complete_to_yesterday_and_issues_without_a_word(desk: Desk) -> None:
    received(desk)
    assert seen(desk) == Wholeness(until=date(2026, 11, 16))
    done = issue(desk, despite="thừa")
    assert done.fact.whole.is_whole
    assert done.fact.private is None
    assert done.report.despite is None


def test_an_incomplete_period_is_issued_by_who_says_why_and_says_so_for_good(
    desk: Desk, tmp_path: Path
) -> None:
    """A supervisor who is alone goes on; an inspector sees what was missing, and which desks."""
    received(desk, places=Places(status_owner="G22.99"))
    with desk.database.transaction() as session:
        keep_desks(session, "H40", [(3, None), (5, None)])
    lacking = Wholeness(behind=(DeskBehind(desk=5),), owed=1)
    assert seen(desk) == lacking
    with pytest.raises(Refusal, match="report_incomplete") as caught:
        issue(desk, despite="  ")
    words = "quầy 5 chưa gửi lần nào; 1 hồ sơ còn phải nhập vào hệ thống khác"
    assert caught.value.values["value"] == words
    done = issue(desk, despite="Hôm nay hết hạn nộp báo cáo.")
    received(desk, MORNING)
    with desk.database.reading() as session:
        (line,) = issued_lines(session, "H40")
        proof = prove_report(session, line.number, desk.context)
        told = [event_sentence(each) for each in journal.events(session, "H40")]
    assert (line.fact.whole, line.issued_by) == (lacking, "Nguyễn Thị Ví Dụ")
    assert any(f"số liệu chưa đủ: {words}. Lý do: Hôm nay hết hạn" in each for each in told)
    assert proof.is_proven
    assert proof.report == done.report
    for said in texts(desk, proof.report, tmp_path):
        assert f"SỐ LIỆU CHƯA ĐỦ: {words}." in said
        assert "Ban hành khi chưa đủ, lý do: Hôm nay hết hạn nộp báo cáo." in said


def test_what_another_system_is_owed_after_the_period_is_of_no_concern(desk: Desk) -> None:
    uid = received(desk, MORNING, places=Places(status_owner="G22.99"))
    whole = seen(desk)
    assert whole is not None
    assert whole.is_whole
    longer = ReportAsked(name="ii06a", first=ASKED.first, last=date(2026, 11, 20))
    lacking = seen(desk, longer)
    assert lacking is not None
    assert lacking.owed == 1
    form = RecordCodeForm(system="G22.99", code="G22.99.08-261116-0007")
    do(desk, uid, DeedKind.RECORD_CODE, form, MORNING)
    mended = seen(desk, longer)
    assert mended is not None
    assert mended.is_whole


def test_a_report_over_two_desks_is_proven_by_the_order_of_its_time(
    enrolled: tuple[Desk, Desk],
) -> None:
    """What the other desk did stands in the stream; what it does later changes no proof."""
    first, second = enrolled
    shared, theirs = received(first), received(second)
    # A round says hello before it pushes: the second one tells that nothing waits any more.
    synced(first, second, second, first)
    # Not yet at the centre when the report is issued: the other desk's deed will stand before it.
    do(first, shared, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
    do(second, theirs, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
    with pytest.raises(Refusal, match="report_incomplete"):
        issue(first)
    done = issue(first, despite="Quầy kia mất mạng")
    assert done.fact.whole.behind == (DeskBehind(desk=2, whole_on=date(2026, 11, 15)),)
    assert [each.stream for each in done.fact.streams] == [first.context.agency_code]
    synced(second, first, second, first)
    received(second)
    synced(second, first)
    number = str(done.event_uid)
    with (
        first.database.reading() as session,
        closing(reopen_report(session, number, first.context)) as reopened,
    ):
        assert reopened.proof.is_proven
        assert reopened.dossiers(CellAsked(column="settled")) == (shared,)
        assert set(reopened.dossiers(CellAsked(column="received"))) == {shared, theirs}
    synced(second)
    with (
        second.database.reading() as session,
        pytest.raises(Refusal, match="report_of_another_desk"),
    ):
        prove_report(session, number, second.context)
