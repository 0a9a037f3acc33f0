"""The first sync by a snapshot: in every table what following event by event comes to."""

from __future__ import annotations

import queue
import shutil
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from agreement import assert_agreed
from bad_line import cutting_line
from centres import TENANT, Cluster, Running, copied, opened_at, party, synced
from deeds_at_desk import do, received
from desks import NOW, found
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.deed_forms import NoteForm, ReasonForm, RequestPaymentForm
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.models.base import Base
from app.server import giving_out, snapshots
from app.services import centre_link, upkeep
from app.services import snapshots as desk_snapshots
from app.sync.round import RoundResult, run_round

OWN = {"alembic_version", "enrolment", "counter", "event_position", "ack", "writer", "stream_event"}
"""Tables that are a desk's own, or hold moments of its line."""


SAID = """
INSERT INTO proposal (tenant, office, desk, subject, content, offered_at, decided_at)
VALUES ('H40', 'H40.16', 2, 'staff', '[]', now(), now())
"""
"""The desk has said what it brings along: that is more than what the test is about."""


def work(first: Desk) -> None:
    """A few dossiers with a past, one of them contested."""
    for _ in range(3):
        uid = received(first)
        do(first, uid, DeedKind.ADD_NOTE, NoteForm(words="đã gọi"))
        do(first, uid, DeedKind.REQUEST_PAYMENT, RequestPaymentForm(amount=50_000))
    do(first, uid, DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Đổi ý"))


def by_snapshot(desk: Desk) -> RoundResult:
    return run_round(replace(party(desk), snapshot_from=1))


def made(centre: Running) -> None:
    snapshots.make(centre.centre, TENANT, "H40.16")


def tables_of(desk: Desk) -> dict[str, list[Any]]:
    """Every row of every table that follows from the journal, but for a desk's own."""
    told = {}
    with desk.database.reading() as session:
        for name in sorted(set(Base.metadata.tables) - OWN):
            rows = session.execute(text(f'SELECT * FROM "{name}"'))
            told[name] = sorted(map(repr, rows))
    return told


@pytest.fixture
def twice(centre: Running, enrolled: tuple[Desk, Desk], tmp_path: Path) -> tuple[Desk, Desk, Desk]:
    """A desk at work, and a second one twice over: equal, enrolled, and fresh."""
    first, second = enrolled
    second.close()
    for name in ("desk2", "desk2-state"):
        ignored = shutil.ignore_patterns("ballast")
        shutil.copytree(tmp_path / name, tmp_path / "again" / name, ignore=ignored)
    return (
        first,
        opened_at(tmp_path / "desk2", NOW),
        opened_at(tmp_path / "again" / "desk2", NOW),
    )


def test_a_snapshot_stores_what_following_from_the_beginning_stores(
    cluster: Cluster, centre: Running, twice: tuple[Desk, Desk, Desk]
) -> None:
    first, fresh, other = twice
    work(first)
    synced(first)
    made(centre)
    same = copied(cluster, centre)
    taken = by_snapshot(fresh)
    centre.carry_on_with(same)
    (followed,) = synced(other)
    assert taken.received == followed.received > 8
    assert tables_of(fresh) == tables_of(other)
    assert len(found(fresh, "Mẫu")) == len(found(other, "Mẫu")) == 3
    with fresh.database.transaction() as session:
        assert upkeep.verify(session, TENANT) == ()
        upkeep.rebuild(session, TENANT)
    assert tables_of(fresh) == tables_of(other)
    with fresh.database.reading() as session:
        assert desk_snapshots.parts_here(session, TENANT) == frozenset()


def test_after_a_snapshot_the_desk_follows_on_and_everybody_agrees(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    work(first)
    synced(first)
    made(centre)
    by_snapshot(second)
    received(second)
    received(first)
    synced(first, second, first)
    assert_agreed(centre, first, second)
    # It knows dossiers now, so nothing is taken twice.
    assert by_snapshot(second).received == 0


def test_a_first_sync_goes_on_where_the_line_was_cut(
    centre: Running, enrolled: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_EVENTS_IN_PART", 3)
    monkeypatch.setattr(snapshots, "_FOLDS_IN_PART", 1)
    first, second = enrolled
    work(first)
    synced(first)
    made(centre)
    with centre.centre.transaction() as connection:
        connection.execute(text(SAID))
    came = []
    with cutting_line(centre.url) as line:
        with second.database.transaction() as session:
            known = centre_link.enrolment(session, TENANT)
            assert known is not None
            centre_link.keep_enrolment(session, TENANT, replace(known, url=line.url), NOW)
        for count in range(6_000, 24_000, 3_000):
            line.cut_after(count)
            with suppress(Refusal):
                by_snapshot(second)
            with second.database.reading() as session:
                came.append(len(desk_snapshots.parts_here(session, TENANT)))
        line.cut_after(None)
        by_snapshot(second)
    assert any(0 < before < after for before, after in pairwise(came))
    assert_agreed_after(centre, first, second)


def assert_agreed_after(centre: Running, first: Desk, second: Desk) -> None:
    synced(first, second)
    assert_agreed(centre, first, second)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE snapshot SET pos = pos - 1",
        "UPDATE snapshot SET chain = decode(repeat('00', 32), 'hex')",
        "UPDATE snapshot SET parts = parts[2:]",
    ],
)
def test_a_snapshot_that_is_not_the_stream_is_not_taken(
    harm: str, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    work(first)
    synced(first)
    made(centre)
    with centre.centre.transaction() as connection:
        connection.execute(text(harm))
    with pytest.raises(Refusal) as refused:
        by_snapshot(second)
    assert refused.value.reason in (Reason.CENTRE_IS_ANOTHER, Reason.CENTRE_DECLINED)
    with second.database.reading() as session:
        assert not desk_snapshots.knows_dossiers(session, TENANT)


def test_who_asks_first_follows_pages_and_a_snapshot_is_made_for_the_next(
    centre: Running, enrolled: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_STALE_EVENTS", 1)
    done: queue.Queue[str] = queue.Queue()
    make = snapshots.make

    def made_and_told(*given: Any) -> None:
        make(*given)
        done.put(given[-1])

    monkeypatch.setattr(snapshots, "make", made_and_told)
    first, second = enrolled
    work(first)
    synced(first)
    assert by_snapshot(second).received > 8
    assert done.get(timeout=20) == "H40.16"
    with centre.centre.transaction() as connection:
        assert connection.execute(text("SELECT count(*) FROM snapshot_part")).scalar_one() == 2
    assert_agreed_after(centre, first, second)


def test_what_came_by_snapshot_goes_back_to_a_centre_that_lost_it(
    cluster: Cluster,
    centre: Running,
    enrolled: tuple[Desk, Desk],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snapshots, "_EVENTS_IN_PART", 5)
    monkeypatch.setattr(giving_out, "MOST_EVENTS", 5)
    yesterday = copied(cluster, centre)
    first, second = enrolled
    work(first)
    synced(first)
    made(centre)
    by_snapshot(second)
    first.close()
    centre.carry_on_with(yesterday)
    assert run_round(party(second)).restored > 10
