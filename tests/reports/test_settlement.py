"""II.06a against a second count, over journals that chance wrote through the real use cases."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from chance_office import ChanceOffice
from deeds_at_desk import acting
from journal_rows import row_of
from proofs import prove_report
from second_count import FIGURES, Told, count, figures_of, tell

from app.bootstrap import Desk
from app.domain.errors import Refusal
from app.domain.office_rules import OfficeRules
from app.domain.procedure import Channel
from app.domain.report_shape import GroupBy, Report, ReportAsked, RowKind
from app.reports.issuing import IssuedReport, issue_report
from app.reports.kinds import Around, CellAsked
from app.reports.registry import count_report, dossiers_of
from app.services import upkeep
from app.services.office_rules import set_office_rules

FIRST = date(2026, 11, 15)


def around(office: ChanceOffice) -> Around:
    return Around(office.now, office.desk.context)


def asked(first: date, last: date, by: GroupBy = GroupBy.SECTOR) -> ReportAsked:
    return ReportAsked(name="ii06a", first=first, last=last, by=by)


def counted(office: ChanceOffice, what: ReportAsked) -> Report:
    with office.desk.database.reading() as session:
        return count_report(session, what, around(office))


def issued(office: ChanceOffice, what: ReportAsked) -> IssuedReport:
    with office.desk.database.transaction() as session:
        return issue_report(session, what, acting(office.desk, office.now))


def figures(report: Report) -> dict[str, dict[str, Any]]:
    at = {each.key: n for n, each in enumerate(report.columns)}
    return {
        row.key: {name: row.values[at[name]] for name in FIGURES}
        for row in report.rows
        if row.kind is RowKind.PLAIN
    }


def told(office: ChanceOffice, by: GroupBy) -> list[Told]:
    return tell(office.contents(), row_of(by))


@pytest.mark.parametrize("seed", [11, 12])
def test_every_figure_is_what_a_second_count_finds(desk: Desk, seed: int) -> None:
    office = ChanceOffice(desk, seed)
    office.live(days=26, deeds=9)
    assert office.refused < 200
    ways = [each for each in GroupBy if each is not GroupBy.MONTH]
    periods = [
        (FIRST + timedelta(first), FIRST + timedelta(first + length))
        for first, length in ((0, 9), (10, 7), (18, 9), (5, 60))
    ]
    seen: set[str] = set()
    for by in ways:
        every = told(office, by)
        for first, last in periods:
            report = counted(office, asked(first, last, by))
            second = count(every, first, last, office.today)
            assert figures(report) == second
            assert report.is_sound
            seen |= {name for row in second.values() for name, n in row.items() if n}
    assert seen == set(FIGURES), "every column was tried with something in it"


def test_every_cell_opens_exactly_the_dossiers_that_it_counts(desk: Desk) -> None:
    office = ChanceOffice(desk, 21)
    office.live(days=14, deeds=9)
    what = asked(FIRST + timedelta(6), FIRST + timedelta(14))
    report = counted(office, what)
    with desk.database.reading() as session:
        for row, known in figures(report).items():
            for column, n in known.items():
                cell = CellAsked(row=row, column=column)
                found = dossiers_of(session, what, around(office), cell)
                assert len(found) == len(set(found)) == n, (row, column)
        sums = [dossiers_of(session, what, around(office), CellAsked(column=n)) for n in FIGURES]
    at = [report.at(name) for name in FIGURES]
    assert [len(each) for each in sums] == [report.total[n] for n in at]
    groups = [row for row in report.rows if row.kind is RowKind.GROUP]
    assert [row.values[0] for row in groups] == ["Cấp tỉnh, xã", "Cấp xã"]
    received = report.at("received")
    assert sum(int(str(row.values[received])) for row in groups) == report.total[received]


def test_carried_over_is_the_figure_as_issued_and_what_came_later_stands_apart(desk: Desk) -> None:
    office = ChanceOffice(desk, 31)
    office.live(days=8, deeds=9)
    before_end = office.today
    office.live(days=1, deeds=2)
    first = issued(office, asked(FIRST, before_end))
    in_process = {row.key: row.values[first.report.at("in_process")] for row in first.report.rows}
    late = office.now
    # A paper slip of the last period is typed in afterwards, and a dossier of it is cancelled.
    code = "1.001653"
    uid = office.receive(
        code, stated_at=late - timedelta(days=3), late_reason="Nhập từ phiếu dự phòng"
    )
    assert uid in office.known
    office.live(days=5, deeds=9)
    following = asked(before_end + timedelta(1), office.today - timedelta(1))
    report = counted(office, following)
    carried = report.at("carried")
    plain = {row.key: row.values[carried] for row in report.rows if row.kind is RowKind.PLAIN}
    for key, figure in plain.items():
        assert figure == in_process.get(key, 0)
    adjusted = [row for row in report.rows if row.kind is RowKind.ADJUSTMENT]
    second = count(told(office, GroupBy.SECTOR), following.first, following.last, office.today)
    differences = {key: row["carried"] - (in_process.get(key) or 0) for key, row in second.items()}
    assert {row.key: row.values[carried] for row in adjusted} == {
        f"{key}|+": n for key, n in differences.items() if n
    }
    assert any(adjusted)
    assert report.is_sound
    assert "đã ban hành kỳ trước" in report.remarks[0]


def test_an_issued_report_is_proven_by_counting_anew_at_its_watermark(desk: Desk) -> None:
    office = ChanceOffice(desk, 41)
    office.live(days=9, deeds=8)
    what = asked(FIRST, office.today - timedelta(1))
    done = issued(office, what)
    assert figures(counted(office, what)) == figures(done.report)
    office.receive("1.001653", stated_at=office.now - timedelta(days=4), late_reason="Từ phiếu")
    office.live(days=6, deeds=8)
    assert figures(counted(office, what)) != figures(done.report), "the past did not stand still"
    with desk.database.reading() as session:
        proof = prove_report(session, str(done.event_uid)[-12:], desk.context)
    assert proof.is_proven
    assert proof.report == done.report
    with desk.database.transaction() as session:
        assert upkeep.verify(session, desk.context.tenant) == ()


def test_the_share_online_is_held_against_the_target_of_its_time(desk: Desk) -> None:
    office = ChanceOffice(desk, 42)
    for channel in (Channel.ONLINE, Channel.COUNTER, Channel.POST):
        office.receive("1.001653", channel=channel)

    def decide(target: int) -> None:
        with desk.database.transaction() as session:
            rules = OfficeRules(online_target=target)
            set_office_rules(session, rules, acting(desk, office.now))

    decide(50)
    first = office.today
    office.now += timedelta(days=1)
    done = issued(office, asked(first, first))
    said = "Trực tuyến 1/3 hồ sơ tiếp nhận trong kỳ; chỉ tiêu 50 %: chưa đạt, thiếu 1 hồ sơ."
    assert done.report.remarks[-1] == said
    decide(30)
    assert counted(office, asked(first, first)).remarks[-1].endswith("chỉ tiêu 30 %: đạt.")
    with desk.database.reading() as session:
        proof = prove_report(session, str(done.event_uid), desk.context)
    assert proof.is_proven
    assert proof.report.remarks[-1] == said


def test_a_journal_that_somebody_altered_proves_nothing(desk: Desk) -> None:
    office = ChanceOffice(desk, 51)
    office.live(days=4, deeds=6)
    done = issued(office, asked(FIRST, office.today - timedelta(1)))
    with desk.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER event_never_updated")
        connection.exec_driver_sql(
            "UPDATE event SET content = CAST(replace(CAST(content AS TEXT), "
            '\'"channel":"counter"\', \'"channel":"online"\') AS BLOB) '
            "WHERE kind = 'dossier.received'"
        )
    with desk.database.reading() as session:
        proof = prove_report(session, str(done.event_uid), desk.context)
    said = (proof.is_proven, proof.chains, proof.figures, proof.bytes_equal)
    assert said == (False,) * 4
    assert proof.dossiers, "they are the same ones, only filed otherwise"


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE dossier_count SET open_until = '2026-11-20' WHERE outcome IS NULL",
        "DELETE FROM dossier_count WHERE channel = 'counter'",
        "UPDATE dossier_term SET ends_on = '2026-12-31'",
    ],
)
def test_a_count_that_is_not_what_the_journal_says_is_found_and_made_anew(
    harm: str, desk: Desk
) -> None:
    office = ChanceOffice(desk, 55)
    office.live(days=5, deeds=9)
    before = counted(office, asked(FIRST, office.today))
    with desk.database.engine.begin() as connection:
        assert connection.exec_driver_sql(harm).rowcount
    with desk.database.transaction() as session:
        found = upkeep.verify(session, desk.context.tenant)
        assert {each.sentence[:16] for each in found} == {"Số liệu để đếm b"}
        upkeep.rebuild(session, desk.context.tenant)
        assert upkeep.verify(session, desk.context.tenant) == ()
    assert figures(counted(office, asked(FIRST, office.today))) == figures(before)


def test_the_figures_lie_in_the_journal_without_names(desk: Desk) -> None:
    office = ChanceOffice(desk, 61)
    office.live(days=4, deeds=6)
    issued(office, asked(FIRST, office.today - timedelta(1), GroupBy.OFFICER))
    content = json.loads(office.contents()[-1])
    assert content["kind"] == "report.issued"
    assert "Nguyễn" not in json.dumps(content, ensure_ascii=False)
    assert content["body"]["rows"][0]["key"] == content["actor"]


def test_only_what_is_over_is_issued(desk: Desk) -> None:
    office = ChanceOffice(desk, 71)
    office.live(days=2, deeds=4)
    with pytest.raises(Refusal, match="report_runs"):
        issued(office, asked(FIRST, office.today))


def test_figures_of_nothing_are_nothing(desk: Desk) -> None:
    report = counted(ChanceOffice(desk, 1), asked(FIRST, FIRST))
    assert report.rows == ()
    assert report.is_sound
    one = Told(FIRST, "x", "online", [(FIRST, FIRST)])
    assert figures_of(one, FIRST, FIRST, FIRST + timedelta(1))[-1] == "open_late"
