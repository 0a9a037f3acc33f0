"""II.06a of a year at the centre: 200,000 dossiers of a million in forty offices, on PostgreSQL.

CPU time of the asking process and of the one in PostgreSQL that answers: both share the machine.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
from centres import TENANT, Cluster, Running, synced
from deeds_at_desk import do, received
from sqlalchemy import Connection, text

from app.bootstrap import Desk
from app.domain.deed_forms import ReceiveResultForm
from app.domain.dossier_rules import DeedKind
from app.domain.report_shape import GroupBy, ReportAsked
from app.server.centre import open_centre
from app.server.reporting import PROVINCE_REPORTS, bring_up, count_province

WHOLE, YEARLY = 1_000_000, 200_000
NOW = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)
ASKED = ReportAsked(
    name="ii06a", first=date(2025, 12, 15), last=date(2026, 12, 14), by=GroupBy.OFFICE
)
_TICKS = os.sysconf("SC_CLK_TCK")
_DAY = f"(DATE '2026-11-16' - (({WHOLE} - n) * 365 / {YEARLY})::int)"
LOADED = (
    "INSERT INTO dossier_count SELECT 'H40', on_day, uid, CASE WHEN n > 995000 THEN "
    "DATE '9999-12-31' ELSE on_day + n % 10 END, on_day + 7, CASE WHEN n > 995000 THEN NULL "
    "WHEN n % 10 < 7 THEN 'early' ELSE 'late' END, false, (ARRAY['counter', 'online', 'post'])"
    "[1 + n % 3], 'H40.' || n % 40, 'H40.' || n % 40, n % 8, 'x', '1.' || n % 330, md5((n % 330)"
    "::text), 'Lĩnh vực ' || n % 20, 'Sở ' || n % 12, extract(epoch FROM on_day) * 1000, "
    "on_day + n % 10, NULL FROM (SELECT n, md5(n::text)::uuid AS uid, "
    f"{_DAY} AS on_day FROM generate_series(1, {WHOLE}) n) made",
    "INSERT INTO dossier_term SELECT 'H40', dossier_uid, received_on + 2, received_on + 5, "
    "received_on + 9, true FROM dossier_count WHERE hashtext(dossier_uid::text) % 50 = 0",
    "ANALYZE",
)


def test_the_form_of_a_year_is_quick_at_the_centre(cluster: Cluster) -> None:
    address = cluster.new_database()
    centre = open_centre(address, lambda: NOW)
    with psycopg.connect(address) as raw:
        for statement in LOADED:
            raw.execute(statement)  # type: ignore[arg-type]
    with centre.transaction() as connection:
        connection.execute(text("SET max_parallel_workers_per_gather = 0"))
        for by in PROVINCE_REPORTS["ii06a"].groups:
            asked = ReportAsked(name="ii06a", first=ASKED.first, last=ASKED.last, by=by)
            took, received = _cpu(connection, lambda asked=asked: _received(connection, asked))  # type: ignore[misc]
            print(f"\nII.06a by {by.value}, {received} dossiers: {took:.0f} ms of computing")
            assert took <= 2000
    centre.close()


def test_what_changed_since_the_last_report_is_counted_anew(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    desk, _ = enrolled
    for _ in range(150):
        do(desk, received(desk), DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
    synced(desk)
    with centre.centre.transaction() as connection:
        took, done = _cpu(connection, lambda: bring_up(connection, TENANT), times=1)
    print(f"\nbrought up: {done} dossiers, {took / done:.2f} ms of computing each")


def _received(connection: Connection, asked: ReportAsked) -> int:
    return int(str(count_province(connection, asked, TENANT, NOW).total[1]))


def _cpu(connection: Connection, deed: Callable[[], int], times: int = 3) -> tuple[float, int]:
    """Milliseconds of computing here and in PostgreSQL (median), and what came of it."""
    pid = connection.execute(text("SELECT pg_backend_pid()")).scalar()
    taken, found = [], 0
    for _ in range(times):
        begun, theirs = time.process_time(), _ticks(pid)
        found = deed()
        here = time.process_time() - begun
        taken.append((here + (_ticks(pid) - theirs) / _TICKS) * 1000)
    return statistics.median(taken), found


def _ticks(pid: object) -> int:
    """User and system time of a process, in ticks of the clock."""
    parts = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return int(parts[11]) + int(parts[12])
