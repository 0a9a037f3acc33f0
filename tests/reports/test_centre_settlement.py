"""II.06a at the centre, on PostgreSQL: against a second count, and against the desk's own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from centres import OTHER_AGENCY, TENANT, Running, synced
from chance_office import ChanceOffice
from journal_rows import row_of
from second_count import FIGURES, count, tell
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.errors import Refusal
from app.domain.report_shape import GroupBy, Report, ReportAsked, RowKind
from app.reports.kinds import Around, CellAsked
from app.reports.paper import report_file
from app.reports.registry import count_report
from app.server import reporting
from app.server.reporting import CUT_BY, PROVINCE_REPORTS, Province
from app.server.verifying import verify

FIRST = date(2026, 11, 15)


def asked(first: date, last: date, by: GroupBy, office: str | None = None) -> ReportAsked:
    return ReportAsked(name="ii06a", first=first, last=last, by=by, office=office)


def at_centre(centre: Running, office: ChanceOffice, what: ReportAsked) -> Report:
    with centre.centre.transaction() as connection:
        return reporting.count_province(connection, what, TENANT, office.now)


def figures(report: Report) -> dict[str, dict[str, Any]]:
    at = {each.key: n for n, each in enumerate(report.columns)}
    return {
        row.key: {name: row.values[at[name]] for name in FIGURES}
        for row in report.rows
        if row.kind is RowKind.PLAIN
    }


def test_the_centre_counts_what_a_second_count_finds_and_what_the_desk_counts(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    desk, _ = enrolled
    office = ChanceOffice(desk, 101)
    seen: set[str] = set()
    for days, ways in ((12, CUT_BY[:1]), (4, CUT_BY)):
        office.live(days=days, deeds=8)
        synced(desk)
        for by in ways:
            told = tell(office.contents(), row_of(by))
            for first, length in ((10, 7), (3, 60)):
                since = FIRST + timedelta(first)
                what = asked(since, since + timedelta(length), by)
                report = at_centre(centre, office, what)
                second = count(told, what.first, what.last, office.today)
                assert figures(report) == second, (by, what)
                assert report.is_sound
                with desk.database.reading() as session:
                    own = count_report(session, what, Around(office.now, desk.context))
                assert (own.rows, own.total) == (report.rows, report.total)
                seen |= {name for row in second.values() for name, n in row.items() if n}
    assert seen == set(FIGURES), "every column was tried with something in it"
    with centre.centre.transaction() as connection:
        assert verify(connection) == ()


def test_each_cell_of_the_centre_opens_its_codes_and_only_what_changed_is_counted_again(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    desk, _ = enrolled
    office = ChanceOffice(desk, 92)
    office.live(days=5, deeds=8)
    synced(desk)
    what = asked(FIRST, office.today, GroupBy.OFFICE)
    report = at_centre(centre, office, what)
    around = Around(office.now, Province(TENANT))
    with centre.centre.transaction() as connection:
        for column in FIGURES:
            found = reporting.codes_behind(connection, what, around, CellAsked(column=column))
            assert len(set(found)) == report.total[report.at(column)], column
        assert reporting.bring_up(connection, TENANT) == 0
    uid = office.receive("1.001653")
    synced(desk)
    with centre.centre.transaction() as connection:
        assert reporting.bring_up(connection, TENANT) == 1
        (changed,) = connection.execute(
            text("SELECT count(*) FROM dossier_count WHERE dossier_uid = :uid"), {"uid": uid}
        ).one()
    assert changed == 1
    elsewhere = at_centre(centre, office, asked(FIRST, office.today, GroupBy.SITE, OTHER_AGENCY))
    assert elsewhere.rows == ()


def test_officers_are_the_business_of_their_office(centre: Running) -> None:
    with (
        centre.centre.transaction() as connection,
        pytest.raises(Refusal, match="report_not_cut"),
    ):
        what = asked(FIRST, FIRST, GroupBy.OFFICER)
        reporting.count_province(connection, what, TENANT, centre.centre.now())


def test_a_count_at_the_centre_that_is_not_what_the_journal_says_is_found(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    desk, _ = enrolled
    office = ChanceOffice(desk, 93)
    office.live(days=2, deeds=6)
    synced(desk)
    at_centre(centre, office, asked(FIRST, office.today, GroupBy.SITE))
    with centre.centre.transaction() as connection:
        connection.execute(text("UPDATE dossier_count SET open_until = '2026-11-20'"))
    with centre.centre.transaction() as connection:
        assert {each.invariant for each in verify(connection)} == {"I6"}


def test_every_report_of_the_province_is_that_of_its_desks(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    """One desk has everything, so what it counts is what the centre has to count."""
    desk, other = enrolled
    office = ChanceOffice(desk, 94)
    office.live(days=12, deeds=7)
    synced(desk)
    for name, kind in PROVINCE_REPORTS.items():
        for by in kind.groups or (None,):
            what = ReportAsked(name=name, first=FIRST, last=office.today, by=by)
            report = at_centre(centre, office, what)
            with desk.database.reading() as session:
                own = count_report(session, what, Around(office.now, desk.context))
            assert report.rows, name
            assert (own.rows, own.total) == (report.rows, report.total), (name, by)
            whole = report.remarks[-1]
            assert whole.startswith(f"SỐ LIỆU CHƯA ĐỦ: {desk.context.agency_code} quầy 1")
        around = Around(office.now, Province(TENANT))
        key = next(each.key for each in report.columns if each.is_number)
        row = report.rows[0]
        cell = CellAsked(row=row.key, column=key)
        with centre.centre.transaction() as connection:
            codes = reporting.codes_behind(connection, what, around, cell)
            whose = reporting.province(connection, TENANT, desk.context.agency_code)
        assert len(codes) == row.values[report.at(key)], name
        assert whose.office_name == desk.context.office_name
        about: dict[str, Any] = {"desk": whose, "made_by": "", "at": office.now}
        assert report_file(report, "x.pdf", **about).startswith(b"%PDF")
    assert other.context.number == 2
    with (
        centre.centre.transaction() as connection,
        pytest.raises(Refusal, match="report_unknown"),
    ):
        what = ReportAsked(name="money", first=FIRST, last=FIRST)
        reporting.count_province(connection, what, TENANT, office.now)
