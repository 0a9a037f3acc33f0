"""The sheet of each officer, and which agencies take longer than they did."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from deeds_at_desk import do, received
from desks import NOW
from offices import sit

from app.bootstrap import Desk
from app.domain.deed_forms import ReceiveResultForm, RequestSupplementForm, ReturnResultForm
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.domain.queues import QueueKind
from app.domain.report_shape import Report, ReportAsked
from app.domain.roles import CLERK
from app.domain.staff_facts import EmployerKind
from app.reports.kinds import Around, CellAsked
from app.reports.registry import count_report, dossiers_of
from app.services.agency_pace import slowing_agencies
from app.services.queue_conditions import QueueFilter
from app.services.queues import count_queues, queue_lines
from app.services.staff_accounts import StaffForm, add_staff

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
AGENCY = "Sở Nội vụ"


def counted(desk: Desk, name: str, now: Any = NOW, **more: Any) -> Report:
    asked = ReportAsked(**{"name": name, "first": FIRST, "last": LAST, **more})
    with desk.database.reading() as session:
        return count_report(session, asked, Around(now, desk.context))


def row(report: Report, at: int) -> dict[str, Any]:
    named = (each.key for each in report.columns)
    return dict(zip(named, report.rows[at].values, strict=True))


def seconded(desk: Desk, name: str) -> UUID:
    """Somebody at the desk whom an agency sent."""
    form = StaffForm(
        full_name=name, roles=(CLERK,), employer=AGENCY, employer_kind=EmployerKind.AGENCY
    )
    with desk.database.transaction() as session:
        given = add_staff(session, form, now=NOW, desk=desk.context, actor=desk.actor)
    return given.member.uid


def test_each_officer_has_a_line_under_who_sent_them_and_no_citizen_is_named(
    office: Desk,
) -> None:
    desk = office
    own = received(desk)
    do(desk, own, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
    first = desk.actor
    sit(desk, seconded(desk, "Lê Văn Biệt Phái"))
    theirs = received(desk)
    asked = RequestSupplementForm(content="Bản sao", asked_by=AGENCY)
    do(desk, theirs, DeedKind.REQUEST_SUPPLEMENT, asked)
    do(desk, own, DeedKind.RETURN_RESULT, ReturnResultForm(proofs=(ShownProof.SLIP,)))
    report = counted(desk, "officers")
    here, sent = row(report, 0), row(report, 1)
    assert here["label"] == f"Người của đơn vị: {first.full_name}"
    assert (here["in_period"], here["settled"], here["open"], here["returned"]) == (1, 1, 0, 0)
    assert sent["label"] == "Sở Nội vụ: Lê Văn Biệt Phái"
    assert (sent["in_period"], sent["open_in_time"]) == (1, 1)
    assert (sent["returned"], sent["supplements"]) == (1, 1)
    assert "Trần Thị Mẫu" not in str(report)
    alone = counted(desk, "officers", agency=AGENCY)
    assert [each.key for each in alone.rows] == [report.rows[1].key]
    with desk.database.reading() as session:
        cell = CellAsked(row=alone.rows[0].key, column="returned")
        found = dossiers_of(session, alone.asked, Around(NOW, desk.context), cell)
    assert found == (own,)


def test_an_agency_whose_median_rises_is_named(desk: Desk) -> None:
    quick = [received(desk) for _ in range(5)]
    later = NOW + timedelta(days=28)
    for uid in quick:
        do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
    slow = [received(desk, later) for _ in range(6)]
    end = later + timedelta(days=4)
    for uid in slow:
        do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"), end)
    waiting = received(desk, end)
    around = Around(end, desk.context)
    with desk.database.reading() as session:
        (found,) = slowing_agencies(session, desk.context.tenant, end.date())
        (queue,) = (
            each
            for each in count_queues(session, now=end, desk=desk.context)
            if each.kind is QueueKind.AGENCY_SLOWING
        )
        lines = queue_lines(session, queue.kind, now=end, desk=desk.context)
        elsewhere = QueueFilter(agency="Sở Xây dựng")
        other = queue_lines(session, queue.kind, elsewhere, now=end, desk=desk.context)
    said = "Thủ tục chưa ghi cơ quan: 4 ngày, trước đó 0 ngày"
    assert (queue.count, queue.words) == (1, said)
    assert [each.line.dossier_uid for each in lines] == [waiting], "what is open there is at risk"
    assert other == ()
    assert (found.settled, found.median, found.settled_before, found.median_before) == (6, 4, 5, 0)
    assert found.rise == 4
    period = {"first": end.date() - timedelta(29), "last": end.date()}
    report = counted(desk, "agency-time", end, **period)
    assert f"{report.rows[0].key} (tăng 4 ngày)" in report.remarks[-1]
    with desk.database.reading() as session:
        for column, uids in (("settled", slow), ("settled_before", quick)):
            cell = CellAsked(row=report.rows[0].key, column=column)
            assert set(dossiers_of(session, report.asked, around, cell)) == set(uids)


def test_the_register_stands_in_both_layouts(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
    now, old = counted(desk, "register"), counted(desk, "register-2018")
    assert now.form == "Mẫu số 07, Thông tư 03/2025/TT-VPCP"
    assert old.form == "Mẫu số 06, Thông tư 01/2018/TT-VPCP"
    assert row(now, 0)["result_at"] == NOW
    assert row(now, 0)["code"] == row(old, 0)["code"]
    assert "Bên nhận (ký tên)" in [each.heading for each in old.columns]
