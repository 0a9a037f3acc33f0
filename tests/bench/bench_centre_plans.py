"""The centre's hot statements over a million events in six months: keys, indexes, partitions."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import Any

import psycopg
import pytest
from centres import AGENCY, TENANT, Cluster
from desks import NOW
from sqlalchemy import Connection, TextClause, text

from app.server import giving_out, journal, streams
from app.server.centre import open_centre
from app.server.schema import make_partition

EVENTS = 1_000_000
DAYS = [date(2026, month, 15) for month in range(6, 12)]
LOADED = (
    "CREATE TEMP TABLE made AS SELECT n, gen_random_uuid() AS uid, "
    f"(DATE '2026-06-01' + (n * 183 / {EVENTS})::int) AS on_day "
    f"FROM generate_series(1, {EVENTS}) n",
    "INSERT INTO event_uid SELECT 'H40', uid, decode(md5(n::text), 'hex'), on_day FROM made",
    "INSERT INTO event SELECT 'H40', on_day, uid, 'note.added', 1, 'H40.16', uid, n, "
    "repeat('x', 480) FROM made",
    "INSERT INTO stream_event SELECT 'H40', CASE WHEN n % 20 = 0 THEN 'H40.16' ELSE 'H40.17' END, "
    "CASE WHEN n % 20 = 0 THEN n / 20 ELSE n - n / 20 END, "
    "decode(md5(n::text), 'hex'), uid FROM made",
    "INSERT INTO event_private SELECT 'H40', uid, repeat('y', 120) FROM made",
    "ANALYZE",
)


@pytest.fixture
def loaded(cluster: Cluster) -> str:
    address = cluster.new_database()
    centre = open_centre(address, lambda: NOW)
    with centre.transaction() as connection:
        for day in DAYS:
            make_partition(connection, day)
    centre.close()
    with psycopg.connect(address) as raw:
        for statement in LOADED:
            raw.execute(statement)  # type: ignore[arg-type]
    return address


def plan_of(connection: Connection, statement: TextClause, given: dict[str, Any]) -> str:
    rows = connection.execute(text(f"EXPLAIN (ANALYZE, BUFFERS OFF) {statement.text}"), given)
    return "\n".join(rows.scalars())


def test_hot_statements_walk_keys_and_never_a_table(loaded: str) -> None:
    centre = open_centre(loaded, lambda: NOW)
    with centre.transaction() as connection:
        uids = list(
            connection.execute(text("SELECT uid FROM event_uid TABLESAMPLE SYSTEM (0.2)")).scalars()
        )[:1000]
        page = {"tenant": TENANT, "name": AGENCY, "pos": 25_000, "limit": 1000}
        asked = {"tenant": TENANT, "uids": uids}
        for name, statement, given in (
            ("a page of a stream", giving_out._PAGE, page),
            ("are these known", journal._KNOWN, asked),
            ("bytes of these", streams._CONTENTS, asked),
        ):
            began = perf_counter()
            plan = plan_of(connection, statement, given)
            took = (perf_counter() - began) * 1000
            print(f"\n{name}: {took:.1f} ms\n{plan}")
            walked = [line for line in plan.splitlines() if "Seq Scan on" in line]
            assert all("event_other" in line for line in walked), walked
        day = {"tenant": TENANT, "on": date(2026, 9, 10)}
        plan = plan_of(connection, text(BY_DAY), day)
        assert "event_2026_09" in plan
        assert "event_2026_08" not in plan
    centre.close()


BY_DAY = "SELECT count(*) FROM event WHERE tenant = :tenant AND received_on = :on"


def test_every_key_begins_with_the_tenant(cluster: Cluster) -> None:
    query = (
        "SELECT t.relname, a.attname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid "
        "JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public' "
        "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0] "
        "WHERE i.indisprimary AND t.relname NOT IN ('centre', 'alembic_version')"
    )
    with psycopg.connect(cluster.new_database()) as raw:
        first = dict(raw.execute(query).fetchall())
    assert len(first) > 15
    assert set(first.values()) == {"tenant"}
