"""The first sync by a snapshot: in every table what following event by event comes to."""

from __future__ import annotations

import queue
import shutil
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from agreement import assert_agreed
from bad_line import cutting_line
from centres import TENANT, Cluster, Running, copied, opened_at, party, synced
from deeds_at_desk import do, received, stored
from desks import NOW, found
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.deed_forms import NoteForm, ReasonForm, RequestPaymentForm
from app.domain.dossier_rules import DeedKind
from app.domain.erasure import ErasureForm
from app.domain.errors import Reason, Refusal
from app.models.base import Base
from app.server import giving_out, snapshots
from app.services import centre_link, first_folding, following, upkeep
from app.services.erasing import erase, plan_erasure, shipped_rules
from app.services.unfolded import some_unfolded
from app.sync import first_sync
from app.sync.round import RoundResult, run_round
from app.sync.snapshot_messages import Sealed

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


def waits(desk: Desk) -> bool:
    """Whether dossiers are journalled that nobody folded yet."""
    with desk.database.reading() as session:
        return bool(some_unfolded(session, TENANT, 1))


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
    assert not waits(fresh)


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
    monkeypatch.setattr(snapshots, "_EVENTS_IN_PAGE", 2)
    monkeypatch.setattr(snapshots, "_PAGES_IN_PART", 2)
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
                came.append(following.place(session, TENANT, "H40.16").pos)
        line.cut_after(None)
        by_snapshot(second)
    assert any(0 < before < after for before, after in pairwise(came))
    assert not waits(second)
    assert_agreed_after(centre, first, second)


def assert_agreed_after(centre: Running, first: Desk, second: Desk) -> None:
    synced(first, second)
    assert_agreed(centre, first, second)


def test_what_was_journalled_before_a_kill_is_folded_in_the_next_round(
    centre: Running, enrolled: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = enrolled
    work(first)
    synced(first)
    made(centre)
    with monkeypatch.context() as killed:
        killed.setattr(first_folding, "store_waiting", _killed)
        with pytest.raises(KeyboardInterrupt):
            by_snapshot(second)
    assert waits(second)
    assert not found(second, "Mẫu")
    with second.database.reading() as session:
        assert upkeep.verify(session, TENANT) == ()
    synced(second)
    assert not waits(second)
    assert len(found(second, "Mẫu")) == 3
    assert_agreed_after(centre, first, second)


def test_an_event_of_a_dossier_that_still_waits_folds_it_at_once(
    centre: Running, enrolled: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = enrolled
    uid = received(first)
    synced(first)
    made(centre)
    monkeypatch.setattr(first_sync, "_fold_what_waits", lambda talk: None)
    by_snapshot(second)
    assert waits(second)
    assert found(second, "Mẫu") == ()
    do(first, uid, DeedKind.ADD_NOTE, NoteForm(words="đã gọi"))
    synced(first)
    synced(second)
    assert len(found(second, "Mẫu")) == 1
    monkeypatch.undo()
    assert_agreed_after(centre, first, second)
    assert not waits(second)


def test_a_rebuild_folds_what_waits(
    centre: Running, enrolled: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = enrolled
    work(first)
    synced(first)
    made(centre)
    monkeypatch.setattr(first_sync, "_fold_what_waits", lambda talk: None)
    by_snapshot(second)
    with second.database.transaction() as session:
        assert upkeep.rebuild(session, TENANT) == 3
    assert not waits(second)


def test_a_desk_that_knows_dossiers_takes_only_what_it_lacks(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    work(first)
    synced(first, second)
    uid = received(second)
    synced(second, first)
    do(first, uid, DeedKind.ADD_NOTE, NoteForm(words="đã gọi"))
    do(second, uid, DeedKind.ADD_NOTE, NoteForm(words="đã hẹn"))
    synced(first)
    made(centre)
    assert by_snapshot(second).received == 1
    assert_agreed_after(centre, first, second)


def erased_here(desk: Desk, uid: UUID) -> None:
    """A court orders the applicant to be forgotten."""
    form = ErasureForm(basis="legal_order", order="15/QĐ-UBND")
    around: dict[str, Any] = {"rules": shipped_rules(desk.settings.resources), "now": NOW}
    around |= {"desk": desk.context, "actor": desk.actor}
    with desk.database.transaction() as session:
        plan = plan_erasure(session, stored(desk, uid).code, form, **around)
        erase(session, plan, **around)


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("harm", ["events[1:]", "events[:-1]", "seal"])
def test_a_snapshot_that_is_not_the_stream_is_not_taken(
    harm: str,
    centre: Running,
    enrolled: tuple[Desk, Desk],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sealed = snapshots._sealed

    def harmed(*given: Any) -> Sealed:
        page = sealed(*given)
        if harm == "seal":
            return replace(page, seal=bytes(64))
        events = page.events[1:] if harm == "events[1:]" else page.events[:-1]
        return replace(page, events=events)

    monkeypatch.setattr(snapshots, "_sealed", harmed)
    first, second = enrolled
    work(first)
    synced(first)
    made(centre)
    with pytest.raises(Refusal) as refused:
        by_snapshot(second)
    assert refused.value.reason is Reason.CENTRE_IS_ANOTHER
    with second.database.reading() as session:
        assert following.place(session, TENANT, "H40.16").pos == 0


def test_nobody_who_was_erased_stays_in_a_snapshot(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    uid = received(first)
    synced(first)
    made(centre)
    erased_here(first, uid)
    synced(first)
    with centre.centre.transaction() as connection:
        assert connection.execute(text("SELECT count(*) FROM snapshot_part")).scalar_one() == 0


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
        assert connection.execute(text("SELECT count(*) FROM snapshot_part")).scalar_one() == 1
    assert_agreed_after(centre, first, second)


def test_what_came_by_snapshot_goes_back_to_a_centre_that_lost_it(
    cluster: Cluster,
    centre: Running,
    enrolled: tuple[Desk, Desk],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snapshots, "_EVENTS_IN_PAGE", 5)
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
