"""Every report of the list: told from journals of real use cases, opened, added up, proven."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from chance_office import ChanceOffice
from deeds_at_desk import acting, do, received
from desks import NOW, PROCEDURE
from proofs import prove_report

from app.bootstrap import Desk
from app.domain.catalogue_plan import Publication
from app.domain.deed_forms import (
    AnnounceDelayForm,
    CollectFeeForm,
    ReceiveResultForm,
    ReceiveSupplementForm,
    RefundFeeForm,
    RequestSupplementForm,
    RescheduleForm,
    ReturnResultForm,
)
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.domain.procedure import Channel, Decision
from app.domain.reception import ReturnPlace
from app.domain.report_shape import Report, ReportAsked
from app.exchange.read_catalogue import ReadCatalogue, SourceFile
from app.reports.issuing import issue_report
from app.reports.kinds import Around, CellAsked
from app.reports.on_time import is_on_time
from app.reports.registry import REPORTS, count_report, dossiers_of
from app.services.catalogue import import_catalogue
from app.services.consulting import ConsultationForm, consult
from app.services.procedures import procedure_in_force
from app.services.rating import close_ratings, rate

NOT_DOSSIERS = ("days", "visits", "sets", "median", "median_before", "rise")
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def counted(desk: Desk, name: str, now: Any = NOW, **more: Any) -> Report:
    asked = ReportAsked(**{"name": name, "first": FIRST, "last": LAST, **more})
    with desk.database.reading() as session:
        return count_report(session, asked, Around(now, desk.context))


def totals(report: Report) -> dict[str, Any]:
    return dict(zip((each.key for each in report.columns), report.total, strict=True))


def test_every_report_adds_up_and_opens_its_cells(desk: Desk) -> None:
    office = ChanceOffice(desk, 81)
    office.live(days=9, deeds=8)
    around = Around(office.now, desk.context)
    for name, kind in REPORTS.items():
        asked = ReportAsked(name=name, first=FIRST, last=office.today)
        with desk.database.reading() as session:
            report = count_report(session, asked, around)
            assert report.is_sound
            for row in report.rows:
                for column, value in zip(report.columns, row.values, strict=True):
                    if column.kind != "count" or column.key in NOT_DOSSIERS:
                        continue
                    cell = CellAsked(row=row.key, column=column.key)
                    found = dossiers_of(session, asked, around, cell)
                    if name not in ("satisfaction", "feedback", "catalogue", "visitors"):
                        assert len(found) <= int(str(value)), (name, cell)
                        assert bool(found) == bool(value), (name, cell)
        assert kind.title.upper() == report.title or report.form


def test_every_report_is_issued_without_a_name_and_proven(desk: Desk) -> None:
    office = ChanceOffice(desk, 82)
    office.live(days=7, deeds=8)
    numbers = []
    for name in REPORTS:
        asked = ReportAsked(name=name, first=FIRST, last=office.today - timedelta(1))
        with desk.database.transaction() as session:
            numbers.append(str(issue_report(session, asked, acting(desk, office.now)).event_uid))
        assert "Trần Thị Mẫu" not in office.contents()[-1].decode()
    office.live(days=2, deeds=6)
    with desk.database.reading() as session:
        for number in (numbers[1], numbers[-1], numbers[6]):
            assert prove_report(session, number, desk.context).is_proven


def test_money_is_told_by_agency_less_what_was_given_back(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.COLLECT_FEE, CollectFeeForm(fee=50_000, levy=10_000))
    do(desk, uid, DeedKind.REFUND_FEE, RefundFeeForm(fee=20_000, reason="Thu nhầm"))
    found = totals(counted(desk, "money"))
    assert (found["fee"], found["levy"], found["total"], found["times"]) == (
        30_000,
        10_000,
        40_000,
        2,
    )


def test_post_counts_what_came_and_what_is_to_go_by_it(desk: Desk) -> None:
    received(desk, channel=Channel.POST)
    received(desk)
    found = totals(counted(desk, "post"))
    assert (found["received"], found["registered"], found["returned"]) == (1, 0, 0)


def test_104_citizens_are_received(desk: Desk) -> None:
    """A hundred receptions and lookings-in at the counter and four who asked for advice."""
    for _ in range(100):
        received(desk)
    for about in ("nộp trực tuyến", "tra cứu", "hỏi phí", "hỏi giấy tờ"):
        with desk.database.transaction() as session:
            consult(session, ConsultationForm(about=about), acting(desk))
    received(desk, channel=Channel.ONLINE)
    found = totals(counted(desk, "visitors"))
    assert (found["all"], found["filed"], found["consulted"]) == (104, 100, 4)


def test_satisfaction_tells_marks_and_nobody(desk: Desk) -> None:
    for mark in (5, 5, 4, 2):
        with desk.database.transaction() as session:
            rate(session, mark, now=NOW, desk=desk.context)
    with desk.database.transaction() as session:
        close_ratings(session, NOW.date(), acting(desk))
    report = counted(desk, "satisfaction")
    assert [each.values for each in report.rows] == [
        ("Rất hài lòng", 2),
        ("Hài lòng", 1),
        ("Không hài lòng", 1),
    ]


def test_the_apology_list_is_as_long_as_letters_were_signed(desk: Desk) -> None:
    for _ in range(2):
        uid = received(desk)
        delay = AnnounceDelayForm(
            proposed_due_at=NOW + timedelta(days=12), reason="Chờ", agency="Sở Nội vụ"
        )
        do(desk, uid, DeedKind.ANNOUNCE_DELAY, delay)
        form = RescheduleForm(signatory="Phạm Văn Lãnh Đạo", letter="12/PXL")
        do(desk, uid, DeedKind.RESCHEDULE, form)
    report = counted(desk, "apologies")
    assert [each.values[0] for each in report.rows] == ["12/PXL", "12/PXL"]


def test_the_late_list_says_how_late_by_whom_and_leaves_out_who_waits(desk: Desk) -> None:
    received(desk)
    waiting = received(desk)
    asked = RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ")
    do(desk, waiting, DeedKind.REQUEST_SUPPLEMENT, asked)
    later = NOW + timedelta(days=9)
    report = counted(desk, "late", later)
    (line,) = report.rows
    assert "trễ 2 ngày làm việc" in line.values
    assert "Nguyễn Thị Ví Dụ" in line.values
    settled = totals(counted(desk, "ii06a", later))
    assert settled["open_late"] == len(report.rows)


def test_the_late_list_keeps_to_the_promise_of_its_period_and_says_why(desk: Desk) -> None:
    """Late on the last day of a period; afterwards a supplement restarted the clock."""
    uid = received(desk)
    overdue = NOW + timedelta(days=8)
    delay = AnnounceDelayForm(
        proposed_due_at=NOW + timedelta(days=12), reason="Thiếu người", agency="Sở Nội vụ"
    )
    do(desk, uid, DeedKind.ANNOUNCE_DELAY, delay)
    form = RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ")
    do(desk, uid, DeedKind.REQUEST_SUPPLEMENT, form, overdue)
    later = overdue + timedelta(days=1)
    do(desk, uid, DeedKind.RECEIVE_SUPPLEMENT, ReceiveSupplementForm(), later)
    period = {"first": FIRST, "last": date(2026, 11, 23)}
    report = counted(desk, "late", later + timedelta(days=1), **period)
    (line,) = report.rows
    found = dict(zip((each.key for each in report.columns), line.values, strict=True))
    assert found["reason"] == "Thiếu người"
    assert str(found["due_at"]).startswith("2026-11-23")
    assert counted(desk, "late", later + timedelta(days=1)).rows == ()


def test_the_days_between_signing_and_entering_a_result(desk: Desk) -> None:
    for days in (0, 2, 5):
        form = ReceiveResultForm(name="Quyết định", issued_on=NOW.date() - timedelta(days))
        do(desk, received(desk), DeedKind.RECEIVE_RESULT, form)
    found = totals(counted(desk, "entry-delay"))
    named = ("results", "same_day", "next_days", "later", "days")
    assert [found[each] for each in named] == [3, 1, 1, 1, 7]


def test_how_often_somebody_came_for_one_dossier(desk: Desk) -> None:
    for days in (0, 2):
        uid, now = received(desk), NOW + timedelta(days=days)
        do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"), now)
        form = ReturnResultForm(proofs=(ShownProof.SLIP,), place=ReturnPlace.COUNTER)
        do(desk, uid, DeedKind.RETURN_RESULT, form, now)
    found = totals(counted(desk, "visits", NOW + timedelta(days=3)))
    assert (found["dossiers"], found["once"], found["twice"], found["visits"]) == (2, 1, 1, 3)


def test_the_index_has_a_rule_of_its_own() -> None:
    promise = {"late_against": "2026-11-23T02:30:00.000Z"}
    ended = {"promise": promise, "settled_at": "2026-11-23T09:00:00.000Z"}
    judged = date(2026, 11, 30)
    assert is_on_time(ended, judged)
    assert not is_on_time({"promise": promise}, judged), "open and due before the end"
    assert is_on_time({"promise": promise}, date(2026, 11, 22))
    one = {"asked_at": "2026-11-18T02:00:00.000Z"}
    assert is_on_time({"promise": promise, "supplements": [one]}, judged), "left waiting"
    twice = {**ended, "supplements": [{**one, "answered_at": one["asked_at"]}] * 2}
    assert not is_on_time(twice, judged), "asked twice"


def publish(desk: Desk, codes: dict[str, dict[str, Any]], on: date, number: str) -> None:
    """Take procedures over by a decision, as copies of one that is known."""
    from dataclasses import replace

    with desk.database.transaction() as session:
        _, known = procedure_in_force(session, desk.context.tenant, PROCEDURE, NOW.date())
        read = ReadCatalogue(
            procedures=tuple(
                replace(known, code=code, decision=Decision(number=number, on=on), **more)
                for code, more in codes.items()
            ),
            sources=(SourceFile("qd.json", "00"),),
        )
        import_catalogue(
            session, read, Publication(on=on), now=NOW, desk=desk.context, actor=desk.actor
        )


def in_force_by_level(report: Report) -> dict[str, int]:
    at = report.at("in_force")
    return {row.key: int(str(row.values[at])) for row in report.rows}


def test_the_catalogue_by_level_online_service_and_decisions(desk: Desk) -> None:
    """131 = 13 + 7 + 111 by online service; 85 = 82 + 3 by level; 3 amended, 4 new, 3 abolished."""
    report = counted(desk, "catalogue")
    before, levels_before = totals(report), in_force_by_level(report)
    numbers = range(131)
    online = ["toàn trình"] * 13 + ["một phần"] * 7 + [None] * 111
    levels = [("tỉnh",)] * 82 + [("xã",)] * 3 + [("tỉnh", "xã")] * 46
    codes = {f"9.{100_000 + n}": {"online_level": online[n], "levels": levels[n]} for n in numbers}
    publish(desk, codes, date(2026, 10, 1), "10/QĐ-UBND")
    report = counted(desk, "catalogue")
    after, levels_after = totals(report), in_force_by_level(report)
    grown_by_level = [
        levels_after[each] - levels_before.get(each, 0) for each in ("Cấp tỉnh", "Cấp xã")
    ]
    assert (grown_by_level, sum(grown_by_level)) == ([82, 3], 85)
    grown = {key: after[key] - before[key] for key in ("in_force", "online_full", "online_part")}
    assert grown == {"in_force": 131, "online_full": 13, "online_part": 7}
    assert after["online_none"] - before["online_none"] == 111
    assert after["published"] == before["published"], "the decision is of another month"


def test_three_decisions_change_amend_and_abolish(desk: Desk) -> None:
    levels = {"levels": ("xã",)}
    old = {f"9.{200_000 + n}": levels for n in range(6)}
    publish(desk, old, date(2026, 9, 1), "1/QĐ-UBND")
    publish(desk, {f"9.{300_000 + n}": levels for n in range(4)}, date(2026, 11, 2), "2/QĐ-UBND")
    amended = {f"9.{200_000 + n}": {**levels, "sector": "Lĩnh vực mới"} for n in range(3)}
    publish(desk, amended, date(2026, 11, 5), "3/QĐ-UBND")
    ending = {f"9.{200_003 + n}": {**levels, "valid_to": date(2026, 11, 10)} for n in range(3)}
    publish(desk, ending, date(2026, 11, 6), "4/QĐ-UBND")
    found = totals(counted(desk, "catalogue"))
    assert found["published"] == 4
    assert found["abolished"] == 3
    assert found["amended"] == 3
