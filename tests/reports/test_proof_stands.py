"""An issued report a year later: restored, migrated, asked about by an inspector."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from chance_office import ChanceOffice
from deeds_at_desk import acting
from desks import desk_settings
from proofs import prove_report
from sqlalchemy import inspect

from app.bootstrap import Desk
from app.custody.backing_up import back_up
from app.custody.restoring import restore
from app.domain.report_shape import Report, ReportAsked
from app.models import schema
from app.models.database import Database
from app.reports.issuing import IssuedReport, issue_report
from app.reports.kinds import Around, CellAsked
from app.reports.paper import report_file
from app.reports.proving import reopen_report
from app.reports.registry import dossiers_of
from app.services import upkeep
from app.services.dossiers import dossier_lines

FIRST = date(2026, 11, 15)


def issued(office: ChanceOffice, name: str) -> IssuedReport:
    what = ReportAsked(name=name, first=FIRST, last=office.today - timedelta(1))
    with office.desk.database.transaction() as session:
        return issue_report(session, what, acting(office.desk, office.now))


def files(desk: Desk, report: Report, at: datetime) -> list[bytes]:
    about: dict[str, Any] = {"desk": desk.context, "made_by": "Ví Dụ", "at": at}
    return [report_file(report, name, **about) for name in ("x.xlsx", "x.pdf")]


def proven_to_the_byte(desk: Desk, done: IssuedReport, kept: list[bytes], at: datetime) -> None:
    with desk.database.reading() as session:
        proof = prove_report(session, str(done.event_uid), desk.context)
    assert proof.is_proven
    assert files(desk, proof.report, at) == kept


def from_an_older_schema(desk: Desk, folder: Path) -> None:
    """Take away what reports count from, as if an older program had made the file; then move up."""
    older = Database(folder / "older.db", bytes(32))
    with older.transaction() as session:
        schema.run_migrations(session.connection(), "0002")
        known = set(inspect(session.connection()).get_table_names())
    older.close()
    with desk.database.transaction() as session:
        connection = session.connection()
        for table in set(inspect(connection).get_table_names()) - known:
            if not table.startswith("dossier_search"):
                connection.exec_driver_sql(f'DROP TABLE "{table}"')
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
    schema.bring_up_to_date(desk.database)
    with desk.database.transaction() as session:
        upkeep.rebuild(session, desk.context.tenant)


def test_the_proof_stands_after_later_deeds_a_restore_and_a_migration(
    desk: Desk, tmp_path: Path
) -> None:
    office = ChanceOffice(desk, 61)
    office.live(days=4, deeds=8)
    done = [issued(office, name) for name in ("ii06a", "officers")]
    kept = [files(desk, each.report, office.now) for each in done]
    office.live(days=2, deeds=6)
    at = office.now
    back_up(desk, tmp_path / "ban.db")
    office.live(days=1, deeds=4)
    desk.close()
    restored = restore(desk_settings(desk.settings.data), tmp_path / "ban.db")
    try:
        restored.seat.take(desk.actor)
        proven_to_the_byte(restored, done[0], kept[0], at)
        from_an_older_schema(restored, tmp_path)
        for report, bytes_of in zip(done, kept, strict=True):
            proven_to_the_byte(restored, report, bytes_of, at)
    finally:
        restored.close()


def test_an_inspector_picks_a_number_and_is_shown_its_dossiers_as_they_were(desk: Desk) -> None:
    """The figure of an issued report, its list of then, and each dossier's own page."""
    office = ChanceOffice(desk, 62)
    office.live(days=7, deeds=9)
    done = issued(office, "ii06a")
    at = done.report.at("in_process")
    row = next(each for each in done.report.rows if each.kind == "plain" and each.values[at])
    cell = CellAsked(row=row.key, column="in_process")
    around = Around(office.now, desk.context)
    with desk.database.reading() as session:
        then = dossiers_of(session, done.report.asked, around, cell)
    assert len(then) == row.values[at]
    office.live(days=5, deeds=9)
    with desk.database.reading() as session:
        found = dossiers_of(session, done.report.asked, Around(office.now, desk.context), cell)
        lines = dossier_lines(session, desk.context.tenant, found)
    # Nothing was entered for the past meanwhile, so the list of today is the list of then.
    assert found == then
    assert {each.dossier_uid for each in lines} == set(found)
    # A slip of that time is typed in later: today it stands in the list, not in that of then.
    late = {"stated_at": office.now - timedelta(days=12), "late_reason": "Từ phiếu"}
    office.receive("1.001653", **late)
    with (
        desk.database.reading() as session,
        closing(reopen_report(session, str(done.event_uid), desk.context)) as reopened,
    ):
        assert reopened.proof.is_proven
        assert reopened.dossiers(cell) == then
