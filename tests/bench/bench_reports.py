"""The supervisor's page at 5,000 open of a million, II.06a of a year, a register in Excel.

Targets: 300 ms, 2 s, twice bare xlsxwriter. Rows are written as the fold would store them.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from xlsxwriter import Workbook

from app.bootstrap import Desk
from app.domain.moments import local_date
from app.domain.report_shape import (
    CellKind,
    GroupBy,
    Report,
    ReportAsked,
    ReportColumn,
    ReportRow,
)
from app.exchange.report_workbook import report_workbook
from app.models.counts import DossierCountRow
from app.models.database import Database, run, table_of
from app.models.life import OpenWorkRow
from app.reports.kinds import Around
from app.reports.registry import count_report
from app.services.day_numbers import day_numbers

WHOLE, OPEN, YEARLY = 1_000_000, 5_000, 200_000
NOW = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)
TODAY = local_date(NOW)
SECTORS = [f"Lĩnh vực {n}" for n in range(20)]
CHANCE = random.Random(8)
_CHUNK = 20_000


def test_the_page_and_the_form_of_a_year_are_quick(desk: Desk) -> None:
    _fill(desk.database)
    around = Around(NOW, desk.context)
    asked = ReportAsked(
        name="ii06a", first=date(2025, 12, 15), last=date(2026, 12, 14), by=GroupBy.SECTOR
    )
    with desk.database.reading() as session:
        page = _timed(lambda: day_numbers(session, now=NOW, desk=desk.context))
        form = _timed(lambda: count_report(session, asked, around))
        received = count_report(session, asked, around).total[1]
    print(f"\nsupervisor's page, {OPEN} open of {WHOLE}: {page:.0f} ms")
    print(f"II.06a of a year, {received} dossiers: {form:.0f} ms")
    assert page <= 300
    assert form <= 2000


def test_a_register_costs_at_most_twice_the_bare_workbook() -> None:
    register = _register(10_000)
    ours = _timed(lambda: report_workbook(register.report, "X"))
    bare = _timed(lambda: _bare(register.cells))
    print(f"\nxlsx of 10,000 lines: {ours:.0f} ms, bare {bare:.0f} ms, {ours / bare:.2f} times")
    assert ours <= 2 * bare


def _fill(database: Database) -> None:
    for start in range(0, WHOLE, _CHUNK):
        with database.transaction() as session:
            rows = [_counted(n) for n in range(start, start + _CHUNK)]
            run(session, insert(table_of(DossierCountRow)), rows)
    with database.transaction() as session:
        run(session, insert(table_of(OpenWorkRow)), [_open(n) for n in range(OPEN)])


def _counted(n: int) -> dict[str, Any]:
    received = TODAY - timedelta((WHOLE - n) * 365 // YEARLY)
    is_open = n >= WHOLE - OPEN
    settled = None if is_open else received + timedelta(CHANCE.randint(0, 9))
    late_on = received + timedelta(7)
    return {
        "tenant": "H40",
        "dossier_uid": UUID(int=n + 1),
        "received_on": received,
        "open_until": settled or date.max,
        "late_on": late_on,
        "outcome": None if settled is None else "early" if settled < late_on else "late",
        "is_void": False,
        "channel": CHANCE.choice(("counter", "online", "post")),
        "office": "H40.16",
        "site": "H40.16",
        "desk": n % 8,
        "officer": str(UUID(int=n % 30)),
        "procedure_code": f"1.{n % 330:06d}",
        "procedure_digest": f"{n % 330:064x}",
        "sector": SECTORS[n % 20],
        "settling_agency": None,
        "received_at": NOW - timedelta(days=(TODAY - received).days),
        "ended_on": settled,
        "apology_signed_on": None,
    }


def _open(n: int) -> dict[str, Any]:
    due = NOW + timedelta(days=CHANCE.randint(-3, 20))
    columns = dict.fromkeys(each.name for each in table_of(OpenWorkRow).columns)
    return {
        **columns,
        "tenant": "H40",
        "dossier_uid": UUID(int=WHOLE - n),
        "code": f"H40.16-261101-{n:04d}",
        "state": CHANCE.choice(("in_process", "in_process", "received", "awaiting_supplement")),
        "office": "H40.16",
        "desk": n % 8,
        "channel": "counter",
        "procedure_code": f"1.{n % 330:06d}",
        "sector": SECTORS[n % 20],
        "settling_agency": f"Sở {n % 12}",
        "received_by": str(UUID(int=n % 30)),
        "return_place": "counter",
        "received_at": NOW - timedelta(days=5),
        "return_due_at": due,
        "late_against": due,
        "due_on": local_date(due),
        "late_on": local_date(due),
        "holder_kind": "agency",
        "holder_name": f"Sở {n % 12}",
        "held_since": NOW,
        "results_on_shelf": 0,
        "outstanding": 0,
    }


@dataclass(frozen=True)
class _Register:
    """Ten thousand lines of a register, as a report and as plain cells."""

    report: Report
    cells: list[tuple[Any, ...]]


def _register(lines: int) -> _Register:
    keys = ("line", "code", "procedure", "applicant", "address", "phone", "agency", "way", "note")
    texts = [ReportColumn(key=key, heading=key, kind=CellKind.TEXT) for key in keys]
    moments = [ReportColumn(key=f"at{n}", heading=f"at{n}", kind=CellKind.MOMENT) for n in range(3)]
    columns = (*texts, ReportColumn(key="sets", heading="sets"), *moments)
    cells: list[tuple[Any, ...]] = [
        (*(f"{key} {n} Thôn Ví Dụ" for key in keys), 1, NOW, NOW, NOW) for n in range(lines)
    ]
    rows = tuple(ReportRow(key=str(n), values=each) for n, each in enumerate(cells))
    asked = ReportAsked(name="register", first=TODAY, last=TODAY)
    report = Report(
        name="register", title="SỔ", form="", unit="", asked=asked, columns=columns, rows=rows
    )
    return _Register(report, cells)


def _bare(cells: list[tuple[Any, ...]]) -> bytes:
    """The same cells, typed, by xlsxwriter alone."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    style = book.add_format({"border": 1, "num_format": "hh:mm dd/mm/yyyy"})
    plain = book.add_format({"border": 1})
    sheet = book.add_worksheet()
    for at, row in enumerate(cells):
        sheet.write_number(at, 0, at, plain)
        for n, value in enumerate(row, 1):
            if isinstance(value, datetime):
                sheet.write_datetime(at, n, value.replace(tzinfo=None), style)
            elif isinstance(value, int):
                sheet.write_number(at, n, value, plain)
            else:
                sheet.write_string(at, n, value, plain)
    book.close()
    return stream.getvalue()


def _timed(deed: Callable[[], object], times: int = 5) -> float:
    taken = []
    for _ in range(times):
        begun = time.process_time()
        deed()
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken)
